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
        None => {
            let encoded: Cow<'_, str> = utf8_percent_encode(value, RESERVED).into();
            fill_encoded(template, name, &encoded)
        }
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

/// Whether a text, as a path or as a query, has nothing that a URL parser could change: no character that it encodes or
/// splits at, and no dots by which it goes elsewhere. To parse each URL for that would cost a tenth of a call.
pub(super) fn is_plain(text: &str) -> bool {
    let stays = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&()*+,;=:@/%".contains(&byte);
    let may_climb = || text.contains("/.") || text.contains("/%2");
    text.bytes().all(stays) && !may_climb()
}

/// Why a value cannot stand in a path: a URL parser, or a proxy that decodes once more than it
/// should, drops empty and dot segments, and the request would reach another operation.
pub(super) fn flaw(value: &str) -> Option<&'static str> {
    let decoded = || percent_decode_str(value).decode_utf8_lossy();
    if value.is_empty() {
        Some("must not be empty")
    } else if value
        .chars()
        .any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
    {
        Some("must not have a line break or another control character")
    } else if has_dot_segment(value) || value.contains('%') && has_dot_segment(&decoded()) {
        Some("must not be `.` or `..` and must not have them between slashes, encoded or not")
    } else {
        None
    }
}

fn fill_encoded(template: &mut String, name: &str, encoded: &str) -> Result<(), InvalidRequest> {
    let mut occurs = false;
    // An encoded value has no brace, so that one value can never open a place for the next.
    while let Some(at) = hole(template, name) {
        template.replace_range(at..at + name.len() + 2, encoded);
        occurs = true;
    }
    if occurs {
        Ok(())
    } else {
        Err(invalid(name, "does not occur in the path of the operation"))
    }
}

/// Where `{name}` stands.
fn hole(template: &str, name: &str) -> Option<usize> {
    let mut braces = template.match_indices('{').map(|(at, _)| at);
    braces.find(|at| {
        let behind = template[at + 1..].strip_prefix(name);
        behind.is_some_and(|behind| behind.starts_with('}'))
    })
}

fn invalid(name: &str, reason: &str) -> InvalidRequest {
    InvalidRequest::new(format!("path parameter `{name}`"), reason)
}

fn has_dot_segment(text: &str) -> bool {
    text.split(['/', '\\'])
        .any(|segment| segment == "." || segment == "..")
}

#[cfg(test)]
mod tests {
    use reqwest::Url;

    use super::is_plain;

    /// What a URL parser may change, alone or beside something else.
    const PIECES: [&str; 16] = [
        "", "a", "/", ".", "..", "%2e", "%2E", "%", "\\", "?", "#", "'", " ", "é", "{", "\t",
    ];

    #[test]
    fn what_is_plain_stays_as_it_is_in_a_url() {
        for first in PIECES {
            for second in PIECES {
                for third in PIECES {
                    let text = format!("/{first}{second}{third}/a");
                    for url in [
                        format!("https://a.b{text}"),
                        format!("https://a.b/?q={text}"),
                    ] {
                        let parsed = Url::parse(&url).map(|parsed| parsed.as_str() == url);
                        assert!(!is_plain(&text) || parsed == Ok(true), "{text}");
                    }
                }
            }
        }
        assert!(is_plain("/things/a%20b;c=1,2") && !is_plain("/things/../a"));
    }
}
