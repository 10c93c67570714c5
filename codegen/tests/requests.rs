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
