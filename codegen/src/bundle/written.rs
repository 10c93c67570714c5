//! A schema as it will be written: the words of the document, borrowed, and the few that are others.

use std::fmt;

use serde::ser::{Serialize, Serializer};
use serde_json::Number;

use crate::source::{Node, Value};

/// The members of an object in their order.
pub type Members<'s> = Vec<(&'s str, Written<'s>)>;

/// A JSON value.
#[derive(Debug)]
pub enum Written<'s> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A text that the document does not have.
    Text(String),
    /// A value as it stands in the document; each number in it is one that JSON values can hold.
    Node(&'s Node),
    /// An array.
    List(Vec<Written<'s>>),
    /// An object.
    Object(Members<'s>),
}

/// A value as it stands in the document; `None` where a number in it is one that JSON values can't hold.
pub fn data(node: &Node) -> Option<Written<'_>> {
    holds(node).then_some(Written::Node(node))
}

/// A schema of OpenAPI 3.0 in the words of 2020-12.
pub fn upgraded(mut schema: Members<'_>) -> Written<'_> {
    for (exclusive, bound) in [
        ("exclusiveMinimum", "minimum"),
        ("exclusiveMaximum", "maximum"),
    ] {
        let Some(excludes) = get(&mut schema, exclusive).and_then(|value| value.as_bool()) else {
            continue;
        };
        let number = if excludes {
            take(&mut schema, bound)
        } else {
            None
        };
        take(&mut schema, exclusive);
        schema.extend(number.map(|number| (exclusive, number)));
    }
    if let Some(example) = take(&mut schema, "example") {
        let examples = Written::List(vec![example]);
        match get(&mut schema, "examples") {
            Some(known) => *known = examples,
            None => schema.push(("examples", examples)),
        }
    }
    with_null(schema)
}

/// A schema in whose words null is accepted where `nullable` says so.
pub fn with_null(mut schema: Members<'_>) -> Written<'_> {
    let nullable = take(&mut schema, "nullable").and_then(|value| value.as_bool());
    if nullable == Some(true) {
        or_null(schema)
    } else {
        Written::Object(schema)
    }
}

impl Written<'_> {
    fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            Self::Node(node) => node.as_bool(),
            _ => None,
        }
    }

    fn is_text(&self) -> bool {
        match self {
            Self::Text(_) => true,
            Self::Node(node) => node.as_str().is_some(),
            _ => false,
        }
    }
}

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Node(node) => Data(node).serialize(serializer),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(members) => {
                serializer.collect_map(members.iter().map(|(name, value)| (name, value)))
            }
        }
    }
}

/// A value of the document, as JSON has it.
struct Data<'s>(&'s Node);

impl Serialize for Data<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.value {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(text) => text.parse::<Number>().ok().serialize(serializer),
            Value::String(text) => serializer.serialize_str(text),
            Value::Array(items) => serializer.collect_seq(items.iter().map(Data)),
            Value::Object(object) => {
                let members = object.iter();
                serializer.collect_map(members.map(|one| (&one.name.text, Data(&one.value))))
            }
        }
    }
}

/// Whether each number of a value is one that JSON values can hold; readers bound how deep values lie.
fn holds(node: &Node) -> bool {
    match &node.value {
        Value::Number(text) => text.parse::<Number>().is_ok(),
        Value::Array(items) => items.iter().all(holds),
        Value::Object(object) => object.iter().all(|one| holds(&one.value)),
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}

/// The schema, or null; what else is said of the value may not hold of null.
fn or_null(mut schema: Members<'_>) -> Written<'_> {
    let null = || Written::Text("null".to_owned());
    let asks = ["enum", "allOf", "anyOf", "oneOf", "not"];
    let is_plain = !schema.iter().any(|(name, _)| asks.contains(name));
    match get(&mut schema, "type") {
        Some(kind) if is_plain && kind.is_text() => {
            let only = std::mem::replace(kind, Written::Null);
            *kind = Written::List(vec![only, null()]);
            Written::Object(schema)
        }
        _ => {
            let other = Written::Object(vec![("type", null())]);
            let either = Written::List(vec![other, Written::Object(schema)]);
            Written::Object(vec![("anyOf", either)])
        }
    }
}

fn get<'m, 's>(members: &'m mut Members<'s>, name: &str) -> Option<&'m mut Written<'s>> {
    let mut all = members.iter_mut();
    let (_, value) = all.find(|(known, _)| *known == name)?;
    Some(value)
}

/// Takes a member out; the last one takes its place.
fn take<'s>(members: &mut Members<'s>, name: &str) -> Option<Written<'s>> {
    let at = members.iter().position(|(known, _)| *known == name)?;
    Some(members.swap_remove(at).1)
}
