//! Reading OpenAPI documents: every field of every object, references followed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;

use codegen::diagnostic::{Code, Diagnostics};
use codegen::openapi::{
    Document, Location, Method, ParameterShape, SecurityKind, Segment, Style, Version,
};
use codegen::source::Sources;
use serde_json::{Value as Json, json};

#[test]
fn reads_every_field_of_an_operation() {
    let root = json!({
        "openapi": "3.1.1",
        "info": {"title": "T", "version": "1", "summary": "S", "contact": {"email": "e"}, "license": {"name": "L"}},
        "servers": [{"url": "https://{r}.example.com", "variables": {"r": {"default": "a", "enum": ["a", "b"]}}}],
        "tags": [{"name": "Things", "externalDocs": {"url": "u"}}],
        "security": [{"token": []}, {}],
        "paths": {"/things/{id}.json": {
            "summary": "item",
            "parameters": [
                {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}},
                {"name": "q", "in": "query", "schema": {}, "description": "replaced"},
            ],
            "patch": {
                "operationId": "patchThing", "tags": ["Things"], "summary": "s", "description": "d",
                "deprecated": true, "security": [{"token": ["scope"]}],
                "parameters": [
                    {"name": "q", "in": "query", "style": "deepObject", "explode": true, "schema": {}, "example": 1},
                    {"$ref": "#/components/parameters/Trace"},
                ],
                "requestBody": {"$ref": "bodies.json#/thing", "description": "own words"},
                "responses": {
                    "2XX": {"description": "ok", "headers": {"X-A": {"schema": {}}}, "content": {"application/json": {
                        "schema": {}, "examples": {"one": {"value": 1}, "two": {"externalValue": "two.json"}},
                    }}},
                    "default": {"$ref": "#/components/responses/Error"},
                },
                "callbacks": {"done": {"{$request.body#/url}": {"post": {"responses": {}}}}},
                "x-retry": true,
            },
        }},
        "webhooks": {"ping": {"post": {"operationId": "ping"}}},
        "components": {
            "schemas": {"A": {}},
            "parameters": {"Trace": {"name": "X-Trace", "in": "header", "content": {"text/plain": {"schema": {}}}}},
            "responses": {"Error": {"description": "bad"}},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    });
    let bodies = json!({"thing": {"required": true, "description": "shared", "content": {"application/json": {"schema": {}}}}});
    let (sources, said) = load(&[
        ("openapi.json", root),
        ("bodies.json", bodies),
        ("two.json", json!(2)),
    ]);
    assert_eq!(said, []);
    let diagnostics = Diagnostics::new();
    let document = Document::parse(&sources, &diagnostics).unwrap();
    assert_eq!(diagnostics.into_vec(), []);

    assert_eq!(document.version, Version::V31);
    assert_eq!(document.servers[0].variables[0].1.default.text, "a");
    assert_eq!(document.security.len(), 2);
    assert_eq!(document.webhooks[0].0.text, "ping");
    assert_eq!(document.operations().count(), 2);
    let (template, item) = &document.paths[0];
    let parts = [
        Segment::Literal("/things/"),
        Segment::Parameter("id"),
        Segment::Literal(".json"),
    ];
    assert_eq!(template.parts, parts);
    let (method, operation) = &item.operations[0];
    assert_eq!((*method, method.name()), (Method::Patch, "PATCH"));
    assert_eq!(operation.id.map(|id| id.text), Some("patchThing"));
    assert!(operation.deprecated);
    assert_eq!(
        operation.security.as_ref().unwrap()[0].schemes[0].1[0].text,
        "scope"
    );

    let names: Vec<_> = operation
        .parameters
        .iter()
        .map(|p| (p.name.text, p.location))
        .collect();
    let expected = [
        ("q", Location::Query),
        ("X-Trace", Location::Header),
        ("id", Location::Path),
    ];
    assert_eq!(names, expected);
    let [q, trace, id] = [0, 1, 2].map(|at| &operation.parameters[at]);
    assert_eq!(
        (q.style, q.explode, q.examples.len()),
        (Style::DeepObject, true, 1)
    );
    assert!(
        matches!(trace.shape, Some(ParameterShape::Content(name, _)) if name.text == "text/plain")
    );
    assert_eq!(trace.component, Some("Trace"));
    assert_eq!(
        (id.style, id.explode, id.required),
        (Style::Simple, false, true)
    );

    let body = operation.request_body.as_ref().unwrap();
    assert!(body.required);
    assert_eq!(body.description.map(|text| text.text), Some("own words"));
    let statuses: Vec<&str> = operation
        .responses
        .iter()
        .map(|(status, _)| status.text)
        .collect();
    assert_eq!(statuses, ["2XX", "default"]);
    assert_eq!(operation.responses[1].1.component, Some("Error"));
    let media_type = &operation.responses[0].1.content[0].1;
    assert_eq!(
        media_type.examples[0]
            .1
            .value
            .map(codegen::source::Node::kind),
        Some("a number")
    );
    assert_eq!(
        media_type.examples[1]
            .1
            .external_value
            .map(|text| text.text),
        Some("two.json")
    );
    assert_eq!(operation.callbacks[0].1.items.len(), 1);
    assert_eq!(operation.extensions[0].0.text, "x-retry");
    assert_eq!(document.schemas().len(), 8);
}

#[test]
fn security_schemes_of_every_kind() {
    let root = document(json!({"securitySchemes": {
        "key": {"type": "apiKey", "name": "X-Key", "in": "header"},
        "basic": {"type": "http", "scheme": "basic"},
        "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
        "tls": {"type": "mutualTLS"},
        "oauth": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "t", "scopes": {"a": "A"}}}},
        "oidc": {"type": "openIdConnect", "openIdConnectUrl": "u"},
        "odd": {"type": "magic"},
    }}));
    let (sources, _) = load(&[("openapi.json", root)]);
    let diagnostics = Diagnostics::new();
    let document = Document::parse(&sources, &diagnostics).unwrap();
    let kinds: Vec<&SecurityKind<'_>> = document
        .components
        .security_schemes
        .iter()
        .map(|(_, scheme)| &scheme.kind)
        .collect();
    assert!(matches!(
        kinds[0],
        SecurityKind::ApiKey {
            location: Location::Header,
            ..
        }
    ));
    assert!(matches!(
        kinds[2],
        SecurityKind::Http {
            bearer_format: Some(_),
            ..
        }
    ));
    assert!(matches!(kinds[3], SecurityKind::MutualTls));
    assert!(matches!(kinds[4], SecurityKind::OAuth2 { flows } if flows[0].1.scopes.len() == 1));
    assert!(matches!(
        kinds[5],
        SecurityKind::OpenIdConnect { url: Some(_) }
    ));
    assert_eq!(kinds.len(), 6);
    assert_eq!(diagnostics.into_vec().len(), 1);
}

#[test]
fn what_many_refer_to_is_read_once() {
    let references = vec![json!({"$ref": "#/components/parameters/P"}); 1];
    let paths: serde_json::Map<String, Json> = (0..50)
        .map(|n| (format!("/p{n}"), json!({"get": {"parameters": references, "responses": {"200": {"$ref": "#/components/responses/R"}}}})))
        .collect();
    let mut root = document(json!({
        "parameters": {"P": {"name": "p", "in": "query", "schema": {}}},
        "responses": {"R": {"description": "r"}},
    }));
    root["paths"] = Json::Object(paths);
    let (sources, _) = load(&[("openapi.json", root)]);
    let diagnostics = Diagnostics::new();
    let document = Document::parse(&sources, &diagnostics).unwrap();
    let operations: Vec<_> = document
        .operations()
        .map(|(_, operation)| operation)
        .collect();
    assert_eq!(operations.len(), 50);
    let shared = |a: usize, b: usize| {
        std::rc::Rc::ptr_eq(&operations[a].parameters[0], &operations[b].parameters[0])
            && std::rc::Rc::ptr_eq(&operations[a].responses[0].1, &operations[b].responses[0].1)
    };
    assert!(shared(0, 49));
    assert!(diagnostics.into_vec().is_empty());
}

#[test]
fn references_that_nest_without_end_are_cut() {
    let callbacks: serde_json::Map<String, Json> = (0..5_000)
        .map(|n| {
            let next = json!({"$ref": format!("#/components/callbacks/c{}", n + 1)});
            (
                format!("c{n}"),
                json!({"{$url}": {"post": {"callbacks": {"next": next}}}}),
            )
        })
        .chain([("c5000".to_owned(), json!({}))])
        .collect();
    let root = document(json!({"callbacks": callbacks}));
    let (sources, said) = load(&[("openapi.json", root)]);
    assert_eq!(said, []);
    let diagnostics = Diagnostics::new();
    assert!(Document::parse(&sources, &diagnostics).is_some());
    assert!(
        diagnostics
            .into_vec()
            .iter()
            .all(|found| found.code == Code::UnsupportedField)
    );
}

#[test]
fn versions_are_told_apart() {
    for (openapi, version) in [
        (json!("3.0.0"), Some(Version::V30)),
        (json!("3.0.4"), Some(Version::V30)),
        (json!("3.1.0"), Some(Version::V31)),
        (json!("3.1.0-rc1"), Some(Version::V31)),
        (json!("3.2.0"), Some(Version::V31)),
        (json!("3.10.0"), Some(Version::V31)),
        (json!("4.0.0"), None),
        (json!("2.0"), None),
        (json!(3.1), Some(Version::V31)),
    ] {
        let (sources, _) = load(&[("openapi.json", json!({"openapi": openapi}))]);
        let diagnostics = Diagnostics::new();
        let document = Document::parse(&sources, &diagnostics);
        assert_eq!(
            document.map(|document| document.version),
            version,
            "{openapi}"
        );
        let codes: Vec<Code> = diagnostics
            .into_vec()
            .iter()
            .map(|found| found.code)
            .collect();
        assert_eq!(
            codes.contains(&Code::UnsupportedVersion),
            version.is_none(),
            "{openapi}"
        );
        assert_eq!(
            codes.contains(&Code::LaterVersion),
            matches!(openapi.as_str(), Some("3.2.0" | "3.10.0")),
            "{openapi}"
        );
    }
}

#[test]
fn a_text_without_quotes_is_what_is_written() {
    let (sources, _) = load(&[(
        "openapi.json",
        json!({
            "openapi": "3.1.1",
            "info": {"title": 404, "version": 1.5},
            "servers": [{"url": "http://a:{port}/", "variables": {"port": {"default": 8443, "enum": [8443, true]}}}],
        }),
    )]);
    let diagnostics = Diagnostics::new();
    let document = Document::parse(&sources, &diagnostics).unwrap();
    let text = |text: Option<codegen::source::Str<'_>>| text.map(|text| text.text.to_owned());
    assert_eq!(text(document.info.title).as_deref(), Some("404"));
    assert_eq!(text(document.info.version).as_deref(), Some("1.5"));
    let (_, port) = &document.servers[0].variables[0];
    assert_eq!(port.default.text, "8443");
    let allowed = port.enumeration.iter().map(|value| value.text);
    assert_eq!(allowed.collect::<Vec<_>>(), ["8443", "true"]);
    let said = diagnostics.into_vec();
    assert_eq!(said.len(), 5);
    assert!(said.iter().all(|found| found.code == Code::InvalidField));
}

fn document(components: Json) -> Json {
    json!({"openapi": "3.1.1", "info": {"title": "T", "version": "1"}, "components": components})
}

fn load(files: &[(&str, Json)]) -> (Sources, Vec<Code>) {
    let files: BTreeMap<String, Vec<u8>> = files
        .iter()
        .map(|(path, value)| ((*path).to_owned(), value.to_string().into_bytes()))
        .collect();
    let diagnostics = Diagnostics::new();
    let sources = Sources::load_with_examples("openapi.json", &files, &diagnostics);
    (
        sources,
        diagnostics
            .into_vec()
            .iter()
            .map(|found| found.code)
            .collect(),
    )
}
