//! The extensions of our own that change what is generated.

use std::time::Duration;

use serde::de::DeserializeOwned;

use crate::diagnostic::{Code, Diagnostics};
use crate::lint::extension;
use crate::model::RateLimit;
use crate::source::{Node, Str};

use super::text;

/// `x-rate-limit` of the document.
pub fn rate_limit(extensions: &[(Str<'_>, &Node)], diagnostics: &Diagnostics) -> Option<RateLimit> {
    let (limit, _) = read::<extension::RateLimit>(extensions, "x-rate-limit", diagnostics)?;
    let seconds = match limit.per {
        extension::Period::Second => 1,
        extension::Period::Minute => 60,
        extension::Period::Hour => 60 * 60,
        extension::Period::Day => 24 * 60 * 60,
    };
    Some(RateLimit {
        requests: u32::try_from(limit.requests).unwrap_or(u32::MAX),
        per: Duration::from_secs(seconds),
    })
}

/// `x-repeatable` of an operation.
pub fn repeatable(extensions: &[(Str<'_>, &Node)], diagnostics: &Diagnostics) -> bool {
    let found = read::<extension::Repeatable>(extensions, "x-repeatable", diagnostics);
    found.is_some_and(|(extension::Repeatable(repeatable), _)| repeatable)
}

/// An extension and its place. One of another form may be somebody else's, so that it is no error here.
pub fn read<'s, T: DeserializeOwned>(
    extensions: &[(Str<'_>, &'s Node)],
    name: &str,
    diagnostics: &Diagnostics,
) -> Option<(T, &'s Node)> {
    let (_, node) = extensions.iter().find(|(found, _)| found.text == name)?;
    let value = text::json(node).and_then(|json| serde_json::from_value(json).ok());
    // `lint` has said more of it already.
    if value.is_none() && !diagnostics.has_inside(Code::InvalidExtension, node.span) {
        let message = format!("`{name}` has not the form that is known here, and has no effect");
        let help = "run `lint`, which says what does not fit, or rename it";
        diagnostics.report(Code::UnsupportedField, node.span, message, help);
    }
    Some((value?, node))
}
