//! How long a document takes: one that is made here, and real ones where there are any.
#![allow(missing_docs, reason = "the macros of the harness make public items")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::PathBuf;

use codegen::Options;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde_json::{Map, Value, json};

/// The sizes of the document that is made, in operations.
const SIZES: [usize; 3] = [20, 200, 1_000];

/// A large document of other people, measured where a folder with such lies beside the repository.
const FOREIGN: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../shared/corpus/github-2021.json"
);

fn generate(criterion: &mut Criterion) {
    for operations in SIZES {
        let text = document(operations).to_string();
        measure(
            criterion,
            &format!("{operations} operations"),
            "openapi.json",
            text.into_bytes(),
        );
    }
    let named = std::env::var_os("CODEGEN_BENCH_SPEC").map(PathBuf::from);
    let foreign = Some(PathBuf::from(FOREIGN)).filter(|path| path.exists());
    for path in named.into_iter().chain(foreign) {
        let bytes = std::fs::read(&path).expect("CODEGEN_BENCH_SPEC names a file");
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        measure(criterion, &name, &name, bytes);
    }
}

fn measure(criterion: &mut Criterion, title: &str, root: &str, bytes: Vec<u8>) {
    let mut group = criterion.benchmark_group("generate");
    group
        .throughput(Throughput::Bytes(bytes.len() as u64))
        .sample_size(10);
    let files = BTreeMap::from([(root.to_owned(), bytes)]);
    group.bench_function(title, |bencher| {
        bencher.iter(|| {
            let compilation = codegen::compile(root, &files, &Options::default());
            assert!(compilation.files.is_some(), "{:?}", compilation.diagnostics);
            black_box(compilation)
        });
    });
    group.finish();
}

/// An API with a tag per ten operations, and a record, a list of records and an enumeration per operation.
fn document(operations: usize) -> Value {
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    for number in 0..operations {
        let name = word(number);
        paths.insert(
            format!("/{name}s/{{id}}"),
            json!({ "patch": operation(number, &name) }),
        );
        schemas.insert(name.clone(), record(&word(number / 2)));
    }
    json!({
        "openapi": "3.1.1",
        "info": { "title": "Made to measure", "version": "1.0.0" },
        "servers": [{ "url": "https://api.example.com" }],
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

fn operation(number: usize, name: &str) -> Value {
    let reference = json!({ "$ref": format!("#/components/schemas/{name}") });
    let content = json!({ "application/json": { "schema": reference } });
    json!({
        "operationId": format!("update{name}"),
        "tags": [word(number / 10)],
        "summary": "Changes one.",
        "parameters": [
            { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } },
            { "name": "verbose", "in": "query", "schema": { "type": "boolean" } },
        ],
        "requestBody": { "required": true, "content": content },
        "responses": { "200": { "description": "The changed one.", "content": content } },
    })
}

fn record(other: &str) -> Value {
    json!({
        "type": "object",
        "description": "Something with **some** [text](https://example.com) about it.",
        "required": ["name"],
        "properties": {
            "name": { "type": "string", "minLength": 1, "maxLength": 100, "description": "What it is called." },
            "count": { "type": "integer", "minimum": 0 },
            "state": { "type": "string", "enum": ["open", "closed", "in-between"] },
            "created_at": { "type": "string", "format": "date-time" },
            "notes": { "type": "object", "additionalProperties": { "type": "string" } },
            "parts": { "type": "array", "items": { "$ref": format!("#/components/schemas/{other}") } },
        },
    })
}

/// A number as a word of its own: names that differ by digits alone would measure how names are told apart.
fn word(number: usize) -> String {
    let sounds = ["Ba", "Ko", "Lu", "Me", "Ni", "Po", "Ra", "So", "Tu", "Ve"];
    let digits = format!("{number:03}");
    digits
        .bytes()
        .map(|digit| sounds[usize::from(digit - b'0')])
        .collect()
}

criterion_group!(benches, generate);
criterion_main!(benches);
