//! The collector that all stages report to: problems are gathered, and stop the run at a stage border.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use super::{Code, Diagnostic, Leniency, Severity};
use crate::source::Span;

/// Gathers diagnostics; passed by shared reference, so that every stage can report anywhere.
///
/// Whoever makes one must take its content with [`Diagnostics::into_vec`]: in debug builds,
/// dropping it unread panics, since problems that nobody looks at are worse than none.
#[derive(Default)]
pub struct Diagnostics {
    found: RefCell<Vec<Diagnostic>>,
    read: bool,
}

/// The sign that a stage reported errors and that the next one must not start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop;

impl Diagnostics {
    /// An empty collector.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reports a problem with the severity of its code.
    pub fn report(
        &self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Diagnostic {
            code,
            severity: code.severity(),
            message: message.into(),
            span,
            help: help.into(),
        });
    }

    /// Adds a diagnostic that was made elsewhere.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    /// Whether an error was reported.
    pub fn has_errors(&self) -> bool {
        self.found
            .borrow()
            .iter()
            .any(|found| found.severity == Severity::Error)
    }

    /// Whether a problem of a code was reported inside a place.
    pub fn has_inside(&self, code: Code, place: Span) -> bool {
        let is_inside = |span: Span| {
            span.file == place.file && place.start <= span.start && span.end <= place.end
        };
        let found = self.found.borrow();
        found
            .iter()
            .any(|found| found.code == code && is_inside(found.span))
    }

    /// Turns the errors that may be borne into warnings, in a document of so many operations and types.
    pub fn forgive(&self, leniency: Leniency, parts: usize) {
        leniency.apply(&mut self.found.borrow_mut(), parts);
    }

    /// Ends a stage: [`Stop`] when an error was reported by it or by one before it.
    pub fn checkpoint(&self) -> Result<(), Stop> {
        if self.has_errors() { Err(Stop) } else { Ok(()) }
    }

    /// Takes everything, ordered by place and without repetitions.
    ///
    /// One object may be read several times, for instance through several references, so the same
    /// problem may have been reported several times.
    pub fn into_vec(mut self) -> Vec<Diagnostic> {
        self.read = true;
        let mut all = std::mem::take(&mut *self.found.borrow_mut());
        all.sort_by(|a, b| order(a).cmp(&order(b)));
        let mut seen = BTreeSet::new();
        all.retain(|found| seen.insert((found.span, found.code, found.message.clone())));
        all
    }
}

impl fmt::Debug for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.found.borrow().iter()).finish()
    }
}

impl Drop for Diagnostics {
    fn drop(&mut self) {
        if cfg!(debug_assertions) && !self.read && !std::thread::panicking() {
            assert!(
                self.found.borrow().is_empty(),
                "diagnostics dropped unread: {self:?}"
            );
        }
    }
}

fn order(found: &Diagnostic) -> (Span, Code, &str) {
    (found.span, found.code, &found.message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn span(file: u32, start: u32) -> Span {
        Span {
            file: FileId(file),
            start,
            end: start + 1,
        }
    }

    #[test]
    fn sorts_by_place_and_drops_repetitions() {
        let diagnostics = Diagnostics::new();
        for (file, start) in [(1, 0), (0, 9), (0, 3), (0, 9)] {
            diagnostics.report(Code::UnknownKeyword, span(file, start), "m", "h");
        }
        let places: Vec<Span> = diagnostics.into_vec().iter().map(|d| d.span).collect();
        assert_eq!(places, [span(0, 3), span(0, 9), span(1, 0)]);
    }

    #[test]
    fn checkpoint_stops_on_errors_only() {
        let diagnostics = Diagnostics::new();
        diagnostics.report(Code::UnknownKeyword, span(0, 0), "m", "h");
        assert_eq!(diagnostics.checkpoint(), Ok(()));
        diagnostics.report(Code::InvalidJson, span(0, 0), "m", "h");
        assert_eq!(diagnostics.checkpoint(), Err(Stop));
        assert_eq!(diagnostics.into_vec().len(), 2);
    }

    #[test]
    #[should_panic(expected = "dropped unread")]
    #[cfg(debug_assertions)]
    fn forgetting_to_read_is_an_error() {
        let diagnostics = Diagnostics::new();
        diagnostics.report(Code::InvalidJson, span(0, 0), "m", "h");
        drop(diagnostics);
    }
}
