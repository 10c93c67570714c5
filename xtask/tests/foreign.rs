//! The commands for documents that no one here wrote: plain schemas, suites, corpora, overlays, parts of an API.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::call;
use tempfile::TempDir;

const SCHEMA: &str = r##"{
  "title": "Order",
  "type": "object",
  "properties": { "count": { "type": "integer", "minimum": 1 }, "parts": { "type": "array", "items": { "$ref": "#" } } },
  "required": ["count"]
}
"##;

const MAIN: &str = r##"
mod order;

fn main() {
    let order: order::Order = serde_json::from_str(r#"{"count": 1, "parts": [{"count": 2}], "more": null}"#).unwrap();
    assert!(order.validate().is_ok());
    assert_eq!(serde_json::to_string(&order).unwrap(), r#"{"count":1,"parts":[{"count":2}],"more":null}"#);
    let order: order::Order = serde_json::from_str(r#"{"count": 0}"#).unwrap();
    assert!(order.validate().unwrap_err().to_string().contains("count"));
}
"##;

const DOCUMENT: &str = r##"{
  "openapi": "3.0.3",
  "info": { "title": "Zoo", "version": "1" },
  "paths": {
    "/lions/{id}": { "get": { "operationId": "getLion", "tags": ["Lions"],
      "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
      "responses": { "200": { "description": "A lion.",
        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Lion" } } } } } } },
    "/bears": { "get": { "operationId": "listBears", "tags": ["Bears"],
      "responses": { "200": { "description": "All bears.",
        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Bears" } } } } } } }
  },
  "components": { "schemas": {
    "Lion": { "type": "object", "properties": { "name": { "type": "string" } } },
    "Bears": { "type": "object", "properties": { "count": { "type": "integer" } } }
  } }
}
"##;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}

#[test]
fn a_named_document_is_compiled_anywhere() {
    let folder = folder(&[("zoo.json", DOCUMENT)]);
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .args(arguments)
            .current_dir(folder.path())
            .env_remove("CARGO_MANIFEST_DIR")
            .output()
            .unwrap()
    };
    let done = run(&["generate", "--spec", "zoo.json", "--out", "zoo"]);
    assert!(done.status.success(), "{done:?}");
    assert!(folder.path().join("zoo/Cargo.toml").is_file());
    for (arguments, named) in [
        (["--spec", "zoo.json"], "--out"),
        (["--out", "zoo"], "--spec"),
    ] {
        let refused = run(&[&["generate"], &arguments[..]].concat());
        assert_eq!(refused.status.code(), Some(2));
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(said.contains(named), "{said}");
    }
}

#[test]
fn a_module_that_people_write_is_declared_and_left_alone() {
    let folder = folder(&[("zoo.json", DOCUMENT)]);
    let (spec, out) = (path(&folder, "zoo.json"), path(&folder, "zoo"));
    let arguments = ["generate", "--spec", &spec, "--out", &out];
    assert_eq!(call(&arguments).code, 0);
    let root = || fs::read_to_string(Path::new(&out).join("src/lib.rs")).unwrap();
    assert!(!root().contains("convenience"));

    let own = Path::new(&out).join("src/convenience");
    fs::create_dir(&own).unwrap();
    let texts = [("mod.rs", "//! Ours.\n\nmod lions;\n"), ("lions.rs", "")];
    for (name, text) in texts {
        fs::write(own.join(name), text).unwrap();
    }
    let check = [&arguments[..], &["--check"]].concat();
    assert!(call(&check).out.contains("+pub mod convenience;"));
    assert_eq!(call(&arguments).code, 0);
    assert!(root().contains("pub mod convenience;"));
    assert_eq!(call(&check).code, 0);
    for (name, text) in texts {
        assert_eq!(fs::read_to_string(own.join(name)).unwrap(), text);
    }

    fs::remove_dir_all(&own).unwrap();
    assert_eq!(call(&check).code, 1);
    assert_eq!(call(&arguments).code, 0);
    assert!(!root().contains("convenience"));
}

#[test]
fn types_compile_in_a_crate_that_has_serde_and_serde_json_alone() {
    let manifest = "[package]\nname = \"user\"\nedition = \"2021\"\n[dependencies]\nserde = \"1\"\nserde_json = \"1\"\n\
        [features]\ndefault = [\"serde_json/preserve_order\"]\n[workspace]\n";
    let folder = folder(&[("order.json", SCHEMA), ("Cargo.toml", manifest)]);
    let (schema, out) = (path(&folder, "order.json"), path(&folder, "src/order"));
    let arguments = ["types", &schema, "--root", "Order", "--out", &out];
    let first = call(&arguments);
    assert_eq!(first.code, 0, "{}", first.err);
    let second = call(&arguments);
    assert!(second.err.contains("0 files changed"), "{}", second.err);
    assert_eq!(call(&[&arguments[..], &["--check"]].concat()).code, 0);
    fs::write(folder.path().join("src/main.rs"), MAIN).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::copy(root.join("Cargo.lock"), folder.path().join("Cargo.lock")).unwrap();
    let run = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline"])
        .current_dir(folder.path())
        .output();
    let run = run.unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
}

#[test]
fn a_root_that_is_no_name_of_a_type_is_wrong_usage() {
    let folder = folder(&[("order.json", SCHEMA)]);
    let (schema, out) = (path(&folder, "order.json"), path(&folder, "out"));
    assert_eq!(
        call(&["types", &schema, "--root", "my order", "--out", &out]).code,
        2
    );
    assert_eq!(
        call(&["types", "nowhere.json", "--root", "Order", "--out", &out]).code,
        2
    );
}

#[test]
fn include_and_exclude_take_a_part_of_the_operations_and_the_types_they_reach() {
    let folder = folder(&[("zoo.json", DOCUMENT)]);
    let spec = path(&folder, "zoo.json");
    for (number, part) in [
        ["--include", "tag:Lions"],
        ["--exclude", "operation:listBears"],
        ["--include", "path:/lions/**"],
    ]
    .iter()
    .enumerate()
    {
        let out = path(&folder, &format!("out{number}"));
        let done = call(&["generate", "--spec", &spec, "--out", &out, part[0], part[1]]);
        assert_eq!(done.code, 0, "{}", done.err);
        let index = fs::read_to_string(Path::new(&out).join("API.md")).unwrap();
        assert!(
            index.contains("Lion") && !index.contains("Bears"),
            "{index}"
        );
    }
    let out = path(&folder, "out");
    let none = call(&[
        "generate",
        "--spec",
        &spec,
        "--out",
        &out,
        "--include",
        "tag:Tigers",
    ]);
    assert_eq!(none.code, 1);
    assert!(none.err.contains("selector-no-match"), "{}", none.err);
    assert_eq!(
        call(&["generate", "--spec", &spec, "--include", "Lions"]).code,
        2
    );
}

#[test]
fn overlays_are_applied_in_their_order_and_mistakes_are_shown_in_them() {
    let first = "overlay: 1.0.0\nactions:\n- target: $.paths['/bears']\n  remove: true\n";
    let second = "overlay: 1.0.0\nactions:\n- target: $.paths['/bears']\n  update: {}\n";
    let third =
        "overlay: 1.0.0\nactions:\n- target: $.components.schemas.Lion\n  update: {tpye: array}\n";
    let folder = folder(&[
        ("zoo.json", DOCUMENT),
        ("1.yaml", first),
        ("2.yaml", second),
        ("3.yaml", third),
    ]);
    let overlays = ["1.yaml", "2.yaml", "3.yaml"].map(|name| path(&folder, name));
    let (spec, out) = (path(&folder, "zoo.json"), path(&folder, "out"));
    let generate = [
        "generate",
        "--spec",
        &spec,
        "--out",
        &out,
        "--overlay",
        &overlays[0],
    ];
    let done = call(&generate);
    assert_eq!(done.code, 0, "{}", done.err);
    let index = fs::read_to_string(Path::new(&out).join("API.md")).unwrap();
    assert!(
        index.contains("Lion") && !index.contains("Bears"),
        "{index}"
    );
    let failed = call(
        &[
            &generate[..],
            &["--overlay", &overlays[1], "--overlay", &overlays[2]],
        ]
        .concat(),
    );
    assert_eq!(failed.code, 1);
    for place in ["2.yaml:3:11", "3.yaml:4:12"] {
        assert!(failed.err.contains(place), "{place}\n{}", failed.err);
    }
}

#[test]
fn a_flaw_costs_its_construct_and_a_mistake_a_small_document() {
    let flawed = DOCUMENT.replace("\"name\": { \"type\": \"string\" }", "\"name\": null");
    let mistaken = DOCUMENT.replace("schemas/Lion\"", "schemas/Tiger\"");
    let folder = folder(&[("flawed.json", &flawed), ("mistaken.json", &mistaken)]);
    let out = path(&folder, "out");
    let exit = |command: &str, name: &str, more: &[&str]| {
        let spec = path(&folder, name);
        let written: &[&str] = match command {
            "lint" => &[],
            _ => &["--out", &out],
        };
        let all = [&[command, "--spec", &spec], written, more].concat();
        call(&all).code
    };
    assert_eq!(exit("lint", "flawed.json", &[]), 1);
    assert_eq!(exit("generate", "flawed.json", &["--deny", "warnings"]), 1);
    assert_eq!(exit("generate", "flawed.json", &[]), 0);
    assert_eq!(exit("generate", "mistaken.json", &[]), 1);
    let allow = ["--allow", "mistakes"];
    assert_eq!(exit("generate", "mistaken.json", &allow), 0);
    assert_eq!(exit("lint", "mistaken.json", &allow), 0);
}

#[test]
fn people_are_told_the_same_three_times_and_then_its_places() {
    let members: Vec<String> = (0..5)
        .map(|at| format!("\"m{at}\": {{ \"markup\": \"none\" }}"))
        .collect();
    let schema = format!("{{\n{}\n}}", members.join(",\n"));
    let text = format!("{{ \"type\": \"object\", \"properties\": {schema} }}");
    let folder = folder(&[("order.json", &text)]);
    let (spec, out) = (path(&folder, "order.json"), path(&folder, "out"));
    let said = |more: &[&str]| {
        let all = [&["types", &spec, "--root", "Order", "--out", &out], more].concat();
        call(&all)
    };
    let shown = said(&[]).err;
    assert_eq!(shown.matches("warning[unknown-keyword]\n").count(), 3);
    let (_, others) = shown.split_once("the same, ").unwrap();
    let places: Vec<&str> = others.lines().skip(1).take(2).collect();
    assert!(places[0].ends_with("order.json:5:9"), "{shown}");
    assert!(places[1].ends_with("order.json:6:9"), "{shown}");
    let listed = said(&["--message-format", "json"]);
    assert_eq!(listed.out.matches("unknown-keyword").count(), 5);
}

/// A suite with one group that says the opposite of its schema, and one that cannot be emitted.
const SUITE: &str = r#"[
  { "description": "numbers", "schema": { "type": "integer", "maximum": 3 }, "tests": [
    { "description": "small", "data": 1.0, "valid": true },
    { "description": "large", "data": 4, "valid": false },
    { "description": "wrongly valid", "data": "x", "valid": true },
    { "description": "wrongly invalid", "data": 2, "valid": false } ] },
  { "description": "remote", "schema": { "$ref": "http://localhost:1234/a.json" }, "tests": [] }
]"#;

#[test]
fn a_suite_is_emitted_compiled_played_and_counted() {
    let floors = "[conformance]\ninvalid_rejected = 2\n";
    let folder = folder(&[("floors.toml", floors)]);
    let (suite, floors) = (
        path(&folder, "suite-of-tests"),
        path(&folder, "floors.toml"),
    );
    fs::create_dir(&suite).unwrap();
    fs::write(folder.path().join("suite-of-tests/maximum.json"), SUITE).unwrap();
    let done = call(&[
        "conformance",
        "--suite",
        &suite,
        "--verbose",
        "--floors",
        &floors,
    ]);
    assert_eq!(done.code, 1, "{}\n{}", done.out, done.err);
    let row = done
        .out
        .lines()
        .find(|line| line.starts_with("maximum"))
        .unwrap();
    let cells: Vec<&str> = row.split_whitespace().collect();
    assert_eq!(cells, ["maximum", "2", "1", "1", "2", "1", "1", "2", "1"]);
    assert!(
        done.out
            .contains("wrongly valid: \"x\": valid, and not decoded"),
        "{}",
        done.out
    );
    assert!(
        done.out
            .contains("wrongly invalid: 2: invalid, and accepted"),
        "{}",
        done.out
    );
    assert!(
        done.err
            .contains("invalid_rejected is 1, below its floor of 2"),
        "{}",
        done.err
    );
}

/// Schemas that once came out wrong.
#[test]
fn our_own_suite_is_passed_whole() {
    let suite = format!("{}/tests/suite", env!("CARGO_MANIFEST_DIR"));
    let done = call(&["conformance", "--suite", &suite, "--verbose"]);
    assert_eq!(done.code, 0, "{}\n{}", done.out, done.err);
    let (_, failures) = done.out.rsplit_once(" %\n").unwrap();
    assert_eq!(failures, "", "{}\n{}", done.out, done.err);
    assert!(
        done.out.contains("invalid rejected 100.0 %"),
        "{}",
        done.out
    );
}

#[test]
fn a_folder_without_documents_is_unusable() {
    let folder = folder(&[("note.txt", "nothing")]);
    let name = folder.path().display().to_string();
    assert_eq!(call(&["corpus", "--dir", &name]).code, 2);
    assert_eq!(call(&["conformance", "--suite", &name]).code, 2);
}

#[test]
fn a_corpus_is_measured_twice_in_processes_of_their_own() {
    let broken = "{ \"openapi\": \"2.0\", \"paths\": {} }";
    let folder = folder(&[
        ("zoo-of-tests.json", DOCUMENT),
        ("broken-of-tests.json", broken),
    ]);
    let run = |only: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .args(["corpus", "--only", only, "--dir"])
            .arg(folder.path())
            .output()
            .unwrap()
    };
    let good = run("zoo-of-tests");
    let text = String::from_utf8_lossy(&good.stdout).into_owned();
    assert!(
        good.status.success(),
        "{text}{}",
        String::from_utf8_lossy(&good.stderr)
    );
    assert!(
        text.contains("1 of 1 generated, 1 the same twice"),
        "{text}"
    );
    let row = text
        .lines()
        .find(|line| line.starts_with("zoo-of-tests"))
        .unwrap();
    assert_eq!(
        row.split_whitespace().skip(1).take(2).collect::<Vec<_>>(),
        ["2", "2"],
        "{text}"
    );
    let bad = run("broken-of-tests");
    let text = String::from_utf8_lossy(&bad.stdout).into_owned();
    assert_eq!(bad.status.code(), Some(1), "{text}");
    assert!(
        text.contains("0 of 1 generated") && text.contains("unsupported-version"),
        "{text}"
    );
}
