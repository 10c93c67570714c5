//! Diagnostics: what is wrong with a document, where, and how to mend it; one type for all stages.

mod code;
mod collect;
mod excerpt;
mod leniency;
mod meant;
mod render;

use std::fmt;

pub use code::{Class, Code};
pub use collect::{Diagnostics, Stop};
pub use excerpt::visible;
pub use leniency::Leniency;
pub(crate) use meant::{nearest, slip_of};
pub use render::{HumanStyle, render_github, render_human, render_json};

use crate::source::Span;

/// One problem of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which problem it is.
    pub code: Code,
    /// Whether it stops the compilation; by default what the table of codes says.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// The place in the text.
    pub span: Span,
    /// What to do about it; never empty.
    pub help: String,
}

/// Whether a problem stops the compilation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// Something of the document does not reach the output as written.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}
