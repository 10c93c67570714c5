//! Sends a prepared call and sorts its answer; compiled once, whatever the type of the answer.

use http::header::CONTENT_LENGTH;
use http::{HeaderMap, Method, StatusCode};

use super::api::Operation;
use super::body::{Body, Collected, End};
use super::error::{ApiError, Context, Error, TooLarge};
use super::handle::Shared;
use super::request::Prepared;
use super::response::Response;
use super::transport::{BoxFuture, Limits};

/// How much of the body of an error is kept, in bytes.
const ERROR_BYTES: usize = 64 << 10;

/// Sends a call; the future is boxed here so that its code stays in the crate of the SDK.
pub(super) fn execute(prepared: Prepared) -> BoxFuture<'static, Result<Response, Error>> {
    Box::pin(attempt(prepared))
}

async fn attempt(prepared: Prepared) -> Result<Response, Error> {
    let Prepared {
        client,
        operation,
        request,
        timeout,
    } = prepared;
    let request = request.map_err(|problem| problem.of(operation))?;
    let context = Context {
        operation,
        attempts: 1,
    };
    let shared = client.shared();
    let answer = shared
        .transport
        .send(request, Limits::new(timeout))
        .await
        .map_err(|error| context.failure(error, timeout))?;
    if !answer.status().is_success() {
        return Err(refused(context, shared, answer).await);
    }
    let (head, body) = answer.into_parts();
    let too_large = |limit| Error::from(TooLarge::new(context, head.status, limit));
    let limit = shared.max_response_bytes;
    if announced(operation, &head.headers).is_some_and(|length| length > limit) {
        return Err(too_large(limit));
    }
    let Collected { bytes, end } = body.collect(limit).await;
    match end {
        End::Complete => Ok(Response::new(context, head.status, head.headers, bytes)),
        End::Limit => Err(too_large(limit)),
        End::Failed(error) => Err(context.failure(error, timeout)),
    }
}

/// An answer that is no success; the status is worth more than the rest of a body that breaks off.
async fn refused(context: Context, shared: &Shared, answer: http::Response<Body>) -> Error {
    let (head, body) = answer.into_parts();
    let Collected { bytes, end } = body.collect(ERROR_BYTES).await;
    let complete = matches!(end, End::Complete);
    let error = ApiError::new(
        context,
        head.status,
        head.headers,
        bytes,
        complete,
        shared.token.as_ref(),
    );
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
