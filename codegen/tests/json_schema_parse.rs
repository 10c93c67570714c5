//! Reading schemas: every keyword lands in its field, in every dialect.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![recursion_limit = "512"]

use std::collections::BTreeMap;

use codegen::diagnostic::{Code, Diagnostics};
use codegen::json_schema::{Dialect, Kind, Schema, SchemaObject, check_all, children};
use codegen::source::{Node, Sources};
use serde_json::{Value as Json, json};

use Dialect::{Draft07, Draft201909, Draft202012, OpenApi30, OpenApi31};

#[test]
fn every_keyword_lands_in_its_field() {
    let schema = json!({
        "$id": "urn:a", "$ref": "#/$defs/r", "$dynamicRef": "#d", "$dynamicAnchor": "d",
        "$defs": {"r": {}}, "$comment": "unread", "$anchor": "a",
        "type": ["string", "null"], "enum": [1, null], "const": {"a": 1},
        "allOf": [{}], "anyOf": [true, {}], "oneOf": [false], "not": {}, "if": {}, "then": {}, "else": {},
        "properties": {"p": {}}, "patternProperties": {"^x": {}}, "additionalProperties": false,
        "unevaluatedProperties": {}, "propertyNames": {}, "required": ["p", "q", "p"],
        "dependentRequired": {"p": ["q"]}, "dependentSchemas": {"p": {}},
        "minProperties": 1, "maxProperties": 2,
        "prefixItems": [{}], "items": {}, "unevaluatedItems": {}, "contains": {},
        "minContains": 3, "maxContains": 4, "minItems": 5, "maxItems": 6.0, "uniqueItems": true,
        "minLength": 7, "maxLength": 8e0, "pattern": "^a$", "format": "date",
        "contentEncoding": "base64", "contentMediaType": "text/plain", "contentSchema": {},
        "minimum": -1.50, "maximum": 9.0, "exclusiveMinimum": 1, "exclusiveMaximum": 2, "multipleOf": 0.1,
        "title": "t", "description": "d", "default": 1, "examples": [1, 2],
        "deprecated": true, "readOnly": true, "writeOnly": true,
        "discriminator": {"propertyName": "p", "mapping": {"a": "A"}},
        "externalDocs": {"url": "u"}, "x-own": 1,
    });
    check(OpenApi31, &schema, &[], |schema| {
        assert_eq!(schema.id.map(|id| id.text), Some("urn:a"));
        assert_eq!(
            schema.reference.map(|reference| reference.text),
            Some("#/$defs/r")
        );
        assert_eq!(
            schema.dynamic_reference.map(|reference| reference.text),
            Some("#d")
        );
        assert_eq!(schema.dynamic_anchor.map(|anchor| anchor.text), Some("d"));
        assert_eq!(
            schema.types.unwrap().iter().collect::<Vec<_>>(),
            [Kind::Null, Kind::String]
        );
        assert_eq!(schema.enumeration.map(<[Node]>::len), Some(2));
        assert_eq!(schema.constant.map(Node::kind), Some("an object"));
        assert_eq!(
            [
                schema.all_of.len(),
                schema.any_of.len(),
                schema.one_of.len()
            ],
            [1, 2, 1]
        );
        let single = [
            schema.not,
            schema.if_,
            schema.then,
            schema.else_,
            schema.items,
        ];
        assert_eq!(single.iter().flatten().count(), 5);
        let single = [
            schema.additional_properties,
            schema.unevaluated_properties,
            schema.property_names,
            schema.unevaluated_items,
            schema.contains,
            schema.content_schema,
        ];
        assert_eq!(single.iter().flatten().count(), 6);
        assert_eq!(schema.properties[0].0.text, "p");
        assert_eq!(schema.pattern_properties[0].0.text, "^x");
        assert_eq!(
            schema
                .required
                .iter()
                .map(|name| name.text)
                .collect::<Vec<_>>(),
            ["p", "q"]
        );
        assert_eq!(schema.dependent_required[0].requires[0].text, "q");
        assert_eq!(schema.dependent_schemas[0].0.text, "p");
        let counts = [
            schema.min_properties,
            schema.max_properties,
            schema.min_contains,
            schema.max_contains,
            schema.min_items,
            schema.max_items,
            schema.min_length,
            schema.max_length,
        ];
        assert_eq!(counts.map(Option::unwrap), [1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(schema.minimum.map(|number| number.text), Some("-1.5"));
        assert_eq!(schema.maximum.map(|number| number.text), Some("9.0"));
        assert_eq!(
            schema.exclusive_minimum.map(|number| number.text),
            Some("1")
        );
        assert_eq!(
            schema.exclusive_maximum.map(|number| number.text),
            Some("2")
        );
        assert_eq!(schema.multiple_of.map(|number| number.text), Some("0.1"));
        assert_eq!(schema.pattern.map(|pattern| pattern.text), Some("^a$"));
        assert_eq!(schema.format.map(|format| format.text), Some("date"));
        assert_eq!(
            schema.content_encoding.map(|text| text.text),
            Some("base64")
        );
        assert_eq!(
            schema.content_media_type.map(|text| text.text),
            Some("text/plain")
        );
        assert_eq!(schema.title.map(|text| text.text), Some("t"));
        assert_eq!(schema.description.map(|text| text.text), Some("d"));
        assert_eq!(schema.default.map(Node::kind), Some("a number"));
        assert_eq!(schema.examples.len(), 2);
        assert!(schema.deprecated && schema.read_only && schema.write_only && schema.unique_items);
        let discriminator = schema.discriminator.as_ref().unwrap();
        assert_eq!(discriminator.property_name.text, "p");
        assert_eq!(discriminator.mapping[0].1.text, "A");
        assert_eq!(schema.extensions[0].0.text, "x-own");
        assert_eq!(children(schema).len(), 20);
    });
}

#[test]
fn openapi_3_0_is_upgraded() {
    check(
        OpenApi30,
        &json!({"type": "string", "nullable": true}),
        &[],
        |schema| {
            let types = schema.types.unwrap();
            assert!(schema.nullable && types.contains(Kind::Null) && types.contains(Kind::String));
        },
    );
    check(
        OpenApi30,
        &json!({"nullable": true, "allOf": [{}]}),
        &[],
        |schema| {
            assert!(schema.nullable && schema.types.is_none());
        },
    );
    let bounds =
        json!({"minimum": 1, "exclusiveMinimum": true, "maximum": 2, "exclusiveMaximum": false});
    check(OpenApi30, &bounds, &[], |schema| {
        assert_eq!(
            schema.exclusive_minimum.map(|number| number.text),
            Some("1")
        );
        assert_eq!(schema.maximum.map(|number| number.text), Some("2"));
        assert!(schema.minimum.is_none() && schema.exclusive_maximum.is_none());
    });
    check(OpenApi30, &json!({"example": {"a": 1}}), &[], |schema| {
        assert_eq!(schema.examples.len(), 1);
    });
    let beside = json!({"$ref": "#/a", "description": "kept", "nullable": true, "minLength": 1});
    check(OpenApi30, &beside, &[Code::IgnoredSibling], |schema| {
        assert_eq!(schema.description.map(|text| text.text), Some("kept"));
        assert!(schema.nullable && schema.min_length.is_none());
    });
}

#[test]
fn nullable_outlived_openapi_3_0() {
    for nullable in [
        json!({"type": "string", "nullable": true}),
        json!({"$ref": "#/a", "nullable": true}),
    ] {
        check(OpenApi31, &nullable, &[Code::UnknownKeyword], |schema| {
            assert!(schema.nullable);
        });
        check(Draft202012, &nullable, &[Code::UnknownKeyword], |schema| {
            assert!(!schema.nullable)
        });
    }
}

#[test]
fn what_is_sound_of_a_value_counts() {
    let members = json!({"properties": {"a": {}, "b": null}, "required": ["a", 5]});
    check(
        Draft202012,
        &members,
        &[Code::InvalidKeywordValue],
        |schema| {
            let named = schema.properties.iter().map(|(name, _)| name.text);
            assert_eq!(named.collect::<Vec<_>>(), ["a", "b"]);
            let required = schema.required.iter().map(|name| name.text);
            assert_eq!(required.collect::<Vec<_>>(), ["a"]);
        },
    );
    let said = [Code::InvalidKeywordValue];
    check(
        Draft202012,
        &json!({"allOf": [{}, null], "type": ["string", null]}),
        &[said[0], said[0]],
        |schema| {
            assert_eq!(schema.all_of.len(), 1);
            let types = schema.types.unwrap();
            assert!(types.contains(Kind::Null) && types.contains(Kind::String));
        },
    );
    check(
        Draft202012,
        &json!({"anyOf": [{}, null], "type": ["string", "strnig"]}),
        &[said[0], said[0]],
        |schema| assert!(schema.any_of.is_empty() && schema.types.is_none()),
    );
}

#[test]
fn values_of_another_type_leave_the_type() {
    for schema in [
        json!({"type": "string", "enum": [1, true]}),
        json!({"type": ["integer", "null"], "enum": ["1", "2"]}),
    ] {
        for dialect in [OpenApi30, OpenApi31] {
            check(dialect, &schema, &[Code::InvalidKeywordValue], |schema| {
                assert!(schema.enumeration.is_none());
            });
        }
        check(Draft202012, &schema, &[], |schema| {
            assert_eq!(schema.enumeration.map(<[Node]>::len), Some(2));
        });
    }
    let null = json!({"type": "string", "nullable": true, "enum": [null, 5]});
    check(OpenApi30, &null, &[], |schema| {
        assert_eq!(schema.enumeration.map(<[Node]>::len), Some(2));
    });
}

#[test]
fn older_drafts_are_translated() {
    let tuple = json!({"items": [{}, {}], "additionalItems": false});
    for dialect in [Draft07, Draft201909] {
        check(dialect, &tuple, &[], |schema| {
            assert_eq!(schema.prefix_items.len(), 2);
            assert_eq!(schema.items.and_then(Node::as_bool), Some(false));
        });
    }
    check(
        Draft07,
        &json!({"items": {}, "additionalItems": false}),
        &[],
        |schema| {
            assert_eq!(schema.items.map(Node::kind), Some("an object"));
        },
    );
    check(Draft07, &json!({"additionalItems": false}), &[], |schema| {
        assert!(schema.items.is_none());
    });
    check(
        Draft07,
        &json!({"dependencies": {"a": ["b"], "c": {}}, "definitions": {"d": {}}}),
        &[],
        |schema| {
            assert_eq!(schema.dependent_required[0].member.text, "a");
            assert_eq!(schema.dependent_schemas[0].0.text, "c");
            assert_eq!(schema.definitions[0].0.text, "d");
        },
    );
    check(
        Draft07,
        &json!({"minimum": 1, "exclusiveMinimum": 0}),
        &[],
        |schema| {
            assert_eq!(schema.minimum.map(|number| number.text), Some("1"));
            assert_eq!(
                schema.exclusive_minimum.map(|number| number.text),
                Some("0")
            );
        },
    );
    check(
        Draft201909,
        &json!({"$recursiveRef": "#", "$recursiveAnchor": true}),
        &[],
        |schema| {
            assert_eq!(
                schema.dynamic_reference.map(|reference| reference.text),
                Some("#")
            );
        },
    );
    check(
        Draft202012,
        &json!({"items": [{}]}),
        &[Code::InvalidKeywordValue],
        |schema| {
            assert!(schema.items.is_none() && schema.prefix_items.is_empty());
        },
    );
}

#[test]
fn booleans_are_schemas_and_others_are_not() {
    for (text, accepts, said) in [
        ("true", true, 0),
        ("false", false, 0),
        ("3", true, 1),
        ("[]", true, 1),
    ] {
        let sources = load(text);
        let diagnostics = Diagnostics::new();
        let schema = Schema::parse(sources.root(), Draft202012, &diagnostics);
        assert!(
            matches!(schema, Schema::Bool(value, _) if value == accepts),
            "{text}"
        );
        assert_eq!(diagnostics.into_vec().len(), said, "{text}");
    }
}

#[test]
fn the_dialect_is_that_of_the_nearest_schema() {
    let root = json!({
        "openapi": "3.0.3",
        "components": {"schemas": {
            "A": {},
            "B": {"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"c": {}}},
        }},
    });
    let sources = load(&root.to_string());
    let at = |path: &[&str]| {
        let node = path
            .iter()
            .fold(sources.root(), |node, step| node.get(step).unwrap());
        Dialect::at(&sources, node)
    };
    assert_eq!(at(&["components", "schemas", "A"]), OpenApi30);
    assert_eq!(at(&["components", "schemas", "B"]), Draft07);
    assert_eq!(
        at(&["components", "schemas", "B", "properties", "c"]),
        Draft07
    );
}

#[test]
fn a_meta_schema_of_ones_own_names_the_keywords_that_count() {
    let said = |draft: &str, vocabularies: &[&str]| {
        let named: serde_json::Map<String, Json> = vocabularies
            .iter()
            .map(|name| {
                let uri = format!("https://json-schema.org/draft/{draft}/vocab/{name}");
                (uri, json!(true))
            })
            .collect();
        let meta = json!({
            "$schema": format!("https://json-schema.org/draft/{draft}/schema"),
            "$id": "http://example.com/meta",
            "$vocabulary": named,
        });
        let schema = json!({
            "$schema": "http://example.com/meta",
            "$defs": { "meta": { "$ref": "meta.json" } },
            "minimum": 1, "not": {}, "unevaluatedItems": {}, "format": "date", "$anchor": "a",
        });
        let files = BTreeMap::from([
            ("schema.json".to_owned(), schema.to_string().into_bytes()),
            ("meta.json".to_owned(), meta.to_string().into_bytes()),
        ]);
        let diagnostics = Diagnostics::new();
        let sources = Sources::load_schema("schema.json", &files, None, &diagnostics);
        check_all(&sources, [sources.root()], &diagnostics);
        let found = diagnostics.into_vec().into_iter();
        found
            .map(|found| found.message.split('`').nth(1).unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let without_validation = ["core", "applicator", "unevaluated", "format-annotation"];
    assert_eq!(said("2020-12", &without_validation), ["minimum"]);
    let without_most = ["core", "validation", "format-assertion"];
    assert_eq!(
        said("2020-12", &without_most),
        ["format-assertion", "not", "unevaluatedItems"]
    );
    assert_eq!(
        said("2019-09", &["core", "applicator"]),
        ["minimum", "format"]
    );
}

#[test]
fn check_all_reaches_every_subschema_and_ends() {
    let root = json!({
        "properties": {"a": {"items": {"not": {"wrong": 1}}}, "loop": {"$ref": "#"}},
        "$ref": "#/elsewhere",
        "elsewhere": {"patternProperties": {"x": {"wrong": 1}}},
    });
    let sources = load(&root.to_string());
    let diagnostics = Diagnostics::new();
    check_all(&sources, [sources.root()], &diagnostics);
    let codes: Vec<Code> = diagnostics
        .into_vec()
        .iter()
        .map(|found| found.code)
        .collect();
    assert_eq!(codes, [Code::UnknownKeyword; 3]);
}

/// Reads a schema, compares what is said about it, and hands it to the judge.
fn check(dialect: Dialect, schema: &Json, said: &[Code], judge: impl Fn(&SchemaObject<'_>)) {
    let sources = load(&schema.to_string());
    let diagnostics = Diagnostics::new();
    let parsed = Schema::parse(sources.root(), dialect, &diagnostics);
    let codes: Vec<Code> = diagnostics
        .into_vec()
        .iter()
        .map(|found| found.code)
        .collect();
    assert_eq!(codes, said, "{schema}");
    match parsed {
        Schema::Object(object) => judge(&object),
        Schema::Bool(..) => panic!("{schema} is an object"),
    }
}

/// References lead nowhere in most of these schemas, which is not what is tested.
fn load(text: &str) -> Sources {
    let diagnostics = Diagnostics::new();
    let files = BTreeMap::from([("schema.json".to_owned(), text.as_bytes().to_vec())]);
    let sources = Sources::load("schema.json", &files, &diagnostics);
    diagnostics.into_vec();
    sources
}
