//! Where in a JSON value something is, written like `$.contact.tags[0]`.

use std::fmt::Write;

/// One step into a JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'a> {
    /// To a member of an object.
    Member(&'a str),
    /// To an item of an array.
    Index(usize),
}

/// Appends a step to a path.
pub(super) fn append(path: &mut String, step: Step<'_>) {
    // Writing to a string cannot fail.
    let _ = match step {
        Step::Index(index) => write!(path, "[{index}]"),
        Step::Member(name) if is_identifier(name) => write!(path, ".{name}"),
        Step::Member(name) => write!(path, "['{}']", escaped(name)),
    };
}

fn is_identifier(name: &str) -> bool {
    let legal = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    name.chars().all(legal) && !name.starts_with(|c: char| c.is_ascii_digit()) && !name.is_empty()
}

/// The name so that it stays on one line and its end is clear; long names are cut.
fn escaped(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars().take(80) {
        match c {
            '\'' | '\\' => text.extend(['\\', c]),
            c if c.is_control() => text.extend(c.escape_default()),
            c => text.push(c),
        }
    }
    if name.chars().nth(80).is_some() {
        text.push('…');
    }
    text
}
