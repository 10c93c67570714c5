//! Real documents with parts exchanged, as the bytes choose: they are reported or compiled.

#![no_main]

#[path = "../../tests/support/mutation.rs"]
mod mutation;

use std::collections::BTreeMap;

use codegen::Options;
use codegen::diagnostic::Leniency;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let document = mutation::mutated(mutation::documents(), bytes);
    let root = "openapi.json";
    let files = BTreeMap::from([(root.to_owned(), document.to_string().into_bytes())]);
    let options = Options {
        leniency: Leniency::All,
        ..Options::default()
    };
    let compilation = codegen::compile(root, &files, &options);
    assert!(compilation.files.is_some() || !compilation.diagnostics.is_empty());
});
