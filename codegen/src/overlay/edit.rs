//! Carries out the actions, one after the other, each on what the ones before it left.

use serde_json::Value as Json;

use super::document::{Action, Change};
use super::path;
use super::report;
use super::tree::{Item, Kind, Step};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::{Node, Str};

/// Applies all actions to a document. One that selects nothing is an error: what it was to mend is
/// no longer there.
pub fn apply(actions: &[Action<'_>], document: &mut Item, diagnostics: &Diagnostics) {
    let queried = document.json();
    let mut edit = Edit {
        document,
        queried,
        diagnostics,
    };
    for action in actions {
        edit.carry_out(action);
    }
}

/// A document and the same as the queries see it; both change together.
struct Edit<'e> {
    document: &'e mut Item,
    queried: Json,
    diagnostics: &'e Diagnostics,
}

impl Edit<'_> {
    fn carry_out(&mut self, action: &Action<'_>) {
        let target = action.target;
        match (path::select(target.text, &self.queried), action.change) {
            (Err(reason), _) => {
                let message = format!("the target is not a JSONPath: {reason}");
                let help = "write it as RFC 9535 says, such as `$.info.title`";
                report(self.diagnostics, target.span, message, help);
            }
            (Ok(places), _) if places.is_empty() => self.report_no_match(target),
            (Ok(places), Change::Remove) => self.remove_all(places, target),
            (Ok(places), Change::Update(update)) => {
                let changed = places
                    .iter()
                    .map(|place| self.update(place, update, target));
                let changed: Option<Vec<bool>> = changed.collect();
                if changed.is_some_and(|changed| !changed.contains(&true)) {
                    self.report_no_effect(target);
                }
            }
        }
    }

    /// Updates one place, and says whether that made a difference; none where it cannot be done.
    fn update(&mut self, place: &[Step], update: &Node, target: Str<'_>) -> Option<bool> {
        let item = self.document.at(place)?;
        let changed = match &mut item.kind {
            Kind::Array(items) => {
                items.push(Item::of(update));
                true
            }
            Kind::Object(_) if update.as_object().is_some() => item.merge(Item::of(update)),
            Kind::Object(_) => {
                let message = "an object is updated by an object alone";
                report(
                    self.diagnostics,
                    update.span,
                    message,
                    "write members to merge",
                );
                return None;
            }
            Kind::Scalar(_) => {
                let message = format!(
                    "`{}` selects a value that is neither an object nor an array",
                    target.text
                );
                let help = "select the object that holds it, and update the member there";
                report(self.diagnostics, target.span, message, help);
                return None;
            }
        };
        if let Some(value) = json_at(&mut self.queried, place) {
            *value = item.json();
        }
        Some(changed)
    }

    /// The last places go first, so that the others keep their positions.
    fn remove_all(&mut self, mut places: Vec<Vec<Step>>, target: Str<'_>) {
        places.sort();
        for place in places.iter().rev() {
            let Some((last, holder)) = place.split_last() else {
                let message = "the document itself cannot be removed";
                report(
                    self.diagnostics,
                    target.span,
                    message,
                    "select what it holds",
                );
                return;
            };
            if let Some(item) = self.document.at(holder) {
                item.remove(last);
                remove_json(&mut self.queried, holder, last);
            }
        }
    }

    fn report_no_match(&self, target: Str<'_>) {
        let message = format!("`{}` selects nothing in the document", target.text);
        let help = "correct the target, or remove the action if the document no longer needs it";
        self.diagnostics
            .report(Code::OverlayNoMatch, target.span, message, help);
    }

    fn report_no_effect(&self, target: Str<'_>) {
        let message = "the update changes nothing: the document already says so";
        self.diagnostics.report(
            Code::OverlayNoEffect,
            target.span,
            message,
            "remove the action",
        );
    }
}

fn remove_json(queried: &mut Json, holder: &[Step], last: &Step) {
    match (json_at(queried, holder), last) {
        (Some(Json::Object(members)), Step::Name(name)) => drop(members.shift_remove(name)),
        (Some(Json::Array(items)), Step::Index(index)) if *index < items.len() => {
            drop(items.remove(*index));
        }
        _ => {}
    }
}

fn json_at<'v>(value: &'v mut Json, path: &[Step]) -> Option<&'v mut Json> {
    path.iter().try_fold(value, |value, step| match step {
        Step::Name(name) => value.get_mut(name),
        Step::Index(index) => value.get_mut(*index),
    })
}
