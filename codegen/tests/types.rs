//! Which Rust type a schema becomes, where every valid value must be accepted.

use std::collections::BTreeMap;

use codegen::json_schema::Dialect;
use codegen::{Compilation, Options};
use serde_json::{Value, json};

/// How the item of the root type begins.
const STARTS: [&str; 3] = ["pub struct Root {", "pub struct Root(", "pub enum Root {"];

/// The item of the root type, on one line, without documentation.
fn root(schema: &Value) -> String {
    let files = files(schema);
    let text = files
        .values()
        .find(|text| is_root(text))
        .unwrap_or_else(|| panic!("no type Root: {files:#?}"));
    let start = STARTS
        .iter()
        .find_map(|start| text.find(start))
        .unwrap_or_default();
    let item = &text[start..];
    let end = item.find("\n}").or(item.find(';')).unwrap_or(item.len());
    let end = item
        .find(';')
        .filter(|at| !item[..*at].contains('\n'))
        .unwrap_or(end);
    let lines = item[..end]
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("///"));
    lines.collect::<Vec<_>>().join(" ")
}

fn is_root(text: &str) -> bool {
    STARTS.iter().any(|start| text.contains(start))
}

fn files(schema: &Value) -> BTreeMap<String, String> {
    files_with(schema, &Options::default())
}

fn files_with(schema: &Value, options: &Options) -> BTreeMap<String, String> {
    let sources = BTreeMap::from([("schema.json".to_owned(), schema.to_string().into_bytes())]);
    let Compilation {
        files, diagnostics, ..
    } = codegen::types("schema.json", "Root", &sources, options);
    let files = files.unwrap_or_else(|| panic!("{schema}: {diagnostics:?}"));
    files
        .into_iter()
        .filter(|(path, _)| !path.starts_with("codec/"))
        .collect()
}

fn check(schema: Value, expected: &str) {
    assert_eq!(root(&schema), expected, "{schema}");
}

#[test]
fn scalars_are_wrapped() {
    check(json!({ "type": "string" }), "pub struct Root(pub String)");
    check(json!({ "type": "integer" }), "pub struct Root(pub Number)");
    check(
        json!({ "type": "integer", "minimum": 0, "maximum": 9 }),
        "pub struct Root(pub i64)",
    );
    check(
        json!({ "type": ["boolean", "null"] }),
        "pub struct Root(pub Option<bool>)",
    );
    check(json!(true), "pub struct Root(pub Json)");
    check(json!({}), "pub struct Root(pub Json)");
}

#[test]
fn a_schema_without_a_dialect_is_read_in_the_one_that_is_asked_for() {
    let schema = json!({ "type": "array", "items": [{ "type": "string" }], "additionalItems": { "type": "string" } });
    let in_dialect = |dialect| {
        let options = Options {
            dialect: Some(dialect),
            ..Options::default()
        };
        let files = files_with(&schema, &options);
        files["root.rs"].contains("pub struct Root(pub Vec<String>);")
    };
    assert!(in_dialect(Dialect::Draft07));
    assert!(in_dialect(Dialect::Draft201909));
    let mut named = schema.clone();
    named["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    check(named, "pub struct Root(pub Vec<String>)");
}

#[test]
fn lists_may_hold_themselves() {
    check(
        json!({ "type": "array", "items": { "$ref": "#" } }),
        "pub struct Root(pub Vec<Root>)",
    );
    check(
        json!({ "anyOf": [{ "type": "array", "items": { "$ref": "#" } }, { "type": "null" }] }),
        "pub struct Root(pub Option<Vec<Root>>)",
    );
}

#[test]
fn circles_without_a_value_are_raw() {
    check(
        json!({ "anyOf": [{ "$ref": "#" }, { "type": "null" }] }),
        "pub struct Root(pub Json)",
    );
    check(
        json!({ "allOf": [{ "$ref": "#" }] }),
        "pub struct Root(pub Json)",
    );
    check(
        json!({ "oneOf": [{ "$ref": "#" }, { "$ref": "#" }] }),
        "pub struct Root(pub Json)",
    );
}

#[test]
fn members_without_a_type_leave_room_for_other_kinds() {
    check(
        json!({ "properties": { "a": { "type": "string" } } }),
        "pub enum Root { Object(RootObject), Other(Json),",
    );
}

#[test]
fn all_parts_of_an_object_are_one_record() {
    check(
        json!({
            "type": "object",
            "allOf": [
                { "properties": { "a": { "type": "string" } }, "required": ["b"] },
                { "properties": { "b": { "type": "boolean" }, "a": { "enum": ["x", "y"] } } },
            ],
        }),
        "pub struct Root { pub a: Option<RootA>, pub b: bool, pub extra: Extra,",
    );
}

#[test]
fn a_reference_with_more_beside_it_is_merged() {
    check(
        json!({
            "$ref": "#/$defs/base",
            "type": "object",
            "properties": { "b": { "type": "boolean" } },
            "$defs": { "base": { "type": "object", "properties": { "a": { "type": "string" } } } },
        }),
        "pub struct Root { pub a: Option<String>, pub b: Option<bool>, pub extra: Extra,",
    );
}

#[test]
fn what_stands_beside_alternatives_belongs_to_each() {
    check(
        json!({
            "type": "object",
            "properties": { "a": { "type": "string" } },
            "oneOf": [{ "properties": { "b": {} }, "required": ["b"] }, { "title": "Third", "required": ["c"], "properties": { "c": {} } }],
        }),
        "pub enum Root { Object(RootObject), Third(RootThird), Unknown(Json),",
    );
}

#[test]
fn alternatives_that_only_demand_members_do_not_make_a_union() {
    check(
        json!({ "type": "object", "properties": { "a": {}, "b": {} }, "anyOf": [{ "required": ["a"] }, { "required": ["b"] }] }),
        "pub struct Root { pub a: Option<Json>, pub b: Option<Json>, pub extra: Extra,",
    );
}

#[test]
fn one_pattern_and_nothing_else_is_a_map() {
    check(
        json!({ "type": "object", "patternProperties": { "^x": { "type": "string" } }, "additionalProperties": false }),
        "pub struct Root(pub BTreeMap<String, String>)",
    );
    check(
        json!({ "type": "object", "patternProperties": { "^x": {} }, "additionalProperties": { "type": "string" } }),
        "pub struct Root(pub BTreeMap<String, Json>)",
    );
}

#[test]
fn literals_of_several_kinds_are_told_apart() {
    check(
        json!({ "enum": ["a", 1, null] }),
        "pub struct Root(pub Option<RootChoice>)",
    );
    check(json!({ "const": 2 }), "pub struct Root(pub Number)");
    check(
        json!({ "enum": ["a", "b"] }),
        "pub enum Root { A, B, Unknown(String),",
    );
}

#[test]
fn integers_of_an_enumeration_have_names() {
    check(
        json!({ "enum": [200, -1, 0] }),
        "pub enum Root { Value200, Minus1, Value0, Unknown(i64),",
    );
    check(
        json!({ "type": "integer", "enum": [1, 2], "x-enum-varnames": ["LOW", "veryHigh"] }),
        "pub enum Root { Low, VeryHigh, Unknown(i64),",
    );
    check(
        json!({ "enum": ["a", "b"], "x-enumNames": { "b": "Second" } }),
        "pub enum Root { A, Second, Unknown(String),",
    );
    check(
        json!({ "enum": [1, 18446744073709551616_f64] }),
        "pub struct Root(pub Number)",
    );
    check(
        json!({ "enum": [1, 2, "a"] }),
        "pub enum Root { A, Number(RootNumber), Unknown(Json),",
    );
}

#[test]
fn lists_have_a_type_where_all_places_have_the_same() {
    let number = json!({ "type": "number" });
    let pair = |more: Value| {
        let mut schema =
            json!({ "type": "array", "prefixItems": [number, { "type": "number", "minimum": 0 }] });
        schema
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        schema
    };
    let typed = "pub struct Root(pub Vec<Number>)";
    check(pair(json!({ "items": false })), typed);
    check(pair(json!({ "maxItems": 2 })), typed);
    check(pair(json!({ "items": number })), typed);
    let raw = "pub struct Root(pub Vec<Json>)";
    check(pair(json!({})), raw);
    check(pair(json!({ "maxItems": 3 })), raw);
    check(pair(json!({ "items": { "type": "string" } })), raw);
}

#[test]
fn places_have_types_of_their_own_where_their_number_is_fixed() {
    let pair = |more: Value| {
        let mut schema =
            json!({ "type": "array", "prefixItems": [{ "type": "number" }, { "type": "string" }] });
        let members = schema.as_object_mut().unwrap();
        members.extend(more.as_object().unwrap().clone());
        schema
    };
    let typed = "pub struct Root(pub(Number, String))";
    check(pair(json!({ "minItems": 2, "items": false })), typed);
    check(pair(json!({ "minItems": 2, "maxItems": 2 })), typed);
    check(
        json!({ "allOf": [pair(json!({ "minItems": 2 })), { "maxItems": 2 }] }),
        typed,
    );
    let raw = "pub struct Root(pub Vec<Json>)";
    check(pair(json!({ "items": false })), raw);
    check(pair(json!({ "minItems": 2 })), raw);
    check(pair(json!({ "minItems": 1, "maxItems": 2 })), raw);
    check(
        pair(json!({ "minItems": 2, "maxItems": 3, "items": false })),
        raw,
    );
}

#[test]
fn a_schema_that_nothing_matches_is_raw() {
    check(
        json!({ "allOf": [{ "type": "string" }, { "type": "object" }] }),
        "pub struct Root(pub Json)",
    );
}

#[test]
fn a_literal_that_each_alternative_demands_is_a_discriminator() {
    let kind = |kind: &str| json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "const": kind } } });
    let files = files(&json!({ "oneOf": [kind("cat"), kind("dog")] }));
    let text = files.values().find(|text| is_root(text)).unwrap();
    assert!(text.contains("Root by \"kind\""), "{text}");
}

#[test]
fn large_and_deep_schemas_are_lowered() {
    let many: Vec<Value> = (0..10_000)
        .map(|n| json!({ "type": "object", "properties": { format!("m{n}"): {} } }))
        .collect();
    assert!(root(&json!({ "allOf": many })).contains("m9999"));
    assert!(
        root(&json!({ "oneOf": many[..2_000] })).contains("M1999("),
        "variants are called after what tells them apart"
    );
    let chain = |n: usize| json!({ "allOf": [{ "$ref": format!("#/$defs/s{}", n + 1) }, { "properties": { format!("m{n}"): { "$ref": "#/$defs/s0" } } }] });
    let mut defs: BTreeMap<String, Value> = (0..60).map(|n| (format!("s{n}"), chain(n))).collect();
    defs.insert("s60".to_owned(), json!({ "type": "object" }));
    assert!(root(&json!({ "$ref": "#/$defs/s0", "$defs": defs })).contains("m59"));
}

#[test]
fn nested_merges_through_references_end() {
    let part = |other: &str| json!({ "type": "object", "properties": { "x": { "allOf": [{ "$ref": format!("#/$defs/{other}") }, { "properties": { "y": { "type": "string" } } }] } } });
    let schema = json!({ "$ref": "#/$defs/a", "$defs": { "a": part("b"), "b": part("a") } });
    assert!(root(&schema).starts_with("pub struct Root {"));
}
