//! The back door for contract checks, for documents that it is easy to stumble over.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use codegen::Options;
use codegen::diagnostic::Leniency;
use serde_json::{Value, json};

/// The table of the operations without a tag, whose paths begin with `a`.
fn table(paths: Value) -> String {
    let document =
        json!({"openapi": "3.1.1", "info": {"title": "T", "version": "1"}, "paths": paths});
    let options = Options {
        leniency: Leniency::All,
        ..Options::default()
    };
    let compiled = codegen::compile(support::ROOT, &support::document(&document), &options);
    let files = compiled.files.unwrap();
    files["src/contract/a.rs"].clone()
}

#[test]
fn of_operations_with_one_id_the_first_is_called() {
    let table = table(json!({"/a": {"get": {"operationId": "go"}, "post": {"operationId": "go"}}}));
    assert_eq!(table.matches("\"go\": ").count(), 1, "{table}");
}

#[test]
fn a_form_that_is_a_text_is_passed_by_value() {
    let form =
        json!({"content": {"application/x-www-form-urlencoded": {"schema": {"type": "string"}}}});
    let table = table(json!({"/a": {"post": {"operationId": "go", "requestBody": form}}}));
    assert!(table.contains("Some(input.body::<String>()?)"), "{table}");
}
