//! Every field of every object of OpenAPI, and every keyword: what it changes in the SDK, or what is said about it.
//!
//! `fields/plain.json` has each object in a plain form. Each row of `fields/3.1.json` sets one field of one object there,
//! and tells what is seen of it: a text that the SDK has only then, or the code of a diagnostic that is reported only
//! then. A field that could be set without either would be dropped silently. `fields/3.0.json` has what differs there.
//! The compiler's own tables of objects and keywords tell which rows there must be.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use codegen::Options;
use codegen::json_schema::{Dialect, KEYWORDS};
use codegen::openapi::OBJECTS;
use serde::Deserialize;
use serde_json::{Value, json};

/// An object of OpenAPI, its place in the document, and its fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Object {
    /// As the compiler calls it.
    object: String,
    /// Which one it is, where there are several.
    #[serde(default)]
    case: String,
    at: String,
    fields: Vec<Field>,
}

/// One field with a value.
#[derive(Deserialize)]
struct Field {
    set: String,
    to: Value,
    /// What must stand beside it; it is there before, too.
    #[serde(default)]
    also: serde_json::Map<String, Value>,
    #[serde(flatten)]
    seen: Seen,
}

/// What is seen of a field.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Seen {
    /// A text in the files of the SDK.
    Shows(String),
    /// The code of a diagnostic.
    Says(String),
    /// A text that is for those who keep the document, or that says nothing new; nobody else sees it.
    Hides(String),
}

#[test]
fn every_field_of_3_1_is_seen() {
    check("3.1.1", V31);
}

#[test]
fn every_field_of_3_0_is_seen() {
    check("3.0.4", V30);
}

#[test]
fn every_field_has_a_row() {
    let rows: BTreeSet<_> = rows(V31).chain(rows(V30)).collect();
    let fields = OBJECTS.iter().flat_map(|object| {
        let fields = object.fields.iter();
        fields.map(|field| (object.name.to_owned(), (*field).to_owned()))
    });
    let fields: BTreeSet<_> = fields.collect();
    let lacking: Vec<_> = fields.difference(&rows).collect();
    assert!(lacking.is_empty(), "no row sets {lacking:?}");
    let is_known = |object: &str| OBJECTS.iter().any(|known| known.name == object);
    let strange = rows.difference(&fields);
    let strange: Vec<_> = strange
        .filter(|(object, field)| is_known(object) && !field.starts_with("x-"))
        .collect();
    assert!(strange.is_empty(), "these are no fields: {strange:?}");
}

#[test]
fn every_keyword_has_a_row() {
    for (rows, dialect, other) in [
        (V31, Dialect::OpenApi31, None),
        (V30, Dialect::OpenApi30, Some(Dialect::OpenApi31)),
    ] {
        let rows = rows_of_schemas(rows);
        let keywords = KEYWORDS.iter().filter(|keyword| {
            keyword.is_in(dialect) && !other.is_some_and(|other| keyword.is_in(other))
        });
        let lacking: Vec<_> = keywords
            .map(|keyword| keyword.name)
            .filter(|name| !rows.contains(*name))
            .collect();
        assert!(lacking.is_empty(), "{dialect:?}: no row sets {lacking:?}");
    }
}

const V31: &str = include_str!("fields/3.1.json");
const V30: &str = include_str!("fields/3.0.json");

/// Each object and field that a row sets.
fn rows(objects: &str) -> impl Iterator<Item = (String, String)> {
    let objects: Vec<Object> = serde_json::from_str(objects).unwrap();
    objects.into_iter().flat_map(|object| {
        let fields = object.fields.into_iter();
        fields.map(move |field| (object.object.clone(), field.set))
    })
}

fn rows_of_schemas(objects: &str) -> BTreeSet<String> {
    let of_schemas = rows(objects).filter(|(object, _)| object == "schema");
    of_schemas.map(|(_, keyword)| keyword).collect()
}

fn check(version: &str, objects: &str) {
    let mut plain: Value = serde_json::from_str(include_str!("fields/plain.json")).unwrap();
    plain["openapi"] = json!(version);
    let plainly = Outcome::of(&plain);
    assert!(
        !plainly.text.is_empty(),
        "the plain document has errors: {:?}",
        plainly.messages
    );
    let objects: Vec<Object> = serde_json::from_str(objects).unwrap();
    let mut unseen = Vec::new();
    for object in &objects {
        for field in &object.fields {
            let mut document = plain.clone();
            let place = object.find(&mut document);
            place.extend(field.also.clone());
            let beside = (!field.also.is_empty()).then(|| Outcome::of(&document));
            object
                .find(&mut document)
                .insert(field.set.clone(), field.to.clone());
            let before = beside.as_ref().unwrap_or(&plainly);
            let lack = Outcome::of(&document).lacks(before, &field.seen);
            let row = format!("{} {}: {}", object.object, object.case, field.set);
            unseen.extend(lack.map(|lack| format!("{row}: {lack}")));
        }
    }
    assert!(unseen.is_empty(), "\n{}", unseen.join("\n"));
}

impl Object {
    /// The object in a document.
    fn find<'d>(&self, document: &'d mut Value) -> &'d mut serde_json::Map<String, Value> {
        let place = document
            .pointer_mut(&self.at)
            .and_then(Value::as_object_mut);
        place.unwrap_or_else(|| panic!("{}: no object at {}", self.object, self.at))
    }
}

/// What becomes of a document.
struct Outcome {
    /// All own files in one.
    text: String,
    /// How often each code is reported.
    said: BTreeMap<String, usize>,
    /// All messages.
    messages: Vec<String>,
}

impl Outcome {
    fn of(document: &Value) -> Self {
        let document = support::document(document);
        let compiled = codegen::compile(support::ROOT, &document, &Options::default());
        let linted = codegen::lint(support::ROOT, &document, &Options::default());
        let files = compiled.files.unwrap_or_default();
        let (mut said, mut messages) = (BTreeMap::new(), Vec::new());
        for found in linted.diagnostics {
            *said.entry(found.code.to_string()).or_default() += 1;
            messages.push(found.message);
        }
        Self {
            text: support::own_files(&files).map(|(_, text)| text).collect(),
            said,
            messages,
        }
    }

    /// What should be seen beside what was seen before, and is not.
    fn lacks(&self, before: &Self, seen: &Seen) -> Option<String> {
        let lack = match seen {
            Seen::Says(code) if self.said.get(code) > before.said.get(code) => return None,
            Seen::Says(code) => format!("`{code}` is not reported"),
            Seen::Shows(text) if before.text.contains(text) => {
                format!("`{text}` is there without it")
            }
            Seen::Shows(text) if self.text.contains(text) => return None,
            Seen::Shows(text) => format!("`{text}` is nowhere"),
            Seen::Hides(text) if self.text.contains(text) => format!("`{text}` is shown"),
            Seen::Hides(_) => return None,
        };
        let same = if self.text == before.text {
            "the same SDK"
        } else {
            "another SDK"
        };
        Some(format!("{lack}; {same}, {:?}", self.messages))
    }
}
