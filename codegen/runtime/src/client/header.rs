//! Judges the headers that a caller adds.

use http::{HeaderName, HeaderValue};

use super::api::Api;
use super::error::InvalidRequest;

/// Headers that the client alone writes: another value would misdirect, misframe or unmask a request.
const RESERVED: [&str; 4] = [
    "authorization",
    "host",
    "content-length",
    "transfer-encoding",
];

/// Checks a header of the caller; an error names the header, never its value.
pub(super) fn checked(
    api: &Api,
    name: &str,
    value: &str,
) -> Result<(HeaderName, HeaderValue), InvalidRequest> {
    let place = || format!("header `{}`", name.escape_debug());
    let parsed = HeaderName::try_from(name)
        .map_err(|_| InvalidRequest::new(place(), "is not a legal header name"))?;
    if is_reserved(api, parsed.as_str()) {
        return Err(InvalidRequest::new(
            place(),
            "is set by the client and cannot be replaced",
        ));
    }
    let value = HeaderValue::from_str(value).map_err(|_| {
        InvalidRequest::new(
            place(),
            "has a value with a line break or another control character",
        )
    })?;
    Ok((parsed, value))
}

fn is_reserved(api: &Api, name: &str) -> bool {
    RESERVED.contains(&name) || api.auth.iter().any(|(_, auth)| auth.header() == Some(name))
}
