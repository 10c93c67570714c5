//! Which mistakes of a document a run bears.

use std::collections::BTreeSet;

use super::{Class, Code, Diagnostic, Severity};
use crate::source::Span;

/// What a run makes of problems that cost no more than the construct in which they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leniency {
    /// They are errors, as whoever keeps the document wants them to be.
    #[default]
    Strict,
    /// Flaws are warnings, and so are mistakes while they are few beside what the document describes.
    Few,
    /// All of them are warnings.
    All,
}

/// One mistake is borne for so many operations and types.
const PARTS_PER_MISTAKE: usize = 100;

impl Leniency {
    /// Turns what is borne into warnings; where anything else stops the run, all stays an error and is shown as such.
    ///
    /// `parts` says how much the document describes: its operations and types.
    pub(super) fn apply(self, found: &mut [Diagnostic], parts: usize) {
        if self == Self::Strict || found.iter().any(stops) {
            return;
        }
        let mistakes: BTreeSet<(Span, Code)> = found
            .iter()
            .filter(|found| found.code.class() == Class::Mistake)
            .map(|found| (found.span, found.code))
            .collect();
        if self == Self::Few && mistakes.len() > parts / PARTS_PER_MISTAKE {
            return;
        }
        for found in found {
            found.severity = Severity::Warning;
        }
    }
}

fn stops(found: &Diagnostic) -> bool {
    found.code.class() == Class::Error
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn left(leniency: Leniency, parts: usize, codes: &[Code]) -> usize {
        let diagnostic = |(at, code): (usize, &Code)| Diagnostic {
            code: *code,
            severity: code.severity(),
            message: String::new(),
            span: Span {
                file: FileId(0),
                start: at as u32,
                end: at as u32,
            },
            help: String::new(),
        };
        let mut found: Vec<Diagnostic> = codes.iter().enumerate().map(diagnostic).collect();
        leniency.apply(&mut found, parts);
        let errors = found
            .iter()
            .filter(|found| found.severity == Severity::Error);
        errors.count()
    }

    #[test]
    fn mistakes_are_borne_while_they_are_few() {
        use Code::{DanglingReference as Mistake, InvalidField as Flaw, InvalidJson as Error};
        for (leniency, parts, codes, errors) in [
            (Leniency::Strict, 1_000, &[Mistake, Flaw][..], 2),
            (Leniency::Few, 99, &[Mistake, Flaw], 2),
            (Leniency::Few, 100, &[Mistake, Flaw], 0),
            (Leniency::Few, 100, &[Mistake, Mistake], 2),
            (Leniency::Few, 0, &[Flaw, Flaw], 0),
            (Leniency::All, 0, &[Mistake, Flaw], 0),
            (Leniency::All, 1_000, &[Mistake, Error], 2),
        ] {
            assert_eq!(
                left(leniency, parts, codes),
                errors,
                "{leniency:?} {parts} {codes:?}"
            );
        }
    }
}
