//! The schemas of all named types as one JSON text without references to files.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

mod written;

use written::{Members, Written};

use crate::diagnostic::Diagnostics;
use crate::json_schema::Dialect;
use crate::json_schema::keyword::{Form, Keyword};
use crate::lower::{self, Places};
use crate::model::{Access, Api, Type, View};
use crate::source::{Node, Reference, Sources, Span, Value};

/// Schemas by their places, each reference turned into `#/$defs/` and a place.
///
/// They are kept as texts, which take a small part of the memory that their values do.
#[derive(Debug, Clone, Default)]
pub struct Bundle {
    schemas: BTreeMap<String, String>,
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
            views: views(api, places),
            pending: Vec::new(),
            seen: BTreeSet::new(),
        };
        for (id, ty) in api.types.iter().filter(|(_, ty)| ty.is_item()) {
            if let Some(node) = places.get(&id) {
                bundler.wanted(key_of(ty), node, ty.view);
            }
        }
        let mut schemas = BTreeMap::new();
        while let Some(Wanted { key, node, view }) = bundler.pending.pop() {
            let schema = bundler.schema(node, view);
            schemas.insert(key, schema.to_string());
        }
        Self { schemas }
    }

    /// One JSON object, a line per schema, with a comment and the keys of named schemas, which are no schemas.
    pub fn text(&self, comment: &str, keys: &BTreeMap<String, String>) -> String {
        let keys = keys.iter();
        let keys = keys.map(|(name, key)| format!("\n    {}: {}", json!(name), json!(key)));
        let keys: Vec<String> = keys.collect();
        let mut text = format!(
            "{{\n  \"$comment\": {},\n  \"$types\": {{{}\n  }}",
            json!(comment),
            keys.join(",")
        );
        let lengths = self.schemas.iter().map(|(key, one)| key.len() + one.len());
        text.reserve(lengths.map(|length| length + 12).sum());
        for (place, schema) in &self.schemas {
            text.extend([",\n  ", &json!(place).to_string(), ": ", schema]);
        }
        text.push_str("\n}\n");
        text
    }
}

struct Bundler<'s> {
    sources: &'s Sources,
    diagnostics: &'s Diagnostics,
    views: BTreeMap<Span, Vec<View>>,
    pending: Vec<Wanted<'s>>,
    seen: BTreeSet<String>,
}

struct Wanted<'s> {
    key: String,
    node: &'s Node,
    view: View,
}

impl<'s> Bundler<'s> {
    fn wanted(&mut self, key: String, node: &'s Node, view: View) {
        if self.seen.insert(key.clone()) {
            self.pending.push(Wanted { key, node, view });
        }
    }

    fn schema(&mut self, node: &'s Node, view: View) -> Written<'s> {
        let Value::Object(object) = &node.value else {
            return written::data(node).unwrap_or(Written::Bool(true));
        };
        let mut schema = Vec::with_capacity(object.len());
        for member in object.iter() {
            let name: &str = &member.name.text;
            let is_word = matches!(name, "$schema" | "$id" | "$comment") || name.starts_with("x-");
            if !is_word {
                schema.push((name, self.keyword(name, node, &member.value, view)));
            }
        }
        self.hide(&mut schema, node, view);
        match Dialect::at(self.sources, node) {
            Dialect::OpenApi30 => written::upgraded(schema),
            Dialect::OpenApi31 => written::with_null(schema),
            _ => Written::Object(schema),
        }
    }

    fn keyword(&mut self, name: &str, owner: &'s Node, value: &'s Node, view: View) -> Written<'s> {
        let form = Keyword::find(name, Dialect::OpenApi31).map(|keyword| keyword.form);
        match (form, &value.value) {
            _ if name == "$ref" => self.reference(owner, view),
            (Some(Form::SchemaMap), Value::Object(map)) => {
                let schemas = map.iter();
                let schemas = schemas.map(|one| (&*one.name.text, self.schema(&one.value, view)));
                Written::Object(schemas.collect())
            }
            (Some(Form::SchemaList), Value::Array(list)) => {
                Written::List(list.iter().map(|one| self.schema(one, view)).collect())
            }
            (Some(Form::Schema), _) => self.schema(value, view),
            _ => written::data(value).unwrap_or(Written::Null),
        }
    }

    /// Takes out the members that a view does not show, and does not demand them.
    fn hide(&self, schema: &mut Members<'s>, node: &Node, view: View) {
        let Some(hides) = view.hides() else { return };
        let properties = node.get("properties").and_then(Node::as_object);
        let hidden: Vec<&str> = properties
            .iter()
            .flat_map(|map| map.iter())
            .filter(|one| lower::access(self.sources, &one.value) == hides)
            .map(|one| &*one.name.text)
            .collect();
        for (name, value) in schema {
            match (*name, &mut *value) {
                ("properties", Written::Object(properties)) => {
                    properties.retain(|(name, _)| !hidden.contains(name));
                }
                ("required", Written::Node(node)) => {
                    let names = node.as_array().unwrap_or_default().iter();
                    let kept = names.filter(|name| {
                        !name
                            .as_str()
                            .is_some_and(|name| hidden.contains(&name.text))
                    });
                    *value = Written::List(kept.map(Written::Node).collect());
                }
                _ => {}
            }
        }
    }

    fn reference(&mut self, owner: &'s Node, view: View) -> Written<'s> {
        let target = Reference::of(owner)
            .and_then(|reference| self.sources.follow(reference, self.diagnostics));
        let Some(target) = target else {
            return Written::Text("#".to_owned());
        };
        let location = lower::location(self.sources, target.node.span);
        let (key, view) = self.placed(key(&location), target.node, view);
        let reference = format!("#/$defs/{key}");
        self.wanted(key, target.node, view);
        Written::Text(reference)
    }

    /// The key and the view of a schema that another one refers to: the view of its types where they have only one.
    fn placed(&self, key: String, target: &Node, view: View) -> (String, View) {
        let views = self.views.get(&target.span).map(Vec::as_slice);
        match (views.unwrap_or_default(), view.hides()) {
            ([only], _) => (key, *only),
            (_, Some(Access::ReadOnly)) => (key + INPUT, View::Request),
            _ => (key, view),
        }
    }
}

/// What is behind the key of a schema that stands for what is sent alone; no place has such a key.
const INPUT: &str = "_input";

/// The key of the schema of a type.
pub fn key_of(ty: &Type) -> String {
    let key = key(&ty.origin.location);
    match ty.view {
        View::RequestBeside(_) => key + INPUT,
        _ => key,
    }
}

/// A place as a name that a JSON pointer in a URI can hold without escapes; no two places have one name.
pub fn key(location: &str) -> String {
    let is_kept = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let mut key = String::with_capacity(location.len() + 16);
    let mut rest = location;
    while let Some(at) = rest.bytes().position(|byte| !is_kept(&byte)) {
        let (kept, changed) = rest.split_at(at);
        key.push_str(kept);
        let width = changed.chars().next().map_or(0, char::len_utf8);
        for byte in changed.bytes().take(width) {
            match byte {
                b'/' => key.push(':'),
                _ => key.extend(['_', hex(byte >> 4), hex(byte & 0xf)]),
            }
        }
        rest = &changed[width..];
    }
    key.push_str(rest);
    key
}

/// A digit below 16, in capitals.
fn hex(digit: u8) -> char {
    char::from(b"0123456789ABCDEF"[usize::from(digit)])
}

/// The views of each schema that has a type, each of them once.
fn views(api: &Api, places: &Places<'_>) -> BTreeMap<Span, Vec<View>> {
    let mut views: BTreeMap<Span, Vec<View>> = BTreeMap::new();
    for (id, node) in places {
        let ty = api.types.get(*id);
        let known = views.entry(node.span).or_default();
        if (ty.usage.request || ty.usage.response) && !known.contains(&ty.view) {
            known.push(ty.view);
        }
    }
    views
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Bundle, key};

    #[test]
    fn a_bundle_of_any_size_is_json() {
        for places in [&[][..], &["a"], &["a", "b\"c"]] {
            let schemas = places.iter().map(|place| (place.to_string(), "{}".into()));
            let bundle = Bundle {
                schemas: schemas.collect(),
            };
            let keys = BTreeMap::from([("A".to_owned(), "a".to_owned())]);
            let text = bundle.text("made", &keys);
            let read: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
            let members = read.as_object().map_or(0, |members| members.len());
            assert_eq!(members, places.len() + 2, "{text}");
        }
    }

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
