//! Carries out the actions, one after the other, each on what the ones before it left.

use serde_json::Value as Json;

use super::document::{Action, Change};
use super::path;
use super::report;
use super::tree::{Item, Kind, Step};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::{Node, Str};

/// Applies all actions to a document. One that selects nothing is an error: what it was to mend is no longer there.
pub fn apply(actions: &[Action<'_>], document: &mut Item, diagnostics: &Diagnostics) {
    let mut queried = document.json();
    for action in actions {
        let places = match path::select(action.target.text, &queried) {
            Ok(places) => places,
            Err(reason) => {
                let message = format!("the target is not a JSONPath: {reason}");
                report(diagnostics, action.target.span, message, "write it as RFC 9535 says, such as `$.info.title`");
                continue;
            }
        };
        if places.is_empty() {
            let help = "correct the target, or remove the action if the document no longer needs it";
            let message = format!("`{}` selects nothing in the document", action.target.text);
            diagnostics.report(Code::OverlayNoMatch, action.target.span, message, help);
            continue;
        }
        match action.change {
            Change::Update(update) => update_all(document, &mut queried, places, update, action.target, diagnostics),
            Change::Remove => remove_all(document, &mut queried, places, action.target, diagnostics),
        }
    }
}

fn update_all(
    document: &mut Item,
    queried: &mut Json,
    places: Vec<Vec<Step>>,
    update: &Node,
    target: Str<'_>,
    diagnostics: &Diagnostics,
) {
    let mut changed = false;
    for place in places {
        let Some(item) = document.at(&place) else { continue };
        match &mut item.kind {
            Kind::Array(items) => {
                items.push(Item::of(update));
                changed = true;
            }
            Kind::Object(_) if update.as_object().is_some() => changed |= item.merge(Item::of(update)),
            Kind::Object(_) => {
                report(diagnostics, update.span, "an object is updated by an object alone", "write members to merge");
                return;
            }
            Kind::Scalar(_) => {
                let message = format!("`{}` selects a value that is neither an object nor an array", target.text);
                report(diagnostics, target.span, message, "select the object that holds it, and update the member there");
                return;
            }
        }
        refresh(queried, &place, item);
    }
    if !changed {
        let message = "the update changes nothing: the document already says so";
        diagnostics.report(Code::OverlayNoEffect, target.span, message, "remove the action");
    }
}

/// The last places go first, so that the others keep their positions.
fn remove_all(
    document: &mut Item,
    queried: &mut Json,
    mut places: Vec<Vec<Step>>,
    target: Str<'_>,
    diagnostics: &Diagnostics,
) {
    places.sort();
    for place in places.iter().rev() {
        let Some((last, holder)) = place.split_last() else {
            report(diagnostics, target.span, "the document itself cannot be removed", "select what it holds");
            return;
        };
        if let Some(item) = document.at(holder) {
            item.remove(last);
            remove_json(queried, holder, last);
        }
    }
}

/// Makes the value that is queried equal to the document again, at one place.
fn refresh(queried: &mut Json, place: &[Step], item: &Item) {
    if let Some(value) = json_at(queried, place) {
        *value = item.json();
    }
}

fn remove_json(queried: &mut Json, holder: &[Step], last: &Step) {
    match (json_at(queried, holder), last) {
        (Some(Json::Object(members)), Step::Name(name)) => drop(members.shift_remove(name)),
        (Some(Json::Array(items)), Step::Index(index)) if *index < items.len() => drop(items.remove(*index)),
        _ => {}
    }
}

fn json_at<'v>(value: &'v mut Json, path: &[Step]) -> Option<&'v mut Json> {
    path.iter().try_fold(value, |value, step| match step {
        Step::Name(name) => value.get_mut(name),
        Step::Index(index) => value.get_mut(*index),
    })
}
