//! Puts values into a path template so that the request reaches the intended operation and no other.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use serde_json::Value;

use super::error::InvalidRequest;
use super::style::{self, Style};

/// Everything but the unreserved characters of RFC 3986, which mean themselves everywhere in a URL.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What stays of the reserved characters in a query that may hold them: `/ : ? @ ! $ ( ) * , ; =`.
const STRUCTURAL: &AsciiSet = &RESERVED
    .remove(b'=')
    .remove(b'/')
    .remove(b':')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';');

/// Percent-encodes like [`encode`], but leaves the reserved characters that cannot split a query, and what is
/// percent-encoded already, as reserved expansion of RFC 6570 does.
pub(super) fn encode_reserved(text: &str) -> String {
    let mut encoded = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, behind) = rest.split_at(at);
        let digits = behind.as_bytes().get(1..3);
        let is_triplet = digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let (sign, after) = behind.split_at(if is_triplet { 3 } else { 1 });
        encoded.extend(utf8_percent_encode(before, STRUCTURAL));
        encoded.push_str(if is_triplet { sign } else { "%25" });
        rest = after;
    }
    encoded.extend(utf8_percent_encode(rest, STRUCTURAL));
    encoded
}

/// Percent-encodes all but `A-Z a-z 0-9 - . _ ~`.
pub(super) fn encode(text: &str) -> impl Iterator<Item = &str> {
    utf8_percent_encode(text, RESERVED)
}

/// The names of a template's parameters, in order.
pub(super) fn names(template: &str) -> impl Iterator<Item = &str> {
    let behind = template.split('{').skip(1);
    behind.filter_map(|rest| Some(rest.split_once('}')?.0))
}

/// Puts a value in the place of `{name}`, wherever the template has it.
pub(super) fn fill(template: &mut String, name: &str, value: &str) -> Result<(), InvalidRequest> {
    match flaw(value) {
        Some(reason) => Err(invalid(name, reason)),
        None => fill_encoded(template, name, &encode(value).collect::<String>()),
    }
}

/// Puts a list or an object in the place of `{name}`, written in a style.
pub(super) fn fill_styled(
    template: &mut String,
    name: &str,
    style: Style,
    value: &Value,
) -> Result<(), InvalidRequest> {
    let encoded = style::path(name, style, value).map_err(|reason| invalid(name, reason))?;
    fill_encoded(template, name, &encoded)
}

/// Fails when a parameter of the template has not been given a value.
pub(super) fn complete(filled: &str) -> Result<(), InvalidRequest> {
    match filled.split_once('{') {
        None => Ok(()),
        Some((_, rest)) => {
            let name = rest.split('}').next().unwrap_or(rest);
            Err(InvalidRequest::new(
                format!("path parameter `{name}`"),
                "has no value",
            ))
        }
    }
}

/// Why a value cannot stand in a path: a URL parser, or a proxy that decodes once more than it
/// should, drops empty and dot segments, and the request would reach another operation.
pub(super) fn flaw(value: &str) -> Option<&'static str> {
    let decoded = percent_decode_str(value).decode_utf8_lossy();
    if value.is_empty() {
        Some("must not be empty")
    } else if value
        .chars()
        .any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
    {
        Some("must not have a line break or another control character")
    } else if [Cow::Borrowed(value), decoded]
        .iter()
        .any(|form| has_dot_segment(form))
    {
        Some("must not be `.` or `..` and must not have them between slashes, encoded or not")
    } else {
        None
    }
}

fn fill_encoded(template: &mut String, name: &str, encoded: &str) -> Result<(), InvalidRequest> {
    let hole = format!("{{{name}}}");
    if !template.contains(&hole) {
        return Err(invalid(name, "does not occur in the path of the operation"));
    }
    // An encoded value has no brace, so that one value can never open a place for the next.
    *template = template.replace(&hole, encoded);
    Ok(())
}

fn invalid(name: &str, reason: &str) -> InvalidRequest {
    InvalidRequest::new(format!("path parameter `{name}`"), reason)
}

fn has_dot_segment(text: &str) -> bool {
    text.split(['/', '\\'])
        .any(|segment| segment == "." || segment == "..")
}
