//! Dynamic anchors: where a `$dynamicRef` leads depends on the schemas that are passed on the way to it.

use super::sources::Sources;
use super::tree::{Node, Span};

impl Sources {
    /// The dynamic anchors of the resource that a place lies in, with their schemas.
    pub fn dynamic_anchors(&self, place: Span) -> Vec<(&str, &Node)> {
        let Some((resource, _)) = self.index.resource_at(place) else {
            return Vec::new();
        };
        let anchors = self.index.anchors(resource).filter_map(|name| {
            let (name, address) = self.index.anchor(resource, name)?;
            let node = self.node_at(address)?;
            (dynamic_anchor(node) == Some(name)).then_some((name, node))
        });
        let root = self
            .index
            .resource_at(place)
            .and_then(|(_, found)| self.node_at(&found.address));
        let recursive = root
            .filter(|root| dynamic_anchor(root) == Some(""))
            .map(|root| ("", root));
        anchors.chain(recursive).collect()
    }
}

/// The dynamic anchor of a schema; the `$recursiveAnchor` of draft 2019-09 is one without a name.
pub fn dynamic_anchor(node: &Node) -> Option<&str> {
    if node.get("$recursiveAnchor").and_then(Node::as_bool) == Some(true) {
        return Some("");
    }
    node.get("$dynamicAnchor")
        .and_then(Node::as_str)
        .map(|anchor| anchor.text)
}
