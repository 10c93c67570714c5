//! The schemas of all named types as one JSON text without references to files.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json, json};

use crate::diagnostic::Diagnostics;
use crate::json_schema::Dialect;
use crate::json_schema::keyword::{Form, Keyword};
use crate::lower::{self, Places};
use crate::model::Api;
use crate::source::{Node, Reference, Sources, Span, Value};

/// Schemas by their places, each reference turned into `#/$defs/` and a place.
#[derive(Debug, Clone, Default)]
pub struct Bundle {
    schemas: BTreeMap<String, Json>,
}

impl Bundle {
    /// The schemas of all named types, and of all that they refer to.
    pub fn of(
        api: &Api,
        places: &Places<'_>,
        sources: &Sources,
        diagnostics: &Diagnostics,
    ) -> Self {
        let mut bundler = Bundler {
            sources,
            diagnostics,
            pending: Vec::new(),
            seen: BTreeSet::new(),
        };
        for (id, ty) in api.types.iter().filter(|(_, ty)| ty.is_item()) {
            if let Some(node) = places.get(&id) {
                bundler.wanted(key(&ty.origin.location), node);
            }
        }
        let mut schemas = BTreeMap::new();
        while let Some((key, node)) = bundler.pending.pop() {
            let schema = bundler.schema(node);
            schemas.insert(key, schema);
        }
        Self { schemas }
    }

    /// One JSON object, a line per schema, with a comment that is no schema.
    pub fn text(&self, comment: &str) -> String {
        let lines = self
            .schemas
            .iter()
            .map(|(place, schema)| format!("  {}: {schema}", json!(place)));
        let lines: Vec<String> = lines.collect();
        format!(
            "{{\n  \"$comment\": {},\n{}\n}}\n",
            json!(comment),
            lines.join(",\n")
        )
    }
}

struct Bundler<'s> {
    sources: &'s Sources,
    diagnostics: &'s Diagnostics,
    pending: Vec<(String, &'s Node)>,
    seen: BTreeSet<Span>,
}

impl<'s> Bundler<'s> {
    fn wanted(&mut self, key: String, node: &'s Node) {
        if self.seen.insert(node.span) {
            self.pending.push((key, node));
        }
    }

    fn schema(&mut self, node: &'s Node) -> Json {
        let Value::Object(object) = &node.value else {
            return lower::json(node).unwrap_or(Json::Bool(true));
        };
        let mut schema = Map::new();
        for member in object.iter() {
            let name: &str = &member.name.text;
            let is_word = matches!(name, "$schema" | "$id" | "$comment") || name.starts_with("x-");
            if !is_word {
                schema.insert(name.to_owned(), self.keyword(name, node, &member.value));
            }
        }
        Json::Object(schema)
    }

    fn keyword(&mut self, name: &str, owner: &'s Node, value: &'s Node) -> Json {
        let form = Keyword::find(name, Dialect::OpenApi31).map(|keyword| keyword.form);
        match (form, &value.value) {
            _ if name == "$ref" => self.reference(owner),
            (Some(Form::SchemaMap), Value::Object(map)) => {
                let schemas = map
                    .iter()
                    .map(|one| (one.name.text.to_string(), self.schema(&one.value)));
                Json::Object(schemas.collect())
            }
            (Some(Form::SchemaList), Value::Array(list)) => {
                Json::Array(list.iter().map(|one| self.schema(one)).collect())
            }
            (Some(Form::Schema), _) => self.schema(value),
            _ => lower::json(value).unwrap_or(Json::Null),
        }
    }

    fn reference(&mut self, owner: &'s Node) -> Json {
        let target = Reference::of(owner)
            .and_then(|reference| self.sources.follow(reference, self.diagnostics));
        let Some(target) = target else {
            return json!("#");
        };
        let key = key(&lower::location(self.sources, target.node.span));
        let reference = json!(format!("#/$defs/{key}"));
        self.wanted(key, target.node);
        reference
    }
}

/// A place as a name that a JSON pointer in a URI can hold without escapes; no two places have one name.
pub fn key(location: &str) -> String {
    let mut key = String::with_capacity(location.len());
    for byte in location.bytes() {
        match byte {
            b'/' => key.push(':'),
            b'.' | b'-' => key.push(byte.into()),
            _ if byte.is_ascii_alphanumeric() => key.push(byte.into()),
            _ => key.push_str(&format!("_{byte:02X}")),
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn places_become_names_without_escapes() {
        assert_eq!(key("schemas/Contact.json"), "schemas:Contact.json");
        assert_eq!(
            key("api.json#/components/schemas/A~1b"),
            "api.json_23:components:schemas:A_7E1b"
        );
        assert_ne!(key("a:b"), key("a/b"));
    }
}
