//! Builds the request of one operation from typed values; what is not legal is never sent.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue};

use super::super::codec::{self, Wire};
use super::api::Operation;
use super::call::Call;
use super::error::InvalidRequest;
use super::handle::Client;
use super::response::Response;
use super::{header, path};

/// A request that is being put together.
///
/// The first value that is not legal is kept, and is what the call returns.
#[must_use = "a request does nothing until it is made a call and awaited"]
#[derive(Clone)]
pub struct RequestBuilder {
    client: Client,
    operation: &'static Operation,
    path: String,
    query: String,
    headers: HeaderMap,
    body: Bytes,
    timeout: Duration,
    problem: Option<InvalidRequest>,
}

impl RequestBuilder {
    pub(super) fn new(client: &Client, operation: &'static Operation) -> RequestBuilder {
        RequestBuilder {
            client: client.clone(),
            timeout: client.shared().timeout,
            operation,
            path: operation.path().to_owned(),
            query: String::new(),
            headers: HeaderMap::new(),
            body: Bytes::new(),
            problem: None,
        }
    }

    /// Puts a value in the place of `{name}` in the path, percent-encoded.
    pub fn path(mut self, name: &str, value: &str) -> Self {
        let filled = path::fill(&mut self.path, name, value);
        self.note(filled);
        self
    }

    /// Adds a pair to the query, percent-encoded; a name may occur more than once.
    pub fn query(mut self, name: &str, value: &str) -> Self {
        if !self.query.is_empty() {
            self.query.push('&');
        }
        self.query.extend(path::encode(name));
        self.query.push('=');
        self.query.extend(path::encode(value));
        self
    }

    /// Adds a pair to the query for each value of a list.
    pub fn query_each<T: ToString>(self, name: &str, values: &[T]) -> Self {
        values.iter().fold(self, |request, value| {
            request.query(name, &value.to_string())
        })
    }

    /// Sets a header, in the place of one of the same name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let set = header::checked(self.client.shared().api, name, value)
            .map(|(name, value)| self.headers.insert(name, value));
        self.note(set);
        self
    }

    /// Sets the body, after its value has passed the checks of its schema.
    pub fn json(mut self, body: &dyn Wire) -> Self {
        match encoded(body) {
            Ok(bytes) => self.body = bytes,
            Err(problem) => self.note(Err::<(), _>(problem)),
        }
        self.headers
            .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        self
    }

    /// Sets the body where there is one.
    pub fn json_opt<T: Wire>(self, body: Option<&T>) -> Self {
        match body {
            Some(body) => self.json(body),
            None => self,
        }
    }

    /// A call whose answer is read from JSON.
    pub fn call<T: Wire>(self) -> Call<T> {
        Call::new(self, |response: Response| response.decode())
    }

    /// A call whose answer has no content that matters.
    pub fn call_empty(self) -> Call<()> {
        Call::new(self, |_| Ok(()))
    }

    pub(super) fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    pub(super) fn operation(&self) -> &'static Operation {
        self.operation
    }

    fn note<T>(&mut self, outcome: Result<T, InvalidRequest>) {
        if let Err(problem) = outcome {
            self.problem.get_or_insert(problem);
        }
    }

    pub(super) fn prepare(mut self) -> Prepared {
        let request = match self.problem.take() {
            Some(problem) => Err(problem),
            None => self.assemble(),
        };
        Prepared {
            client: self.client,
            operation: self.operation,
            request,
            timeout: self.timeout,
        }
    }

    fn assemble(&mut self) -> Result<http::Request<Bytes>, InvalidRequest> {
        path::complete(&self.path)?;
        let shared = self.client.shared();
        let mut request = http::Request::new(std::mem::take(&mut self.body));
        *request.uri_mut() = shared.base_url.join(&self.path, &self.query)?;
        *request.method_mut() = self.operation.method().clone();
        let headers = request.headers_mut();
        headers.insert(
            ACCEPT,
            HeaderValue::from_static(self.operation.media_types()),
        );
        headers.insert(USER_AGENT, shared.user_agent.clone());
        headers.extend(std::mem::take(&mut self.headers));
        if !self.operation.is_anonymous() {
            headers.extend(shared.credentials.iter().cloned());
        }
        Ok(request)
    }
}

impl fmt::Debug for RequestBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestBuilder")
            .field("operation", &self.operation.id())
            .field("method", self.operation.method())
            .field("path", &self.operation.path())
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// What is sent, or the reason why it cannot be.
pub(super) struct Prepared {
    pub(super) client: Client,
    pub(super) operation: &'static Operation,
    pub(super) request: Result<http::Request<Bytes>, InvalidRequest>,
    pub(super) timeout: Duration,
}

fn encoded(body: &dyn Wire) -> Result<Bytes, InvalidRequest> {
    codec::validate(body).map_err(InvalidRequest::from)?;
    let bytes = codec::encode(body)
        .map_err(|error| InvalidRequest::new("request body", error.to_string()))?;
    Ok(Bytes::from(bytes))
}
