//! The ways into the reader: JSON text, a JSON value, any serde format.

pub mod choose;
mod fill;
pub mod form;
mod integers;
mod progress;
mod shape;
mod trail;
mod tree;

use std::str::Utf8Error;

use serde::de::{DeserializeSeed, Deserializer, Error};
use serde_json::Value;
use serde_json::error::Category;

use super::{DecodeError, DecodeErrorKind, Slot, Wire, text};
use fill::Fill;
use form::Loose;
use trail::Trail;

/// Reads a value from JSON text.
pub fn decode<T: Wire>(bytes: &[u8]) -> Result<T, DecodeError> {
    let mut value = T::blank();
    decode_into(&mut value, bytes)?;
    Ok(value)
}

/// Reads JSON text into a place.
pub fn decode_into(place: &mut dyn Wire, bytes: &[u8]) -> Result<(), DecodeError> {
    // Looking at all bytes at once is cheaper than looking at each string when it comes.
    let text = std::str::from_utf8(bytes).map_err(|error| not_unicode(bytes, error))?;
    let mut reader = serde_json::Deserializer::from_str(text);
    let mut trail = Trail::new();
    let fill = Fill {
        slot: place.slot(),
        loose: Loose::NO,
        trail: &mut trail,
    };
    let result = fill.deserialize(&mut reader).and_then(|_| reader.end());
    result.map_err(|error| located(&error, &trail))
}

/// Reads a value from a JSON value.
pub fn from_value<T: Wire>(value: &Value) -> Result<T, DecodeError> {
    let mut place = T::blank();
    decode_value(&mut place, value)?;
    Ok(place)
}

/// Reads a JSON value into a place.
pub fn decode_value(place: &mut dyn Wire, value: &Value) -> Result<(), DecodeError> {
    fill_tree(place, value, Trail::new())
}

/// Reads a value through serde; the message of an error names the place.
pub fn deserialize<'de, T: Wire, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::blank();
    read(value.slot(), deserializer)?;
    Ok(value)
}

/// Reads what was answered into what is sent, without the members that are only answered.
pub fn fill_input(place: &mut dyn Wire, value: &Value) -> Result<(), DecodeError> {
    fill_tree(place, value, Trail::of_input())
}

fn fill_tree(place: &mut dyn Wire, value: &Value, mut trail: Trail) -> Result<(), DecodeError> {
    let result = tree::fill(place.slot(), Loose::NO, value, &mut trail);
    result.map(|_| ()).map_err(|message| DecodeError {
        kind: DecodeErrorKind::Data,
        path: trail.path(),
        message,
        line: 0,
        column: 0,
    })
}

fn not_unicode(bytes: &[u8], error: Utf8Error) -> DecodeError {
    let before = &bytes[..error.valid_up_to()];
    let line_start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let truncated = error.error_len().is_none();
    DecodeError {
        kind: if truncated {
            DecodeErrorKind::Truncated
        } else {
            DecodeErrorKind::Syntax
        },
        path: "$".to_owned(),
        message: if truncated {
            "ends within a character"
        } else {
            "is not UTF-8"
        }
        .to_owned(),
        line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
        column: before.len() - line_start + 1,
    }
}

fn located(error: &serde_json::Error, trail: &Trail) -> DecodeError {
    DecodeError {
        kind: match error.classify() {
            Category::Eof => DecodeErrorKind::Truncated,
            Category::Data => DecodeErrorKind::Data,
            Category::Syntax | Category::Io => DecodeErrorKind::Syntax,
        },
        path: trail.path(),
        message: text::reworded(&error.to_string()),
        line: error.line(),
        column: error.column(),
    }
}

fn read<'de, D: Deserializer<'de>>(slot: Slot<'_>, deserializer: D) -> Result<(), D::Error> {
    let mut trail = Trail::new();
    let fill = Fill {
        slot,
        loose: Loose::NO,
        trail: &mut trail,
    };
    match fill.deserialize(deserializer) {
        Ok(_) => Ok(()),
        Err(error) if trail.is_empty() => Err(error),
        Err(error) => Err(D::Error::custom(format_args!("{}: {error}", trail.path()))),
    }
}
