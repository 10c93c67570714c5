//! Runs cargo on crates that the compiler wrote, without the network.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::exit::Unusable;
use crate::workspace::shown;

/// A call of cargo.
pub struct Cargo {
    command: Command,
}

/// How a call ended.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// Whether cargo succeeded.
    pub success: bool,
    /// The errors of rustc.
    pub errors: Vec<Message>,
    /// The warnings of rustc.
    pub warnings: Vec<Message>,
    /// What cargo said besides.
    pub log: String,
}

/// A message of rustc.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// What it says, on one line.
    pub text: String,
    /// The files it is about, macros that were expanded there included; relative to the crate.
    pub files: Vec<String>,
}

impl Cargo {
    /// A subcommand for the crate in this folder; its output goes to `target` in it.
    #[must_use]
    pub fn at(folder: &Path, subcommand: &str) -> Self {
        Self::with_target(folder, subcommand, &folder.join("target"))
    }

    /// A subcommand for the crate in this folder, with another place for its output.
    #[must_use]
    pub fn with_target(folder: &Path, subcommand: &str, target: &Path) -> Self {
        let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(program);
        command
            .args([subcommand, "--offline", "--quiet", "--message-format=json"])
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", absolute(target))
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS")
            .stdin(Stdio::null());
        Self { command }
    }

    /// Runs it to its end.
    pub fn run(mut self) -> Result<Built, Unusable> {
        let output = self
            .command
            .output()
            .map_err(|error| Unusable::new(format!("cargo cannot be run: {error}")))?;
        let mut built = Built {
            success: output.status.success(),
            log: String::from_utf8_lossy(&output.stderr).into_owned(),
            ..Built::default()
        };
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            built.read(line);
        }
        Ok(built)
    }
}

impl Built {
    /// Everything that was said, for people.
    #[must_use]
    pub fn text(&self) -> String {
        let errors = self.errors.iter().map(|message| message.text.as_str());
        errors
            .chain([self.log.trim()])
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn read(&mut self, line: &str) {
        let Ok(found) = serde_json::from_str::<Value>(line) else {
            return;
        };
        let message = &found["message"];
        // The last lines of rustc only count the others, and are about no file.
        let files = files(&message["spans"]);
        let is_summary = files.is_empty() && message["code"].is_null();
        if found["reason"] != "compiler-message" || is_summary {
            return;
        }
        let code = message["code"]["code"]
            .as_str()
            .map(|code| format!("{code}: "))
            .unwrap_or_default();
        let place = files
            .first()
            .map(|file| format!(" ({file})"))
            .unwrap_or_default();
        let text = message["message"]
            .as_str()
            .unwrap_or_default()
            .replace('\n', " ");
        let message_level = message["level"].as_str().unwrap_or_default();
        let message = Message {
            text: format!("{code}{text}{place}"),
            files,
        };
        match message_level {
            "warning" => self.warnings.push(message),
            level if level.starts_with("error") => self.errors.push(message),
            _ => {}
        }
    }
}

/// Copies a lock file beside a manifest, so that cargo takes the versions that are already here.
pub fn copy_lock(lock: &Path, folder: &Path) -> Result<(), Unusable> {
    let place = folder.join("Cargo.lock");
    let copied = fs::copy(lock, &place);
    copied
        .map(drop)
        .map_err(|error| Unusable::new(format!("{} cannot be written: {error}", shown(&place))))
}

/// Each file of the spans, and of the places where macros were expanded.
fn files(spans: &Value) -> Vec<String> {
    let mut files = Vec::new();
    for span in spans.as_array().into_iter().flatten() {
        let mut here = span;
        while let Some(file) = here["file_name"].as_str() {
            files.push(file.replace('\\', "/"));
            here = &here["expansion"]["span"];
        }
    }
    files
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_the_place_where_a_macro_was_expanded() {
        let line = r#"{"reason": "compiler-message", "message": {"level": "error", "message": "bad\nthing",
            "code": {"code": "E1"}, "spans": [{"file_name": "src/codec/record.rs",
            "expansion": {"span": {"file_name": "src/g3/mod.rs", "expansion": null}}}]}}"#;
        let mut built = Built::default();
        built.read(&line.replace('\n', ""));
        let files = ["src/codec/record.rs", "src/g3/mod.rs"]
            .map(str::to_owned)
            .to_vec();
        let text = "E1: bad thing (src/codec/record.rs)".to_owned();
        assert_eq!(built.errors, [Message { text, files }]);
    }

    #[test]
    fn a_summary_is_no_message() {
        let mut built = Built::default();
        built.read(r#"{"reason": "compiler-message", "message": {"level": "error", "message": "aborting", "code": null, "spans": []}}"#);
        assert_eq!(built.errors, []);
    }
}
