//! Every field of every object of OpenAPI: what it changes in the SDK, or what is said about it.
//!
//! `fields/plain.json` has each object in a plain form. Each row of `fields/3.1.json` sets one field of one object there,
//! and tells what is seen of it: a text that the SDK has only then, or the code of a diagnostic that is reported only
//! then. A field that could be set without either would be dropped silently. `fields/3.0.json` has what differs there.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::BTreeMap;

use codegen::Options;
use serde::Deserialize;
use serde_json::{Value, json};

/// An object of OpenAPI, its place in the document, and its fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Object {
    object: String,
    at: String,
    fields: Vec<Field>,
}

/// One field with a value.
#[derive(Deserialize)]
struct Field {
    set: String,
    to: Value,
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
}

#[test]
fn every_field_of_3_1_is_seen() {
    check("3.1.1", include_str!("fields/3.1.json"));
}

#[test]
fn every_field_of_3_0_is_seen() {
    check("3.0.4", include_str!("fields/3.0.json"));
}

fn check(version: &str, objects: &str) {
    let mut plain: Value = serde_json::from_str(include_str!("fields/plain.json")).unwrap();
    plain["openapi"] = json!(version);
    let before = Outcome::of(&plain);
    assert!(
        !before.text.is_empty(),
        "the plain document has errors: {:?}",
        before.messages
    );
    let objects: Vec<Object> = serde_json::from_str(objects).unwrap();
    let mut unseen = Vec::new();
    for object in &objects {
        for field in &object.fields {
            let after = Outcome::of(&with(&plain, object, field));
            let lack = after.lacks(&before, &field.seen);
            unseen.extend(lack.map(|lack| format!("{}.{}: {lack}", object.object, field.set)));
        }
    }
    assert!(unseen.is_empty(), "\n{}", unseen.join("\n"));
}

/// The document with one field set.
fn with(plain: &Value, object: &Object, field: &Field) -> Value {
    let mut changed = plain.clone();
    let place = changed.pointer_mut(&object.at);
    let place = place.unwrap_or_else(|| panic!("{}: nothing at {}", object.object, object.at));
    place[&field.set] = field.to.clone();
    changed
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
        };
        let same = if self.text == before.text {
            "the same SDK"
        } else {
            "another SDK"
        };
        Some(format!("{lack}; {same}, {:?}", self.messages))
    }
}
