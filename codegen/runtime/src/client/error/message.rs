//! Finds the message for people in the body of an error, in the shapes that APIs commonly use.

use serde_json::{Map, Value};

use super::super::body::json;
use super::super::token::Token;
use super::text;

/// Members that hold a message, or lead to one, the most telling first.
const MEMBERS: [&str; 8] = [
    "message",
    "error_description",
    "detail",
    "error",
    "msg",
    "reason",
    "description",
    "title",
];

/// How deep a message is looked for.
const DEPTH: usize = 4;

/// How many entries of a list of problems are told.
const ENTRIES: usize = 5;

/// The message on one line; of a body that is not JSON, its beginning.
///
/// A token that the server repeats is hidden before the message is cut to its length.
pub(super) fn of_body(body: &[u8], secrets: &[&Token]) -> Option<String> {
    let (message, length) = match serde_json::from_slice::<Value>(json(body)) {
        Ok(value) => (describe(&value, 0)?, text::LONG),
        Err(_) => (String::from_utf8_lossy(body).into_owned(), text::SHORT),
    };
    let message = secrets
        .iter()
        .fold(message, |message, secret| secret.redact(message));
    let line = text::one_line(&message, length);
    (!line.is_empty()).then_some(line)
}

fn describe(value: &Value, depth: usize) -> Option<String> {
    match value {
        _ if depth > DEPTH => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => joined(items.iter().filter_map(|item| describe(item, depth + 1))),
        Value::Object(members) if depth > 0 && members.values().all(is_list_of_texts) => {
            by_field(members, depth)
        }
        Value::Object(members) => by_member(members, depth).or_else(|| {
            if depth > 0 {
                by_field(members, depth)
            } else {
                None
            }
        }),
        _ => None,
    }
}

/// The most telling member, followed by the single problems where they are listed beside it.
fn by_member(members: &Map<String, Value>, depth: usize) -> Option<String> {
    let told = |name: &str| describe(members.get(name)?, depth + 1);
    match (MEMBERS.iter().find_map(|name| told(name)), told("errors")) {
        (Some(headline), Some(problems)) => Some(format!("{headline}: {problems}")),
        (headline, problems) => headline.or(problems),
    }
}

/// Problems listed by the name of the parameter that they are about.
fn by_field(members: &Map<String, Value>, depth: usize) -> Option<String> {
    joined(
        members
            .iter()
            .filter_map(|(name, value)| Some(format!("{name}: {}", describe(value, depth + 1)?))),
    )
}

fn is_list_of_texts(value: &Value) -> bool {
    value
        .as_array()
        .is_some_and(|items| items.iter().all(Value::is_string))
}

fn joined(parts: impl Iterator<Item = String>) -> Option<String> {
    let parts: Vec<String> = parts.take(ENTRIES).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}
