//! The parts of a regular expression.

use std::fmt;

use super::class::Class;

/// Why a pattern cannot be matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake(pub(super) String);

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Mistake {}

/// A regular expression.
#[derive(Debug)]
pub(super) struct Pattern {
    /// All of it.
    pub(super) root: Part,
    /// How many groups keep what they match.
    pub(super) groups: usize,
    /// Whether a part refers to what a group matched.
    pub(super) refers: bool,
}

/// A part of a regular expression.
#[derive(Debug)]
pub(super) enum Part {
    /// One character.
    One(Class),
    /// Parts that follow each other.
    Sequence(Vec<Part>),
    /// Parts of which the first that leads to a match counts.
    Choice(Vec<Part>),
    /// A part several times.
    Repeat {
        /// The part.
        part: Box<Part>,
        /// How often at least.
        least: u32,
        /// How often at most.
        most: Option<u32>,
        /// Whether more is tried before less.
        greedy: bool,
    },
    /// A part whose match is kept under a number.
    Group(usize, Box<Part>),
    /// What the group with this number matched, once more.
    Again(usize),
    /// A condition of the place.
    Here(Condition),
    /// A condition of what stands after the place, or before it.
    Look {
        /// What stands there.
        part: Box<Part>,
        /// Whether it stands before the place.
        behind: bool,
        /// Whether it must not stand there.
        negative: bool,
    },
}

/// A condition of a place between two characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Condition {
    /// The text begins.
    Start,
    /// The text ends.
    End,
    /// A word begins or ends.
    Boundary,
    /// No word begins or ends.
    NoBoundary,
}
