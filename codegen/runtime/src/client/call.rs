//! A prepared call: adjustable until it is awaited, and sent only then.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll, ready};
use std::time::Duration;

use super::error::Error;
use super::execute::{execute, open};
use super::request::RequestBuilder;
use super::response::Response;
use super::stream::ChunksFuture;
use super::transport::BoxFuture;
use super::with_response::WithResponse;

/// How an answer of success is read.
pub(super) type Decode<T> = fn(Response) -> Result<T, Error>;

/// One call of an operation, which is sent when it is awaited.
///
/// `T` is what it answers. `P` stands for the operation's optional parameters: where it has any, they are methods of
/// the call. Dropping the future ends the call; the server may have acted on it already.
#[must_use = "a call is sent only when it is awaited"]
pub struct Call<T, P = ()> {
    request: RequestBuilder,
    decode: Decode<T>,
    parameters: PhantomData<fn() -> P>,
}

impl<T, P> Call<T, P> {
    pub(super) fn new(request: RequestBuilder, decode: Decode<T>) -> Call<T, P> {
        Call {
            request,
            decode,
            parameters: PhantomData,
        }
    }

    /// The same call, with the methods of an operation's optional parameters.
    pub fn options<Q>(self) -> Call<T, Q> {
        Call::new(self.request, self.decode)
    }

    /// The time for one attempt of this call, in the place of the client's.
    pub fn timeout(self, timeout: Duration) -> Self {
        self.with(|request| request.effort(|effort| effort.timeout = timeout))
    }

    /// The time for this call as a whole, with all attempts and the waits between them, in the place of the client's.
    pub fn deadline(self, deadline: Duration) -> Self {
        self.with(|request| request.effort(|effort| effort.deadline = deadline))
    }

    /// How often this call is sent at most, in the place of the client's number.
    pub fn attempts(self, attempts: u32) -> Self {
        self.with(|request| request.effort(|effort| effort.attempts = attempts))
    }

    /// Sets a header of this call.
    ///
    /// `authorization`, `host` and what else the client itself must write cannot be set; the call
    /// then returns [`Error::InvalidRequest`].
    pub fn header(self, name: &str, value: impl ToString) -> Self {
        self.with(|request| request.header(name, value))
    }

    /// Adds a pair to the query, percent-encoded; a name may occur more than once.
    pub fn query(self, name: &str, value: impl ToString) -> Self {
        self.with(|request| request.query(name, value))
    }

    /// Changes the request; what the methods of optional parameters are made of.
    pub fn with(mut self, change: impl FnOnce(RequestBuilder) -> RequestBuilder) -> Self {
        self.request = change(self.request);
        self
    }

    /// Sends the call and hands over the answer, for any status of success, before its body is read.
    ///
    /// The time of the call includes the time for reading the body.
    pub fn chunks(self) -> ChunksFuture {
        ChunksFuture(open(self.request.prepare()))
    }

    /// What is sent, and how its answer is read.
    pub(super) fn into_parts(self) -> (RequestBuilder, Decode<T>) {
        (self.request, self.decode)
    }

    /// Sends the call, and gives the answer as it came beside the value that is read from it.
    ///
    /// What stands in the headers of the answer is read by [`Response::header`].
    pub fn with_response(self) -> WithResponse<T> {
        WithResponse {
            answer: execute(self.request.prepare()),
            decode: self.decode,
        }
    }

    /// The answer as it came, for any status of success.
    pub fn raw(self) -> Call<Response, P> {
        Call::new(self.request, Ok)
    }
}

impl<T, P> Clone for Call<T, P> {
    fn clone(&self) -> Self {
        Call::new(self.request.clone(), self.decode)
    }
}

impl<T, P> IntoFuture for Call<T, P> {
    type Output = Result<T, Error>;
    type IntoFuture = CallFuture<T>;

    fn into_future(self) -> CallFuture<T> {
        CallFuture {
            answer: execute(self.request.prepare()),
            decode: self.decode,
        }
    }
}

impl<T, P> fmt::Debug for Call<T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Call").field(&self.request).finish()
    }
}

/// The future of a [`Call`].
///
/// All that is generic about a call is the last step here, so that sending is compiled once.
#[must_use = "futures do nothing unless they are awaited"]
pub struct CallFuture<T> {
    answer: BoxFuture<'static, Result<Response, Error>>,
    decode: Decode<T>,
}

impl<T> Future for CallFuture<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut TaskContext<'_>) -> Poll<Self::Output> {
        let answer = ready!(self.answer.as_mut().poll(context));
        Poll::Ready(answer.and_then(self.decode))
    }
}

impl<T> fmt::Debug for CallFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallFuture").finish_non_exhaustive()
    }
}
