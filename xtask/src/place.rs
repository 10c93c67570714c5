//! Says where a diagnostic is as its reader sees it: from the current folder, not the specification's.
//!
//! The compiler knows its files relative to the root file, so that its output is the same wherever
//! the specification lies. A terminal, an editor and the pages of a code host need more to open one.

use codegen::diagnostic::{Diagnostic, render_github, render_human, render_json, visible};
use codegen::source::Sources;
use serde_json::Value;

use crate::console::Console;
use crate::report::Format;
use crate::spec::Spec;
use crate::workspace::shown;

/// A diagnostic as text, with the path of its file as the reader sees it.
#[must_use]
pub fn render(
    diagnostic: &Diagnostic,
    sources: &Sources,
    spec: &Spec,
    format: Format,
    console: &Console,
) -> String {
    let own = sources.path(diagnostic.span.file);
    let seen = shown(&spec.folder().join(own));
    match format {
        Format::Human => {
            let place = sources.position(diagnostic.span);
            let end = format!("{own}:{}:{}]", place.line, place.column);
            let new = format!("{seen}:{}:{}]", place.line, place.column);
            at_line_end(
                &render_human(diagnostic, sources, console.style()),
                &end,
                &new,
            )
        }
        Format::Json => {
            let member = |path: &str| format!("\"file\":{}", Value::from(path));
            render_json(diagnostic, sources).replacen(&member(own), &member(&seen), 1)
        }
        Format::Github => {
            let property = |path: &str| format!(" file={},", escape(path));
            render_github(diagnostic, sources).replacen(&property(own), &property(&seen), 1)
        }
    }
}

/// Where a diagnostic is: file, line and column.
#[must_use]
pub fn of(diagnostic: &Diagnostic, sources: &Sources, spec: &Spec) -> String {
    let place = sources.position(diagnostic.span);
    let file = shown(&spec.folder().join(sources.path(diagnostic.span.file)));
    format!("{}:{}:{}", visible(&file), place.line, place.column)
}

/// A property of a workflow command, in which the signs that end one are written as their codes.
#[must_use]
pub fn escape(text: &str) -> String {
    escape_message(text).replace(':', "%3A").replace(',', "%2C")
}

/// The message of a workflow command.
#[must_use]
pub fn escape_message(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The text with the first line end that is `old` replaced.
fn at_line_end(text: &str, old: &str, new: &str) -> String {
    let place = text.match_indices(old).map(|(at, _)| at).find(|at| {
        let after = text.get(at + old.len()..).unwrap_or_default();
        let before = text.get(..*at).unwrap_or_default();
        before.ends_with('[') && after.starts_with('\n')
    });
    match place.and_then(|at| Some((text.get(..at)?, text.get(at + old.len()..)?))) {
        Some((before, after)) => format!("{before}{new}{after}"),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_replaced_where_it_ends_a_line() {
        let text = "error: [a.json:1:2] is bad\n  ,-[a.json:1:2]\n";
        let expected = "error: [a.json:1:2] is bad\n  ,-[spec/a.json:1:2]\n";
        assert_eq!(
            at_line_end(text, "a.json:1:2]", "spec/a.json:1:2]"),
            expected
        );
        assert_eq!(at_line_end(text, "b.json:1:2]", "spec/b.json:1:2]"), text);
    }

    #[test]
    fn properties_cannot_end_early() {
        assert_eq!(escape("a,b:c%\n"), "a%2Cb%3Ac%25%0A");
    }
}
