//! References between files, by pointer, by identifier and by anchor.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::cell::RefCell;
use std::collections::BTreeMap;

use codegen::diagnostic::{Code, Diagnostics};
use codegen::source::{LoadError, Loader, Node, Reference, Sources, Value};
use serde_json::{Value as Json, json};

#[test]
fn a_reference_leads_to_its_value_and_name() {
    let root = json!({
        "openapi": "3.1.1",
        "components": {
            "schemas": {"Contact": {"title": "contact"}, "a/b~c %": {"title": "odd"}},
            "responses": {"Gone": {"description": "gone"}},
            "x-own": {"Hidden": {"$ref": "#/components/schemas/Contact"}},
        },
        "list": [{"title": "first"}],
        "refs": {
            "pointer": {"$ref": "#/components/schemas/Contact"},
            "response": {"$ref": "#/components/responses/Gone"},
            "encoded": {"$ref": "#/components/schemas/a~1b~0c%20%25"},
            "item": {"$ref": "#/list/0"},
            "whole": {"$ref": "schemas/Team.json"},
            "dots": {"$ref": "./schemas/../schemas/./Team.json#"},
            "inside": {"$ref": "schemas/Team.json#/$defs/Member"},
            "anchor": {"$ref": "schemas/Team.json#lead"},
            "deep": {"$ref": "schemas/deep/Bot.json"},
            "property": {"$ref": "schemas/Team.json#/properties/name"},
            "spaced": {"$ref": "schemas/my%20file.json"},
        },
    });
    let files = [
        ("openapi.json", root),
        (
            "schemas/Team.json",
            json!({
                "title": "team",
                "properties": {"name": {"title": "name"}},
                "$defs": {"Member": {"title": "member"}, "Lead": {"$anchor": "lead", "title": "lead"}},
            }),
        ),
        (
            "schemas/deep/Bot.json",
            json!({"title": "bot", "items": {"$ref": "../../openapi.json#/list/0"}}),
        ),
        ("schemas/my file.json", json!({"title": "spaced"})),
    ];
    let sources = quiet(&files);
    let cases = [
        ("pointer", "contact", Some("Contact")),
        ("encoded", "odd", Some("a/b~c %")),
        ("item", "first", None),
        ("whole", "team", Some("Team")),
        ("dots", "team", Some("Team")),
        ("inside", "member", Some("Member")),
        ("anchor", "lead", Some("lead")),
        ("deep", "bot", Some("Bot")),
        ("property", "name", Some("name")),
        ("spaced", "spaced", Some("my file")),
    ];
    for (case, title, name) in cases {
        let node = sources.root().get("refs").unwrap().get(case).unwrap();
        let target = sources.resolve(Reference::of(node).unwrap()).unwrap();
        assert_eq!(text(target.node, "title"), Some(title), "{case}");
        assert_eq!(target.name, name, "{case}");
    }
}

#[test]
fn identifiers_change_what_references_mean() {
    let root = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://example.com/root/main.json",
        "$defs": {
            "inner": {
                "$id": "sub/inner.json",
                "title": "inner",
                "$defs": {"x": {"title": "inner x"}},
                "properties": {
                    "own": {"$ref": "#/$defs/x"},
                    "up": {"$ref": "/root/main.json#/$defs/x"},
                    "beside": {"$ref": "other.json"},
                },
            },
            "other": {"$id": "sub/other.json", "$anchor": "here", "title": "other"},
            "urn": {"$id": "urn:example:thing", "title": "urn"},
            "x": {"title": "outer x"},
            "data": {"const": {"$id": "sub/other.json"}, "enum": [{"$anchor": "here"}]},
        },
        "properties": {
            "absolute": {"$ref": "https://example.com/root/sub/inner.json"},
            "relative": {"$ref": "sub/other.json#here"},
            "urn": {"$ref": "urn:example:thing"},
            "file": {"$ref": "beside.json"},
        },
    });
    let files = [
        ("schema.json", root),
        (
            "beside.json",
            json!({"title": "beside", "$ref": "#/$defs/a", "$defs": {"a": {}}}),
        ),
    ];
    let sources = quiet(&files);
    let cases = [
        ("/properties/absolute", "inner"),
        ("/properties/relative", "other"),
        ("/properties/urn", "urn"),
        ("/properties/file", "beside"),
        ("/$defs/inner/properties/own", "inner x"),
        ("/$defs/inner/properties/up", "outer x"),
        ("/$defs/inner/properties/beside", "other"),
    ];
    for (pointer, title) in cases {
        let node = pointer
            .split('/')
            .skip(1)
            .fold(sources.root(), |node, step| node.get(step).unwrap());
        let target = sources.resolve(Reference::of(node).unwrap());
        assert_eq!(
            target.ok().and_then(|t| text(t.node, "title")),
            Some(title),
            "{pointer}"
        );
    }
}

#[test]
fn follows_chains_to_their_end() {
    let files = [
        (
            "openapi.json",
            json!({"responses": {"a": {"$ref": "b.json"}}}),
        ),
        ("b.json", json!({"$ref": "c.json#/x"})),
        (
            "c.json",
            json!({"x": {"$ref": "#/y"}, "y": {"title": "end"}}),
        ),
    ];
    let sources = quiet(&files);
    let diagnostics = Diagnostics::new();
    let node = sources.root().get("responses").unwrap().get("a").unwrap();
    let target = sources
        .follow(Reference::of(node).unwrap(), &diagnostics)
        .unwrap();
    assert_eq!(text(target.node, "title"), Some("end"));
    assert!(diagnostics.into_vec().is_empty());
}

#[test]
fn circles_end_and_are_named_once() {
    let chain = |n: usize| format!("#/$defs/a{n}");
    let mut defs = serde_json::Map::new();
    for n in 0..5_000 {
        defs.insert(format!("a{n}"), json!({"$ref": chain((n + 1) % 5_000)}));
    }
    let files = [("schema.json", json!({"$defs": defs, "$ref": "#/$defs/a7"}))];
    let (sources, said) = load("schema.json", &files);
    assert_eq!(said, [Code::ReferenceCycle]);
    let diagnostics = Diagnostics::new();
    let reference = Reference::of(sources.root()).unwrap();
    assert!(sources.follow(reference, &diagnostics).is_none());
    assert!(diagnostics.into_vec().is_empty());
}

#[test]
fn data_is_not_taken_for_references() {
    let data = json!({"$ref": "#/nowhere", "$id": "urn:x", "$anchor": "y"});
    let root = json!({
        "openapi": "3.1.1",
        "paths": {"/a": {"get": {"responses": {"default": {"content": {"application/json": {
            "schema": {"enum": [data], "const": data, "default": data, "examples": [data]},
            "examples": {"one": {"value": data}},
            "example": data,
        }}}}}}},
        "x-data": data,
        "components": {"schemas": {"A": {"properties": {"$ref": {"type": "string"}, "enum": {"$ref": "#/components/schemas/A"}}}}},
    });
    assert_eq!(load("openapi.json", &[("openapi.json", root)]).1, []);
}

#[test]
fn places_that_only_a_reference_reaches_are_read_too() {
    let root = json!({
        "openapi": "3.1.1",
        "x-schemas": {"A": {"$ref": "a.json"}, "B": {"$ref": "#/gone"}},
        "components": {"schemas": {"A": {"$ref": "#/x-schemas/A"}, "B": {"$ref": "#/x-schemas/B"}}},
    });
    let files = [
        ("openapi.json", root),
        ("a.json", json!({"items": {"$ref": "b.json"}})),
        ("b.json", json!({})),
    ];
    let (sources, said) = load("openapi.json", &files);
    assert_eq!(said, [Code::DanglingReference]);
    assert_eq!(sources.files().count(), 3);
}

#[test]
fn mappings_and_examples_name_files() {
    let root = json!({
        "openapi": "3.1.1",
        "paths": {"/a": {"get": {"responses": {"200": {"content": {"text/html": {
            "schema": {"discriminator": {"propertyName": "k", "mapping": {"a": "a.json", "b": "B"}}},
            "examples": {"page": {"externalValue": "page.html"}, "body": {"externalValue": "body.json"}},
        }}}}}}},
    });
    let mut served = files(&[
        ("openapi.json", root),
        ("a.json", json!({})),
        ("body.json", json!({"$ref": "#/data"})),
    ]);
    served.insert("page.html".to_owned(), b"<p>".to_vec());
    let diagnostics = Diagnostics::new();
    let sources = Sources::load_with_examples("openapi.json", &served, &diagnostics);
    assert!(diagnostics.into_vec().is_empty());
    let paths: Vec<&str> = sources.files().map(|file| sources.path(file)).collect();
    assert_eq!(paths, ["openapi.json", "a.json", "page.html", "body.json"]);
    let page = external(sources.root(), "page")
        .and_then(|value| sources.external(value))
        .unwrap();
    assert_eq!((page.text, page.node), ("<p>", None));
    let body = external(sources.root(), "body")
        .and_then(|value| sources.external(value))
        .unwrap();
    assert_eq!(
        body.node.and_then(|node| text(node, "$ref")),
        Some("#/data")
    );
    let plain = Sources::load("openapi.json", &served, &Diagnostics::new());
    assert_eq!(plain.files().count(), 2);
}

#[test]
fn each_file_is_asked_for_once() {
    let root = json!({"allOf": [{"$ref": "a.json"}, {"$ref": "./a.json#/x"}, {"$ref": "gone.json"}, {"$ref": "gone.json"}]});
    let loader = Counting {
        files: files(&[("schema.json", root), ("a.json", json!({"x": {}}))]),
        asked: RefCell::default(),
    };
    let diagnostics = Diagnostics::new();
    Sources::load("schema.json", &loader, &diagnostics);
    assert_eq!(diagnostics.into_vec().len(), 2);
    assert_eq!(
        *loader.asked.borrow(),
        ["schema.json", "a.json", "gone.json"]
    );
}

#[test]
fn paths_stay_beside_the_root_unless_they_say_otherwise() {
    let root = json!({"allOf": [{"$ref": "../up.json"}, {"$ref": "/etc/absolute.json"}, {"$ref": "//host/a.json"}]});
    let loader = Counting {
        files: files(&[("schema.json", root)]),
        asked: RefCell::default(),
    };
    let diagnostics = Diagnostics::new();
    Sources::load("schema.json", &loader, &diagnostics);
    let codes: Vec<Code> = diagnostics
        .into_vec()
        .iter()
        .map(|found| found.code)
        .collect();
    assert_eq!(
        codes,
        [
            Code::DanglingReference,
            Code::DanglingReference,
            Code::RemoteReference
        ]
    );
    assert_eq!(
        *loader.asked.borrow(),
        ["schema.json", "../up.json", "/etc/absolute.json"]
    );
}

/// A loader that remembers what it was asked for.
struct Counting {
    files: BTreeMap<String, Vec<u8>>,
    asked: RefCell<Vec<String>>,
}

impl Loader for Counting {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        self.asked.borrow_mut().push(path.to_owned());
        self.files.load(path)
    }
}

fn external<'s>(root: &'s Node, name: &str) -> Option<codegen::source::Str<'s>> {
    let steps = [
        "paths",
        "/a",
        "get",
        "responses",
        "200",
        "content",
        "text/html",
        "examples",
        name,
        "externalValue",
    ];
    steps
        .into_iter()
        .try_fold(root, |node, step| node.get(step))?
        .as_str()
}

fn text<'s>(node: &'s Node, name: &str) -> Option<&'s str> {
    match &node.get(name)?.value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

fn files(files: &[(&str, Json)]) -> BTreeMap<String, Vec<u8>> {
    files
        .iter()
        .map(|(path, value)| ((*path).to_owned(), value.to_string().into_bytes()))
        .collect()
}

fn load(root: &str, all: &[(&str, Json)]) -> (Sources, Vec<Code>) {
    let diagnostics = Diagnostics::new();
    let sources = Sources::load(root, &files(all), &diagnostics);
    (
        sources,
        diagnostics
            .into_vec()
            .iter()
            .map(|found| found.code)
            .collect(),
    )
}

fn quiet(all: &[(&str, Json)]) -> Sources {
    let (sources, said) = load(all[0].0, all);
    assert_eq!(said, []);
    sources
}

/// A schema, and a meta-schema that lies on the network.
struct Networked(&'static str, &'static str);

impl codegen::source::Loader for Networked {
    fn load(&self, path: &str) -> Result<Vec<u8>, codegen::source::LoadError> {
        let known = (path == "schema.json").then(|| self.0.into());
        known.ok_or(codegen::source::LoadError::NotFound)
    }

    fn load_copy(&self, uri: &str) -> Result<Vec<u8>, codegen::source::LoadError> {
        let known = (uri == "http://example.com/meta").then(|| self.1.into());
        known.ok_or(codegen::source::LoadError::NotFound)
    }
}

#[test]
fn a_meta_schema_chooses_the_vocabularies() {
    let schema = r#"{ "$schema": "http://example.com/meta", "minimum": 10, "not": { "$ref": "http://example.com/meta#" } }"#;
    let meta = |vocabulary: &str| {
        format!(
            r#"{{ "$schema": "https://json-schema.org/draft/2020-12/schema", "$vocabulary": {{ "https://json-schema.org/draft/2020-12/vocab/applicator": true, "https://json-schema.org/draft/2020-12/vocab/{vocabulary}": true }} }}"#
        )
    };
    for (vocabulary, codes) in [("validation", &[][..]), ("core", &["unknown-keyword"])] {
        let loader = Networked(schema, meta(vocabulary).leak());
        let types = codegen::types("schema.json", "Root", &loader, &codegen::Options::default());
        let found: Vec<&str> = types
            .diagnostics
            .iter()
            .map(|found| found.code.name())
            .collect();
        assert_eq!(found, codes, "{vocabulary}");
    }
}

#[test]
fn the_schemas_of_schemas_are_there() {
    for uri in [
        "http://json-schema.org/draft-07/schema#",
        "https://json-schema.org/draft/2020-12/schema",
    ] {
        let schema = format!(r#"{{ "items": {{ "$ref": "{uri}" }} }}"#);
        let loader = Networked(schema.leak(), "");
        let types = codegen::types("schema.json", "Root", &loader, &codegen::Options::default());
        let found: Vec<&str> = types
            .diagnostics
            .iter()
            .map(|found| found.code.name())
            .collect();
        assert_eq!(found, [""; 0], "{uri}");
        assert!(types.files.is_some());
    }
}
