//! An overlay document as written: what is to be changed where.

use super::report;
use crate::diagnostic::{Code, Diagnostics};
use crate::source::{Node, Str};

/// One action of an overlay.
pub struct Action<'s> {
    /// Which places are changed, as a JSONPath query.
    pub target: Str<'s>,
    /// What is done to each.
    pub change: Change<'s>,
}

/// What is done to a place.
#[derive(Clone, Copy)]
pub enum Change<'s> {
    /// Objects are merged with this value, arrays get it as a new item.
    Update(&'s Node),
    /// It is removed.
    Remove,
}

const FIELDS: [&str; 4] = ["overlay", "info", "extends", "actions"];

const ACTION_FIELDS: [&str; 4] = ["target", "description", "update", "remove"];

/// The actions of an overlay document; what is wrong with it is reported.
pub fn actions<'s>(node: &'s Node, diagnostics: &Diagnostics) -> Vec<Action<'s>> {
    let version = node
        .get("overlay")
        .and_then(Node::as_str)
        .map_or("", |version| version.text);
    if version != "1.0" && !version.starts_with("1.0.") {
        let message = "this is not a document of Overlay 1.0";
        report(
            diagnostics,
            node.span,
            message,
            "begin it with `overlay: 1.0.0`",
        );
        return Vec::new();
    }
    report_unknown(node, &FIELDS, diagnostics);
    let Some(actions) = node.get("actions").and_then(Node::as_array) else {
        report(
            diagnostics,
            node.span,
            "an overlay needs a list of actions",
            "add `actions` with at least one of them",
        );
        return Vec::new();
    };
    actions
        .iter()
        .filter_map(|node| action(node, diagnostics))
        .collect()
}

fn action<'s>(node: &'s Node, diagnostics: &Diagnostics) -> Option<Action<'s>> {
    report_unknown(node, &ACTION_FIELDS, diagnostics);
    let Some(target) = node.get("target").and_then(Node::as_str) else {
        report(
            diagnostics,
            node.span,
            "an action needs a target",
            "add `target` with a JSONPath, such as `$.info`",
        );
        return None;
    };
    let removes = node.get("remove").and_then(Node::as_bool) == Some(true);
    let change = match node.get("update") {
        _ if removes => Change::Remove,
        Some(update) => Change::Update(update),
        None => {
            let help = "add `update` with what is to be merged, or `remove: true`";
            report(
                diagnostics,
                node.span,
                "an action needs something to do",
                help,
            );
            return None;
        }
    };
    Some(Action { target, change })
}

fn report_unknown(node: &Node, known: &[&str], diagnostics: &Diagnostics) {
    for member in node.as_object().into_iter().flatten() {
        let name = &*member.name.text;
        if !known.contains(&name) && !name.starts_with("x-") {
            let message = format!("`{name}` is not a field of Overlay 1.0 here, and has no effect");
            let help = format!("remove it; the fields are {}", known.join(", "));
            diagnostics.report(Code::UnknownField, member.name.span, message, help);
        }
    }
}
