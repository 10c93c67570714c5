//! The words for what was expected and what was found.

use serde_json::Value;

use super::Slot;

/// What a place takes.
pub(super) fn expected(slot: &Slot<'_>) -> String {
    let words = match slot {
        Slot::Null => "null",
        Slot::Bool(_) => "a boolean",
        Slot::Integer(_) => "an integer",
        Slot::Float(_) | Slot::Number(_) => "a number",
        Slot::Text(_) => "a string",
        Slot::Scalar(scalar) => return scalar.expected(),
        Slot::Json(_) | Slot::Option(_) => "a value",
        Slot::List(_) | Slot::Tuple(_) => "an array",
        Slot::Map(_) | Slot::Record(_) => "an object",
        Slot::Union(_) => "one of several types",
        Slot::OneOrMany(_) => "an item or an array of items",
    };
    words.to_owned()
}

/// What a value is, without showing it.
pub(super) fn found(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// A message of serde in the words used here; what serde quotes of the value is left out.
pub(super) fn reworded(message: &str) -> String {
    let message = without_position(message);
    let kinds = ["invalid type: ", "invalid value: "];
    let Some(rest) = kinds.iter().find_map(|kind| message.strip_prefix(kind)) else {
        return message.to_owned();
    };
    match rest.rfind(", expected ") {
        Some(at) => format!("{}, found {}", &rest[at + 2..], in_our_words(&rest[..at])),
        None => message.to_owned(),
    }
}

/// The message without the position that `serde_json` appends.
fn without_position(message: &str) -> &str {
    message
        .rfind(" at line ")
        .map_or(message, |at| &message[..at])
}

fn in_our_words(found: &str) -> &'static str {
    let words = [
        ("null", "null"),
        ("unit", "null"),
        ("boolean", "a boolean"),
        ("integer", "a number"),
        ("floating", "a number"),
        ("number", "a number"),
        ("string", "a string"),
        ("character", "a string"),
        ("sequence", "an array"),
        ("map", "an object"),
    ];
    let known = words.iter().find(|(theirs, _)| found.starts_with(theirs));
    known.map_or("something else", |(_, ours)| ours)
}
