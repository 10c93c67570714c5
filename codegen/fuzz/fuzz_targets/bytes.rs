//! Any bytes as a document, in JSON and in YAML: they are reported or compiled.

#![no_main]

use std::collections::BTreeMap;

use codegen::Options;
use codegen::diagnostic::Leniency;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for root in ["openapi.json", "openapi.yaml"] {
        let files = BTreeMap::from([(root.to_owned(), bytes.to_vec())]);
        for leniency in [Leniency::Strict, Leniency::All] {
            let options = Options {
                leniency,
                ..Options::default()
            };
            let compilation = codegen::compile(root, &files, &options);
            assert!(compilation.files.is_some() || !compilation.diagnostics.is_empty());
        }
        let types = codegen::types(root, "Root", &files, &Options::default());
        assert!(types.files.is_some() || !types.diagnostics.is_empty());
    }
});
