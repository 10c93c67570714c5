//! `readOnly` and `writeOnly`: in which direction a member travels.

use crate::json_schema::Dialect;
use crate::model::Access;
use crate::source::{Node, Reference, Sources};

/// How many references and parts are followed.
const MOST: usize = 16;

/// What a schema says of itself, be it by itself, by what it refers to, or by a part of `allOf`.
///
/// A schema that is said to be both says nothing.
pub fn of(sources: &Sources, node: &Node) -> Access {
    let mut pending = vec![node];
    for _ in 0..MOST {
        let Some(node) = pending.pop() else { break };
        let reference = Reference::of(node);
        let speaks = reference.is_none() || Dialect::at(sources, node) != Dialect::OpenApi30;
        match (says(node, "readOnly"), says(node, "writeOnly")) {
            (true, false) if speaks => return Access::ReadOnly,
            (false, true) if speaks => return Access::WriteOnly,
            _ => {}
        }
        let target = reference.and_then(|reference| sources.resolve(reference).ok());
        pending.extend(target.map(|target| target.node));
        let parts = node.get("allOf").and_then(Node::as_array);
        pending.extend(parts.into_iter().flatten());
    }
    Access::Both
}

fn says(node: &Node, keyword: &str) -> bool {
    node.get(keyword).and_then(Node::as_bool) == Some(true)
}
