//! Golden cases: every folder under `golden` is a document, what is made of it, and why it is there.
//!
//! `input/` holds the document, `expected/` the files of its modules below `src/`, `why.md` the reason. Two more files
//! may stand in `expected/`: `diagnostics.txt` where something is said about the document, and `model.txt`, which is
//! compared where it exists. Any other file of the crate is compared where `expected/crate/` has it.
//!
//! `UPDATE_EXPECT=1 cargo test -p codegen --test golden` rewrites what is expected.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::{Files, Stage};

/// Expected files by their paths below `expected/`.
type Expected = BTreeMap<String, String>;

#[test]
fn every_case_gives_what_is_expected() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let expected = read(&case);
        let found = compile(&case, &expected);
        if update {
            write(&case, &expected, &found);
        } else {
            wrong.extend(differences(&case, &expected, &found));
        }
    }
    let wrong = wrong.join("\n");
    assert!(
        wrong.is_empty(),
        "run with UPDATE_EXPECT=1 and read the diff:\n{wrong}"
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
fn two_cases_show_the_model() {
    let shown = cases()
        .iter()
        .filter(|case| case.join("expected/model.txt").exists())
        .count();
    assert!(shown >= 2, "{shown} cases have a model.txt");
}

/// What is made of a case, as far as it is compared.
fn compile(case: &Path, expected: &Expected) -> Expected {
    let document = support::read_tree(&case.join("input"));
    let (files, said) = support::compile(&document);
    let files = files.unwrap_or_else(|| panic!("{} has errors:\n{said}", case.display()));
    let mut found: Expected = compared(&files, expected).collect();
    if !said.is_empty() {
        found.insert("diagnostics.txt".to_owned(), said);
    }
    if expected.contains_key("model.txt") {
        found.insert(
            "model.txt".to_owned(),
            support::dump(&document, Stage::Model),
        );
    }
    found
}

fn compared(files: &Files, expected: &Expected) -> impl Iterator<Item = (String, String)> {
    support::own_files(files).filter_map(|(path, text)| {
        let is_module = |path: &&str| path.contains('/') && !path.starts_with("contract/");
        let below = path.strip_prefix("src/").filter(is_module);
        let whole = format!("crate/{path}");
        let place = below
            .map(str::to_owned)
            .or_else(|| expected.contains_key(&whole).then_some(whole));
        Some((place?, text.to_owned()))
    })
}

fn differences(case: &Path, expected: &Expected, found: &Expected) -> Vec<String> {
    let name = case.file_name().unwrap().to_string_lossy();
    let paths = expected
        .keys()
        .chain(found.keys())
        .collect::<std::collections::BTreeSet<_>>();
    let differ = paths
        .into_iter()
        .filter(|path| expected.get(*path) != found.get(*path));
    let shown = differ.map(|path| match (expected.get(path), found.get(path)) {
        (Some(expected), Some(found)) => {
            format!("{name}/{path}: {}", first_difference(expected, found))
        }
        (Some(_), None) => format!("{name}/{path}: is not made any more"),
        _ => format!("{name}/{path}: is not expected"),
    });
    shown.collect()
}

fn first_difference(expected: &str, found: &str) -> String {
    let mut lines = expected.lines().zip(found.lines()).enumerate();
    match lines.find(|(_, (expected, found))| expected != found) {
        Some((at, (expected, found))) => format!("line {}\n  - {expected}\n  + {found}", at + 1),
        None => "one of the two ends early".to_owned(),
    }
}

fn read(case: &Path) -> Expected {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    support::read_tree(&case.join("expected"))
        .into_iter()
        .map(|(path, bytes)| (path, text(bytes)))
        .collect()
}

fn write(case: &Path, expected: &Expected, found: &Expected) {
    for path in expected.keys().filter(|path| !found.contains_key(*path)) {
        fs::remove_file(case.join("expected").join(path)).unwrap();
    }
    for (path, text) in found
        .iter()
        .filter(|(path, text)| expected.get(*path) != Some(text))
    {
        let path = case.join("expected").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    support::folders(&folder).into_iter().collect()
}
