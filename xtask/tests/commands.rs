//! The commands from outside: what they print where, what they exit with, what they leave alone.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;
use std::path::Path;

use common::{Captured, call};
use tempfile::TempDir;

/// A specification in a folder of its own, with room for an SDK beside it.
struct Project {
    folder: TempDir,
}

impl Project {
    fn new() -> Self {
        let project = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        fs::create_dir(project.folder.path().join("spec")).unwrap();
        project.write(&document("Things"));
        project
    }

    fn write(&self, text: &str) {
        fs::write(self.folder.path().join("spec/openapi.json"), text).unwrap();
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn generate(&self, more: &[&str]) -> Captured {
        let (spec, out) = (self.path("spec/openapi.json"), self.path("sdk"));
        call(&[&["generate", "--spec", &spec, "--out", &out], more].concat())
    }

    fn lint(&self, more: &[&str]) -> Captured {
        call(&[&["lint", "--spec", &self.path("spec/openapi.json")], more].concat())
    }

    fn sdk(&self) -> Vec<(String, String)> {
        let mut all = Vec::new();
        read(&self.folder.path().join("sdk"), &mut all);
        all.sort();
        all
    }
}

fn read(folder: &Path, all: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(Result::unwrap)
    {
        if entry.path().is_dir() {
            read(&entry.path(), all);
        } else {
            let text = fs::read_to_string(entry.path()).unwrap();
            all.push((entry.path().display().to_string(), text));
        }
    }
}

/// A small API with one operation.
fn document(title: &str) -> String {
    format!(
        r##"{{
  "openapi": "3.1.1",
  "info": {{ "title": "{title}", "version": "1.0.0" }},
  "servers": [{{ "url": "https://api.example.com/v1" }}],
  "tags": [{{ "name": "Things" }}],
  "paths": {{
    "/things/{{id}}": {{
      "get": {{
        "operationId": "getThing",
        "tags": ["Things"],
        "summary": "Read a thing.",
        "parameters": [
          {{ "name": "id", "in": "path", "required": true, "schema": {{ "type": "string" }} }}
        ],
        "responses": {{
          "200": {{
            "description": "The thing.",
            "content": {{
              "application/json": {{ "schema": {{ "$ref": "#/components/schemas/Thing" }} }}
            }}
          }}
        }}
      }}
    }}
  }},
  "components": {{
    "schemas": {{
      "Thing": {{ "type": "object", "properties": {{ "name": {{ "type": "string" }} }} }}
    }}
  }}
}}
"##
    )
}

const BROKEN: &str = "{\n  \"openapi\": \"3.1.1\",\n  \"info\": {,}\n}\n";

#[test]
fn generate_writes_and_then_has_nothing_to_do() {
    let project = Project::new();
    let first = project.generate(&[]);
    assert_eq!(first.code, 0, "{}", first.err);
    assert_eq!(first.out, "");
    let written = project.sdk();
    assert!(written.iter().any(|(path, _)| path.ends_with("src/lib.rs")));
    let second = project.generate(&[]);
    assert_eq!(second.code, 0);
    assert!(
        second.err.contains("0 files written, 0 removed"),
        "{}",
        second.err
    );
    assert_eq!(project.sdk(), written);
    assert_eq!(project.generate(&["--check"]).code, 0);
}

#[test]
fn check_shows_an_edit_and_the_command_that_mends_it_and_changes_nothing() {
    let project = Project::new();
    project.generate(&[]);
    let file = project.path("sdk/src/lib.rs");
    let edited = fs::read_to_string(&file).unwrap() + "// by hand\n";
    fs::write(&file, &edited).unwrap();
    let check = project.generate(&["--check"]);
    assert_eq!(check.code, 1);
    assert!(check.out.contains("\n-// by hand\n"), "{}", check.out);
    assert!(
        check.err.contains("run `cargo xtask generate --spec "),
        "{}",
        check.err
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), edited);
    assert_eq!(project.generate(&[]).code, 0);
    assert_eq!(project.generate(&["--check"]).code, 0);
}

#[test]
fn a_check_for_programs_is_one_object_per_line_and_one_for_github_is_an_annotation() {
    let project = Project::new();
    let json = project.generate(&["--check", "--message-format", "json"]);
    assert_eq!(json.code, 1);
    for line in json.out.lines() {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(object["severity"], "error");
        assert_eq!(object["code"], "drift");
        assert!(
            object["diff"]
                .as_str()
                .unwrap()
                .starts_with("--- /dev/null\n")
        );
    }
    let github = project.generate(&["--check", "--message-format", "github"]);
    assert!(github.out.starts_with("::error file="), "{}", github.out);
    assert!(
        github.out.contains("src/lib.rs,line=1,title=drift::"),
        "{}",
        github.out
    );
}

#[test]
fn a_dry_run_lists_and_changes_nothing() {
    let project = Project::new();
    let dry = project.generate(&["--dry-run"]);
    assert_eq!(dry.code, 0, "{}", dry.err);
    assert!(
        dry.out.lines().all(|line| line.starts_with("create ")),
        "{}",
        dry.out
    );
    assert!(dry.out.contains("src/lib.rs"));
    assert!(dry.err.contains(" to write, 0 to remove"), "{}", dry.err);
    assert_eq!(project.sdk(), []);
}

#[test]
fn an_error_leaves_every_file_as_it_was() {
    let project = Project::new();
    project.generate(&[]);
    let before = project.sdk();
    project.write(BROKEN);
    for mode in [&[][..], &["--check"], &["--dry-run"]] {
        let broken = project.generate(mode);
        assert_eq!(broken.code, 1);
        assert_eq!(broken.out, "");
        assert!(broken.err.contains("openapi.json:3:12"), "{}", broken.err);
        assert!(broken.err.contains("invalid-json"), "{}", broken.err);
        assert!(
            broken
                .err
                .ends_with("error: 1 error, 0 warnings; nothing was written\n"),
            "{}",
            broken.err
        );
        assert_eq!(project.sdk(), before);
    }
}

#[test]
fn five_mistakes_of_five_kinds_are_five_reports() {
    let project = Project::new();
    let properties = ["Comma", "Bytes", "Slip", "Nowhere", "Pattern"]
        .map(|name| format!("\"{name}\": {{ \"$ref\": \"{name}.json\" }}"));
    let properties = format!("\"properties\": {{ {} }}", properties.join(", "));
    let thing = "\"properties\": { \"name\": { \"type\": \"string\" } }";
    project.write(&document("Things").replace(thing, &properties));
    for (name, bytes) in [
        (
            "Comma.json",
            &b"{ \"type\": \"string\" \"title\": \"T\" }"[..],
        ),
        ("Bytes.json", b"{ \"description\": \"caf\xe9\" }"),
        ("Slip.json", b"{ \"type\": \"string\", \"minLenght\": 1 }"),
        (
            "Pattern.json",
            b"{ \"type\": \"string\", \"pattern\": \"(\" }",
        ),
    ] {
        fs::write(project.path(&format!("spec/{name}")), bytes).unwrap();
    }
    let broken = project.generate(&[]);
    assert_eq!(broken.code, 1);
    for (code, place) in [
        ("invalid-json", "Comma.json:1:"),
        ("not-utf8", "Bytes.json:1:"),
        ("misspelt-keyword", "Slip.json:1:"),
        ("invalid-pattern", "Pattern.json:1:"),
        ("dangling-reference", "openapi.json:"),
    ] {
        assert!(broken.err.contains(code), "{code}: {}", broken.err);
        assert!(broken.err.contains(place), "{place}: {}", broken.err);
    }
    assert!(
        broken
            .err
            .ends_with("error: 5 errors, 0 warnings; nothing was written\n"),
        "{}",
        broken.err
    );
    assert_eq!(project.sdk(), []);
}

#[test]
fn a_denied_warning_is_an_error() {
    let project = Project::new();
    project.write(
        &document("Things").replace("\"type\": \"object\"", "\"type\": \"object\", \"zebra\": 1"),
    );
    let allowed = project.generate(&["--dry-run"]);
    assert_eq!(allowed.code, 0, "{}", allowed.err);
    assert!(allowed.err.contains("unknown-keyword"), "{}", allowed.err);
    let denied = project.generate(&["--deny", "warnings"]);
    assert_eq!(denied.code, 1);
    assert!(
        denied
            .err
            .contains("error: 1 error, 0 warnings; nothing was written"),
        "{}",
        denied.err
    );
    assert_eq!(project.sdk(), []);
    assert_eq!(project.lint(&[]).code, 0);
    assert_eq!(project.lint(&["--deny", "warnings"]).code, 1);
}

#[test]
fn diagnostics_for_programs_are_on_standard_output() {
    let project = Project::new();
    project.write(BROKEN);
    let json = project.lint(&["--message-format", "json"]);
    assert_eq!(json.code, 1);
    let object: serde_json::Value = serde_json::from_str(json.out.trim()).unwrap();
    assert_eq!(object["code"], "invalid-json");
    assert_eq!(
        (&object["line"], &object["column"]),
        (&3.into(), &12.into())
    );
    let file = object["file"].as_str().unwrap();
    assert_eq!(
        file,
        xtask::workspace::shown(Path::new(&project.path("spec/openapi.json")))
    );
    let github = project.lint(&["--message-format", "github"]);
    assert!(github.out.starts_with("::error file="), "{}", github.out);
}

#[test]
fn every_stage_can_be_printed() {
    let project = Project::new();
    let spec = project.path("spec/openapi.json");
    for stage in ["source", "model", "plan"] {
        let dump = call(&["generate", "--spec", &spec, "--dump", stage]);
        assert_eq!(dump.code, 0, "{}", dump.err);
        assert!(dump.out.contains("hing"), "{stage}: {}", dump.out);
    }
}

#[test]
fn wrong_usage_is_told_apart_from_a_wrong_specification() {
    for arguments in [
        &["generate", "--check", "--dry-run"][..],
        &["generate", "--dump", "nothing"],
        &["generate", "--spec", "nowhere/openapi.json"],
        &["lint", "--message-format", "nothing"],
        &["nothing"],
        &[],
    ] {
        let Captured { code, out, err } = call(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(!err.is_empty(), "{arguments:?}");
    }
    let help = call(&["--help"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    for command in ["generate", "lint", "mock", "tidy"] {
        assert!(help.out.contains(command), "{}", help.out);
    }
}
