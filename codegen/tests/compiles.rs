//! Emitted crates and their examples compile without a warning: the union of all golden documents, and the hostile one.
//!
//! Both stand in one workspace below the target folder, whose lock is the one of this workspace; what they depend on is
//! checked once, without TLS, and kept. The examples of their doc comments are the functions of a third crate, because
//! running them as doctests would build, not only check, everything they depend on.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::Files;
use serde_json::{Map, Value, json};
use support::{harmless, hostile};

/// The manifest of the workspace of emitted crates.
const MANIFEST: &str = "\
[workspace]
resolver = \"3\"
members = [\"golden\", \"hostile\", \"examples\"]

[profile.dev]
debug = false
incremental = false
";

/// The manifest of the crate of examples.
const EXAMPLES: &str = "\
[package]
name = \"examples\"
edition = \"2024\"

[features]
contract = [\"golden/contract\", \"hostile/contract\"]
jiff = [\"golden/jiff\", \"hostile/jiff\"]
webhooks = [\"golden/webhooks\"]

[dependencies]
golden = { path = \"../golden\", default-features = false }
hostile = { path = \"../hostile\", default-features = false }
";

#[test]
fn emitted_crates_compile_without_a_warning() {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("emitted");
    prepare(&workspace);
    let features = [
        "--no-default-features",
        "--features",
        "contract,jiff,webhooks",
    ];
    cargo(
        &workspace,
        &[
            &["clippy", "--workspace"],
            &features[..],
            &["--", "-D", "warnings"],
        ]
        .concat(),
    );
    cargo(
        &workspace,
        &[&["doc", "--workspace", "--no-deps"], &features[..]].concat(),
    );
}

fn prepare(workspace: &Path) {
    write(&workspace.join("Cargo.toml"), MANIFEST);
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(&lock, workspace.join("Cargo.lock")).unwrap();
    let crates = [("golden", golden()), ("hostile", hostile::document())];
    let crates = crates.map(|(name, document)| (name, support::files(&document)));
    crates
        .iter()
        .for_each(|(name, files)| emit(&workspace.join(name), files));
    write(&workspace.join("examples/Cargo.toml"), EXAMPLES);
    write(
        &workspace.join("examples/src/lib.rs"),
        &examples(crates.iter().map(|(_, files)| files)),
    );
}

/// Each example of the crates as a function, as rustdoc makes one of it.
fn examples<'a>(crates: impl Iterator<Item = &'a Files>) -> String {
    let sources = crates
        .flat_map(support::own_files)
        .filter(|(path, _)| path.ends_with(".rs"));
    let examples: Vec<String> = sources
        .flat_map(|(_, text)| harmless::examples(text))
        .collect();
    assert!(examples.len() > 2, "{} examples", examples.len());
    let function = |(index, code)| format!("\npub fn example_{index}() {{\n{code}\n}}\n");
    let functions: String = examples.iter().enumerate().map(function).collect();
    format!("//! Examples.\n\n#![allow(dead_code, unused, clippy::all)]\n{functions}")
}

/// All golden documents in one. Paths, tags and operations must differ; a component of a name that is taken gets another.
fn golden() -> Value {
    let info = json!({ "title": "Golden", "version": "1.0.0" });
    let mut whole =
        json!({ "openapi": "3.1.1", "info": info, "paths": {}, "webhooks": {}, "components": {} });
    for case in cases() {
        let text = fs::read_to_string(case.join("input").join(support::ROOT)).unwrap();
        let mut document: Value = serde_json::from_str(&text).unwrap();
        rename_taken(&mut document, &whole["components"]);
        merge(&mut whole["paths"], &document["paths"]);
        merge(&mut whole["webhooks"], &document["webhooks"]);
        let extensions = document.as_object().into_iter().flatten();
        for (name, value) in extensions.filter(|(name, _)| name.starts_with("x-")) {
            whole[name] = value.clone();
        }
        for (section, named) in document["components"].as_object().into_iter().flatten() {
            merge(&mut whole["components"][section], named);
        }
    }
    whole
}

fn rename_taken(document: &mut Value, taken: &Value) {
    let components = document["components"].clone();
    for (section, named) in components.as_object().into_iter().flatten() {
        for name in named.as_object().into_iter().flat_map(Map::keys) {
            let other = (2..).map(|count| format!("{name}{count}"));
            let free =
                |name: &String| taken[section].get(name).is_none() && named.get(name).is_none();
            if taken[section].get(name).is_some() {
                rename(
                    document,
                    section,
                    name,
                    &other.into_iter().find(free).unwrap(),
                );
            }
        }
    }
}

fn rename(document: &mut Value, section: &str, name: &str, other: &str) {
    let named = document["components"][section].as_object_mut().unwrap();
    let component = named.remove(name).unwrap();
    named.insert(other.to_owned(), component);
    let (from, to) = (
        format!("#/components/{section}/{name}"),
        format!("#/components/{section}/{other}"),
    );
    let mut pending = vec![document];
    while let Some(value) = pending.pop() {
        match value {
            Value::String(text) if *text == from => text.clone_from(&to),
            Value::Array(items) => pending.extend(items),
            Value::Object(members) => pending.extend(members.values_mut()),
            _ => {}
        }
    }
}

fn merge(into: &mut Value, more: &Value) {
    if into.is_null() {
        *into = Value::Object(Map::new());
    }
    for (name, value) in more.as_object().into_iter().flatten() {
        assert!(
            into.get(name).is_none(),
            "two golden cases use the name {name}"
        );
        into[name] = value.clone();
    }
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    support::folders(&folder).into_iter().collect()
}

/// Writes what has changed, so that what has not is not compiled again, and removes what is left over.
fn emit(folder: &Path, files: &Files) {
    for path in support::read_tree(folder)
        .keys()
        .filter(|path| !files.contains_key(*path))
    {
        fs::remove_file(folder.join(path)).unwrap();
    }
    for (path, text) in files {
        write(&folder.join(path), text);
    }
}

fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|known| known == text) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Runs cargo in the workspace of emitted crates; a warning of rustdoc counts as an error, as one of clippy does.
fn cargo(workspace: &Path, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO"));
    command
        .current_dir(workspace)
        .arg("--offline")
        .args(arguments);
    let output = command
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        .env("RUSTDOCFLAGS", "-D warnings")
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "cargo {}\n{said}",
        arguments.join(" ")
    );
}
