//! A document that can be changed, in which every value still knows where it was written.

use serde_json::{Map, Value as Json};

use crate::source::{Node, Span, Text, Value};

/// A value.
#[derive(Debug, Clone)]
pub struct Item {
    /// Where it was written.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What a value is.
#[derive(Debug, Clone)]
pub enum Kind {
    /// The JSON text of a string, a number, a boolean or null.
    Scalar(String),
    /// An array.
    Array(Vec<Item>),
    /// An object.
    Object(Vec<(Text, Item)>),
}

/// One step from a value to one that it holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The member of an object.
    Name(String),
    /// The item of an array.
    Index(usize),
}

impl Item {
    /// A value as it was read; the reader bounds the depth.
    pub fn of(node: &Node) -> Self {
        let kind = match &node.value {
            Value::Null => Kind::Scalar("null".to_owned()),
            Value::Bool(value) => Kind::Scalar(value.to_string()),
            Value::Number(text) => Kind::Scalar(text.to_string()),
            Value::String(text) => Kind::Scalar(Json::from(&**text).to_string()),
            Value::Array(items) => Kind::Array(items.iter().map(Self::of).collect()),
            Value::Object(object) => Kind::Object(
                object
                    .iter()
                    .map(|one| (one.name.clone(), Self::of(&one.value)))
                    .collect(),
            ),
        };
        Self {
            span: node.span,
            kind,
        }
    }

    /// The value without places, for queries.
    pub fn json(&self) -> Json {
        match &self.kind {
            // A number beyond what the queries know compares with nothing.
            Kind::Scalar(text) => serde_json::from_str(text).unwrap_or(Json::Null),
            Kind::Array(items) => items.iter().map(Self::json).collect(),
            Kind::Object(members) => {
                let members = members
                    .iter()
                    .map(|(name, item)| (name.text.to_string(), item.json()));
                Json::Object(members.collect::<Map<_, _>>())
            }
        }
    }

    /// The value at the end of a path.
    pub fn at(&mut self, path: &[Step]) -> Option<&mut Self> {
        path.iter()
            .try_fold(self, |item, step| match (&mut item.kind, step) {
                (Kind::Object(members), Step::Name(name)) => member(members, name),
                (Kind::Array(items), Step::Index(index)) => items.get_mut(*index),
                _ => None,
            })
    }

    /// Removes a value that this one holds; false where there is none.
    pub fn remove(&mut self, step: &Step) -> bool {
        match (&mut self.kind, step) {
            (Kind::Object(members), Step::Name(name)) => {
                let before = members.len();
                members.retain(|(text, _)| *text.text != **name);
                members.len() < before
            }
            (Kind::Array(items), Step::Index(index)) if *index < items.len() => {
                items.remove(*index);
                true
            }
            _ => false,
        }
    }

    /// Merges another value into this one, and says whether that made a difference: members of objects are merged,
    /// the items of arrays are appended, and anything else is replaced.
    pub fn merge(&mut self, other: Self) -> bool {
        match (&mut self.kind, other.kind) {
            (Kind::Object(own), Kind::Object(others)) => {
                others.into_iter().fold(false, |changed, (name, item)| {
                    merge_member(own, name, item) || changed
                })
            }
            (Kind::Array(own), Kind::Array(others)) => {
                let changed = !others.is_empty();
                own.extend(others);
                changed
            }
            (Kind::Scalar(own), Kind::Scalar(other)) if *own == other => false,
            (_, kind) => {
                *self = Self {
                    span: other.span,
                    kind,
                };
                true
            }
        }
    }
}

fn merge_member(own: &mut Vec<(Text, Item)>, name: Text, item: Item) -> bool {
    match member(own, &name.text) {
        Some(present) => present.merge(item),
        None => {
            own.push((name, item));
            true
        }
    }
}

fn member<'m>(members: &'m mut [(Text, Item)], name: &str) -> Option<&'m mut Item> {
    members
        .iter_mut()
        .find(|(text, _)| *text.text == *name)
        .map(|(_, item)| item)
}
