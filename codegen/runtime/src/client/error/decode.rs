//! An answer of success whose body, or a header of it, does not fit its type.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, StatusCode};

use super::super::super::codec::{DecodeError, DecodeErrorKind};
use super::{Context, text};

/// A body that is no JSON, or is JSON of another shape than its type, or a header that does not fit its own.
pub struct DecodeFailure {
    pub(super) context: Context,
    status: StatusCode,
    content_type: Option<String>,
    /// How the body is encoded, which it was not asked to be.
    encoding: Option<String>,
    body: Bytes,
    error: DecodeError,
    header: Option<&'static str>,
}

impl DecodeFailure {
    pub(in super::super) fn new(
        context: Context,
        status: StatusCode,
        headers: &HeaderMap,
        body: Bytes,
        error: DecodeError,
    ) -> DecodeFailure {
        let line = |name: HeaderName| {
            let value = String::from_utf8_lossy(headers.get(name)?.as_bytes());
            Some(text::one_line(&value, text::SHORT))
        };
        DecodeFailure {
            context,
            status,
            content_type: line(CONTENT_TYPE),
            encoding: line(CONTENT_ENCODING),
            body,
            error,
            header: None,
        }
    }

    /// The same for a value that stands in a header.
    pub(in super::super) fn of_header(self, name: &'static str) -> DecodeFailure {
        DecodeFailure {
            header: Some(name),
            ..self
        }
    }

    /// The status, always one of success.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The content type of the answer, if it names one.
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The header that does not fit, in lower case; none when it is the body.
    pub fn header(&self) -> Option<&'static str> {
        self.header
    }

    /// The body as it came.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The place that does not fit, as in `$.contact.tags[0]`; none when the body is no JSON.
    pub fn json_path(&self) -> Option<&str> {
        self.is_json().then(|| self.error.path())
    }

    /// What was expected in that place, and what was found.
    pub fn expected(&self) -> &str {
        self.error.message()
    }

    fn is_json(&self) -> bool {
        self.error.kind() == DecodeErrorKind::Data
    }

    fn has_other_type(&self) -> Option<&str> {
        self.content_type()
            .filter(|value| !value.to_ascii_lowercase().contains("json"))
    }
}

impl fmt::Display for DecodeFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = text::status(self.status);
        write!(f, "{}: {status}, but the ", self.context)?;
        if let Some(name) = self.header {
            let problem = text::one_line(self.expected(), text::LONG);
            return write!(f, "header `{name}` does not fit its type: {problem}");
        }
        f.write_str("body ")?;
        if self.body.is_empty() {
            return f.write_str("is empty");
        }
        if self.is_json() {
            let problem = text::one_line(&self.error.to_string(), text::LONG);
            return write!(f, "does not fit its type: {problem}");
        }
        match (&self.encoding, self.has_other_type()) {
            (Some(encoding), _) => write!(f, "is encoded as {encoding}, which nobody asked for"),
            (None, Some(other)) => write!(f, "is {other}, not JSON"),
            (None, None) => write!(
                f,
                "is not JSON: {}",
                text::one_line(&self.error.to_string(), text::LONG)
            ),
        }
    }
}

impl fmt::Debug for DecodeFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeFailure")
            .field("operation", &self.context.operation.id())
            .field("status", &self.status)
            .field("content_type", &self.content_type)
            .field("body_bytes", &self.body.len())
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

impl StdError for DecodeFailure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.error)
    }
}
