//! No input makes the front end panic, hang or overflow the stack.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;

use codegen::diagnostic::{Diagnostics, HumanStyle, render_github, render_human, render_json};
use codegen::json_schema::check_all;
use codegen::openapi::Document;
use codegen::source::Sources;
use proptest::prelude::*;

/// A document that has something of everything.
const DOCUMENT: &str = r##"{
  "openapi": "3.1.1",
  "info": {"title": "T", "version": "1", "license": {"name": "L"}},
  "servers": [{"url": "https://{a}.example.com/", "variables": {"a": {"default": "b"}}}],
  "paths": {
    "/a/{b}": {
      "parameters": [{"name": "b", "in": "path", "required": true, "schema": {"type": "string"}}],
      "get": {
        "operationId": "get", "tags": ["A"], "security": [{"key": []}],
        "parameters": [{"$ref": "#/components/parameters/Q"}],
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}},
        "responses": {"200": {"description": "d", "headers": {"H": {"schema": {}}}}, "4XX": {"$ref": "#/components/responses/E"}},
        "callbacks": {"c": {"{$url}": {"post": {"responses": {}}}}}
      }
    }
  },
  "components": {
    "schemas": {
      "A": {"type": ["object", "null"], "properties": {"b": {"$ref": "#/components/schemas/B"}}, "required": ["b"]},
      "B": {"$id": "urn:b", "$anchor": "x", "oneOf": [{"$ref": "#x"}, {"minimum": 1.5e3, "pattern": "^\\p{L}+$"}]}
    },
    "parameters": {"Q": {"name": "q", "in": "query", "style": "form", "schema": {"enum": [1, null, "x"]}}},
    "responses": {"E": {"description": "e", "content": {"text/plain": {"examples": {"x": {"value": "y"}}}}}},
    "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "K"}}
  }
}"##;

/// Texts that are put into the document at some place.
const SPLINTERS: [&str; 24] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u",
    "null",
    "-",
    "1e999",
    "{}",
    "[]",
    "\"$ref\":",
    "\"#/components/schemas/A\"",
    "\"$id\":\"\"",
    "\u{202e}",
    "\u{feff}",
    "\u{0}",
    "é",
    "\n",
    "*a &a",
    "<<: ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200), yaml: bool) {
        run(bytes, yaml);
    }

    #[test]
    fn any_punctuation(text in "[\\[\\]{}:,\"'\\\\ \n#&*!|>%@`a0-]{0,60}", yaml: bool) {
        run(text.into_bytes(), yaml);
    }

    #[test]
    fn a_document_with_splinters(
        places in proptest::collection::vec((any::<prop::sample::Index>(), 0..SPLINTERS.len(), 0..12_usize), 1..4),
        yaml: bool,
    ) {
        let mut text = DOCUMENT.to_owned();
        for (place, splinter, removed) in places {
            let start = boundary(&text, place.index(text.len()));
            let end = boundary(&text, (start + removed).min(text.len()));
            text.replace_range(start..end, SPLINTERS[splinter]);
        }
        run(text.into_bytes(), yaml);
    }

    #[test]
    fn a_document_with_values_exchanged(pairs in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..6)) {
        let mut document: serde_json::Value = serde_json::from_str(DOCUMENT).unwrap();
        let mut pointers = Vec::new();
        collect_pointers(&document, String::new(), &mut pointers);
        for (from, to) in pairs {
            let value = document.pointer(from.get::<String>(&pointers)).cloned().unwrap_or_default();
            if let Some(place) = document.pointer_mut(to.get::<String>(&pointers)) {
                *place = value;
            }
        }
        run(document.to_string().into_bytes(), false);
    }
}

#[test]
fn the_document_itself_is_sound() {
    assert_eq!(run(DOCUMENT.as_bytes().to_vec(), false), 0);
    assert_eq!(run(DOCUMENT.as_bytes().to_vec(), true), 0);
}

/// Runs the whole front end over a text, renders what it says, and counts that.
fn run(bytes: Vec<u8>, yaml: bool) -> usize {
    let root = if yaml { "openapi.yaml" } else { "openapi.json" };
    let files = BTreeMap::from([(root.to_owned(), bytes)]);
    let diagnostics = Diagnostics::new();
    let sources = Sources::load_with_examples(root, &files, &diagnostics);
    if let Some(document) = Document::parse(&sources, &diagnostics) {
        check_all(&sources, document.schemas(), &diagnostics);
    }
    let as_schema = Diagnostics::new();
    check_all(&sources, [sources.root()], &as_schema);
    as_schema.into_vec();
    let said = diagnostics.into_vec();
    for found in &said {
        assert!(!found.help.is_empty() && !found.message.is_empty());
        assert!(render_human(found, &sources, HumanStyle::default()).contains(found.code.name()));
        render_json(found, &sources);
        render_github(found, &sources);
        sources.pointer(found.span);
    }
    said.len()
}

fn boundary(text: &str, at: usize) -> usize {
    (0..=at)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

fn collect_pointers(value: &serde_json::Value, pointer: String, found: &mut Vec<String>) {
    let escape = |name: &str| name.replace('~', "~0").replace('/', "~1");
    match value {
        serde_json::Value::Object(members) => {
            for (name, member) in members {
                collect_pointers(member, format!("{pointer}/{}", escape(name)), found);
            }
        }
        serde_json::Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                collect_pointers(item, format!("{pointer}/{at}"), found);
            }
        }
        _ => {}
    }
    found.push(pointer);
}
