//! The secret that proves who calls, kept out of every printed form.

use std::fmt;

use http::HeaderValue;

use super::error::InvalidRequest;

/// An API key or access token, whose `Debug` form is `[REDACTED]`.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Takes a bare token, or one with a leading `Bearer ` in any case, as dashboards show it.
    ///
    /// # Errors
    ///
    /// When it is empty or has a character that a header cannot carry; the error does not show it.
    pub fn new(text: &str) -> Result<Token, InvalidRequest> {
        let bare = without_scheme(text);
        match flaw(bare) {
            Some(reason) => Err(InvalidRequest::new("token", reason)),
            None => Ok(Token(bare.to_owned())),
        }
    }

    /// Takes the whole text of a header, in which the token may stand behind the name of a scheme.
    ///
    /// # Errors
    ///
    /// As those of [`Token::new`].
    pub(super) fn with_scheme(text: &str) -> Result<Token, InvalidRequest> {
        let flaws = text.split(' ').map(flaw);
        match flaws.flatten().next() {
            Some(reason) => Err(InvalidRequest::new("token", reason)),
            None => Ok(Token(text.to_owned())),
        }
    }

    /// The value of a header that carries the token behind a prefix, marked as sensitive.
    pub(super) fn header(&self, prefix: &str) -> Result<HeaderValue, InvalidRequest> {
        let token = match prefix {
            "" => &self.0,
            _ => without_scheme(&self.0),
        };
        let mut value = HeaderValue::try_from(format!("{prefix}{token}"))
            .map_err(|_| InvalidRequest::new("token", "cannot stand in a header"))?;
        value.set_sensitive(true);
        Ok(value)
    }

    /// The value of the header that carries the token as a cookie beside others.
    pub(super) fn cookie(&self, others: &str, name: &str) -> Result<HeaderValue, InvalidRequest> {
        if self.0.contains(';') {
            return Err(InvalidRequest::new("token", "cannot stand in a cookie"));
        }
        let mut value = HeaderValue::try_from(format!("{others}{name}={}", self.0))
            .map_err(|_| InvalidRequest::new("token", "cannot stand in a cookie"))?;
        value.set_sensitive(true);
        Ok(value)
    }

    /// The bare token, for a place other than a header.
    pub(super) fn expose(&self) -> &str {
        &self.0
    }

    /// A text of the server in which the token, should it be echoed there, is hidden.
    pub(super) fn redact(&self, text: String) -> String {
        // What stands before it is the name of a scheme.
        let secret = self.0.rsplit(' ').next().unwrap_or(&self.0);
        if text.contains(secret) {
            text.replace(secret, "[REDACTED]")
        } else {
            text
        }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

fn without_scheme(text: &str) -> &str {
    let mut rest = text;
    while let Some((scheme, token)) = rest.split_at_checked("Bearer ".len()) {
        if !scheme.eq_ignore_ascii_case("Bearer ") {
            break;
        }
        rest = token;
    }
    rest
}

fn flaw(token: &str) -> Option<&'static str> {
    if token.is_empty() {
        Some("is empty")
    } else if token.chars().any(|c| c.is_whitespace() || c.is_control()) {
        Some("has a space, a line break or a control character")
    } else if !token.is_ascii() {
        Some("has a character outside ASCII")
    } else {
        None
    }
}
