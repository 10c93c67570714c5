//! Shows diagnostics and differences to people, to programs, and to the pages of a code host.

use clap::ValueEnum;
use codegen::diagnostic::{Diagnostic, Severity};
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

    /// Writes every diagnostic: for people beside the result, for programs as the result.
    pub fn show(&self, spec: &Spec, sources: &Sources, console: &mut Console) {
        for diagnostic in &self.diagnostics {
            let text = place::render(diagnostic, sources, spec, self.format, console);
            match self.format {
                Format::Human => console.note(&text),
                Format::Json | Format::Github => console.data(&text),
            }
        }
    }

    /// Writes every diagnostic beside a result of another kind.
    pub fn show_aside(&self, spec: &Spec, sources: &Sources, console: &mut Console) {
        for diagnostic in &self.diagnostics {
            let text = place::render(diagnostic, sources, spec, self.format, console);
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
