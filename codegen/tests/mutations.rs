//! Real documents with parts exchanged: whatever comes of it is reported or compiled, without a panic and in time.
//!
//! `PROPTEST_CASES=100000 CODEGEN_MUTATION_SPEC=large.json cargo test --release -p codegen --test mutations` goes on for
//! longer, with a document of one's own.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;
use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

/// What a place is given.
#[derive(Clone, Debug)]
enum Change {
    /// What stands at another place.
    Copy(Index),
    /// A value that belongs nowhere in particular.
    Odd(Index),
    /// Nothing: it is removed.
    Remove,
    /// A reference to another place.
    Refer(Index),
}

/// No small document takes longer than this, on a slow machine without optimisation.
const PATIENCE: Duration = Duration::from_secs(30);

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn a_document_with_parts_exchanged_is_reported_or_compiled(
        which in any::<Index>(),
        changes in proptest::collection::vec((any::<Index>(), change()), 1..5),
    ) {
        let mut document = which.get(documents()).clone();
        for (place, change) in &changes {
            mutate(&mut document, place, change);
        }
        let start = Instant::now();
        let (files, said) = support::compile(&support::document(&document));
        prop_assert!(start.elapsed() < PATIENCE, "{:?} for {document}", start.elapsed());
        prop_assert!(files.is_some() || said.contains("error["), "neither files nor an error for {document}");
        for (path, text) in files.iter().flatten().filter(|(path, _)| path.ends_with(".rs")) {
            prop_assert!(syn::parse_file(text).is_ok(), "{path} is no Rust for {document}");
        }
    }
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(48)
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        any::<Index>().prop_map(Change::Copy),
        any::<Index>().prop_map(Change::Odd),
        Just(Change::Remove),
        any::<Index>().prop_map(Change::Refer),
    ]
}

/// The inputs of the golden cases that are one file, and the one that the environment names.
fn documents() -> &'static [Value] {
    static DOCUMENTS: OnceLock<Vec<Value>> = OnceLock::new();
    DOCUMENTS.get_or_init(|| {
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
        let cases = fs::read_dir(golden)
            .unwrap()
            .map(|case| case.unwrap().path());
        let mut inputs: Vec<_> = cases.map(|case| case.join("input/openapi.json")).collect();
        inputs.sort();
        if let Some(own) = std::env::var_os("CODEGEN_MUTATION_SPEC") {
            inputs = vec![own.into()];
        }
        let texts = inputs
            .iter()
            .filter_map(|input| fs::read_to_string(input).ok());
        let found: Vec<Value> = texts
            .map(|text| serde_json::from_str(&text).unwrap())
            .collect();
        assert!(!found.is_empty());
        found
    })
}

fn mutate(document: &mut Value, place: &Index, change: &Change) {
    let mut pointers = Vec::new();
    collect(document, &mut String::new(), &mut pointers);
    let pointer: &String = place.get(&pointers);
    let odd = [
        json!(null),
        json!(true),
        json!(false),
        json!({}),
        json!([]),
        json!(""),
        json!(-1),
        json!(1e300),
        json!([null]),
        json!({ "": {} }),
        json!("object"),
        json!({ "type": ["array", "null"] }),
        json!({ "not": {} }),
        json!({ "allOf": [{ "$ref": "#" }] }),
        json!({ "oneOf": [] }),
        json!("\u{202e}*/"),
        json!(u64::MAX),
    ];
    let value = match change {
        Change::Copy(other) => document.pointer(other.get::<String>(&pointers)).cloned(),
        Change::Odd(which) => Some(which.get(&odd).clone()),
        Change::Refer(other) => Some(json!({ "$ref": format!("#{}", other.get(&pointers)) })),
        Change::Remove => None,
    };
    match (value, pointer.rsplit_once('/')) {
        (Some(value), _) => *document.pointer_mut(pointer).unwrap() = value,
        (None, Some((holder, name))) => remove(document.pointer_mut(holder).unwrap(), name),
        (None, None) => {}
    }
}

fn remove(holder: &mut Value, name: &str) {
    match holder {
        Value::Object(members) => {
            drop(members.shift_remove(&name.replace("~1", "/").replace("~0", "~")))
        }
        Value::Array(items) => drop(items.remove(name.parse().unwrap())),
        _ => {}
    }
}

/// The pointer of each value below this one; values that changes nested deeper than any document are left alone.
fn collect(value: &Value, pointer: &mut String, found: &mut Vec<String>) {
    const DEEPEST: usize = 60;
    if pointer.matches('/').count() > DEEPEST {
        return;
    }
    let length = pointer.len();
    let names: Vec<(String, &Value)> = match value {
        Value::Object(members) => {
            let escaped = |name: &String| name.replace('~', "~0").replace('/', "~1");
            members
                .iter()
                .map(|(name, value)| (escaped(name), value))
                .collect()
        }
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(at, value)| (at.to_string(), value))
            .collect(),
        _ => Vec::new(),
    };
    for (name, value) in names {
        pointer.push('/');
        pointer.push_str(&name);
        found.push(pointer.clone());
        collect(value, pointer, found);
        pointer.truncate(length);
    }
    if length == 0 && found.is_empty() {
        found.push(String::new());
    }
}
