//! A small contract for the unit tests of this crate.

use serde_json::{Value, json};

use crate::contract::Contract;
use crate::documents::Documents;

/// The contract of a pet shop.
pub fn pets() -> Contract {
    pets_with(|_| {})
}

/// The contract of a pet shop, with a change to its root document.
pub fn pets_with(change: impl FnOnce(&mut Value)) -> Contract {
    let mut root = root();
    change(&mut root);
    let documents = Documents::from_values([
        ("api.json".to_owned(), root),
        ("schemas/Pet.json".to_owned(), pet()),
    ]);
    Contract::from_documents(documents).expect("the sample is a contract")
}

/// Gives the list of the shop two pages, each of which leads to the next one.
pub fn listed_by_cursor(root: &mut Value) {
    let pagination =
        json!({"style": "cursor", "cursor": "after", "next": "/next", "items": "/pets"});
    listed(root, pagination);
    let operation = &mut root["paths"]["/pets"]["get"];
    operation["parameters"][1] =
        json!({"name": "after", "in": "query", "schema": {"type": "string"}});
    let content = &mut operation["responses"]["200"]["content"]["application/json"];
    content["examples"]["last"]["value"]["next"] = Value::Null;
}

/// Gives the list of the shop two pages with numbers.
pub fn listed_by_number(root: &mut Value) {
    let pagination = json!({
        "style": "page", "page": "page", "items": "/pets",
        "current": "/meta/page", "pages": "/meta/pages"
    });
    listed(root, pagination);
}

fn listed(root: &mut Value, pagination: Value) {
    let operation = &mut root["paths"]["/pets"]["get"];
    let examples = [
        ("first", json!({"pets": [{"name": "Rex"}]})),
        ("empty", json!({"pets": []})),
        ("last", json!({"pets": [{"name": "Tom"}], "total": 2})),
    ];
    let examples = examples.map(|(name, value)| (name.to_owned(), json!({"value": value})));
    operation["responses"]["200"]["content"]["application/json"] = json!({
        "schema": {"type": "object", "properties": {
            "pets": {"type": "array", "items": {"$ref": "schemas/Pet.json"}},
            "meta": {"properties": {"page": {"type": "integer"}, "pages": {"type": "integer"}}},
            "next": {"type": ["string", "null"]},
            "total": {"type": "integer"}
        }},
        "examples": Value::Object(examples.into_iter().collect())
    });
    operation["parameters"] = json!([
        {
            "name": "kind", "in": "query", "schema": {"type": "string"},
            "examples": {"cats": {"value": "cat"}}
        },
        {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1}}
    ]);
    operation["x-pagination"] = pagination;
}

fn root() -> Value {
    let error = json!({
        "application/json": {
            "schema": {"type": "object", "properties": {"error": {"type": "string"}}},
            "examples": {"plain": {"value": {"error": "no"}}}
        }
    });
    json!({
        "openapi": "3.1.1",
        "info": {"title": "Pet shop"},
        "servers": [{"url": "https://example.com/{version}", "variables": {
            "version": {"default": "v2"}
        }}],
        "security": [{"key": []}],
        "paths": {
            "/pets/{id}": {
                "parameters": [{
                    "name": "id", "in": "path", "required": true,
                    "schema": {"type": "string", "minLength": 1},
                    "examples": {"first": {"value": "p 1"}}
                }],
                "patch": {
                    "operationId": "updatePet",
                    "requestBody": {"required": true, "content": {"application/json": {
                        "schema": {"$ref": "schemas/Pet.json"},
                        "examples": {"renamed": {"value": {"name": "Rex"}}}
                    }}},
                    "responses": {
                        "2XX": {"content": {"application/json": {
                            "schema": {"$ref": "schemas/Pet.json"},
                            "examples": {
                                "documented": {"value": {"name": "Rex", "kind": "cat"}},
                                "live": {"value": {"name": "Rex", "tags": ["a"]}}
                            }
                        }}},
                        "401": {"content": error},
                        "404": {"content": error}
                    }
                }
            },
            "/pets": {"get": {
                "operationId": "listPets",
                "security": [{}],
                "parameters": [
                    {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1}}
                ],
                "responses": {"200": {"content": {"application/json": {
                    "schema": {"type": "array", "items": {"$ref": "schemas/Pet.json"}},
                    "examples": {"empty": {"value": []}}
                }}}}
            }}
        },
        "webhooks": {
            "pet_born": {"post": {"requestBody": {"content": {"application/json": {
                "schema": {
                    "type": "object",
                    "required": ["event", "payload"],
                    "properties": {
                        "event": {"const": "pet_born"},
                        "payload": {"$ref": "schemas/Pet.json"}
                    }
                },
                "examples": {"plain": {"value": {"event": "pet_born", "payload": {"name": "Rex"}}}}
            }}}}}
        },
        "x-webhook-envelope": {"event": "/event", "payload": "/payload"},
        "components": {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}}
    })
}

fn pet() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": {"type": "string", "minLength": 1, "maxLength": 5},
            "kind": {"anyOf": [{"enum": ["cat", "dog"]}, {"type": "string"}]},
            "size": {"enum": ["small", "large"]},
            "age": {"type": "integer", "minimum": 0, "exclusiveMaximum": 100},
            "tags": {"type": ["array", "null"], "items": {"type": "string"}, "maxItems": 2}
        }
    })
}
