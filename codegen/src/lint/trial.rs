//! What is judged by what.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::source::{Node, Span};

/// A value that a document shows, and the schema that it ought to fit.
#[derive(Debug, Clone)]
pub(super) struct Trial<'s> {
    /// The schema.
    pub schema: &'s Node,
    /// The value; owned where a file had to be read as JSON first.
    pub instance: Cow<'s, Node>,
    /// What the value is called in messages.
    pub what: What,
    /// Which way the value goes.
    pub direction: Direction,
}

/// What a value is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// It is an example.
    Example,
    /// It is a default value.
    Default,
}

/// Which way a value goes; OpenAPI 3.0 requires some members on one way only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Direction {
    /// To the server.
    Request,
    /// From the server.
    Response,
    /// It is not said.
    Either,
}

/// Trials that one schema decides, in the order in which they were found.
pub(super) type Groups<'s> = BTreeMap<(Span, Direction), Vec<Trial<'s>>>;

impl What {
    /// The word for it in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Example => "example",
            Self::Default => "default value",
        }
    }
}

/// Sorts trials by schema, so that each schema is made ready once; what is tried twice is left out.
pub(super) fn group(trials: Vec<Trial<'_>>) -> Groups<'_> {
    let mut groups = Groups::new();
    for trial in trials {
        let key = (trial.schema.span, trial.direction);
        let group = groups.entry(key).or_default();
        let span = trial.instance.span;
        if !group.iter().any(|known| known.instance.span == span) {
            group.push(trial);
        }
    }
    groups
}
