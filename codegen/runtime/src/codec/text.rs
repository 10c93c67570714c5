//! The words for what was expected and what was found.

use super::Slot;

/// The words for a value that is of another kind than a place takes.
#[cold]
pub(super) fn mismatch(slot: &Slot<'_>, found: &str) -> String {
    format!("expected {}, found {found}", expected(slot))
}

/// A message of `serde_json` without the position that it appends.
pub(super) fn without_position(message: &str) -> &str {
    message
        .rfind(" at line ")
        .map_or(message, |at| &message[..at])
}

/// What a place takes.
fn expected(slot: &Slot<'_>) -> String {
    let words = match slot {
        Slot::Null => "null",
        Slot::Bool(_) => "a boolean",
        Slot::Integer(_) => "an integer",
        Slot::Float(_) | Slot::Number(_) => "a number",
        Slot::Text(_) => "a string",
        Slot::Literal("") => "an empty string",
        Slot::Literal(text) => return super::value::enumeration::one_of(&[text]),
        Slot::Scalar(scalar) => return scalar.expected(),
        Slot::Json(_) | Slot::Option(_) => "a value",
        Slot::List(_) | Slot::Tuple(_) => "an array",
        Slot::Map(_) | Slot::Record(_) => "an object",
        Slot::Union(_) => "one of several types",
        Slot::OneOrMany(_) => "an item or an array of items",
    };
    words.to_owned()
}
