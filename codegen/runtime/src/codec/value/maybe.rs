//! A member that tells "absent" from `null`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::super::{OptionSlot, Place, Slot, View, Wire};

/// A member in one of three states: left out, `null`, or a value.
///
/// Where an API reads an absent member as "leave it" and `null` as "clear it", an `Option` is not enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Maybe<T> {
    /// The member is left out.
    #[default]
    Absent,
    /// The member is `null`.
    Null,
    /// The member has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Maybe::Value(value) => Some(value),
            Maybe::Absent | Maybe::Null => None,
        }
    }

    /// The same state with a reference to the value.
    pub fn as_ref(&self) -> Maybe<&T> {
        match self {
            Maybe::Absent => Maybe::Absent,
            Maybe::Null => Maybe::Null,
            Maybe::Value(value) => Maybe::Value(value),
        }
    }

    /// Whether the member is left out.
    pub fn is_absent(&self) -> bool {
        matches!(self, Maybe::Absent)
    }

    /// Whether the member is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Maybe::Null)
    }

    /// Whether the member has a value.
    pub fn is_value(&self) -> bool {
        matches!(self, Maybe::Value(_))
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Maybe::Value(value)
    }
}

/// `None` becomes `null`: whoever wants the member left out does not set it.
impl<T> From<Option<T>> for Maybe<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Maybe::Null, Maybe::Value)
    }
}

impl<T: Wire> Wire for Maybe<T> {
    fn blank() -> Self {
        Maybe::Absent
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Option(self)
    }

    fn view(&self) -> View<'_> {
        match self {
            Maybe::Absent => View::Absent,
            Maybe::Null => View::Null,
            Maybe::Value(value) => value.view(),
        }
    }

    fn check(&self, place: &Place<'_>) {
        if let Maybe::Value(value) = self {
            value.check(place);
        }
    }
}

impl<T: Wire> OptionSlot for Maybe<T> {
    fn absent(&mut self) {
        *self = Maybe::Absent;
    }

    fn null(&mut self) -> bool {
        *self = Maybe::Null;
        true
    }

    fn some(&mut self) -> Slot<'_> {
        *self = Maybe::Value(T::blank());
        match self {
            Maybe::Value(value) => value.slot(),
            Maybe::Absent | Maybe::Null => Slot::Null,
        }
    }
}

impl<T: Wire> Serialize for Maybe<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::super::serialize(self, serializer)
    }
}

impl<'de, T: Wire> Deserialize<'de> for Maybe<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::super::deserialize(deserializer)
    }
}
