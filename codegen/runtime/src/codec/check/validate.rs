//! Finds all that a contract forbids in a value that has the right shape.

use std::fmt;

use super::super::write::structure;
use super::super::{Place, View, Wire};
use super::place::Found;

/// Something that the contract forbids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Where it is, such as `$.contact.tags[0]`.
    pub path: String,
    /// The keyword of the contract that does not hold, such as `maxLength`.
    pub keyword: &'static str,
    /// What is wrong, in words.
    pub message: String,
}

/// All that the contract forbids in a value; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violations(pub(in super::super) Vec<Violation>);

impl Violations {
    /// The violations in the order of the value.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.path, self.message, self.keyword)
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{violation}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Checks a value and all that it holds against the contract.
pub fn validate(value: &dyn Wire) -> Result<(), Violations> {
    check(value, |place| {
        place.all_hold();
    })
}

/// Checks a value against questions of one's own.
pub fn check(value: &dyn Wire, ask: impl FnOnce(&Place<'_>)) -> Result<(), Violations> {
    let found = Found::default();
    ask(&Place::root(value, &found));
    match found.into_violations() {
        found if found.is_empty() => Ok(()),
        found => Err(Violations(found)),
    }
}

impl Place<'_> {
    /// Asks what the type of the value demands, and the types of all that it holds.
    pub fn all_hold(&self) -> &Self {
        if let Some(value) = self.value() {
            value.check(self);
        }
        match self.view() {
            Some(View::Record(record)) => structure::each_member(record, &mut |standing| {
                let place = self.at_standing(standing);
                let null = matches!(place.view(), Some(View::Null));
                if null && standing.member.is_some_and(|member| !member.nullable) {
                    place.report("type", "null is not allowed");
                }
                place.all_hold();
            }),
            Some(View::Map(_)) => {
                self.each_value(|value| {
                    value.all_hold();
                });
            }
            Some(View::List(_)) => {
                self.each(|item| {
                    item.all_hold();
                });
            }
            _ => {}
        }
        self
    }
}
