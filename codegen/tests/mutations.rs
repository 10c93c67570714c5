//! Real documents with parts exchanged: whatever comes of it is reported or compiled, without a panic and in time.
//!
//! `PROPTEST_CASES=100000 CODEGEN_MUTATION_SPEC=large.json cargo test --release -p codegen --test mutations` goes on for
//! longer, with a document of one's own. `codegen/fuzz` does the same with libFuzzer.

#[path = "support/mutation.rs"]
mod mutation;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use codegen::diagnostic::{Leniency, Severity};
use codegen::{Files, Options};
use proptest::prelude::*;

/// No small document takes longer than this, on a slow machine without optimisation.
const PATIENCE: Duration = Duration::from_secs(30);

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn a_document_with_parts_exchanged_is_reported_or_compiled(
        bytes in proptest::collection::vec(any::<u8>(), 4..40),
        lenient in any::<bool>(),
    ) {
        let document = mutation::mutated(mutation::documents(), &bytes);
        let start = Instant::now();
        let (files, reported) = compile(&document, lenient);
        prop_assert!(start.elapsed() < PATIENCE, "{:?} for {document}", start.elapsed());
        prop_assert!(files.is_some() || reported, "neither files nor an error for {document}");
        for (path, text) in files.iter().flatten().filter(|(path, _)| path.ends_with(".rs")) {
            prop_assert!(syn::parse_file(text).is_ok(), "{path} is no Rust for {document}");
        }
    }
}

#[test]
fn there_are_documents_to_change() {
    assert!(!mutation::documents().is_empty());
}

fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(48)
}

/// The files, and whether there is an error.
fn compile(document: &serde_json::Value, lenient: bool) -> (Option<Files>, bool) {
    let root = "openapi.json";
    let texts = BTreeMap::from([(root.to_owned(), document.to_string().into_bytes())]);
    let options = Options {
        leniency: if lenient {
            Leniency::All
        } else {
            Leniency::Strict
        },
        ..Options::default()
    };
    let compilation = codegen::compile(root, &texts, &options);
    let errors = compilation
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error);
    (compilation.files, errors.count() > 0)
}
