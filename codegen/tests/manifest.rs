//! The versions that an emitted crate asks for are those with which this workspace tests the run time.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;
use std::path::Path;

use serde_json::json;
use toml::{Table, Value};

#[test]
fn emitted_versions_are_those_of_the_workspace() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
    let root: Table = fs::read_to_string(root).unwrap().parse().unwrap();
    let ours = &root["workspace"]["dependencies"];
    for (name, emitted) in emitted()["dependencies"].as_table().unwrap() {
        let ours = ours
            .get(name)
            .unwrap_or_else(|| panic!("the workspace does not know {name}"));
        assert_eq!(version(emitted), version(ours), "{name}");
    }
}

#[test]
fn emitted_crates_keep_the_order_of_members_as_this_workspace_does() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
    let root: Table = fs::read_to_string(root).unwrap().parse().unwrap();
    let ours = &root["workspace"]["dependencies"]["serde_json"];
    assert_eq!(&emitted()["dependencies"]["serde_json"], ours);
}

#[test]
fn the_emitted_edition_and_rust_version_are_those_of_the_workspace() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
    let root: Table = fs::read_to_string(root).unwrap().parse().unwrap();
    for key in ["edition", "rust-version"] {
        assert_eq!(
            emitted()["package"][key],
            root["workspace"]["package"][key],
            "{key}"
        );
    }
}

fn emitted() -> Table {
    let document =
        json!({ "openapi": "3.1.1", "info": { "title": "Any", "version": "1.0.0" }, "paths": {} });
    support::files(&document)["Cargo.toml"].parse().unwrap()
}

fn version(dependency: &Value) -> &str {
    let version = dependency.get("version").unwrap_or(dependency);
    version.as_str().unwrap()
}
