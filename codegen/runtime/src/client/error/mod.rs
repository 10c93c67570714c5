//! The one error type of a client: what went wrong, and what a caller can do about it.

mod invalid;

mod failure;

mod answer;

mod decode;

mod webhook;

mod message;

mod text;

mod retry_after;

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::{Method, StatusCode};

use super::super::codec::Wire;
use super::api::Operation;
use super::transport::{Sent, TransportError, TransportErrorKind};

pub use answer::{ApiError, TooLarge};
pub use decode::DecodeFailure;
pub use failure::{TimeoutFailure, TransportFailure};
pub use invalid::InvalidRequest;
pub use webhook::{WebhookFailure, WebhookProblem};

/// Why a call gave no value.
///
/// Its one-line text names the operation and the API's own message, and never holds a token, a
/// header, a query or a path value.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A value, a setting or the body is not legal; nothing was sent.
    InvalidRequest(Box<InvalidRequest>),
    /// The request or its answer did not get through.
    Transport(Box<TransportFailure>),
    /// The time ran out.
    Timeout(Box<TimeoutFailure>),
    /// The API asked to slow down (status 429), and still did after the last attempt.
    RateLimited(Box<ApiError>),
    /// The API answered with another status than one of success.
    Api(Box<ApiError>),
    /// The API answered with success, and the body does not fit its type.
    Decode(Box<DecodeFailure>),
    /// The answer is larger than the limit of the client.
    ResponseTooLarge(Box<TooLarge>),
    /// A webhook cannot be read, or does not come from the service.
    Webhook(Box<WebhookFailure>),
}

impl Error {
    /// The status of the answer, if one came.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Error::RateLimited(error) | Error::Api(error) => Some(error.status()),
            Error::Decode(error) => Some(error.status()),
            Error::ResponseTooLarge(error) => Some(error.status()),
            Error::InvalidRequest(_)
            | Error::Transport(_)
            | Error::Timeout(_)
            | Error::Webhook(_) => None,
        }
    }

    /// How long the API asks to wait before the next call.
    pub fn retry_after(&self) -> Option<Duration> {
        self.answer().and_then(ApiError::retry_after)
    }

    /// Whether the same call may succeed later and can be repeated without being acted upon twice.
    pub fn is_retryable(&self) -> bool {
        match self {
            Error::RateLimited(_) => true,
            Error::Api(error) => error.is_transient() && error.context.operation.is_repeatable(),
            Error::Transport(failure) => failure.context.may_repeat(failure.sent()),
            Error::Timeout(failure) => failure.context.may_repeat(failure.sent()),
            Error::InvalidRequest(_)
            | Error::Decode(_)
            | Error::ResponseTooLarge(_)
            | Error::Webhook(_) => false,
        }
    }

    /// Whether the API says that there is no such thing (status 404).
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(StatusCode::NOT_FOUND)
    }

    /// Whether the request may have reached the server.
    pub fn was_sent(&self) -> bool {
        match self {
            Error::InvalidRequest(_) | Error::Webhook(_) => false,
            Error::Transport(failure) => failure.sent() == Sent::Maybe,
            Error::Timeout(failure) => failure.sent() == Sent::Maybe,
            _ => true,
        }
    }

    /// How often the request was sent, or tried to be; 0 when it was not legal.
    pub fn attempts(&self) -> u32 {
        self.context().map_or(0, |context| context.attempts)
    }

    /// The body of the answer; of an error, its first 64 KiB.
    pub fn body(&self) -> Option<&[u8]> {
        match self {
            Error::Decode(error) => Some(error.body()),
            _ => self.answer().map(ApiError::body),
        }
    }

    /// The place in the answer that did not fit its type, as in `$.contact.tags[0]`.
    pub fn json_path(&self) -> Option<&str> {
        match self {
            Error::Decode(error) => error.json_path(),
            Error::Webhook(error) => error.json_path(),
            _ => None,
        }
    }

    /// The API's own message, if its answer holds one.
    pub fn message(&self) -> Option<&str> {
        self.answer().and_then(ApiError::message)
    }

    /// The identifier that the API gave the request, for its support.
    pub fn request_id(&self) -> Option<&str> {
        self.answer().and_then(ApiError::request_id)
    }

    /// The operationId of the call; none for an error of the client's settings.
    pub fn operation(&self) -> Option<&'static str> {
        match self {
            Error::InvalidRequest(error) => error.operation(),
            _ => self.context().map(|context| context.operation.id()),
        }
    }

    /// The body of an error answer as the type that the API documents for it.
    pub fn decode_body<T: Wire>(&self) -> Option<T> {
        self.answer().and_then(ApiError::decode_body)
    }

    /// The name of the variant, as it is told to logs.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Error::InvalidRequest(_) => "invalid request",
            Error::Transport(_) => "transport",
            Error::Timeout(_) => "timeout",
            Error::RateLimited(_) => "rate limited",
            Error::Api(_) => "api",
            Error::Decode(_) => "decode",
            Error::ResponseTooLarge(_) => "response too large",
            Error::Webhook(_) => "webhook",
        }
    }

    fn answer(&self) -> Option<&ApiError> {
        match self {
            Error::RateLimited(error) | Error::Api(error) => Some(error),
            _ => None,
        }
    }

    fn context(&self) -> Option<Context> {
        match self {
            Error::InvalidRequest(_) | Error::Webhook(_) => None,
            Error::Transport(error) => Some(error.context),
            Error::Timeout(error) => Some(error.context),
            Error::RateLimited(error) | Error::Api(error) => Some(error.context),
            Error::Decode(error) => Some(error.context),
            Error::ResponseTooLarge(error) => Some(error.context),
        }
    }

    fn detail(&self) -> &(dyn StdError + 'static) {
        match self {
            Error::InvalidRequest(error) => &**error,
            Error::Transport(error) => &**error,
            Error::Timeout(error) => &**error,
            Error::RateLimited(error) | Error::Api(error) => &**error,
            Error::Decode(error) => &**error,
            Error::ResponseTooLarge(error) => &**error,
            Error::Webhook(error) => &**error,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.detail(), f)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.detail().source()
    }
}

impl From<InvalidRequest> for Error {
    fn from(error: InvalidRequest) -> Error {
        Error::InvalidRequest(Box::new(error))
    }
}

impl From<DecodeFailure> for Error {
    fn from(error: DecodeFailure) -> Error {
        Error::Decode(Box::new(error))
    }
}

impl From<TooLarge> for Error {
    fn from(error: TooLarge) -> Error {
        Error::ResponseTooLarge(Box::new(error))
    }
}

impl From<WebhookFailure> for Error {
    fn from(error: WebhookFailure) -> Error {
        Error::Webhook(Box::new(error))
    }
}

/// Which call an error or an answer belongs to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    pub(super) operation: &'static Operation,
    pub(super) attempts: u32,
}

impl Context {
    /// The error of an attempt that did not get through within its time.
    pub(super) fn failure(self, error: TransportError, limit: Duration) -> Error {
        match error.kind() {
            TransportErrorKind::Timeout(phase) => {
                Error::Timeout(Box::new(TimeoutFailure::new(self, phase, error, limit)))
            }
            _ => Error::Transport(Box::new(TransportFailure::new(self, error))),
        }
    }

    fn may_repeat(self, sent: Sent) -> bool {
        sent == Sent::No || self.operation.is_repeatable()
    }

    fn method(self) -> &'static Method {
        self.operation.method()
    }
}

impl fmt::Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method(), self.operation.path())?;
        match self.attempts {
            0 | 1 => Ok(()),
            attempts => write!(f, " ({attempts} attempts)"),
        }
    }
}
