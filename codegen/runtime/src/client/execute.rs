//! Sends a prepared call and sorts its answer; compiled once, whatever the type of the answer.

use http::header::CONTENT_LENGTH;
use http::{HeaderMap, Method, StatusCode};

use super::api::Operation;
use super::body::{Body, Collected, End};
use super::error::{ApiError, Context, Error, TooLarge};
use super::request::Prepared;
use super::response::Response;
use super::stream::ResponseStream;
use super::token::Token;
use super::transport::{BoxFuture, Limits};

/// How much of the body of an error is kept, in bytes.
const ERROR_BYTES: usize = 64 << 10;

/// Sends a call; the future is boxed here so that its code stays in the crate of the SDK.
pub(super) fn execute(prepared: Prepared) -> BoxFuture<'static, Result<Response, Error>> {
    Box::pin(attempt(prepared))
}

/// Sends a call whose answer is handed over before its body is read.
pub(super) fn open(prepared: Prepared) -> BoxFuture<'static, Result<ResponseStream, Error>> {
    let timeout = prepared.timeout;
    Box::pin(async move {
        let (context, answer) = send(prepared).await?;
        Ok(ResponseStream::new(context, answer, timeout))
    })
}

async fn attempt(prepared: Prepared) -> Result<Response, Error> {
    let (operation, timeout) = (prepared.operation, prepared.timeout);
    let limit = prepared.client.shared().max_response_bytes;
    let (context, answer) = send(prepared).await?;
    let (head, body) = answer.into_parts();
    let too_large = |limit| Error::from(TooLarge::new(context, head.status, limit));
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

/// Sends a request and waits for the head of an answer of success.
async fn send(prepared: Prepared) -> Result<(Context, http::Response<Body>), Error> {
    let Prepared {
        client,
        operation,
        request,
        timeout,
    } = prepared;
    let (mut request, schemes) = request.map_err(|problem| problem.of(operation))?;
    let context = Context {
        operation,
        attempts: 1,
    };
    let shared = client.shared();
    let signed = shared
        .credentials
        .sign(shared.api, schemes, &mut request)
        .await;
    let fetched = signed.map_err(|problem| problem.of(operation))?;
    let answer = shared
        .transport
        .send(request, Limits::new(timeout))
        .await
        .map_err(|error| context.failure(error, timeout))?;
    if answer.status().is_success() {
        return Ok((context, answer));
    }
    let secrets: Vec<&Token> = shared.credentials.secrets().chain(&fetched).collect();
    Err(refused(context, &secrets, answer).await)
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
