//! Sends a prepared call, again where that is safe, and sorts its answer; compiled once, whatever the type of the answer.

use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, Method, StatusCode};

use super::api::Operation;
use super::body::{Body, Collected, End};
use super::error::{ApiError, Context, Error, TooLarge};
use super::handle::Shared;
use super::request::Prepared;
use super::response::Response;
use super::retry::{self, Effort};
use super::stream::ResponseStream;
use super::token::Token;
use super::trace;
use super::transport::{BoxFuture, Limits, Phase, Sent, TransportError, TransportErrorKind};

/// How much of the body of an error is kept, in bytes.
const ERROR_BYTES: usize = 64 << 10;

/// Sends a call; the future is boxed here so that its code stays in the crate of the SDK.
pub(super) fn execute(prepared: Prepared) -> BoxFuture<'static, Result<Response, Error>> {
    Box::pin(repeat(prepared, |received| Box::pin(whole(received))))
}

/// Sends a call whose answer is handed over before its body is read.
pub(super) fn open(prepared: Prepared) -> BoxFuture<'static, Result<ResponseStream, Error>> {
    Box::pin(repeat(prepared, |received| {
        Box::pin(async move {
            let Received {
                context,
                answer,
                timeout,
                ..
            } = received;
            Ok(ResponseStream::new(context, answer, timeout))
        })
    }))
}

/// The head of an answer of success, whose body is still to come.
struct Received {
    context: Context,
    answer: http::Response<Body>,
    /// The time that the attempt has.
    timeout: Duration,
    /// The size that the body may have.
    limit: usize,
}

/// How an answer of success is taken in, which is a part of the attempt.
type Take<R> = fn(Received) -> BoxFuture<'static, Result<R, Error>>;

/// One call, and how far it has come.
struct Course<'a> {
    shared: &'a Shared,
    operation: &'static Operation,
    effort: Effort,
    end: Instant,
    attempts: u32,
}

async fn repeat<R>(prepared: Prepared, take: Take<R>) -> Result<R, Error> {
    let Prepared {
        client,
        operation,
        request,
        effort,
    } = prepared;
    let (request, schemes) = request.map_err(|problem| problem.of(operation))?;
    let mut course = Course::new(client.shared(), operation, effort);
    let mut failure = None;
    loop {
        course.turn(&mut failure).await?;
        match course.attempt(request.clone(), schemes, take).await {
            Ok(answer) => {
                course.shared.budget.earn();
                return Ok(answer);
            }
            Err(error) => failure = Some(course.wait(error).await?),
        }
    }
}

impl<'a> Course<'a> {
    fn new(shared: &'a Shared, operation: &'static Operation, effort: Effort) -> Course<'a> {
        Course {
            shared,
            operation,
            effort,
            end: shared.timer.now() + effort.deadline,
            attempts: 0,
        }
    }

    /// Waits until the call may be sent; where it has failed before, an end of the time is no news.
    async fn turn(&self, failure: &mut Option<Error>) -> Result<(), Error> {
        let turn = self.shared.pace.turn(&*self.shared.timer, self.end).await;
        turn.map_err(|_| failure.take().unwrap_or_else(|| self.too_late()))
    }

    fn too_late(&self) -> Error {
        let kind = TransportErrorKind::Timeout(Phase::Turn);
        self.context()
            .failure(TransportError::new(kind, Sent::No), self.effort.deadline)
    }

    async fn attempt<R>(
        &mut self,
        mut request: http::Request<Bytes>,
        schemes: &[usize],
        take: Take<R>,
    ) -> Result<R, Error> {
        let Shared {
            api,
            credentials,
            transport,
            ..
        } = self.shared;
        self.attempts += 1;
        let context = self.context();
        let signed = credentials.sign(api, schemes, &mut request).await;
        let fetched = signed.map_err(|problem| problem.of(self.operation))?;
        let timeout = self.effort.timeout.min(self.left());
        let answer = transport
            .send(request, Limits::new(timeout))
            .await
            .map_err(|error| context.failure(error, timeout))?;
        let status = answer.status();
        if !status.is_success() {
            let secrets: Vec<&Token> = credentials.secrets().chain(&fetched).collect();
            return Err(refused(context, &secrets, answer).await);
        }
        let limit = self.shared.max_response_bytes;
        let taken = take(Received {
            context,
            answer,
            timeout,
            limit,
        })
        .await?;
        trace::succeeded(context, status);
        Ok(taken)
    }

    /// Waits where the call is to be sent again, and gives the error back otherwise.
    async fn wait(&self, error: Error) -> Result<Error, Error> {
        let delay = self.delay(&error);
        trace::failed(self.context(), &error, delay);
        let Some(delay) = delay else {
            return Err(error);
        };
        // A pause holds this call back like all others.
        if !retry::is_throttled(&error) {
            self.shared.timer.sleep(delay).await;
        }
        Ok(error)
    }

    /// The wait before the call is sent again, if it is; a refusal for too many calls holds all others back too.
    fn delay(&self, error: &Error) -> Option<Duration> {
        let Shared {
            timer,
            pace,
            budget,
            ..
        } = self.shared;
        let is_throttled = retry::is_throttled(error);
        if is_throttled && !self.shared.retry_rate_limited {
            return None;
        }
        let delay = retry::wait(error, self.attempts, timer.spread())?;
        if is_throttled {
            let now = timer.now();
            pace.pause(now, now + delay);
        }
        let in_time = self.attempts < self.effort.attempts && delay < self.left();
        (in_time && (is_throttled || budget.pay())).then_some(delay)
    }

    fn left(&self) -> Duration {
        self.end.saturating_duration_since(self.shared.timer.now())
    }

    fn context(&self) -> Context {
        Context {
            operation: self.operation,
            attempts: self.attempts,
        }
    }
}

/// Takes an answer in as a whole.
async fn whole(received: Received) -> Result<Response, Error> {
    let Received {
        context,
        answer,
        timeout,
        limit,
    } = received;
    let (head, body) = answer.into_parts();
    let too_large = || Error::from(TooLarge::new(context, head.status, limit));
    if announced(context.operation, &head.headers).is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    let Collected { bytes, end } = body.collect(limit).await;
    match end {
        End::Complete => Ok(Response::new(context, head.status, head.headers, bytes)),
        End::Limit => Err(too_large()),
        End::Failed(error) => Err(context.failure(error, timeout)),
    }
}

/// An answer that is no success; the status is worth more than the rest of a body that breaks off.
async fn refused(context: Context, secrets: &[&Token], answer: http::Response<Body>) -> Error {
    let (head, body) = answer.into_parts();
    let Collected { bytes, end } = body.collect(ERROR_BYTES).await;
    let complete = matches!(end, End::Complete);
    let error = ApiError::new(context, head.status, head.headers, bytes, complete, secrets);
    if head.status == StatusCode::TOO_MANY_REQUESTS {
        Error::RateLimited(Box::new(error))
    } else {
        Error::Api(Box::new(error))
    }
}

/// The size that the body will have, as far as the head of the answer tells.
fn announced(operation: &Operation, headers: &HeaderMap) -> Option<usize> {
    // The answer to HEAD announces the body that GET would bring.
    let headers = Some(headers).filter(|_| *operation.method() != Method::HEAD)?;
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
