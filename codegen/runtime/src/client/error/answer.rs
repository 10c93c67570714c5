//! An answer that is not a success, or is too large to take in.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method, StatusCode};

use super::super::super::codec::{self, Wire};
use super::super::answer_header::Header;
use super::super::body::json;
use super::super::token::Token;
use super::{Context, message, retry_after, text};

/// Headers by which servers name a request, the most usual first.
const REQUEST_IDS: [&str; 4] = [
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "x-amzn-requestid",
];

/// An answer with another status than one of success.
pub struct ApiError {
    pub(super) context: Context,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    complete: bool,
    message: Option<String>,
}

impl ApiError {
    pub(in super::super) fn new(
        context: Context,
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
        complete: bool,
        secrets: &[&Token],
    ) -> ApiError {
        let message = message::of_body(&body, secrets);
        ApiError {
            context,
            status,
            headers,
            body,
            complete,
            message,
        }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The value of a documented header; `None` where it is absent or does not fit its type.
    pub fn header<T: Wire>(&self, header: Header<T>) -> Option<T> {
        header.read(&self.headers).ok()
    }

    /// The body as it came, its first 64 KiB at most.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Whether [`body`](Self::body) is the whole body: it was not too large and did not break off.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// The API's own message on one line, or the beginning of a body that is not JSON.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The body as the type that the API documents for it, if it fits.
    pub fn decode_body<T: Wire>(&self) -> Option<T> {
        codec::decode(json(&self.body)).ok()
    }

    /// How long the API asks to wait before the next call.
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after::of_headers(&self.headers)
    }

    /// The identifier that the API gave the request, for its support.
    pub fn request_id(&self) -> Option<&str> {
        REQUEST_IDS
            .iter()
            .find_map(|name| self.headers.get(*name)?.to_str().ok())
    }

    /// The method of the call.
    pub fn method(&self) -> &'static Method {
        self.context.method()
    }

    /// The path template of the call, as in `/contacts/{uuid}`.
    pub fn path(&self) -> &'static str {
        self.context.operation.path()
    }

    /// How often the request was sent.
    pub fn attempts(&self) -> u32 {
        self.context.attempts
    }

    /// Whether the status means that the same call may succeed a moment later.
    pub(super) fn is_transient(&self) -> bool {
        matches!(self.status.as_u16(), 408 | 500 | 502 | 503 | 504)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.context, text::status(self.status))?;
        match &self.message {
            Some(message) => write!(f, ": {message}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("operation", &self.context.operation.id())
            .field("status", &self.status)
            .field("message", &self.message)
            .field("content_type", &self.headers.get(CONTENT_TYPE))
            .field("request_id", &self.request_id())
            .field("body_bytes", &self.body.len())
            .field("attempts", &self.context.attempts)
            .finish_non_exhaustive()
    }
}

impl StdError for ApiError {}

/// An answer that is larger than the limit of the client.
#[derive(Debug)]
pub struct TooLarge {
    pub(super) context: Context,
    status: StatusCode,
    limit: usize,
}

impl TooLarge {
    pub(in super::super) fn new(context: Context, status: StatusCode, limit: usize) -> TooLarge {
        TooLarge {
            context,
            status,
            limit,
        }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The limit in bytes.
    pub fn limit(&self) -> usize {
        self.limit
    }
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            context,
            status,
            limit,
        } = self;
        write!(
            f,
            "{context}: {}, but the response is larger than {limit} bytes",
            text::status(*status)
        )
    }
}

impl StdError for TooLarge {}
