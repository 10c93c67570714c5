//! The border between the client and whatever carries its requests.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;

use super::body::Body;

/// A boxed future that can move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Carries one request to a server and brings back the answer.
///
/// It follows no redirect and repeats nothing: the client decides about both.
pub trait Transport: Send + Sync {
    /// Sends a request once and waits for the head of the answer, whose body is read afterwards.
    ///
    /// The time limit holds from the first step until the last byte of the body.
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;
}

/// What one sending of a request may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The time from the first step until the last byte of the body.
    pub timeout: Duration,
}

impl Limits {
    /// Limits with a time for the whole attempt.
    pub fn new(timeout: Duration) -> Limits {
        Limits { timeout }
    }
}

/// Whether a request that failed can have reached the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// Not a byte of it left: it can be sent again without doing anything twice.
    No,
    /// Some or all of it may have arrived, and may have been acted upon.
    Maybe,
}

/// What an attempt was doing when its time ran out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Phase {
    /// Waiting for its turn, because the client holds to a rate limit or the API asked for a pause.
    Turn,
    /// Making the connection, TLS included.
    Connect,
    /// Waiting for the head of the answer.
    Response,
    /// Reading the body of the answer.
    Body,
}

/// What went wrong between client and server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The host name has no address.
    Dns,
    /// No connection could be made.
    Connect,
    /// The encrypted connection could not be agreed upon.
    Tls,
    /// The time ran out.
    Timeout(Phase),
    /// The connection was closed or reset before the answer was complete.
    Reset,
    /// The body ended before its announced end.
    TruncatedBody,
    /// Something else.
    Other,
}

/// A failure to carry a request or its answer.
///
/// Its texts hold neither the URL nor anything of the request.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    sent: Sent,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl TransportError {
    /// A failure of a kind.
    pub fn new(kind: TransportErrorKind, sent: Sent) -> TransportError {
        TransportError {
            kind,
            sent,
            source: None,
        }
    }

    /// Adds what caused it; nothing secret may occur in the texts of the cause.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// What went wrong.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether the request can have reached the server.
    pub fn sent(&self) -> Sent {
        self.sent
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Dns => "the host name could not be resolved",
            TransportErrorKind::Connect => "no connection could be made",
            TransportErrorKind::Tls => "no encrypted connection could be made",
            TransportErrorKind::Timeout(Phase::Turn) => "the turn of the request came too late",
            TransportErrorKind::Timeout(Phase::Connect) => "the connection took too long",
            TransportErrorKind::Timeout(Phase::Response) => "the response took too long",
            TransportErrorKind::Timeout(Phase::Body) => "the response body took too long",
            TransportErrorKind::Reset => "the connection broke before the response was complete",
            TransportErrorKind::TruncatedBody => "the response body was cut short",
            TransportErrorKind::Other => "the request failed",
        })?;
        match root_cause(self) {
            Some(cause) => write!(f, " ({cause})"),
            None => Ok(()),
        }
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// The innermost cause: the layers above it only repeat that something failed.
fn root_cause(error: &TransportError) -> Option<&(dyn StdError + 'static)> {
    std::iter::successors(error.source(), |&cause| cause.source()).last()
}
