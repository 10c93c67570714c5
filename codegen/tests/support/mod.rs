//! What the tests of the compiler share: documents in, files and diagnostics out.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(dead_code, reason = "each test program uses a part of this")]

pub mod harmless;
pub mod hostile;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostic::{Diagnostic, HumanStyle, render_human};
use codegen::source::Sources;
use codegen::{Compilation, Files, Options, Stage};
use serde_json::Value;

/// The file that every document begins with.
pub const ROOT: &str = "openapi.json";

/// A document as the compiler is given it: one or more files.
pub type Document = BTreeMap<String, Vec<u8>>;

/// A document of one file.
pub fn document(value: &Value) -> Document {
    Document::from([(ROOT.to_owned(), value.to_string().into_bytes())])
}

/// Compiles, and gives the files and what is said about the document.
pub fn compile(document: &Document) -> (Option<Files>, String) {
    let Compilation {
        sources,
        diagnostics,
        files,
        ..
    } = codegen::compile(ROOT, document, &Options::default());
    (files, rendered(&diagnostics, &sources))
}

/// Compiles a document that must have no errors.
pub fn files(value: &Value) -> Files {
    let (files, said) = compile(&document(value));
    files.unwrap_or_else(|| panic!("the document has errors:\n{said}\n{value:#}"))
}

/// What a stage makes of a document.
pub fn dump(document: &Document, stage: Stage) -> String {
    let dump = codegen::dump(ROOT, document, &Options::default(), stage);
    dump.text
        .unwrap_or_else(|| rendered(&dump.diagnostics, &dump.sources))
}

/// The files that say something about the document: all but the copied run time.
pub fn own_files(files: &Files) -> impl Iterator<Item = (&str, &str)> {
    let own = files
        .iter()
        .filter(|(path, _)| !path.starts_with("src/runtime/"));
    own.map(|(path, text)| (path.as_str(), text.as_str()))
}

/// The folders of a folder, by name.
pub fn folders(folder: &Path) -> BTreeSet<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.is_dir()).collect()
}

/// Every file below a folder, by its path with `/`; none where there is no such folder.
pub fn read_tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut pending = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = pending.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
            if path.is_dir() {
                pending.push((path, format!("{name}/")));
            } else {
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

fn rendered(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let one = |found| render_human(found, sources, HumanStyle::default());
    diagnostics.iter().map(one).collect()
}
