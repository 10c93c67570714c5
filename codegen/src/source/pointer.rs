//! JSON pointers: from text to a node, and from a place to text.

use std::borrow::Cow;

use super::tree::{Member, Node, Object, Span, Value};
use super::uri;

/// Members under which names stand that people chose; the name of such a one names what it holds.
const NAMED: &[&str] = &[
    "$defs",
    "callbacks",
    "definitions",
    "examples",
    "headers",
    "links",
    "parameters",
    "pathItems",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
];

/// Bytes that a pointer seldom exceeds.
const LONG: usize = 128;

/// Where a pointer led.
pub(super) struct Found<'s> {
    pub node: &'s Node,
    /// The last name of the pointer, when it was chosen by people.
    pub name: Option<&'s str>,
}

/// Where a pointer led no further.
pub(super) struct Lost<'s> {
    /// The object in which the next name is missing; absent when it is no object.
    pub object: Option<&'s Object>,
    /// The name that was looked for.
    pub name: String,
}

/// Follows a pointer as it stands in a fragment: percent-encoded, beginning with `/` or empty.
pub(super) fn follow<'s>(root: &'s Node, fragment: &str) -> Result<Found<'s>, Lost<'s>> {
    let mut found = Found {
        node: root,
        name: None,
    };
    let mut container = "";
    let mut rest = fragment.strip_prefix('/');
    while let Some(segments) = rest {
        let end = memchr::memchr(b'/', segments.as_bytes());
        let segment = &segments[..end.unwrap_or(segments.len())];
        rest = end.map(|end| &segments[end + 1..]);
        let Some(name) = unescape(segment) else {
            return Err(Lost {
                object: None,
                name: segment.to_owned(),
            });
        };
        let (node, member) = step(found.node, &name)?;
        let chosen = NAMED.contains(&container) && !segment.is_empty();
        found = Found {
            node,
            name: member.filter(|_| chosen),
        };
        // A property named `properties` holds no names of its own.
        container = if chosen {
            ""
        } else {
            member.unwrap_or_default()
        };
    }
    Ok(found)
}

/// The pointer to the innermost value whose span holds the place.
pub(super) fn to(root: &Node, place: Span) -> String {
    let mut pointer = String::with_capacity(LONG);
    let mut node = root;
    while let Some((at, child)) = child_at(node, place) {
        let member = node.as_object().and_then(|object| object.nth(at));
        pointer.push('/');
        match member {
            Some(member) => escape(&member.name.text, &mut pointer),
            None => pointer.push_str(&at.to_string()),
        }
        node = child;
    }
    pointer
}

/// The positions among siblings that lead to the value whose span the place is.
pub(super) fn steps_to(root: &Node, place: Span) -> Vec<u32> {
    let mut steps = Vec::new();
    let mut node = root;
    while node.span != place
        && let Some((at, child)) = child_at(node, place)
    {
        steps.push(at as u32);
        node = child;
    }
    steps
}

fn step<'s>(node: &'s Node, name: &str) -> Result<(&'s Node, Option<&'s str>), Lost<'s>> {
    let lost = |object| Lost {
        object,
        name: name.to_owned(),
    };
    match &node.value {
        Value::Object(object) => {
            let member = object.member(name).ok_or_else(|| lost(Some(object)))?;
            Ok((&member.value, Some(&member.name.text)))
        }
        Value::Array(items) => {
            let plain = name == "0" || !name.starts_with(['0', '+']);
            let index = name.parse::<usize>().ok().filter(|_| plain);
            let item = index
                .and_then(|index| items.get(index))
                .ok_or_else(|| lost(None))?;
            Ok((item, None))
        }
        _ => Err(lost(None)),
    }
}

fn escape(name: &str, pointer: &mut String) {
    let mut rest = name;
    while let Some(at) = memchr::memchr2(b'~', b'/', rest.as_bytes()) {
        pointer.push_str(&rest[..at]);
        pointer.push_str(if rest.as_bytes()[at] == b'~' {
            "~0"
        } else {
            "~1"
        });
        rest = &rest[at + 1..];
    }
    pointer.push_str(rest);
}

fn unescape(segment: &str) -> Option<Cow<'_, str>> {
    if memchr::memchr2(b'%', b'~', segment.as_bytes()).is_none() {
        return Some(Cow::Borrowed(segment));
    }
    let text = uri::decode(segment)?;
    if text.contains('~') {
        return Some(Cow::Owned(text.replace("~1", "/").replace("~0", "~")));
    }
    Some(text)
}

fn child_at(node: &Node, place: Span) -> Option<(usize, &Node)> {
    match &node.value {
        Value::Object(object) => {
            let members = object.as_slice();
            let holds = |m: &Member| m.name.span.contains(place) || m.value.span.contains(place);
            let at = position(members, |m| m.name.span, place, holds)?;
            Some((at, &members[at].value))
        }
        Value::Array(items) => {
            let holds = |item: &Node| item.span.contains(place);
            let at = position(items, |item| item.span, place, holds)?;
            Some((at, &items[at]))
        }
        _ => None,
    }
}

/// The position of the sibling that holds a place: siblings stand in the order of the text, but for the copies that YAML
/// makes of a value.
fn position<T>(
    siblings: &[T],
    span: impl Fn(&T) -> Span,
    place: Span,
    holds: impl Fn(&T) -> bool,
) -> Option<usize> {
    let behind = siblings.partition_point(|sibling| span(sibling).start <= place.start);
    let likely = behind.checked_sub(1).filter(|at| holds(&siblings[*at]));
    likely.or_else(|| siblings.iter().position(holds))
}
