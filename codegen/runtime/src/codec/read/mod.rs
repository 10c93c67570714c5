//! The ways into the reader: JSON text, a JSON value, any serde format.

pub mod choose;
mod fill;
pub mod form;
mod integers;
mod memory;
mod misfit;
mod progress;
mod scan;
mod shape;
mod source;
mod trail;

use std::cell::Cell;
use std::str::Utf8Error;

use serde::Deserialize;
use serde::de::{Deserializer, Error};
use serde_json::Value;
use serde_json::error::Category;

use super::{DecodeError, DecodeErrorKind, Wire, text};
use form::Loose;
use misfit::Misfit;
use scan::Scan;
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
    let at = Cell::new(0);
    let scan = Scan::new(text, &at);
    let mut trail = Trail::new();
    let result = fill::fill(place.slot(), Loose::NO, scan, &mut trail).and_then(|_| scan.end());
    result.map_err(|misfit| located(misfit, &trail, text, at.get()))
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
    let value = Value::deserialize(deserializer)?;
    from_value(&value).map_err(|error| match error.path() {
        "$" => D::Error::custom(error.message()),
        path => D::Error::custom(format_args!("{path}: {}", error.message())),
    })
}

/// Reads what was answered into what is sent, without the members that are only answered.
pub fn fill_input(place: &mut dyn Wire, value: &Value) -> Result<(), DecodeError> {
    fill_tree(place, value, Trail::of_input())
}

fn fill_tree(place: &mut dyn Wire, value: &Value, mut trail: Trail) -> Result<(), DecodeError> {
    let result = fill::fill(place.slot(), Loose::NO, value, &mut trail);
    result.map(drop).map_err(|misfit| DecodeError {
        kind: DecodeErrorKind::Data,
        path: trail.path(),
        message: misfit.message().unwrap_or_default(),
        line: 0,
        column: 0,
    })
}

fn not_unicode(bytes: &[u8], error: Utf8Error) -> DecodeError {
    let (line, column) = position(&bytes[..error.valid_up_to()]);
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
        line,
        column,
    }
}

#[cold]
fn located(misfit: Misfit, trail: &Trail, text: &str, at: usize) -> DecodeError {
    let path = trail.path();
    let Some(message) = misfit.message() else {
        return malformed(path, text);
    };
    let (line, column) = position(&text.as_bytes()[..at]);
    DecodeError {
        kind: DecodeErrorKind::Data,
        path,
        message,
        line,
        column,
    }
}

/// What is wrong with a text, in the words of `serde_json`.
fn malformed(path: String, text: &str) -> DecodeError {
    let error = serde_json::from_str::<Value>(text).err();
    let truncated = error
        .as_ref()
        .is_some_and(|error| error.classify() == Category::Eof);
    DecodeError {
        kind: if truncated {
            DecodeErrorKind::Truncated
        } else {
            DecodeErrorKind::Syntax
        },
        path,
        message: error.as_ref().map_or("is not JSON".to_owned(), |error| {
            text::without_position(&error.to_string()).to_owned()
        }),
        line: error.as_ref().map_or(0, |error| error.line()),
        column: error.as_ref().map_or(0, |error| error.column()),
    }
}

/// The line and the column of what follows a text.
fn position(before: &[u8]) -> (usize, usize) {
    let lines = before.iter().filter(|byte| **byte == b'\n').count();
    let line_start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    (lines + 1, before.len() - line_start + 1)
}
