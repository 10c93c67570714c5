//! What is judged, what is not, and that no document takes the judge too far.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::{Scope, collect, is_json};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::openapi::Document;
use crate::source::Sources;
use crate::{Options, compile, lint};

type Files = BTreeMap<String, Vec<u8>>;

/// A document with one operation, which answers with a schema and its examples.
fn document(schema: Json, examples: Json, schemas: Json) -> Json {
    let content = json!({ "application/json": { "schema": schema, "examples": examples } });
    let response = json!({ "description": "A value.", "content": content });
    json!({
        "openapi": "3.1.1",
        "info": { "title": "Values", "version": "1" },
        "paths": { "/value": { "get": { "operationId": "getValue", "responses": { "200": response } } } },
        "components": { "schemas": schemas }
    })
}

fn inline(value: &Json) -> Json {
    json!({ "inline": { "value": value } })
}

fn files<const N: usize>(files: [(&str, Json); N]) -> Files {
    let files = files.into_iter();
    files
        .map(|(path, text)| (path.to_owned(), text.to_string().into_bytes()))
        .collect()
}

/// The codes that lint reports about examples, in the order of the files.
fn codes(files: &Files) -> Vec<Code> {
    codes_of(&lint("api.json", files, &Options::default()).diagnostics)
}

fn codes_of(diagnostics: &[Diagnostic]) -> Vec<Code> {
    let about_examples = [
        Code::ExampleMismatch,
        Code::UndocumentedMember,
        Code::MissingExample,
        Code::UncheckedExample,
    ];
    let codes = diagnostics.iter().map(|diagnostic| diagnostic.code);
    codes.filter(|code| about_examples.contains(code)).collect()
}

/// What lint says about one value of one schema.
fn judged(schema: Json, schemas: Json, value: &Json) -> Vec<Code> {
    codes(&files([(
        "api.json",
        document(schema, inline(value), schemas),
    )]))
}

#[test]
fn json_is_known_by_its_media_types() {
    for json in [
        "application/json",
        "Application/JSON; charset=utf-8",
        "application/problem+json",
    ] {
        assert!(is_json(json), "{json}");
    }
    for other in [
        "text/html",
        "application/x-ndjson",
        "application/xml",
        "*/*",
        "",
    ] {
        assert!(!is_json(other), "{other}");
    }
}

#[test]
fn generation_is_stopped_by_payloads_alone() {
    let examples = json!({
        "inline": { "value": 1 },
        "file": { "externalValue": "payload.json" }
    });
    let mut files = files([
        (
            "api.json",
            document(json!({ "type": "string" }), examples, json!({})),
        ),
        ("payload.json", json!(2)),
    ]);
    let compiled = compile("api.json", &files, &Options::default());
    assert!(compiled.files.is_none());
    let [only] = &compiled.diagnostics[..] else {
        panic!("{:?}", compiled.diagnostics);
    };
    assert_eq!(only.code, Code::ExampleMismatch);
    assert_eq!(compiled.sources.path(only.span.file), "payload.json");
    assert_eq!(codes(&files), [Code::ExampleMismatch; 2]);

    files.insert("payload.json".to_owned(), b"\"fits\"".to_vec());
    assert!(
        compile("api.json", &files, &Options::default())
            .files
            .is_some()
    );
    assert_eq!(codes(&files), [Code::ExampleMismatch]);
}

#[test]
fn documents_without_payloads_cost_nothing_to_check_on_generation() {
    let text = document(json!({ "type": "string" }), inline(&json!(1)), json!({}));
    let files = files([("api.json", text)]);
    let diagnostics = Diagnostics::new();
    let sources = Sources::load_with_examples("api.json", &files, &diagnostics);
    let document = Document::parse(&sources, &diagnostics).unwrap();
    let trials = |scope| collect::trials(&document, &sources, scope, &diagnostics).len();
    assert_eq!((trials(Scope::Payloads), trials(Scope::Everything)), (0, 1));
    assert_eq!(diagnostics.into_vec(), []);
}

#[test]
fn references_between_files_and_dialects_are_followed() {
    let old = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "https://example.com/old.json",
        "type": "object",
        "properties": {
            "pair": { "items": [{ "type": "string" }, { "$ref": "#/definitions/count" }] },
            "b": true
        },
        "dependencies": { "b": ["a"] },
        "definitions": { "count": { "type": "integer", "minimum": 1 } }
    });
    let check = |value: Json| {
        let examples = inline(&value);
        let reference = json!({ "$ref": "schemas/old.json" });
        let api = document(reference, examples, json!({}));
        codes(&files([
            ("api.json", api),
            ("schemas/old.json", old.clone()),
        ]))
    };
    assert_eq!(check(json!({ "pair": ["x", 1] })), []);
    assert_eq!(check(json!({ "pair": ["x", 0] })), [Code::ExampleMismatch]);
    assert_eq!(check(json!({ "b": 1 })), [Code::ExampleMismatch]);
}

#[test]
fn references_that_lead_nowhere_accept_everything() {
    let remote = json!({ "$ref": "https://example.com/schema.json" });
    assert_eq!(judged(remote.clone(), json!({}), &json!(1)), []);
    let both = json!({ "type": "string", "allOf": [remote] });
    assert_eq!(judged(both, json!({}), &json!(1)), [Code::ExampleMismatch]);
}

#[test]
fn schemas_that_apply_themselves_come_to_an_end() {
    let schemas = json!({
        "A": { "type": "string", "allOf": [{ "$ref": "#/components/schemas/B" }] },
        "B": { "anyOf": [{ "$ref": "#/components/schemas/A" }, { "$ref": "#/components/schemas/B" }] },
        "Tree": {
            "type": "object",
            "properties": { "parts": { "items": { "$ref": "#/components/schemas/Tree" } } }
        }
    });
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    assert_eq!(
        judged(reference("A"), schemas.clone(), &json!(1)),
        [Code::ExampleMismatch]
    );
    let tree = json!({ "parts": [{ "parts": [{}] }, { "parts": [{ "parts": 1 }, 2] }] });
    assert_eq!(
        judged(reference("Tree"), schemas, &tree),
        [Code::ExampleMismatch]
    );
}

/// Schemas S0, S1, … of which each applies the next one, and the last is a string.
fn chain(length: usize, link: impl Fn(Json) -> Json) -> Json {
    let name = |at: usize| json!({ "$ref": format!("#/components/schemas/S{at}") });
    let links = (0..length).map(|at| (format!("S{at}"), link(name(at + 1))));
    let last = (format!("S{length}"), json!({ "type": "string" }));
    Json::Object(links.chain([last]).collect())
}

#[test]
fn long_chains_are_judged_as_far_as_the_stack_goes() {
    let first = json!({ "$ref": "#/components/schemas/S0" });
    let links: [fn(Json) -> Json; 4] = [
        |next| json!({ "allOf": [next] }),
        |next| json!({ "anyOf": [{ "oneOf": [next] }, false] }),
        |next| json!({ "not": { "not": next } }),
        |next| json!({ "if": next, "else": next, "unevaluatedProperties": false }),
    ];
    for (link, length) in links.into_iter().zip([75, 50, 50, 12]) {
        let judge = |length, value| judged(first.clone(), chain(length, link), &value);
        assert_eq!(judge(length, json!(1)), [Code::ExampleMismatch], "{length}");
        assert_eq!(judge(length, json!("fits")), [], "{length}");
        assert_eq!(judge(2_000, json!(1)), [Code::UncheckedExample]);
    }
}

#[test]
fn deep_values_are_judged_as_far_as_the_stack_goes() {
    let schemas = json!({
        "Tree": {
            "oneOf": [
                { "type": "array", "items": { "$ref": "#/components/schemas/Tree" } },
                {
                    "type": "object",
                    "properties": { "in": { "$ref": "#/components/schemas/Tree" } },
                    "unevaluatedProperties": false
                },
                { "type": "string" }
            ]
        }
    });
    let reference = json!({ "$ref": "#/components/schemas/Tree" });
    let judge = |depth: usize, leaf: Json| {
        let grow = |tree, at: usize| {
            if at.is_multiple_of(2) {
                json!({ "in": tree })
            } else {
                json!([tree])
            }
        };
        judged(
            reference.clone(),
            schemas.clone(),
            &(0..depth).fold(leaf, grow),
        )
    };
    assert_eq!(judge(50, json!(1)), [Code::ExampleMismatch]);
    assert_eq!(judge(50, json!("fits")), []);
    assert_eq!(judge(100, json!(1)), [Code::UncheckedExample]);
}

#[test]
fn alternatives_that_multiply_are_not_tried() {
    let first = json!({ "$ref": "#/components/schemas/S0" });
    let twice = |next: Json| json!({ "anyOf": [next, next] });
    assert_eq!(
        judged(first.clone(), chain(8, twice), &json!(1)),
        [Code::ExampleMismatch]
    );
    assert_eq!(
        judged(first.clone(), chain(40, twice), &json!(1)),
        [Code::UncheckedExample]
    );
    let branch = json!({ "items": { "$ref": "#/components/schemas/Tree" } });
    let schemas = json!({ "Tree": { "type": "array", "anyOf": [branch, branch] } });
    let tree = (0..40).fold(json!(1), |tree, _| json!([tree]));
    let found = judged(
        json!({ "$ref": "#/components/schemas/Tree" }),
        schemas,
        &tree,
    );
    assert_eq!(found, [Code::UncheckedExample]);
}

#[test]
fn numbers_beyond_all_bounds_stay_beyond_them() {
    let text = document(
        json!({ "type": "number", "maximum": 9 }),
        inline(&json!("X")),
        json!({}),
    );
    let text = text.to_string();
    for (number, expected) in [
        ("9", vec![]),
        ("1e999", vec![Code::ExampleMismatch]),
        ("-1e999", vec![]),
    ] {
        let text = text.replace("\"X\"", number).into_bytes();
        assert_eq!(
            codes(&Files::from([("api.json".to_owned(), text)])),
            expected,
            "{number}"
        );
    }
}

#[test]
fn a_pattern_that_explodes_is_given_up() {
    let text = json!(format!("{}b", "a".repeat(5_000)));
    let judge = |pattern: &str| judged(json!({ "pattern": pattern }), json!({}), &text);
    assert_eq!(judge("^(a|a)*(a|a)*(a|a)*$"), [Code::ExampleMismatch]);
    assert_eq!(judge("^((a+)\\2?)+$"), [Code::UncheckedExample]);
}

#[test]
fn patterns_beyond_the_judge_are_named() {
    let schema = json!({
        "type": "object",
        "properties": { "a": { "pattern": "^[^]$", "maxLength": 1 } },
        "patternProperties": { "^[^]$": true },
        "additionalProperties": false
    });
    // Of what is left over, nothing can be said, but of all else.
    let found = judged(schema, json!({}), &json!({ "a": "xx", "b": 1 }));
    let unchecked = Code::UncheckedExample;
    assert_eq!(found, [unchecked, unchecked, Code::ExampleMismatch]);
}

#[test]
fn members_that_any_part_names_are_documented() {
    let schema = json!({
        "allOf": [{ "$ref": "#/components/schemas/Named" }],
        "properties": { "properties": { "properties": { "additionalProperties": true } } },
        "patternProperties": { "^x": true }
    });
    let schemas = json!({ "Named": { "properties": { "name": true } } });
    let judge = |value: Json| judged(schema.clone(), schemas.clone(), &value);
    assert_eq!(judge(json!({ "name": 1, "properties": {}, "xy": 1 })), []);
    assert_eq!(judge(json!({ "nmae": 1 })), [Code::UndocumentedMember]);
    assert_eq!(
        judge(json!({ "properties": { "other": 1 } })),
        [Code::UndocumentedMember]
    );
}

#[test]
fn yaml_is_judged_like_json() {
    let text = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths:\n  /pets:\n    get:\n      \
        operationId: listPets\n      responses:\n        '200':\n          description: Pets.\n          \
        content:\n            application/json:\n              schema: {type: array, items: {type: string}}\n              \
        example:\n                - Rex\n                - 7\n";
    let files = Files::from([("api.yaml".to_owned(), text.as_bytes().to_vec())]);
    let linted = lint("api.yaml", &files, &Options::default());
    assert_eq!(codes_of(&linted.diagnostics), [Code::ExampleMismatch]);
    let place = linted.sources.position(linted.diagnostics[0].span);
    assert_eq!((place.line, place.column), (15, 19));
}
