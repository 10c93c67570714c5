//! One file: from bytes to text, and from text to a tree.

use std::sync::OnceLock;

use super::lines::Lines;
use super::tree::{FileId, Node, Span};
use super::{json, yaml};
use crate::diagnostic::{Code, Diagnostics};

/// A file as it was read.
#[derive(Debug)]
pub(super) struct File {
    pub path: String,
    pub text: String,
    /// Absent when the text is neither JSON nor YAML, or broken.
    pub tree: Option<Node>,
    lines: OnceLock<Lines>,
}

/// What a file is read for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// For the value in it, so that it must be JSON or YAML.
    Value,
    /// As an example, which may be anything.
    Example,
}

/// How a file is spelt.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Yaml,
}

/// The most bytes that a file may have; offsets are counted in 32 bits.
pub(super) const MAX_BYTES: usize = 1 << 30;

impl File {
    /// A file of which nothing is known but its path.
    pub fn unread(path: &str) -> Self {
        Self::with(path, String::new())
    }

    /// Reads a document that a URI names, whose end says nothing.
    pub fn read_copy(file: FileId, uri: &str, bytes: Vec<u8>, diagnostics: &Diagnostics) -> Self {
        let mut read = Self::read(file, uri, bytes, Purpose::Example, diagnostics);
        if read.tree.is_none() {
            read.tree = json::read(file, &read.text, diagnostics);
        }
        read
    }

    /// Reads a file; a mistake is reported, and leaves it without a tree.
    pub fn read(
        file: FileId,
        path: &str,
        bytes: Vec<u8>,
        purpose: Purpose,
        diagnostics: &Diagnostics,
    ) -> Self {
        if purpose == Purpose::Value && Format::of(path).is_none() {
            let message = "the name of the file does not say how it is written";
            let help = "end the name in `.json`, `.yaml` or `.yml`";
            let start = Span::start_of(file);
            diagnostics.report(Code::UnsupportedFormat, start, message, help);
            // A document may name any file of the machine, and what stands in that is not shown to readers of a log.
            return Self::with(path, String::new());
        }
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                report_not_utf8(file, error.utf8_error().valid_up_to(), diagnostics);
                String::from_utf8_lossy(error.as_bytes()).into_owned()
            }
        };
        let mut read = Self::with(path, text);
        if purpose == Purpose::Value || Format::of(path).is_some() {
            read.tree = parse(file, path, &read.text, diagnostics);
        }
        read
    }

    pub fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(&self.text))
    }

    fn with(path: &str, text: String) -> Self {
        Self {
            path: path.to_owned(),
            text,
            tree: None,
            lines: OnceLock::new(),
        }
    }
}

impl Format {
    /// The format that the name of a file says.
    pub fn of(path: &str) -> Option<Self> {
        let (_, extension) = path.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "yaml" | "yml" => Some(Self::Yaml),
            _ => None,
        }
    }
}

fn parse(file: FileId, path: &str, text: &str, diagnostics: &Diagnostics) -> Option<Node> {
    let report = |code, message, help| {
        diagnostics.report(code, Span::start_of(file), message, help);
        None
    };
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        let help = "write a value into it, or remove what refers to it";
        return report(Code::EmptyFile, "the file is empty", help);
    }
    match Format::of(path) {
        Some(Format::Json) => json::read(file, text, diagnostics),
        Some(Format::Yaml) => yaml::read(file, text, diagnostics),
        None => None,
    }
}

fn report_not_utf8(file: FileId, at: usize, diagnostics: &Diagnostics) {
    let start = at as u32;
    diagnostics.report(
        Code::NotUtf8,
        Span {
            file,
            start,
            end: start + 1,
        },
        "the file is not valid UTF-8 from here on",
        "save the file in the encoding UTF-8; what cannot be read is read as U+FFFD",
    );
}
