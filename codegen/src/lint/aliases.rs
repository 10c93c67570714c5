//! Names other spellings of members that are not there.

use crate::diagnostic::{Code, Diagnostics};
use crate::source::{Member, Node, Object, Sources, Value};

/// Reads all files of a document through for `x-alias-of`.
pub(super) fn check(sources: &Sources, diagnostics: &Diagnostics) {
    let trees = sources.files().filter_map(|file| sources.tree(file));
    let mut nodes: Vec<&Node> = trees.collect();
    while let Some(node) = nodes.pop() {
        match &node.value {
            Value::Object(object) => {
                let members = object.get("properties").and_then(Node::as_object);
                members
                    .into_iter()
                    .for_each(|members| check_members(members, diagnostics));
                nodes.extend(object.iter().map(|member| &member.value));
            }
            Value::Array(items) => nodes.extend(items),
            _ => {}
        }
    }
}

fn check_members(members: &Object, diagnostics: &Diagnostics) {
    for member in members {
        let Some(target) = target(member) else {
            continue;
        };
        let found = target.as_str().and_then(|name| members.get(name.text));
        if found.is_some_and(|found| found.get("x-alias-of").is_none()) {
            continue;
        }
        let name = &member.name.text;
        let message = match (target.as_str(), found) {
            (Some(target), None) => {
                format!(
                    "there is no member `{}` for which `{name}` could stand",
                    target.text
                )
            }
            _ => format!("`{name}` stands for a member that stands for another one itself"),
        };
        let help = "name a member of the same `properties`, which has no `x-alias-of`";
        diagnostics.report(Code::InvalidExtension, target.span, message, help);
    }
}

fn target(member: &Member) -> Option<&Node> {
    let target = member.value.get("x-alias-of")?;
    target.as_str().is_some().then_some(target)
}
