//! Sets of characters.

use super::unicode::Property;

/// A set of characters.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Class {
    negative: bool,
    sets: Vec<Set>,
}

/// A part of a class.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Set {
    /// From one character to another.
    Range(char, char),
    /// The digits `0` to `9`, or all but these.
    Digit(bool),
    /// ASCII letters, digits and `_`, or all but these.
    Word(bool),
    /// Space and line ends, or all but these.
    Space(bool),
    /// The characters with a property, or all but these.
    Property(Property, bool),
}

impl Class {
    /// These characters, or all but these.
    pub(super) fn new(negative: bool, sets: Vec<Set>) -> Self {
        Class { negative, sets }
    }

    /// One character.
    pub(super) fn one(char: char) -> Self {
        Class::new(false, vec![Set::Range(char, char)])
    }

    /// What `.` stands for: all but the ends of lines.
    pub(super) fn dot() -> Self {
        let ends = ['\n', '\r', '\u{2028}', '\u{2029}'];
        Class::new(true, ends.map(|end| Set::Range(end, end)).to_vec())
    }

    /// Whether the character belongs to it.
    pub(super) fn has(&self, char: char) -> bool {
        self.sets.iter().any(|set| set.has(char)) != self.negative
    }
}

impl Set {
    fn has(&self, char: char) -> bool {
        match *self {
            Set::Range(first, last) => (first..=last).contains(&char),
            Set::Digit(is) => char.is_ascii_digit() == is,
            Set::Word(is) => is_word(char) == is,
            Set::Space(is) => is_space(char) == is,
            Set::Property(property, is) => property.has(char) == is,
        }
    }
}

/// Whether `\w` matches.
pub(super) fn is_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '_'
}

/// Unicode calls U+0085 white space, ECMA-262 does not, and the other way round for U+FEFF.
fn is_space(char: char) -> bool {
    char == '\u{feff}' || (char.is_whitespace() && char != '\u{85}')
}
