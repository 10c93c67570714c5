//! Compiles one document in this process, and says what it took.

use std::collections::BTreeMap;
use std::fs;
use std::time::Instant;

use codegen::diagnostic::{Diagnostic, Severity};
use codegen::{Compilation, Options};
use serde_json::{Value, json};

use crate::output::Files;
use crate::spec::Spec;

/// What a compilation took and gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured {
    /// Operations of the client.
    pub operations: usize,
    /// Types of the client.
    pub types: usize,
    /// Lines of Rust, the copied run-time part left out.
    pub lines: usize,
    /// The largest file's lines.
    pub longest: usize,
    /// Files that are longer than a file may be, although they hold more than one thing.
    pub too_long: usize,
    /// Names that only a number tells from others.
    pub numbered: usize,
    /// Errors by code.
    pub errors: BTreeMap<String, usize>,
    /// Warnings by code.
    pub warnings: BTreeMap<String, usize>,
    /// The time of the compilation, in milliseconds; files are neither written nor compared in it.
    pub milliseconds: usize,
    /// The most memory that the process had, in KiB; 0 where the system does not say.
    pub peak: usize,
}

/// Compiles a document.
#[must_use]
pub fn generate(spec: &Spec, options: &Options) -> (Measured, Option<Files>) {
    let start = Instant::now();
    let compilation = codegen::compile(spec.name(), spec, options);
    let milliseconds = usize::try_from(start.elapsed().as_millis()).unwrap_or(usize::MAX);
    let mut measured = Measured {
        milliseconds,
        peak: peak(),
        ..Measured::default()
    };
    count(&compilation, &mut measured);
    (measured, compilation.files)
}

impl Measured {
    /// As one line of JSON, for the process that started this one.
    #[must_use]
    pub fn to_json(&self) -> Value {
        json!({
            "operations": self.operations, "types": self.types, "lines": self.lines, "longest": self.longest,
            "too long": self.too_long, "numbered": self.numbered,
            "errors": self.errors, "warnings": self.warnings, "milliseconds": self.milliseconds, "peak": self.peak,
        })
    }

    /// Reads what another process wrote.
    #[must_use]
    pub fn from_json(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let number = |name: &str| {
            value[name]
                .as_u64()
                .and_then(|number| usize::try_from(number).ok())
        };
        let counts = |name: &str| serde_json::from_value(value[name].clone()).ok();
        Some(Self {
            operations: number("operations")?,
            types: number("types")?,
            lines: number("lines")?,
            longest: number("longest")?,
            too_long: number("too long")?,
            numbered: number("numbered")?,
            errors: counts("errors")?,
            warnings: counts("warnings")?,
            milliseconds: number("milliseconds")?,
            peak: number("peak")?,
        })
    }
}

fn count(compilation: &Compilation, measured: &mut Measured) {
    measured.operations = compilation.size.operations;
    measured.types = compilation.size.types;
    measured.numbered = compilation.size.numbered;
    measured.errors = by_code(&compilation.diagnostics, Severity::Error);
    measured.warnings = by_code(&compilation.diagnostics, Severity::Warning);
    let own = compilation
        .files
        .iter()
        .flatten()
        .filter(|(path, _)| is_own(path));
    let own: Vec<&str> = own.map(|(_, text)| text.as_str()).collect();
    let lines: Vec<usize> = own.iter().map(|text| text.lines().count()).collect();
    measured.too_long = own.iter().filter(|text| is_too_long(text)).count();
    measured.lines = lines.iter().sum();
    measured.longest = lines.iter().max().copied().unwrap_or_default();
}

/// Lines of a file, unless a single type or operation takes more.
const MOST_LINES: usize = 600;

/// Whether a file could have been cut: it is too long, and holds more than one type, operation or shared function.
fn is_too_long(text: &str) -> bool {
    let count = |starts: &[&str]| {
        let things = text
            .lines()
            .filter(|line| starts.iter().any(|start| line.starts_with(start)));
        things.count()
    };
    let types = count(&["pub struct ", "pub enum "]);
    let methods = text.matches("(&self").count();
    let functions = count(&["pub(super) fn ", "pub(crate) fn "]);
    text.lines().count() > MOST_LINES && types.max(methods).max(functions) != 1
}

/// Whether a file is Rust that was made for this document.
fn is_own(path: &str) -> bool {
    path.ends_with(".rs") && !path.starts_with("src/runtime/")
}

fn by_code(diagnostics: &[Diagnostic], severity: Severity) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for found in diagnostics
        .iter()
        .filter(|found| found.severity == severity)
    {
        *counts.entry(found.code.to_string()).or_default() += 1;
    }
    counts
}

/// The most memory that this process ever had, in KiB, as Linux counts it.
fn peak() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_too_long_where_it_could_be_cut() {
        let long = "\n".repeat(600);
        assert!(!is_too_long(&format!("pub struct A;{long}")));
        assert!(is_too_long(&format!("pub struct A;{long}pub enum B {{}}")));
        assert!(is_too_long(&format!("pub mod a;{long}pub mod b;")));
        assert!(!is_too_long("pub struct A;\npub struct B;"));
    }

    #[test]
    fn a_measurement_survives_the_way_between_processes() {
        let warnings = BTreeMap::from([("unknown-keyword".to_owned(), 3)]);
        let measured = Measured {
            operations: 1,
            lines: 7,
            warnings,
            peak: 9,
            ..Measured::default()
        };
        assert_eq!(
            Measured::from_json(&measured.to_json().to_string()),
            Some(measured)
        );
        assert_eq!(Measured::from_json("{}"), None);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_peak_is_known() {
        assert!(peak() > 100);
    }
}
