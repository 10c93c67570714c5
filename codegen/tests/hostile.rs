//! Text of a document stays text: no name, description or value becomes code, a path or a line of the manifest.

mod support;

use std::sync::LazyLock;

use codegen::Files;
use serde_json::{Value, json};
use support::{harmless, hostile};

/// What is made of the document that the hostile ones differ from in one place.
static SIMPLE: LazyLock<Files> = LazyLock::new(|| support::files(&simple()));

#[test]
fn the_document_that_others_differ_from_is_harmless() {
    assert_eq!(harmless::problems(&SIMPLE), Vec::<String>::new());
}

#[test]
fn a_document_of_hostile_names_and_texts_is_harmless() {
    let files = support::files(&hostile::document());
    let problems = harmless::problems(&files);
    assert!(
        problems.is_empty(),
        "{} problems:\n{}",
        problems.len(),
        problems.join("\n")
    );
}

#[test]
fn names_stand_in_literals_as_they_are_written() {
    let files = support::files(&hostile::document());
    let literals: std::collections::BTreeSet<String> = support::own_files(&files)
        .filter(|(path, _)| path.ends_with(".rs"))
        .flat_map(|(_, text)| harmless::literals(text))
        .collect();
    for name in hostile::names() {
        assert!(
            literals.contains(&name),
            "{name:.80?} is written in another way"
        );
    }
    for url in ["https://example.com/\"{}\\n\u{202e}eviL", ""] {
        assert!(literals.contains(url), "{url:?} is written in another way");
    }
}

#[test]
fn hostile_titles_and_versions_stay_in_their_places() {
    for text in hostile::TEXTS.iter().chain(hostile::NAMES) {
        let mut document = simple();
        document["info"] =
            json!({ "title": text, "version": text, "summary": text, "description": text });
        check(&document);
    }
}

#[test]
fn a_long_title_gives_a_short_name() {
    let mut document = simple();
    document["info"]["title"] = json!(hostile::long_name());
    check(&document);
}

#[test]
fn hostile_servers_and_keys_stay_in_their_places() {
    for text in hostile::odd() {
        let mut document = simple();
        let variables = json!({ "x": { "default": text } });
        document["servers"] = json!([{ "url": text, "description": text }, { "url": "https://{x}.example", "variables": variables }]);
        document["security"] = json!([{ "key": [] }]);
        document["components"]["securitySchemes"] =
            json!({ "key": { "type": "apiKey", "in": "header", "name": text } });
        check(&document);
    }
}

#[test]
fn hostile_path_templates_stay_in_their_places() {
    for text in hostile::odd() {
        for path in [format!("/{text}"), format!("/a/{{{text}}}")] {
            let mut document = simple();
            document["paths"] = json!({ path: document["paths"]["/a"].clone() });
            check(&document);
        }
    }
}

#[test]
fn hostile_header_and_path_parameters_stay_in_their_places() {
    for text in hostile::odd() {
        for place in ["header", "path", "cookie"] {
            let mut document = simple();
            let parameter = json!({ "name": text, "in": place, "required": true, "description": text, "schema": { "type": "string" } });
            document["paths"]["/a"]["get"]["parameters"] = json!([parameter]);
            check(&document);
        }
    }
}

#[test]
fn hostile_media_types_and_status_codes_stay_in_their_places() {
    for text in hostile::odd() {
        let mut document = simple();
        let answer = json!({ "description": text, "content": { text.to_string(): { "schema": { "type": "string" } }, "application/json": {} } });
        document["paths"]["/a"]["get"]["responses"] =
            json!({ text.to_string(): answer, "200": answer });
        check(&document);
    }
}

/// A document that is not accepted must say why; one that is accepted must be harmless.
fn check(document: &Value) {
    let (files, said) = support::compile(&support::document(document));
    match files {
        None => assert!(said.contains("error"), "nothing is said about {document:#}"),
        Some(files) => {
            let problems = harmless::problems(&files);
            assert!(
                problems.is_empty(),
                "{}\n{document:#.2000}",
                problems.join("\n")
            );
        }
    }
}

fn simple() -> Value {
    json!({
        "openapi": "3.1.1",
        "info": { "title": "Simple", "version": "1.0.0" },
        "paths": { "/a": { "get": { "tags": ["A"], "operationId": "a", "responses": { "204": { "description": "Done." } } } } },
        "components": {},
    })
}
