//! Diagnostics as text: for people, for programs, and for annotations on GitHub.

use std::fmt;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters, ThemeStyles,
};
use serde::Serialize;

use super::excerpt::{Excerpt, is_hidden, visible};
use super::{Diagnostic, Severity};
use crate::source::Sources;

/// What the terminal of the reader can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HumanStyle {
    /// Colours.
    pub colour: bool,
    /// Lines and arrows beyond ASCII.
    pub unicode: bool,
}

/// A diagnostic with the line it is about, for people.
pub fn render_human(diagnostic: &Diagnostic, sources: &Sources, style: HumanStyle) -> String {
    let report = Report {
        diagnostic,
        excerpt: Excerpt::of(diagnostic.span, sources),
    };
    let handler = GraphicalReportHandler::new_themed(theme(style))
        .with_links(false)
        .with_wrap_lines(false)
        .with_context_lines(1);
    let mut text = String::new();
    match handler.render_report(&mut text, &report) {
        Ok(()) => text
            .lines()
            .map(|line| format!("{}\n", line.trim_end()))
            .collect(),
        Err(fmt::Error) => format!("{}\n", one_line(diagnostic, sources)),
    }
}

/// A diagnostic as one line of JSON.
pub fn render_json(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let start = sources.position(diagnostic.span);
    let end = sources.end_position(diagnostic.span);
    let fields = Fields {
        code: diagnostic.code.name(),
        severity: diagnostic.severity.to_string(),
        message: &diagnostic.message,
        help: &diagnostic.help,
        file: sources.path(diagnostic.span.file),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    };
    let text = serde_json::to_string(&fields).unwrap_or_default();
    escape_hidden(&text)
}

/// A diagnostic as a command that GitHub Actions turns into an annotation.
pub fn render_github(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let start = sources.position(diagnostic.span);
    let end = sources.end_position(diagnostic.span);
    let message = format!(
        "{}\nhelp: {}",
        visible(&diagnostic.message),
        visible(&diagnostic.help)
    );
    // GitHub refuses columns for a problem of several lines.
    let columns = if start.line == end.line {
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    format!(
        "::{} file={},line={},endLine={}{columns},title={}::{}",
        diagnostic.severity,
        escape_property(&visible(sources.path(diagnostic.span.file))),
        start.line,
        end.line,
        escape_property(diagnostic.code.name()),
        escape_message(&message),
    )
}

#[derive(Serialize)]
struct Fields<'d> {
    code: &'d str,
    severity: String,
    message: &'d str,
    help: &'d str,
    file: &'d str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

/// A diagnostic as miette sees it.
#[derive(Debug)]
struct Report<'d> {
    diagnostic: &'d Diagnostic,
    excerpt: Excerpt,
}

impl miette::Diagnostic for Report<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(format!(
            "{}[{}]",
            self.diagnostic.severity, self.diagnostic.code
        )))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.diagnostic.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(visible(&self.diagnostic.help)))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(
            None,
            self.excerpt.label,
        ))))
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&visible(&self.diagnostic.message))
    }
}

impl std::error::Error for Report<'_> {}

fn theme(style: HumanStyle) -> GraphicalTheme {
    let characters = if style.unicode {
        ThemeCharacters::unicode()
    } else {
        ThemeCharacters::ascii()
    };
    let styles = if style.colour {
        ThemeStyles::ansi()
    } else {
        ThemeStyles::none()
    };
    GraphicalTheme { characters, styles }
}

fn one_line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let position = sources.position(diagnostic.span);
    format!(
        "{}[{}] {}:{}:{}: {} (help: {})",
        diagnostic.severity,
        diagnostic.code,
        visible(sources.path(diagnostic.span.file)),
        position.line,
        position.column,
        visible(&diagnostic.message),
        visible(&diagnostic.help),
    )
}

/// In JSON a hidden character can only stand within a string, where its escape means the same.
fn escape_hidden(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        if is_hidden(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            text.push(character);
        }
    }
    text
}

fn escape_message(text: &str) -> String {
    text.replace('%', "%25")
        .replace("<U+000A>", "%0A")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_message(text).replace(':', "%3A").replace(',', "%2C")
}
