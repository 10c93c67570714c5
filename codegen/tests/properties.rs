//! What holds of every document: the same text gives the same files, order changes no more than order, nothing panics.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use support::{harmless, hostile};

/// Names that collide tell themselves apart by their order, so that another order gives other names.
const COLLIDING: &str = "names";

#[test]
fn the_same_document_gives_the_same_files() {
    for document in golden().into_values().chain([hostile::document()]) {
        assert!(support::files(&document) == support::files(&document));
    }
}

#[test]
fn another_order_of_members_changes_no_more_than_order() {
    for (name, document) in golden().into_iter().filter(|(name, _)| name != COLLIDING) {
        let expected = words(&document);
        for seed in 1..4 {
            let found = words(&reordered(&document, seed));
            let paths: (Vec<_>, Vec<_>) = (expected.keys().collect(), found.keys().collect());
            assert_eq!(paths.0, paths.1, "{name}");
            for (path, words) in &expected {
                assert_eq!(*words, found[path], "{name}: {path}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_is_reported_or_compiled(document in documents()) {
        let (files, said) = support::compile(&support::document(&document));
        match files {
            None => prop_assert!(!said.is_empty(), "nothing is said"),
            Some(files) => {
                let problems = harmless::problems(&files);
                prop_assert!(problems.is_empty(), "{}", problems.join("\n"));
                let again = support::compile(&support::document(&document)).0;
                prop_assert!(again.as_ref() == Some(&files), "a second run gives other files");
            }
        }
    }
}

/// The golden documents by the names of their cases.
fn golden() -> BTreeMap<String, Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let cases = support::folders(&folder).into_iter().map(|case| {
        let text = fs::read_to_string(case.join("input").join(support::ROOT)).unwrap();
        let name = case.file_name().unwrap().to_str().unwrap().to_owned();
        (name, serde_json::from_str(&text).unwrap())
    });
    cases.collect()
}

/// The words of each file in the order of the alphabet, without what depends on where a line is broken, and without
/// numbers, some of which are places in a list.
fn words(document: &Value) -> BTreeMap<String, Vec<String>> {
    let files = support::files(document);
    let of_file = |text: &str| {
        let words = text.split(|char: char| !char.is_alphanumeric() && char != '_');
        let mut words: Vec<String> = words
            .filter(|word| word.contains(|char: char| !char.is_ascii_digit()))
            .map(str::to_owned)
            .collect();
        words.sort();
        words
    };
    support::own_files(&files)
        .map(|(path, text)| (path.to_owned(), of_file(text)))
        .collect()
}

/// The document with the members of every object in another order.
fn reordered(value: &Value, seed: u64) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| reordered(item, seed)).collect(),
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| shuffled(name, seed));
            let members = members
                .into_iter()
                .map(|(name, value)| (name.clone(), reordered(value, seed)));
            Value::Object(members.collect())
        }
        other => other.clone(),
    }
}

/// A number that orders names as if by chance, the same in every run.
fn shuffled(name: &str, seed: u64) -> u64 {
    let mix = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    name.bytes().fold(
        0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15),
        mix,
    )
}

/// Small documents of every construct, their names few enough to collide.
fn documents() -> impl Strategy<Value = Value> {
    let schemas = prop::collection::vec((name(), schema()), 1..6);
    let operations =
        prop::collection::vec((name(), name(), reference(), schema(), parameters()), 1..4);
    (schemas, operations).prop_map(|(schemas, operations)| {
        let paths: Map<String, Value> = operations.into_iter().enumerate().map(path).collect();
        let mut all: Map<String, Value> = NAMES.iter().map(|name| ((*name).to_owned(), json!({}))).collect();
        all.extend(schemas.into_iter().map(|(name, schema)| (name.to_owned(), schema)));
        json!({ "openapi": "3.1.1", "info": { "title": "Any", "version": "1" }, "paths": paths, "components": { "schemas": all } })
    })
}

type OperationParts = (&'static str, &'static str, Value, Value, Vec<Value>);

fn path((index, parts): (usize, OperationParts)) -> (String, Value) {
    let (tag, id, body, answer, parameters) = parts;
    let content = |schema| json!({ "application/json": { "schema": schema } });
    let operation = json!({
        "tags": [tag],
        "operationId": format!("{id}{index}"),
        "parameters": parameters,
        "requestBody": { "content": content(body) },
        "responses": { "200": { "description": "", "content": content(answer) } },
    });
    (format!("/{index}/{{x}}"), json!({ "put": operation }))
}

const NAMES: [&str; 12] = [
    "Pet",
    "pet",
    "PET",
    "name",
    "Name",
    "type",
    "2fa",
    "Error",
    "Option",
    "self",
    "pet_value",
    "größe",
];

fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(NAMES.as_slice())
}

fn reference() -> impl Strategy<Value = Value> {
    name().prop_map(|name| json!({ "$ref": format!("#/components/schemas/{}", name.replace('ö', "%C3%B6").replace('ß', "%C3%9F")) }))
}

fn parameters() -> impl Strategy<Value = Vec<Value>> {
    let place = prop::sample::select(vec!["query", "header", "cookie", "path"]);
    let parameter = (name(), place, any::<bool>(), any::<bool>(), schema()).prop_map(|(name, place, required, explode, schema)| {
        json!({ "name": name, "in": place, "required": required || place == "path", "explode": explode, "schema": schema })
    });
    prop::collection::vec(parameter, 0..3)
}

fn schema() -> impl Strategy<Value = Value> {
    prop_oneof![scalar(), reference()].prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            object(inner.clone()),
            inner.clone().prop_map(|items| json!({ "type": "array", "items": items, "minItems": 1, "maxItems": 1 })),
            inner.clone().prop_map(|values| json!({ "type": ["object", "null"], "additionalProperties": values })),
            inner.clone().prop_map(|one| json!({ "oneOf": [one, { "type": "array", "items": one, "minItems": 1, "maxItems": 1 }] })),
            inner.clone().prop_map(|one| json!({ "oneOf": [one, { "type": "object", "maxProperties": 0 }] })),
            inner.clone().prop_map(|one| json!({ "allOf": [one], "description": "One." })),
            prop::collection::vec(inner.clone(), 1..4).prop_map(|all| json!({ "anyOf": all })),
            prop::collection::vec(inner, 1..4).prop_map(|all| json!({ "oneOf": all, "title": "type" })),
        ]
    })
}

fn scalar() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        json!({}),
        json!(true),
        json!(false),
        json!({ "type": "string", "minLength": 1, "pattern": "^a" }),
        json!({ "type": ["string", "null"], "format": "date-time" }),
        json!({ "type": "integer", "minimum": -1, "maximum": 18446744073709551615u64 }),
        json!({ "type": "number", "multipleOf": 0.1, "exclusiveMinimum": 1e-9 }),
        json!({ "type": ["string", "integer", "boolean"] }),
        json!({ "type": "null" }),
        json!({ "enum": ["a", "A", "", "2", null] }),
        json!({ "enum": [1, "a", {}] }),
        json!({ "const": "a" }),
        json!({ "type": "string", "enum": ["Self", "self", "unknown", "Unknown"], "description": "`[`" }),
        json!({ "not": { "type": "string" } }),
    ])
}

fn object(inner: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    let members = prop::collection::vec((name(), inner, any::<bool>()), 0..5);
    (members, any::<bool>()).prop_map(|(members, open)| {
        let required: std::collections::BTreeSet<&str> = members.iter().filter(|(_, _, required)| *required).map(|(name, _, _)| *name).collect();
        let properties: Map<String, Value> = members.into_iter().map(|(name, schema, _)| (name.to_owned(), schema)).collect();
        json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": open })
    })
}
