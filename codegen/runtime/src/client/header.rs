//! Judges the headers that a caller adds.

use http::{HeaderName, HeaderValue};

use super::api::{Api, Operation};
use super::error::InvalidRequest;

/// Headers that the client alone writes: another value would misdirect or misframe a request.
const RESERVED: [&str; 3] = ["host", "content-length", "transfer-encoding"];

/// Headers whose values are secrets, whoever writes them.
const SECRET: [&str; 3] = ["authorization", "cookie", "proxy-authorization"];

/// Checks a header that a caller adds to the calls of an operation, or to all calls; an error names the header, never
/// its value.
pub(super) fn checked(
    api: &Api,
    operation: Option<&Operation>,
    name: &str,
    value: &str,
) -> Result<(HeaderName, HeaderValue), InvalidRequest> {
    let place = || format!("header `{}`", name.escape_debug());
    let parsed = HeaderName::try_from(name)
        .map_err(|_| InvalidRequest::new(place(), "is not a legal header name"))?;
    if RESERVED.contains(&parsed.as_str()) || is_signed(api, operation, parsed.as_str()) {
        return Err(InvalidRequest::new(
            place(),
            "is set by the client and cannot be replaced",
        ));
    }
    let mut value = HeaderValue::from_str(value).map_err(|_| {
        InvalidRequest::new(
            place(),
            "has a value with a line break or another control character",
        )
    })?;
    value.set_sensitive(SECRET.contains(&parsed.as_str()));
    Ok((parsed, value))
}

/// Whether the client itself puts a secret into a header; where it does not, a caller may.
fn is_signed(api: &Api, operation: Option<&Operation>, name: &str) -> bool {
    let carries = |at: &usize| {
        let scheme = api.auth.get(*at);
        scheme.is_some_and(|(_, auth)| auth.header() == Some(name))
    };
    match operation {
        Some(operation) => {
            let sets = operation.schemes().unwrap_or(api.security);
            sets.iter().any(|set| set.iter().any(carries))
        }
        None => (0..api.auth.len()).any(|at| carries(&at)),
    }
}
