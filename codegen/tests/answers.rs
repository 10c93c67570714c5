//! Which answers of an operation are one type, which are several, and which are failures.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use serde_json::{Value, json};

#[test]
fn a_status_and_its_range_with_one_type_are_one_answer() {
    let code = methods(json!({"200": answer("A"), "2XX": answer("A")}));
    assert!(code.contains("-> Call<A>"), "{code}");
    assert!(!code.contains("enum"), "{code}");
}

#[test]
fn a_status_goes_before_its_range_in_whatever_order_they_stand() {
    for responses in [
        json!({"200": answer("A"), "2XX": answer("B")}),
        json!({"2xx": answer("B"), "200": answer("A")}),
    ] {
        let code = methods(responses);
        let arms = [
            "200 => Self::Ok(response.decode()?)",
            "_ => Self::Success(response.decode()?)",
        ];
        let places = arms.map(|arm| code.find(arm));
        assert!(places.iter().all(Option::is_some), "{code}");
        assert!(places.is_sorted(), "{code}");
        assert!(!code.contains("Other"), "{code}");
    }
}

#[test]
fn a_range_beside_nothing_is_an_option() {
    let code = methods(json!({"204": {"description": "None."}, "2XX": answer("A")}));
    assert!(code.contains("-> Call<Option<A>>"), "{code}");
}

#[test]
fn what_is_documented_for_every_status_is_an_answer_only_alone() {
    let alone = methods(json!({"default": answer("A")}));
    assert!(alone.contains("-> Call<A>"), "{alone}");
    assert!(!alone.contains("# Errors"), "{alone}");
    let beside = methods(json!({"2XX": answer("A"), "default": answer("B")}));
    assert!(beside.contains("-> Call<A>"), "{beside}");
    assert!(beside.contains("Any other status (B)"), "{beside}");
    let failures = methods(json!({"404": answer("A"), "default": answer("B")}));
    assert!(failures.contains("-> Call<B>"), "{failures}");
}

#[test]
fn an_answer_is_not_called_a_failure() {
    let schema = json!({"type": "object", "properties": {"name": {"type": "string"}}});
    let inline = json!({"description": "It.", "content": {"application/json": {"schema": schema}}});
    let code = methods(json!({"404": {"description": "Lost."}, "default": inline}));
    assert!(code.contains("-> Call<ReadResponse>"), "{code}");
}

#[test]
fn failures_of_a_status_and_its_range_have_types_of_their_own() {
    let inline = |name: &str| {
        let schema = json!({"type": "object", "properties": {name: {"type": "string"}}});
        json!({"description": name, "content": {"application/json": {"schema": schema}}})
    };
    let responses = json!({
        "200": answer("A"), "404": inline("lost"), "4XX": inline("wrong"), "5XX": inline("broken"),
        "999": inline("strange"), "default": inline("other")
    });
    let files = support::files(&document(responses));
    let code: String = support::own_files(&files).map(|(_, text)| text).collect();
    for (name, member) in [
        ("ThingsReadNotFoundError", "lost"),
        ("ThingsReadClientError", "wrong"),
        ("ThingsReadServerError", "broken"),
    ] {
        let declared = format!("pub struct {name} {{\n    pub {member}: Option<String>,");
        assert!(code.contains(&declared), "{name}: {code}");
    }
    assert!(code.contains("pub strange: Option<String>"), "{code}");
    assert!(code.contains("`404` (lost), `4XX` (wrong), `5XX` (broken), `999` (strange)"));
}

#[test]
fn the_index_tells_of_bodies_what_a_client_sees_of_them() {
    let of = |content: Value| {
        let responses = json!({"200": {"description": "", "content": content}});
        support::files(&document(responses))["API.md"].clone()
    };
    let schema = json!({"schema": {"$ref": "#/components/schemas/A"}});
    for (content, told) in [
        (json!({"image/png": {}}), "| bytes |"),
        (json!({"text/csv": {}}), "| text |"),
        (
            json!({"application/json": schema, "application/xml": {}}),
            "| `A` |",
        ),
    ] {
        let index = of(content);
        assert!(index.contains(told), "{told}: {index}");
    }
}

#[test]
fn failures_name_what_stands_in_their_bodies() {
    let common = methods(json!({"200": answer("A"), "404": answer("B"), "4XX": answer("B")}));
    assert!(!common.contains("types::B"), "{common}");
    let several = json!({"200": answer("A"), "400": answer("A"), "404": answer("B"), "422": answer("A"),
        "503": {"description": "C"}});
    let several = methods(several);
    let line = "Bodies: `400`, `422` [`types::A`](crate::types::A);\n    /// `404` [`types::B`](crate::types::B).";
    assert!(several.contains(line), "{several}");
}

#[test]
fn what_comes_with_all_webhooks_is_told_once() {
    let hook = |name: &str, more: &[&str]| {
        let headers = ["X-All"].iter().chain(more);
        let parameters: Vec<Value> = headers
            .map(|name| json!({"name": name, "in": "header", "schema": {"type": "string"}}))
            .collect();
        json!({"post": {
            "description": format!("Tells of {name}."), "parameters": parameters,
            "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/B"}}}},
            "responses": {"200": {"description": "Received."}}
        }})
    };
    let root = json!({
        "openapi": "3.1.1",
        "info": {"title": "T", "version": "1"},
        "webhooks": {"some": hook("some", &[]), "others": hook("others", &["X-More"])},
        "components": {"schemas": schemas()}
    });
    let (files, said) = support::compile(&support::document(&root));
    let files = files.unwrap_or_else(|| panic!("{said}"));
    let told = &files["src/webhooks/mod.rs"];
    let common = "//! Each webhook comes\n//!\n//! - with `X-All`\n//! - to be answered with `200`: Received.\n";
    assert!(told.contains(common), "{told}");
    let own = "//! These are sent:\n//!\n//! - `some`, [`B`]: Tells of some.\n//! - `others`";
    assert!(told.contains(own), "{told}");
    assert!(
        told.contains("Tells of others.\n//!   - with `X-More`\n"),
        "{told}"
    );
    assert_eq!(told.matches("X-All").count(), 1);
}

#[test]
fn a_path_stands_wherever_a_reference_leads() {
    let root = json!({
        "openapi": "3.1.1",
        "info": {"title": "T", "version": "1"},
        "paths": {
            "/component": {"$ref": "#/components/pathItems/Shared"},
            "/file": {"$ref": "file.json"},
            "/odd": {"$ref": "odd%20folder/a%23b.json"},
            "/things/{id}": {
                "$ref": "paths.json#/paths/~1things~1%7Bid%7D",
                "parameters": [{"name": "wide", "in": "query", "schema": {"type": "boolean"}}],
                "delete": {"operationId": "dropThing", "responses": {"204": {"description": "Gone."}}}
            }
        },
        "webhooks": {"told": {"$ref": "#/components/pathItems/Told"}},
        "components": {
            "pathItems": {
                "Shared": {"get": operation("readShared", json!({"200": answer("A")}))},
                "Told": {"post": {"requestBody": {"content": {"application/json": {
                    "schema": {"$ref": "#/components/schemas/B"}
                }}}}}
            },
            "schemas": schemas()
        }
    });
    let id = json!({"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}});
    let mut there = answer("A");
    there["content"]["application/json"]["schema"]["$ref"] =
        json!("openapi.json#/components/schemas/A");
    let there = json!({"200": there});
    let paths = json!({"paths": {"/things/{id}": {
        "parameters": [id], "get": operation("readThing", there.clone())
    }}});
    let file = json!({"get": operation("readFile", there)});
    let mut document = support::document(&root);
    let odd = json!({"get": operation("readOdd", json!({"204": {"description": "None."}}))});
    for (name, value) in [
        ("paths.json", paths),
        ("file.json", file),
        ("odd folder/a#b.json", odd),
    ] {
        document.insert(name.to_owned(), value.to_string().into_bytes());
    }
    let (files, said) = support::compile(&document);
    let files = files.unwrap_or_else(|| panic!("{said}"));
    for row in [
        "| `readShared` | `GET /component` |  | `A` |  |",
        "| `readFile` | `GET /file` |  | `A` |  |",
        "| `readOdd` | `GET /odd` |  | nothing |  |",
        "| `readThing` | `GET /things/{id}` | `id`, `wide` (optional) | `A` |  |",
        "| `dropThing` | `DELETE /things/{id}` | `id`, `wide` (optional) | nothing |  |",
        "| `told` | `B` |  |",
    ] {
        assert!(files["API.md"].contains(row), "{row}: {}", files["API.md"]);
    }
}

/// The module of an operation with these answers.
fn methods(responses: Value) -> String {
    let files = support::files(&document(responses));
    files["src/things/mod.rs"].clone()
}

fn document(responses: Value) -> Value {
    json!({
        "openapi": "3.1.1",
        "info": {"title": "T", "version": "1"},
        "paths": {"/things": {"get": operation("read", responses)}},
        "components": {"schemas": schemas()}
    })
}

fn operation(id: &str, responses: Value) -> Value {
    json!({"operationId": id, "tags": ["things"], "responses": responses})
}

fn answer(name: &str) -> Value {
    let reference = json!({"$ref": format!("#/components/schemas/{name}")});
    json!({"description": name, "content": {"application/json": {"schema": reference}}})
}

fn schemas() -> Value {
    let schema =
        |member: &str| json!({"type": "object", "properties": {member: {"type": "string"}}});
    json!({"A": schema("a"), "B": schema("b")})
}
