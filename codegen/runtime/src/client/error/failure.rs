//! A call whose request or answer did not get through.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::super::transport::{Phase, Sent, TransportError, TransportErrorKind};
use super::Context;

/// A call that broke between client and server.
#[derive(Debug)]
pub struct TransportFailure {
    pub(super) context: Context,
    error: TransportError,
}

impl TransportFailure {
    pub(super) fn new(context: Context, error: TransportError) -> TransportFailure {
        TransportFailure { context, error }
    }

    /// What went wrong.
    pub fn kind(&self) -> TransportErrorKind {
        self.error.kind()
    }

    /// Whether the request can have reached the server.
    pub fn sent(&self) -> Sent {
        self.error.sent()
    }
}

impl fmt::Display for TransportFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.context, self.error)
    }
}

impl StdError for TransportFailure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.error)
    }
}

/// A call whose time ran out.
#[derive(Debug)]
pub struct TimeoutFailure {
    pub(super) context: Context,
    phase: Phase,
    error: TransportError,
    limit: Duration,
}

impl TimeoutFailure {
    pub(super) fn new(
        context: Context,
        phase: Phase,
        error: TransportError,
        limit: Duration,
    ) -> TimeoutFailure {
        TimeoutFailure {
            context,
            phase,
            error,
            limit,
        }
    }

    /// What the attempt was doing when its time ran out.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Whether the request can have reached the server.
    pub fn sent(&self) -> Sent {
        self.error.sent()
    }

    /// The time that the attempt had as a whole; making the connection has less. That of the call, where its turn did not
    /// come.
    pub fn limit(&self) -> Duration {
        self.limit
    }
}

impl fmt::Display for TimeoutFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { context, limit, .. } = self;
        match self.phase {
            Phase::Turn => write!(f, "{context}: the rate limit left no turn within {limit:?}"),
            Phase::Connect => write!(f, "{context}: no connection was made in time"),
            Phase::Response => write!(f, "{context}: no response within {limit:?}"),
            Phase::Body => write!(
                f,
                "{context}: the response was not complete within {limit:?}"
            ),
        }
    }
}

impl StdError for TimeoutFailure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.error)
    }
}
