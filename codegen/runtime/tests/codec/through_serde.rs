//! The types as any serde type: inside other types, from and into other formats.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::runtime::codec::{DateTime, Maybe, Number, OneOrMany};
use crate::types::*;

#[derive(Debug, Serialize, Deserialize)]
struct Page {
    items: Vec<Contact>,
    by_name: BTreeMap<String, Pet>,
    source: Source,
    since: DateTime,
    one: OneOrMany<i64>,
    state: Maybe<String>,
    size: Number,
}

fn page() -> Value {
    json!({
        "items": [{"uuid": "1", "parent": null, "name": null, "x": 1, "team": {}}],
        "by_name": {"tom": {"petType": "cat"}, "nemo": {"petType": "fish"}},
        "source": "pigeon",
        "since": "2024",
        "one": 5,
        "state": null,
        "size": 9007199254740993_i64,
    })
}

#[test]
fn they_live_inside_other_serde_types() {
    let from_value: Page = serde_json::from_value(page()).unwrap();
    assert_eq!(serde_json::to_value(&from_value).unwrap(), page());
    let text = page().to_string();
    let from_text: Page = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_value(&from_text).unwrap(), page());
    let from_reader: Page = serde_json::from_reader(text.as_bytes()).unwrap();
    assert_eq!(from_reader.items, from_text.items);
    let from_reference = Page::deserialize(&page()).unwrap();
    assert_eq!(from_reference.items, from_text.items);
}

#[test]
fn the_message_names_the_place() {
    let error = serde_json::from_str::<Vec<Contact>>(r#"[{"uuid":"1","tags":[1]}]"#).unwrap_err();
    let message = error.to_string();
    assert!(message.starts_with("$.tags[0]: "), "{message}");
    assert_eq!(message.matches(" at line ").count(), 1, "{message}");
    let error = serde_json::from_value::<Contact>(json!({"uuid": "1"})).unwrap_err();
    assert_eq!(error.to_string(), "missing member `parent`");
}

/// What `serde` itself buffers (flattened and untagged types) hands out other deserializers.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Either {
    Contact(Box<Contact>),
    Dog(Dog),
}

#[test]
fn they_are_read_from_what_serde_buffers() {
    let dog = json!({"petType": "dog", "barks": true, "x": [1.5, null]});
    let either: Either = serde_json::from_value(dog.clone()).unwrap();
    assert!(matches!(either, Either::Dog(_)));
    assert_eq!(serde_json::to_value(&either).unwrap(), dog);
}
