//! Schemas of any dialect as one schema of JSON Schema 2020-12 without any file or anchor.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json, json};

use super::schemas::Schemas;
use super::trial::Direction;
use crate::json_schema::{Schema, SchemaObject};
use crate::source::{Node, Reference, Span, Value};

/// A schema that stands alone.
#[derive(Debug)]
pub(super) struct Bundle<'s> {
    /// The schema, in which everything lies under `$defs`, by number.
    pub json: Json,
    /// What lies there as it was written.
    pub places: Vec<&'s Node>,
}

/// The state of writing a bundle.
pub(super) struct Writer<'s, 'x> {
    pub schemas: &'x Schemas<'s, 'x>,
    /// The schemas that matter; all others are written as `true`.
    met: &'x BTreeSet<Span>,
    direction: Direction,
    numbers: BTreeMap<Span, usize>,
    places: Vec<&'s Node>,
}

impl<'s, 'x> Bundle<'s> {
    /// A schema that accepts everything.
    pub fn empty() -> Self {
        Self {
            json: json!({}),
            places: Vec::new(),
        }
    }

    /// Writes a schema and all that it refers to, as far as it is met.
    pub fn of(
        root: &'s Node,
        schemas: &'x Schemas<'s, 'x>,
        met: &'x BTreeSet<Span>,
        direction: Direction,
    ) -> Self {
        let (numbers, places) = Default::default();
        let mut writer = Writer {
            schemas,
            met,
            direction,
            numbers,
            places,
        };
        let start = writer.link(root);
        let mut written = Map::new();
        while let Some(node) = writer.places.get(written.len()).copied() {
            let schema = writer.schema(node);
            written.insert(written.len().to_string(), schema);
        }
        let mut json = json!({ "$defs": written });
        if let (Json::Object(json), Json::Object(start)) = (&mut json, start) {
            json.extend(start);
        }
        Self {
            json,
            places: writer.places,
        }
    }
}

impl<'s> Writer<'s, '_> {
    /// A schema that may stand anywhere; its depth is bounded by the readers of the text.
    pub fn schema(&mut self, node: &'s Node) -> Json {
        if !self.met.contains(&node.span) {
            return Json::Bool(true);
        }
        match &*self.schemas.get(node) {
            Schema::Bool(flag, _) => Json::Bool(*flag),
            Schema::Object(schema) => {
                let written = Json::Object(self.object(schema));
                // Null passes whatever the other keywords say, and all else is judged as usual.
                let wrap = schema.nullable;
                if wrap {
                    json!({ "if": { "type": "null" }, "else": written })
                } else {
                    written
                }
            }
        }
    }

    /// A schema that only refers to another one.
    pub fn reference(&mut self, reference: Reference<'s>) -> Json {
        let target = self.schemas.target(reference);
        let target = target.filter(|target| self.met.contains(&target.span));
        target.map_or(Json::Bool(true), |target| self.link(target))
    }

    /// Whether a member that is required need not be there: what is only read is not asked for in
    /// requests, and what is only written not in responses.
    pub fn is_excused(&self, schema: &SchemaObject<'s>, name: &str) -> bool {
        let property = schema
            .properties
            .iter()
            .find(|(known, _)| known.text == name);
        let node = property.map(|(_, node)| *node);
        let target = node
            .and_then(Reference::of)
            .and_then(|one| self.schemas.target(one));
        let Some(node) = target.or(node) else {
            return false;
        };
        let Schema::Object(property) = &*self.schemas.get(node) else {
            return false;
        };
        match self.direction {
            Direction::Request => property.read_only,
            Direction::Response => property.write_only,
            Direction::Either => property.read_only || property.write_only,
        }
    }

    fn link(&mut self, node: &'s Node) -> Json {
        let next = self.places.len();
        let number = *self.numbers.entry(node.span).or_insert(next);
        if number == next {
            self.places.push(node);
        }
        json!({ "$ref": format!("#/$defs/{number}") })
    }
}

/// A value as the judge takes it; a number beyond all bounds stays beyond them.
pub(super) fn value(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(flag) => Json::Bool(*flag),
        Value::Number(text) => number(text),
        Value::String(text) => Json::String(text.to_string()),
        Value::Array(items) => Json::Array(items.iter().map(value).collect()),
        Value::Object(object) => {
            let members = object.iter();
            let members = members.map(|one| (one.name.text.to_string(), value(&one.value)));
            Json::Object(members.collect())
        }
    }
}

/// A number as the judge takes it.
pub(super) fn number(text: &str) -> Json {
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    text.parse()
        .map_or_else(|_| json!(sign * f64::MAX), Json::Number)
}
