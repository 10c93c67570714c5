//! JSON values in memory as what is read.

use std::borrow::Cow;
use std::slice;

use serde_json::map::{self, Map};
use serde_json::{Number, Value};

use super::super::{Extra, Integer, Member, Slot, text};
use super::integers;
use super::misfit::Misfit;
use super::source::{Found, Name, Source};
use super::trail::Trail;

impl<'v> Source<'v> for &'v Value {
    type Items = slice::Iter<'v, Value>;
    type Members = Option<map::Iter<'v>>;

    fn position(self) -> usize {
        0
    }

    fn go_back(self, _position: usize) {}

    fn kind(self) -> Result<Found, Misfit> {
        Ok(Found::of(self))
    }

    fn null(self) -> Result<(), Misfit> {
        Ok(())
    }

    fn boolean(self) -> Result<bool, Misfit> {
        Ok(self.as_bool().unwrap_or_default())
    }

    fn integer(self, place: &mut dyn Integer) -> Result<(), Misfit> {
        self.as_number().map_or(Ok(()), |number| {
            integers::set_integer_from_number(place, number)
        })
    }

    fn number(self) -> Result<Number, Misfit> {
        Ok(self.as_number().cloned().unwrap_or(Number::from(0)))
    }

    fn text(self) -> Result<Cow<'v, str>, Misfit> {
        Ok(Cow::Borrowed(self.as_str().unwrap_or_default()))
    }

    fn value(self, _trail: &mut Trail) -> Result<Cow<'v, Value>, Misfit> {
        Ok(Cow::Borrowed(self))
    }

    fn keep(self, name: &str, extra: &mut Extra, _trail: &mut Trail) -> Result<(), Misfit> {
        extra.insert(name, self.clone());
        Ok(())
    }

    fn empty_object(self) -> bool {
        self.as_object().is_some_and(Map::is_empty)
    }

    fn items(self) -> Self::Items {
        self.as_array().map_or([].iter(), |items| items.iter())
    }

    fn next_item(self, items: &mut Self::Items) -> Result<Option<Self>, Misfit> {
        Ok(items.next())
    }

    fn members(self) -> Self::Members {
        self.as_object().map(Map::iter)
    }

    fn next_member(
        self,
        members: &mut Self::Members,
        expected: Option<&Member>,
    ) -> Result<Option<(Name<'v>, Self)>, Misfit> {
        let member = members.as_mut().and_then(Iterator::next);
        Ok(member.map(|(name, value)| match expected {
            Some(expected) if expected.name == name => (Name::Expected, value),
            _ => (Name::Other(Cow::Borrowed(name)), value),
        }))
    }

    fn mismatch(self, place: &Slot<'_>, found: Found) -> Misfit {
        Misfit::unfit(text::mismatch(place, found.words()))
    }
}
