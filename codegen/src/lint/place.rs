//! From the paths that the judge names to places in the files.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;

use super::bundle::Bundle;
use crate::source::{Node, Position, Sources, Span, Value};

/// The places of an instance that an error is about.
pub(super) fn spans(error: &ValidationError<'_>, instance: &Node) -> Vec<Span> {
    let node = at(instance, error.instance_path().as_str());
    let named = |name: &str| Some(node.as_object()?.member(name)?.name.span);
    let found: Vec<Span> = match error.kind() {
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            unexpected.iter().filter_map(|name| named(name)).collect()
        }
        Kind::PropertyNames { error } => error
            .instance()
            .as_str()
            .and_then(named)
            .into_iter()
            .collect(),
        Kind::AdditionalItems { limit } => {
            let further = node.as_array().and_then(|items| items.get(*limit));
            further.map(head).into_iter().collect()
        }
        _ => Vec::new(),
    };
    if found.is_empty() {
        vec![head(node)]
    } else {
        found
    }
}

/// The node that a JSON pointer leads to, as far as it leads.
pub(super) fn at<'n>(root: &'n Node, pointer: &str) -> &'n Node {
    let mut node = root;
    for segment in segments(pointer) {
        match step(node, &segment) {
            Some((_, next)) => node = next,
            None => break,
        }
    }
    node
}

/// Where a keyword of a bundle was written: `file:line:column`.
pub(super) fn keyword(path: &str, bundle: &Bundle<'_>, sources: &Sources) -> String {
    let span = keyword_span(path, bundle);
    span.map_or_else(String::new, |span| shown(span, sources))
}

/// A place as messages name it.
pub(super) fn shown(span: Span, sources: &Sources) -> String {
    let Position { line, column } = sources.position(span);
    format!("{}:{line}:{column}", sources.path(span.file))
}

/// The place of a value; of one that may go over many lines, only where it begins.
pub(super) fn head(node: &Node) -> Span {
    match node.value {
        Value::Array(_) | Value::Object(_) => Span {
            end: node.span.end.min(node.span.start + 1),
            ..node.span
        },
        _ => node.span,
    }
}

/// Follows the path as long as the schema as written has the same members as the bundle.
fn keyword_span(path: &str, bundle: &Bundle<'_>) -> Option<Span> {
    let mut segments = segments(path).skip(1);
    let number: usize = segments.next()?.parse().ok()?;
    let mut node = *bundle.places.get(number)?;
    let mut span = head(node);
    for segment in segments {
        // What was written as null or something else has no such member.
        if let Some((name, next)) = step(node, &segment) {
            (span, node) = (name, next);
        }
    }
    Some(span)
}

/// A child, and the place of what it is called.
fn step<'n>(node: &'n Node, segment: &str) -> Option<(Span, &'n Node)> {
    match &node.value {
        Value::Object(object) => {
            let member = object.member(segment)?;
            Some((member.name.span, &member.value))
        }
        Value::Array(items) => {
            let item = items.get(segment.parse::<usize>().ok()?)?;
            Some((head(item), item))
        }
        _ => None,
    }
}

fn segments(pointer: &str) -> impl Iterator<Item = String> {
    let segments = pointer.split('/').skip(1);
    segments.map(|segment| segment.replace("~1", "/").replace("~0", "~"))
}
