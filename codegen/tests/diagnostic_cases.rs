//! Bad input: every folder under `cases` is a document, what is said about it, and why.
//!
//! `UPDATE_EXPECT=1 cargo test -p codegen --test diagnostic_cases` rewrites the expectations.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use codegen::diagnostic::{Code, Diagnostics, HumanStyle, render_human};
use codegen::json_schema::check_all;
use codegen::source::{FileId, LoadError, Loader, Sources};
use codegen::{Options, Overlay};

/// The files that a document may begin with.
const ROOTS: [&str; 3] = ["openapi.json", "openapi.yaml", "schema.json"];

#[test]
fn every_case_says_what_is_expected() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let (found, expected) = (judge(&case), case.join("expected.txt"));
        if update {
            fs::write(&expected, &found).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != found {
            wrong.push(format!("{}\n{found}", case.display()));
        }
    }
    assert!(
        wrong.is_empty(),
        "run with UPDATE_EXPECT=1 and read the diff:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_case_says_why_it_is_there() {
    for case in cases() {
        let why = fs::read_to_string(case.join("why.md")).unwrap_or_default();
        assert!(why.trim().len() > 20, "{} needs a why.md", case.display());
    }
}

#[test]
fn every_code_has_a_case() {
    let said: String = cases().iter().map(|case| judge(case)).collect();
    let missing = |code: &&Code| !said.contains(&format!("[{code}]"));
    let without: Vec<&Code> = Code::ALL.iter().filter(missing).collect();
    assert!(without.is_empty(), "no case shows {without:?}");
}

/// All that is said about the document of a case.
fn judge(case: &Path) -> String {
    let input = Folder(case.join("input"));
    let root = ROOTS.into_iter().find(|root| input.0.join(root).exists());
    let root = root.unwrap_or_else(|| panic!("{} has no root", case.display()));
    let (sources, all) = if root.starts_with("openapi") {
        let linted = codegen::lint(root, &input, &options(&input));
        (linted.sources, linted.diagnostics)
    } else {
        let diagnostics = Diagnostics::new();
        let sources = Sources::load(root, &input, &diagnostics);
        check_all(&sources, sources.tree(FileId(0)), &diagnostics);
        (sources, diagnostics.into_vec())
    };
    let shown = all
        .iter()
        .map(|found| render_human(found, &sources, HumanStyle::default()));
    shown.collect::<Vec<_>>().join("\n")
}

/// Overlays and selectors lie beside the document.
fn options(input: &Folder) -> Options {
    let mut options = Options::default();
    for name in ["overlay.json", "overlay.yaml"] {
        let found = fs::read(input.0.join(name)).ok();
        options.overlays.extend(found.map(|bytes| Overlay {
            path: name.to_owned(),
            bytes,
        }));
    }
    for line in fs::read_to_string(input.0.join("select.txt"))
        .unwrap_or_default()
        .lines()
    {
        let (what, selector) = line.split_once(' ').unwrap();
        let selection = &mut options.selection;
        let list = if what == "include" {
            &mut selection.include
        } else {
            &mut selection.exclude
        };
        list.push(selector.parse().unwrap());
    }
    options
}

fn cases() -> BTreeSet<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries.filter(|path| path.is_dir()).collect()
}

/// Serves the files of a folder.
struct Folder(PathBuf);

impl Loader for Folder {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        fs::read(self.0.join(path)).map_err(|error| match error.kind() {
            ErrorKind::NotFound => LoadError::NotFound,
            ErrorKind::IsADirectory => LoadError::Other("it is a folder".to_owned()),
            _ => LoadError::Other(error.to_string()),
        })
    }
}
