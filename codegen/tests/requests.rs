//! What the code of an operation says of the request: who proves what, where it goes, and how its body is written.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use serde_json::{Value, json};

#[test]
fn each_scheme_of_http_is_sent_behind_its_name_unless_it_needs_a_challenge() {
    let schemes = json!({
        "bearer": {"type": "http", "scheme": "Bearer"},
        "key": {"type": "http", "scheme": "ApiKey"},
        "digest": {"type": "http", "scheme": "Digest"},
        "certificate": {"type": "mutualTLS"},
        "whole": {"type": "apiKey", "in": "header", "name": "Authorization"}
    });
    let (files, said) = compiled(json!({"components": {"securitySchemes": schemes}}));
    let auth = "auth: &[
        (\"bearer\", Auth::Bearer),
        (\"key\", Auth::Scheme(\"ApiKey\")),
        (\"whole\", Auth::Header(\"authorization\")),
    ],";
    assert!(files["src/client.rs"].contains(auth), "{files:#?}");
    assert_eq!(
        said.matches("this security scheme is not supported")
            .count(),
        2
    );
    assert!(said.contains("transport of your own"), "{said}");
    for line in [
        "//! - `key`, a token of the scheme `ApiKey`.",
        "//! - `whole`, the whole header `Authorization`, its scheme included.",
        "//! [`ClientBuilder::credential`] sets the secret of one of them by its name,",
    ] {
        assert!(files["src/lib.rs"].contains(line), "{line}");
    }
}

#[test]
fn what_every_operation_asks_for_is_said_once() {
    let schemes = json!({"key": {"type": "http", "scheme": "bearer"}});
    let operation = |id: &str| {
        let ok = json!({"204": {"description": ""}});
        json!({"tags": ["Things"], "operationId": id, "security": [{"key": []}], "responses": ok})
    };
    let mut path = json!({"get": operation("getOne"), "delete": operation("deleteOne")});
    let of = |path: &Value| {
        let (files, _) = compiled(json!({
            "components": {"securitySchemes": schemes}, "paths": {"/things": path},
        }));
        (
            files["src/client.rs"].clone(),
            files["src/things/mod.rs"].clone(),
        )
    };
    let (client, things) = of(&path);
    assert!(client.contains("security: &[&[0]],"), "{client}");
    assert!(!things.contains(".security("), "{things}");
    path["delete"]["security"] = json!([]);
    let (client, things) = of(&path);
    assert!(client.contains("security: &[],"), "{client}");
    assert!(things.contains(".security(&[&[0]])"), "{things}");
}

#[test]
fn servers_know_the_values_of_their_variables() {
    let variables = json!({
        "region": {"default": "us", "enum": ["eu", "us", "asia"]},
        "tenant": {"default": "demo"},
        "odd": {"default": "a", "enum": ["a", "b|c"]}
    });
    let servers =
        json!([{"url": "https://{region}.{tenant}.{odd}.example", "variables": variables}]);
    let (files, _) = compiled(json!({"servers": servers}));
    let server = "servers: &[\"https://{region=us|eu|asia}.{tenant=demo}.{odd=a}.example\"]";
    assert!(
        files["src/client.rs"].contains(server),
        "{}",
        files["src/client.rs"]
    );
}

#[test]
fn an_operation_may_have_a_path_of_its_own_on_the_host() {
    let path = |url: &str| {
        let operation = json!({"operationId": "read", "tags": ["things"], "servers": [{"url": url}],
            "responses": {"204": {"description": "None."}}});
        let (files, said) = compiled(json!({"paths": {"/a": {"get": operation}}}));
        (files["src/things/mod.rs"].clone(), said)
    };
    let (code, said) = path("/v2");
    assert!(code.contains("\"/a\").server(\"/v2\")"), "{code}");
    assert!(said.is_empty(), "{said}");
    let (code, said) = path("v2");
    assert!(!code.contains("server("), "{code}");
    assert!(
        said.contains("depends on where the document lies"),
        "{said}"
    );
}

#[test]
fn parts_that_say_nothing_are_files_and_what_cannot_be_written_is_text() {
    let object = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    let (code, said) = parts(
        "multipart/form-data",
        json!({
            "any": {},
            "many": {"type": "array", "items": {}},
            "photo": {"type": "string", "contentMediaType": "image/png"},
            "json": {"type": "string", "contentMediaType": "application/json"},
            "code": {"maxLength": 3},
            "xml": object,
            "each": {"type": "array", "items": object},
            "plain": object
        }),
        json!({
            "xml": {"contentType": "application/xml"},
            "each": {"contentType": "text/csv"}
        }),
    );
    for line in [
        ".part_file(\"any\", \"\", any)",
        ".part_files(\"many\", \"\", many)",
        ".part_file(\"photo\", \"image/png\", photo)",
        ".part_with(\"xml\", \"application/xml\", xml)",
        ".part_with(\"each\", \"text/csv\", &each)",
        ".part_with(\"plain\", \"\", plain)",
        "pub fn xml(self, xml: &str)",
        "pub fn each(self, each: impl IntoIterator<Item = impl Into<String>>)",
        "pub fn plain(self, plain: &",
    ] {
        assert!(code.contains(line), "{line}: {code}");
    }
    assert!(!code.contains("part_file(\"json\"") && !code.contains("part_file(\"code\""));
    assert_eq!(said.matches("is passed as text").count(), 2, "{said}");
}

#[test]
fn headers_of_parts_are_sent_where_they_leave_no_choice() {
    let (code, said) = parts(
        "multipart/form-data",
        json!({"file": {"type": "string", "format": "binary"}, "note": {"type": "string"}}),
        json!({
            "file": {"headers": {
                "X-Const": {"schema": {"const": "a b"}},
                "X-Only": {"schema": {"type": "integer", "enum": [7]}},
                "X-Default": {"required": true, "schema": {"type": "string", "default": "d"}},
                "X-Free": {"schema": {"type": "string", "default": "d"}},
                "Content-Disposition": {"schema": {"const": "x"}}
            }},
            "note": {"headers": {"X-Free": {"schema": {"type": "string"}}}}
        }),
    );
    let sent = "[(\"X-Const\", \"a b\"), (\"X-Only\", \"7\"), (\"X-Default\", \"d\")]";
    assert!(code.contains(sent), "{code}");
    assert_eq!(code.matches("part_headers").count(), 1, "{code}");
    for (problem, help) in [
        (
            "`X-Free` of the part `file` is not sent by itself",
            "sets it on the `File`",
        ),
        (
            "`Content-Disposition` of the part `file` is what",
            "`contentType`",
        ),
        ("`X-Free` of the part `note` is not sent", "or leave it out"),
    ] {
        assert!(
            said.contains(problem) && said.contains(help),
            "{problem}: {said}"
        );
    }
}

#[test]
fn bodies_of_parts_keep_their_media_type() {
    let of = |media_type| parts(media_type, json!({"a": {"type": "string"}}), json!({})).0;
    assert!(of("multipart/form-data").contains(".multipart()"));
    assert!(of("multipart/*").contains(".multipart()"));
    let related = of("multipart/related; boundary=x");
    assert!(
        related.contains(".multipart_as(\"multipart/related\")"),
        "{related}"
    );
}

#[test]
fn bodies_that_are_what_the_caller_says_may_have_several_media_types() {
    let body = json!({"content": {
        "image/png": {}, "image/*": {}, "text/csv": {}, "text/plain": {}, "application/xml": {}
    }});
    let (code, said) = sending(body);
    assert!(said.is_empty(), "{said}");
    for line in [
        "/// The body is sent as `text/csv`, unless the call's header `content-type` names another: `text/plain`, `application/xml`.",
        "/// Sends the body as `image/png`.",
        "/// The body is sent as `image/png`, unless the call's header `content-type` names another: `image/*`.",
    ] {
        assert_eq!(code.matches(line).count(), 1, "{line}: {code}");
    }
    let (code, _) = sending(json!({"content": {"image/*": {}}}));
    let line = "`application/octet-stream`, unless the call's header `content-type` names another: `image/*`.";
    assert!(code.contains(line), "{code}");
}

#[test]
fn a_body_without_parts_takes_none() {
    let parts = json!({"properties": {"note": {"type": "string"}}});
    let (code, _) = sending(json!({"content": {
        "multipart/form-data": {"schema": parts}, "text/plain": {}, "image/png": {}
    }}));
    for line in [
        "pub fn send(&self) -> Call<(), SendOptions>",
        "pub fn send_text(&self, body: Option<String>) -> Call<()>",
        "pub fn send_bytes(&self, body: Option<Bytes>) -> Call<()>",
    ] {
        assert!(code.contains(line), "{line}: {code}");
    }
    let wide = json!([{"name": "wide", "in": "query", "schema": {"type": "boolean"}}]);
    let operation = json!({"operationId": "send", "tags": ["things"], "parameters": wide,
        "requestBody": {"content": {"multipart/form-data": {"schema": parts}, "text/plain": {}}},
        "responses": {"204": {"description": "None."}}});
    let (files, _) = compiled(json!({"paths": {"/a": {"post": operation}}}));
    let code = &files["src/things/mod.rs"];
    assert!(code.contains("-> Call<(), SendTextOptions>"), "{code}");
    assert_eq!(code.matches("pub fn wide(self").count(), 2, "{code}");
    assert_eq!(code.matches("pub fn note(self").count(), 1, "{code}");
}

#[test]
fn parts_without_a_name_are_told() {
    let schema = json!({"type": "object", "additionalProperties": {"type": "string"}});
    let body = json!({"content": {"multipart/form-data": {"schema": schema}}});
    let (_, said) = sending(body);
    assert!(
        said.contains("are no arguments") && said.contains("request.part("),
        "{said}"
    );
}

/// The code of an operation whose body has these parts, and what is said about it.
fn parts(media_type: &str, members: Value, encoding: Value) -> (String, String) {
    let schema = json!({"type": "object", "properties": members});
    let content = json!({"schema": schema, "encoding": encoding});
    sending(json!({"required": true, "content": {media_type: content}}))
}

/// The code of an operation with this body, and what is said about it.
fn sending(body: Value) -> (String, String) {
    let operation = json!({"operationId": "send", "tags": ["things"], "requestBody": body,
        "responses": {"204": {"description": "None."}}});
    let (files, said) = compiled(json!({"paths": {"/a": {"post": operation}}}));
    (files["src/things/mod.rs"].clone(), said)
}

/// What becomes of a document with these fields, and what is said about it.
fn compiled(fields: Value) -> (codegen::Files, String) {
    let operation =
        json!({"get": {"operationId": "read", "responses": {"204": {"description": "None."}}}});
    let mut document = json!({
        "openapi": "3.1.1",
        "info": {"title": "T", "version": "1"},
        "paths": {"/a": operation}
    });
    for (name, value) in fields.as_object().unwrap() {
        document[name] = value.clone();
    }
    let (files, said) = support::compile(&support::document(&document));
    (files.unwrap_or_else(|| panic!("{said}")), said)
}
