//! A call that gives the answer as it came beside the value that is read from it.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll, ready};

use super::call::Decode;
use super::error::Error;
use super::response::Response;
use super::transport::BoxFuture;

/// The future of [`Call::with_response`](super::Call::with_response).
#[must_use = "futures do nothing unless they are awaited"]
pub struct WithResponse<T> {
    pub(super) answer: BoxFuture<'static, Result<Response, Error>>,
    pub(super) decode: Decode<T>,
}

impl<T> Future for WithResponse<T> {
    type Output = Result<(T, Response), Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut TaskContext<'_>) -> Poll<Self::Output> {
        let response = ready!(self.answer.as_mut().poll(context))?;
        let value = (self.decode)(response.clone())?;
        Poll::Ready(Ok((value, response)))
    }
}

impl<T> fmt::Debug for WithResponse<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WithResponse").finish_non_exhaustive()
    }
}
