//! Deep and circular documents: reported or compiled, never a stack that runs out.

mod support;

use serde_json::{Map, Value, json};

/// More levels than any stack has room for.
const DEEP: usize = 20_000;

/// References in a chain: each may cost a type, so that more of them only take longer.
const CHAIN: usize = 500;

/// Alternatives, parts or values of one schema.
const WIDE: usize = 400;

/// Schemas of which each is built on the next: so many that they inherit more than is merged.
const ROW: usize = 160;

/// Schemas of which each is built on several others.
const WOVEN: usize = 60;

#[test]
fn values_nested_too_deep_are_reported() {
    for (open, close) in [
        ("{\"items\":", "}"),
        ("[", "]"),
        ("{\"type\":\"object\",\"properties\":{\"a\":", "}}"),
    ] {
        let text = format!("{}true{}", open.repeat(DEEP), close.repeat(DEEP));
        let text = format!(
            "{{\"openapi\":\"3.1.1\",\"info\":{{}},\"paths\":{{}},\"components\":{{\"schemas\":{{\"A\":{text}}}}}}}"
        );
        let document = support::Document::from([(support::ROOT.to_owned(), text.into_bytes())]);
        let (files, said) = support::compile(&document);
        assert!(
            files.is_none() && said.contains("nesting-too-deep"),
            "{said:.500}"
        );
    }
}

#[test]
fn long_chains_of_references_end() {
    let wraps: [fn(Value) -> Value; 6] = [
        |next| next,
        |next| json!({ "type": "array", "items": next }),
        |next| json!({ "type": "object", "additionalProperties": next }),
        |next| json!({ "type": "object", "required": ["a"], "properties": { "a": next } }),
        |next| json!({ "oneOf": [next, { "type": "null" }] }),
        |next| json!({ "allOf": [next] }),
    ];
    for wrap in wraps {
        let mut schemas: Map<String, Value> = (0..CHAIN)
            .map(|index| {
                (
                    format!("A{index}"),
                    wrap(reference(&format!("A{}", index + 1))),
                )
            })
            .collect();
        schemas.insert(format!("A{CHAIN}"), json!({ "type": "string" }));
        ends(schemas, "A0");
    }
}

#[test]
fn circles_end() {
    let circles = [
        json!({ "A": { "type": "array", "items": reference("A") } }),
        json!({ "A": { "type": "object", "additionalProperties": reference("A") } }),
        json!({ "A": { "type": "array", "items": reference("B") }, "B": { "type": "object", "additionalProperties": reference("A") } }),
        json!({ "A": { "oneOf": [reference("A"), { "type": "null" }] } }),
        json!({ "A": { "oneOf": [reference("A"), { "type": "array", "items": reference("A"), "minItems": 1, "maxItems": 1 }] } }),
        json!({ "A": { "anyOf": [reference("B"), { "type": "string" }] }, "B": { "anyOf": [reference("A"), { "type": "integer" }] } }),
        json!({ "A": { "allOf": [reference("A")] } }),
        json!({ "A": { "type": "object", "required": ["a"], "properties": { "a": reference("A") } } }),
        json!({ "A": { "$ref": "#/components/schemas/B" }, "B": { "$ref": "#/components/schemas/A" } }),
        json!({ "A": { "type": "array", "items": { "oneOf": [reference("A"), { "type": "string" }] } } }),
    ];
    for circle in circles {
        ends(circle.as_object().unwrap().clone(), "A");
    }
}

#[test]
fn wide_documents_are_compiled() {
    let object = |index: usize| {
        let name = format!("a{index}");
        json!({ "type": "object", "required": [name], "properties": { name: { "type": "string" } } })
    };
    let references = |count: usize| -> Vec<Value> {
        (0..count)
            .map(|index| reference(&format!("B{index}")))
            .collect()
    };
    let texts: Vec<String> = (0..WIDE * 5).map(|index| format!("text {index}")).collect();
    for wide in [
        json!({ "oneOf": references(WIDE) }),
        json!({ "anyOf": references(WIDE) }),
        json!({ "allOf": references(WIDE) }),
        json!({ "oneOf": (0..WIDE).map(object).collect::<Vec<_>>() }),
        json!({ "type": "object", "properties": { "z": true }, "oneOf": references(WIDE) }),
        json!({ "type": "string", "enum": texts }),
    ] {
        let mut schemas: Map<String, Value> = (0..WIDE)
            .map(|index| (format!("B{index}"), object(index)))
            .collect();
        schemas.insert("A".to_owned(), wide);
        compiles(schemas, "A");
    }
}

#[test]
fn what_is_inherited_does_not_grow_with_the_square_of_a_row() {
    let next: [fn(usize) -> usize; 2] = [|index| index + 1, |index| (index + 1) % ROW];
    for next in next {
        let built = |index: usize| {
            let properties = json!({ format!("p{index}"): { "type": "string" } });
            let base = reference(&format!("A{}", next(index)));
            json!({ "allOf": [base], "type": "object", "properties": properties })
        };
        let mut schemas: Map<String, Value> = (0..ROW)
            .map(|index| (format!("A{index}"), built(index)))
            .collect();
        schemas.insert(format!("A{ROW}"), json!({ "type": "object" }));
        let said = compiles(schemas, "A0");
        assert!(
            said.contains("more members are inherited in this document than are merged"),
            "{said:.500}"
        );
    }
}

/// The indices that one schema refers to in `allOf` and in `oneOf`.
type Built = fn(usize) -> [Vec<usize>; 2];

#[test]
fn what_is_asked_does_not_grow_with_the_ways_through_a_lattice() {
    let references = |indices: &[usize]| -> Vec<Value> {
        let names = indices.iter().map(|index| format!("A{}", index % WOVEN));
        names.map(|name| reference(&name)).collect()
    };
    let built: [Built; 3] = [
        |index| [(index + 1..WOVEN.min(index + 20)).collect(), Vec::new()],
        |index| [vec![index + 1], vec![index + 7, index + 3]],
        |index| [vec![index + 1, index + 2], vec![index + 3, index + 4]],
    ];
    for built in built {
        let schema = |index: usize| {
            let mut schema = json!({ "type": "object", "properties": { format!("p{index}"): { "type": "string", "minLength": 1 } } });
            for (keyword, indices) in ["allOf", "oneOf"].into_iter().zip(built(index)) {
                if !indices.is_empty() {
                    schema[keyword] = json!(references(&indices));
                }
            }
            schema
        };
        let schemas = (0..WOVEN).map(|index| (format!("A{index}"), schema(index)));
        compiles(schemas.collect(), "A0");
    }
}

/// The document is compiled; gives what is said of it.
fn compiles(schemas: Map<String, Value>, root: &str) -> String {
    let (files, said) = compiled(schemas, root);
    assert!(files.is_some(), "{said:.500}");
    said
}

/// The document is reported or compiled; either way the compiler comes back.
fn ends(schemas: Map<String, Value>, root: &str) {
    let (files, said) = compiled(schemas, root);
    assert!(files.is_some() || said.contains("error"), "nothing is said");
}

fn compiled(schemas: Map<String, Value>, root: &str) -> (Option<codegen::Files>, String) {
    let content = json!({ "application/json": { "schema": reference(root) } });
    let document = json!({
        "openapi": "3.1.1",
        "info": { "title": "Deep", "version": "1.0.0" },
        "paths": { "/a": { "post": { "tags": ["A"], "operationId": "a", "requestBody": { "content": content }, "responses": { "200": { "description": "", "content": content } } } } },
        "components": { "schemas": schemas },
    });
    support::compile(&support::document(&document))
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}
