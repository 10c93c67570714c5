//! Makes a text from a server fit to be printed on one line.

use http::StatusCode;

/// The length in characters of what stands beside something more important.
pub(super) const SHORT: usize = 120;

/// The length in characters of a message.
pub(super) const LONG: usize = 500;

/// The number of a status, and its name where it has one.
pub(super) fn status(status: StatusCode) -> String {
    match status.canonical_reason() {
        Some(reason) => format!("{} {reason}", status.as_u16()),
        None => status.as_u16().to_string(),
    }
}

/// The beginning of a text, with every character escaped that could break or reorder the line.
pub(super) fn one_line(text: &str, length: usize) -> String {
    let mut line = String::new();
    let mut rest = text.trim().chars();
    for c in rest.by_ref().take(length) {
        if misleads(c) {
            line.extend(c.escape_default());
        } else {
            line.push(c);
        }
    }
    if rest.next().is_some() {
        line.push('…');
    }
    line
}

/// Control characters, line and paragraph separators, and marks that reorder what follows.
fn misleads(c: char) -> bool {
    let reorders = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}');
    let isolates = matches!(c, '\u{2066}'..='\u{2069}' | '\u{061c}' | '\u{feff}');
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') || reorders || isolates
}
