//! Answers that are read in pieces, as they arrive.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::body::Body;
use super::error::{Context, Error};
use super::transport::BoxFuture;

/// An answer of success whose body is still being read; of any size.
pub struct ResponseStream {
    context: Context,
    status: StatusCode,
    headers: HeaderMap,
    body: Body,
    timeout: Duration,
}

impl ResponseStream {
    pub(super) fn new(context: Context, answer: http::Response<Body>, timeout: Duration) -> Self {
        let (head, body) = answer.into_parts();
        let (status, headers) = (head.status, head.headers);
        Self {
            context,
            status,
            headers,
            body,
            timeout,
        }
    }

    /// The status, always one of success.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The next piece of the body, of whatever size it came in; `None` at its end.
    ///
    /// # Errors
    ///
    /// [`Error::Transport`] or [`Error::Timeout`] when the body breaks off or the time of the call runs out.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        self.body
            .next()
            .await
            .map_err(|error| self.context.failure(error, self.timeout))
    }
}

impl fmt::Debug for ResponseStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseStream")
            .field("status", &self.status)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

/// The future of [`Call::chunks`](super::Call::chunks).
#[must_use = "futures do nothing unless they are awaited"]
pub struct ChunksFuture(pub(super) BoxFuture<'static, Result<ResponseStream, Error>>);

impl Future for ChunksFuture {
    type Output = Result<ResponseStream, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut TaskContext<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}

impl fmt::Debug for ChunksFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChunksFuture").finish_non_exhaustive()
    }
}
