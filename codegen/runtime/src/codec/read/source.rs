//! Where a reader finds values: in a JSON text, or in memory.

use std::borrow::Cow;

use serde_json::{Number, Value};

use super::super::{Extra, Integer, Member, Slot};
use super::misfit::Misfit;
use super::trail::Trail;

/// A value that waits to be read. What it is must be asked before it is taken as that.
pub trait Source<'v>: Copy {
    /// How far the reading of an array has come.
    type Items;
    /// How far the reading of an object has come.
    type Members;

    /// How far the source has been read.
    fn position(self) -> usize;

    /// Goes back to a value that was read in part.
    fn go_back(self, position: usize);

    /// What the value is.
    fn kind(self) -> Result<Found, Misfit>;

    /// Takes a `null`.
    fn null(self) -> Result<(), Misfit>;

    /// Takes a boolean.
    fn boolean(self) -> Result<bool, Misfit>;

    /// Takes a number into an integer of some width.
    fn integer(self, place: &mut dyn Integer) -> Result<(), Misfit>;

    /// Takes a number.
    fn number(self) -> Result<Number, Misfit>;

    /// Takes a string.
    fn text(self) -> Result<Cow<'v, str>, Misfit>;

    /// Takes any value.
    fn value(self, trail: &mut Trail) -> Result<Cow<'v, Value>, Misfit>;

    /// Takes any value as a member that no type knows.
    fn keep(self, name: &str, extra: &mut Extra, trail: &mut Trail) -> Result<(), Misfit>;

    /// Takes an object if it has no members.
    fn empty_object(self) -> bool;

    /// Enters an array.
    fn items(self) -> Self::Items;

    /// Goes on to the next item.
    fn next_item(self, items: &mut Self::Items) -> Result<Option<Self>, Misfit>;

    /// Enters an object.
    fn members(self) -> Self::Members;

    /// Goes on to the next member, whose name is compared with that of the expected one first.
    fn next_member(
        self,
        members: &mut Self::Members,
        expected: Option<&Member>,
    ) -> Result<Option<(Name<'v>, Self)>, Misfit>;

    /// The value is not what the place takes.
    fn mismatch(self, place: &Slot<'_>, found: Found) -> Misfit;
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    Null,
    Boolean,
    Number,
    Text,
    Array,
    Object,
}

/// The name of a member.
pub enum Name<'v> {
    /// It is the one that was expected.
    Expected,
    /// It may be any.
    Other(Cow<'v, str>),
}

impl Found {
    /// What a value in memory is.
    pub fn of(value: &Value) -> Found {
        match value {
            Value::Null => Found::Null,
            Value::Bool(_) => Found::Boolean,
            Value::Number(_) => Found::Number,
            Value::String(_) => Found::Text,
            Value::Array(_) => Found::Array,
            Value::Object(_) => Found::Object,
        }
    }

    /// The words for it, which do not show the value.
    pub fn words(self) -> &'static str {
        match self {
            Found::Null => "null",
            Found::Boolean => "a boolean",
            Found::Number => "a number",
            Found::Text => "a string",
            Found::Array => "an array",
            Found::Object => "an object",
        }
    }
}
