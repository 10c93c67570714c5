//! What `validate()` asks of a value beside what its type says: the emitted checks of a root schema.

use std::collections::BTreeMap;

use codegen::{Compilation, Options};
use serde_json::{Value, json};

/// The emitted files of a schema, without the run time.
fn files(schema: &Value) -> BTreeMap<String, String> {
    let sources = BTreeMap::from([("schema.json".to_owned(), schema.to_string().into_bytes())]);
    let Compilation {
        files, diagnostics, ..
    } = codegen::types("schema.json", "Root", &sources, &Options::default());
    let files = files.unwrap_or_else(|| panic!("{schema}: {diagnostics:?}"));
    files
        .into_iter()
        .filter(|(path, _)| !path.starts_with("codec/"))
        .collect()
}

/// The body of a function, without space; empty where there is none.
fn body(files: &BTreeMap<String, String>, name: &str) -> String {
    let start = format!("fn {name}(place: &Place<'_>) {{");
    let text = files
        .values()
        .find_map(|text| Some(&text[text.find(&start)? + start.len()..]));
    let text = text.map_or("", |text| &text[..text.find("\n}").unwrap_or(text.len())]);
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(" .", ".")
        .replace("( ", "(")
        .replace(", );", ");")
}

fn check(schema: Value, expected: &str) {
    assert_eq!(body(&files(&schema), "check_root"), expected, "{schema}");
}

#[test]
fn what_the_type_says_is_not_asked() {
    check(json!({ "type": "string" }), "");
    check(
        json!({ "type": "object", "properties": { "a": { "type": "string" } }, "required": ["a"] }),
        "",
    );
    check(
        json!({ "type": ["string", "null"], "enum": ["a", null] }),
        "",
    );
    check(
        json!({ "anyOf": [{ "type": "string" }, { "type": "boolean" }] }),
        "",
    );
}

#[test]
fn limits_stand_in_one_chain() {
    check(
        json!({ "type": "string", "minLength": 1, "maxLength": 5, "pattern": "^a" }),
        "place.min_length(1).max_length(5).pattern(\"^a\");",
    );
    check(
        json!({ "type": "object", "properties": { "a": { "type": "array", "items": { "type": "string", "minLength": 1 } } } }),
        "place.member(\"a\").each(|item| { item.min_length(1); });",
    );
}

#[test]
fn what_an_enumeration_says_beside_its_values_is_asked_where_it_is_used() {
    let word = json!({ "type": "string", "enum": ["a", "bb"], "maxLength": 1 });
    check(
        json!({ "type": "object", "properties": { "word": { "$ref": "#/$defs/word" } }, "$defs": { "word": &word } }),
        "place.member(\"word\").max_length(1);",
    );
    check(word, "place.max_length(1);");
}

#[test]
fn limits_of_another_kind_are_not_asked() {
    check(
        json!({ "type": "boolean", "minLength": 1, "minimum": 3, "required": ["a"] }),
        "",
    );
}

#[test]
fn a_case_is_asked_what_its_alternative_says() {
    check(
        json!({ "anyOf": [{ "type": "string", "maxLength": 5 }, { "type": "array" }] }),
        "place.max_length(5);",
    );
}

#[test]
fn alternatives_that_exclude_each_other_are_not_counted() {
    let one = |tag: &str| json!({ "type": "object", "properties": { "tag": { "const": tag } }, "required": ["tag"] });
    check(json!({ "oneOf": [one("a"), one("b")] }), "");
}

#[test]
fn alternatives_that_overlap_are_counted() {
    let overlapping = json!({ "oneOf": [{ "type": "integer", "minimum": 2 }, { "type": "integer", "maximum": 3 }] });
    let text = body(&files(&overlapping), "check_root");
    assert!(text.contains("place.one_of(&["), "{text}");
}

#[test]
fn unevaluated_members_are_additional_where_all_others_are_named() {
    check(
        json!({
            "type": "object",
            "allOf": [{ "properties": { "a": true } }, { "patternProperties": { "^x": true } }],
            "properties": { "b": true },
            "unevaluatedProperties": false
        }),
        "place.additional(&[\"b\", \"a\"], &[\"^x\"], |value| { value.never(); });",
    );
}

#[test]
fn a_recursive_schema_is_asked_by_a_function() {
    let schema = json!({
        "not": { "$ref": "#/$defs/list" },
        "$defs": { "list": { "type": "array", "items": { "$ref": "#/$defs/list" } } }
    });
    let files = files(&schema);
    assert_eq!(body(&files, "check_root"), "place.not(checks::list);");
    assert_eq!(
        body(&files, "list"),
        "place.type_(&[\"array\"]).each(list);"
    );
}

#[test]
fn a_row_of_references_is_asked_at_its_end() {
    let schema = json!({
        "not": { "$ref": "#/$defs/first" },
        "$defs": {
            "first": { "$ref": "#/$defs/second" },
            "second": { "allOf": [{ "$ref": "#/$defs/last" }] },
            "last": { "type": "array", "items": { "$ref": "#/$defs/first" } }
        }
    });
    let files = files(&schema);
    assert_eq!(body(&files, "check_root"), "place.not(checks::last);");
    assert_eq!(
        body(&files, "last"),
        "place.type_(&[\"array\"]).each(last);"
    );
    assert_eq!(body(&files, "first"), "");
}

#[test]
fn a_schema_that_applies_itself_to_the_same_value_says_nothing_by_that() {
    let schema = json!({
        "not": { "$ref": "#/$defs/a" },
        "$defs": {
            "a": { "allOf": [{ "$ref": "#/$defs/b" }], "maxLength": 3 },
            "b": { "anyOf": [{ "$ref": "#/$defs/a" }, { "type": "integer" }] }
        }
    });
    assert_eq!(body(&files(&schema), "a"), "place.max_length(3);");
}

#[test]
fn a_dynamic_reference_leads_to_the_outermost_anchor() {
    let schema = json!({
        "$id": "https://example.com/strict",
        "$dynamicAnchor": "node",
        "$ref": "tree",
        "maxProperties": 1,
        "$defs": {
            "tree": {
                "$id": "tree",
                "$dynamicAnchor": "node",
                "properties": { "child": { "$dynamicRef": "#node" } }
            }
        }
    });
    let files = files(&schema);
    assert_eq!(
        body(&files, "check_root"),
        "place.max_properties(1).holds(checks::tree);"
    );
    assert_eq!(body(&files, "tree"), "place.member(\"child\").holds(node);");
    assert_eq!(body(&files, "node"), "place.max_properties(1).holds(tree);");
}

#[test]
fn dynamic_references_multiply_what_is_emitted_up_to_a_limit() {
    // Each way through the resources meets their anchors in another order, and so gives each of them another meaning.
    let resource = |own: usize| {
        let to = (0..12).map(|other| (format!("to{other}"), json!({"$ref": format!("r{other}")})));
        let dynamic = (0..12).map(|anchor| {
            let reference = json!({"$dynamicRef": format!("r{anchor}#a{anchor}")});
            (format!("dynamic{anchor}"), reference)
        });
        let anchors = (0..12).filter(|anchor| {
            (own * 31 + anchor * 17 + own * anchor * 7) % 11 < 4 || *anchor == own
        });
        let anchors = anchors.map(|anchor| {
            let name = format!("a{anchor}");
            (
                name.clone(),
                json!({"$dynamicAnchor": name, "required": [format!("x{own}")]}),
            )
        });
        json!({
            "$id": format!("r{own}"), "type": "object",
            "properties": serde_json::Map::from_iter(to.chain(dynamic)),
            "$defs": serde_json::Map::from_iter(anchors),
        })
    };
    let resources = (0..12).map(|own| (format!("r{own}"), resource(own)));
    let schema = json!({
        "$id": "http://example.com/", "$ref": "r0", "$defs": serde_json::Map::from_iter(resources),
    });
    let sources = BTreeMap::from([("schema.json".to_owned(), schema.to_string().into_bytes())]);
    let compiled = codegen::types("schema.json", "Root", &sources, &Options::default());
    let limit = compiled
        .diagnostics
        .iter()
        .find(|found| found.message.contains("too many meanings"));
    assert!(
        limit.is_some(),
        "{} diagnostics",
        compiled.diagnostics.len()
    );
    let emitted = compiled.files.unwrap_or_default();
    let checks = emitted
        .iter()
        .filter(|(path, _)| !path.starts_with("codec/"));
    let lines: usize = checks.map(|(_, text)| text.lines().count()).sum();
    assert!((5_000..60_000).contains(&lines), "{lines} lines");
}

#[test]
fn a_pattern_that_the_run_time_does_not_know_is_reported() {
    let schema = json!({ "type": "string", "pattern": "^\\p{Script=Runic}$" });
    let sources = BTreeMap::from([("schema.json".to_owned(), schema.to_string().into_bytes())]);
    let found = codegen::types("schema.json", "Root", &sources, &Options::default()).diagnostics;
    let messages: Vec<&str> = found
        .iter()
        .map(|diagnostic| diagnostic.message.as_str())
        .collect();
    assert_eq!(
        messages,
        ["the pattern is not checked: the property `Script=Runic` is not known"]
    );
}

#[test]
fn texts_of_the_document_stay_texts() {
    let schema = json!({ "type": "object", "required": ["\"] ); panic!(\"x"] , "properties": { "a": { "const": { "q\"": "\\" } } } });
    let text = files(&schema).into_values().collect::<String>();
    assert!(text.contains(r#"\"] ); panic!(\"x"#), "{text}");
}

#[test]
fn null_is_asked_nothing_where_openapi_3_0_lets_it_pass() {
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "T", "version": "1" },
        "paths": { "/a": { "get": { "operationId": "getA", "responses": { "200": {
            "description": "One.",
            "content": { "application/json": { "schema": { "type": "object", "properties": {
                "b": { "nullable": true, "allOf": [{ "$ref": "#/components/schemas/B" }] },
                "c": { "anyOf": [{ "$ref": "#/components/schemas/C" }, { "type": "integer" }] }
            } } } }
        } } } } },
        "components": { "schemas": {
            "B": { "type": "object", "properties": { "x": { "type": "string", "minLength": 1 } } },
            "C": { "type": "object", "nullable": true, "properties": { "x": { "type": "string", "minLength": 1 } } }
        } }
    });
    let sources = BTreeMap::from([("a.json".to_owned(), document.to_string().into_bytes())]);
    let Compilation {
        files, diagnostics, ..
    } = codegen::compile("a.json", &sources, &Options::default());
    let files = files.unwrap_or_else(|| panic!("{diagnostics:?}"));
    let asks = |what: &str| {
        let mut own = files
            .iter()
            .filter(|(path, _)| !path.starts_with("src/runtime/"));
        own.any(|(_, text)| text.contains(what))
    };
    assert!(asks("min_length(1)"));
    assert!(!asks("never()"));
}
