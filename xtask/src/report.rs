//! Shows diagnostics and differences to people, to programs, and to the pages of a code host.

use std::collections::BTreeMap;

use clap::ValueEnum;
use codegen::diagnostic::{Diagnostic, Severity, visible};
use codegen::source::Sources;
use serde_json::json;

use crate::console::Console;
use crate::output::{Change, Drift, first_line, unified};
use crate::place::{self, escape, escape_message};
use crate::spec::Spec;
use crate::workspace::shown;

/// Who reads the diagnostics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// People: the place, the line of text, and what to do
    #[default]
    Human,
    /// Programs: one JSON object per line
    Json,
    /// GitHub: workflow commands, which it shows beside the lines of a pull request
    Github,
}

/// What counts as an error besides errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Every warning
    Warnings,
}

/// Which errors count as warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Allow {
    /// Those that cost no more than what they stand in
    Mistakes,
}

/// How many warnings that say the same people are shown in full.
const SHOWN: usize = 3;

/// The diagnostics of one run.
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    format: Format,
}

impl Report {
    /// The diagnostics, for this reader.
    #[must_use]
    pub fn new(diagnostics: Vec<Diagnostic>, format: Format) -> Self {
        Self {
            diagnostics,
            format,
        }
    }

    /// Whether the run has failed.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.number(Severity::Error) > 0
    }

    /// Writes the diagnostics: for people beside the result, for programs as the result.
    pub fn show(&self, spec: &Spec, sources: &Sources, console: &mut Console) {
        for text in self.texts(spec, sources, console) {
            match self.format {
                Format::Human => console.note(&text),
                Format::Json | Format::Github => console.data(&text),
            }
        }
    }

    /// Writes the diagnostics beside a result of another kind.
    pub fn show_aside(&self, spec: &Spec, sources: &Sources, console: &mut Console) {
        for text in self.texts(spec, sources, console) {
            console.note(&text);
        }
    }

    /// How many errors and warnings there are.
    #[must_use]
    pub fn counts(&self) -> String {
        let errors = count(self.number(Severity::Error), "error");
        let warnings = count(self.number(Severity::Warning), "warning");
        format!("{errors}, {warnings}")
    }

    /// The last line of a run that has failed, with what came of it.
    #[must_use]
    pub fn verdict(&self, outcome: &str) -> String {
        format!("error: {}; {outcome}", self.counts())
    }

    /// Every diagnostic as text; for people, warnings that say the same are shown a few times, and then only their places.
    fn texts(&self, spec: &Spec, sources: &Sources, console: &Console) -> Vec<String> {
        let mut same: BTreeMap<(&str, &str), Vec<&Diagnostic>> = BTreeMap::new();
        let mut texts = Vec::new();
        for diagnostic in &self.diagnostics {
            let told = same.entry((diagnostic.code.name(), &diagnostic.message));
            let told = told.or_default();
            told.push(diagnostic);
            if told.len() <= SHOWN || !self.may_shorten(diagnostic) {
                texts.push(place::render(
                    diagnostic,
                    sources,
                    spec,
                    self.format,
                    console,
                ));
            }
        }
        for told in same.values() {
            let others = told.get(SHOWN..).unwrap_or_default();
            if others.first().is_some_and(|first| self.may_shorten(first)) {
                texts.push(same_at(others, spec, sources));
            }
        }
        texts
    }

    fn may_shorten(&self, diagnostic: &Diagnostic) -> bool {
        self.format == Format::Human && diagnostic.severity == Severity::Warning
    }

    fn number(&self, severity: Severity) -> usize {
        self.diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    }
}

/// One difference between the output folder and the generation.
#[must_use]
pub fn difference(format: Format, drift: &Drift, change: &Change) -> String {
    let file = shown(&drift.out.join(&change.path));
    let (state, line) = (change.kind.state(), first_line(change));
    let diff = unified(drift, change);
    match format {
        Format::Human => diff,
        Format::Json => {
            json!({ "code": "drift", "severity": "error", "message": format!("{file} {state}"),
                "file": file, "line": line, "diff": diff })
            .to_string()
        }
        Format::Github => format!(
            "::error file={},line={line},title=drift::{} {state}%0Arun cargo xtask generate\n{diff}",
            escape(&file),
            escape_message(&file)
        ),
    }
}

/// A number of things in words that fit it.
#[must_use]
pub fn count(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}

/// The places of warnings that say the same.
fn same_at(others: &[&Diagnostic], spec: &Spec, sources: &Sources) -> String {
    let places = others.iter().map(|one| place::of(one, sources, spec));
    let lines: String = places.map(|place| format!("  {place}\n")).collect();
    let first = others.first();
    let (code, message) = first.map_or(("", ""), |one| (one.code.name(), &one.message));
    format!(
        "warning[{code}]: the same, {}, at\n{lines}",
        visible(message)
    )
}
