//! A number that keeps what was written: an integer stays one, however large.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::super::{Slot, View, Wire};

/// A number without a declared size.
///
/// It keeps the integers of `i64` and `u64` exactly, which an `f64` does not, and is written as it was read.
#[derive(Clone, PartialEq)]
pub struct Number(Kept);

#[derive(Clone, PartialEq)]
enum Kept {
    Exact(serde_json::Number),
    /// Neither JSON nor `serde_json` has these; writing one is an error.
    NotFinite(f64),
}

impl Number {
    /// The number as an `f64`, the nearest one where none is exact.
    pub fn as_f64(&self) -> f64 {
        match &self.0 {
            Kept::Exact(number) => number.as_f64().unwrap_or(f64::INFINITY),
            Kept::NotFinite(number) => *number,
        }
    }

    /// The number as an `i64`, where it was written as an integer of that size.
    pub fn as_i64(&self) -> Option<i64> {
        match &self.0 {
            Kept::Exact(number) => number.as_i64(),
            Kept::NotFinite(_) => None,
        }
    }

    /// The number as a `u64`, where it was written as an integer of that size.
    pub fn as_u64(&self) -> Option<u64> {
        match &self.0 {
            Kept::Exact(number) => number.as_u64(),
            Kept::NotFinite(_) => None,
        }
    }
}

impl Wire for Number {
    fn blank() -> Self {
        Number(Kept::Exact(0.into()))
    }

    fn slot(&mut self) -> Slot<'_> {
        if let Kept::NotFinite(_) = self.0 {
            *self = Self::blank();
        }
        match &mut self.0 {
            Kept::Exact(number) => Slot::Number(number),
            Kept::NotFinite(number) => Slot::Float(number),
        }
    }

    fn view(&self) -> View<'_> {
        match &self.0 {
            Kept::Exact(number) => View::Number(number),
            Kept::NotFinite(number) => View::Float(*number),
        }
    }
}

impl From<f64> for Number {
    fn from(number: f64) -> Self {
        Number(serde_json::Number::from_f64(number).map_or(Kept::NotFinite(number), Kept::Exact))
    }
}

macro_rules! from_integers {
    ($($integer:ty)*) => {
        $(impl From<$integer> for Number {
            fn from(number: $integer) -> Self {
                Number(Kept::Exact(number.into()))
            }
        })*
    };
}

from_integers!(i8 i16 i32 i64 u8 u16 u32 u64);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kept::Exact(number) => fmt::Display::fmt(number, f),
            Kept::NotFinite(number) => fmt::Display::fmt(number, f),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::super::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::super::deserialize(deserializer)
    }
}
