//! What the client tells of each attempt, where a program listens: nothing of its URL, headers or bodies.

use std::time::Duration;

use http::StatusCode;

use super::error::{Context, Error};

/// Tells of an attempt that succeeded.
pub(super) fn succeeded(context: Context, status: StatusCode) {
    tell(context, Some(status), "ok", None);
}

/// Tells of an attempt that failed, and of the wait before the next one, if there is one.
pub(super) fn failed(context: Context, error: &Error, delay: Option<Duration>) {
    tell(context, error.status(), error.kind(), delay);
}

#[cfg(feature = "tracing")]
fn tell(context: Context, status: Option<StatusCode>, outcome: &str, delay: Option<Duration>) {
    tracing::debug!(
        operation = context.operation.id(),
        method = context.operation.method().as_str(),
        path = context.operation.path(),
        attempt = context.attempts,
        status = status.map(|status| status.as_u16()),
        outcome,
        delay_ms = delay.map(|delay| delay.as_secs_f64() * 1e3),
        "attempt"
    );
}

#[cfg(not(feature = "tracing"))]
fn tell(_: Context, _: Option<StatusCode>, _: &str, _: Option<Duration>) {}
