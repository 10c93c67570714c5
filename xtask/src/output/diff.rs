//! Shows a change as a unified diff, from what stands there to what the specification gives.

use std::time::Duration;

use similar::{Algorithm, TextDiff};

use super::drift::{Change, Drift, Kind};
use crate::workspace::shown;

/// A very long rewritten file is compared coarsely rather than for minutes.
const PATIENCE: Duration = Duration::from_secs(2);

/// The difference in one file.
#[must_use]
pub fn unified(drift: &Drift, change: &Change) -> String {
    let path = shown(&drift.out.join(&change.path));
    let path = path.trim_start_matches('/');
    let (old, new) = match change.kind {
        Kind::Create => ("/dev/null".to_owned(), format!("b/{path}")),
        Kind::Update => (format!("a/{path}"), format!("b/{path}")),
        Kind::Remove => (format!("a/{path}"), "/dev/null".to_owned()),
    };
    TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .timeout(PATIENCE)
        .diff_lines(&change.old, &change.new)
        .unified_diff()
        .context_radius(3)
        .header(&old, &new)
        .to_string()
}

/// The first line, counted from 1, in which the file on the disk differs.
#[must_use]
pub fn first_line(change: &Change) -> usize {
    let same = change
        .old
        .lines()
        .zip(change.new.lines())
        .take_while(|(old, new)| old == new);
    1 + same.count()
}
