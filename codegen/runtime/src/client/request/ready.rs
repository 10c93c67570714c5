//! Puts a request together once all its values are known.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, USER_AGENT};
use http::{HeaderValue, Method};

use super::super::api::Operation;
use super::super::base_url::BaseUrl;
use super::super::error::InvalidRequest;
use super::super::handle::Client;
use super::super::path;
use super::super::retry::Effort;
use super::super::server;
use super::RequestBuilder;

/// What is sent, or the reason why it cannot be.
pub(in super::super) struct Prepared {
    pub(in super::super) client: Client,
    pub(in super::super) operation: &'static Operation,
    pub(in super::super) request: Result<Ready, InvalidRequest>,
    pub(in super::super) effort: Effort,
}

/// A request without its secrets, and the schemes by which it is signed, as indices.
pub(in super::super) type Ready = (http::Request<Bytes>, &'static [usize]);

impl RequestBuilder {
    /// The request, or the first reason why there is none.
    pub(in super::super) fn prepare(mut self) -> Prepared {
        let request = match self.problem.take() {
            Some(problem) => Err(problem),
            None => self.assemble(),
        };
        Prepared {
            client: self.client,
            operation: self.operation,
            request,
            effort: self.effort,
        }
    }

    fn assemble(&mut self) -> Result<Ready, InvalidRequest> {
        path::complete(&self.path)?;
        self.encode_parts()?;
        self.join_cookies()?;
        let shared = self.client.shared();
        let is_empty = self.body.is_empty();
        let mut request = http::Request::new(std::mem::take(&mut self.body));
        *request.uri_mut() = self.base_url()?.join(&self.path, &self.query)?;
        *request.method_mut() = self.operation.method().clone();
        let headers = request.headers_mut();
        headers.insert(
            ACCEPT,
            HeaderValue::from_static(self.operation.media_types()),
        );
        headers.insert(USER_AGENT, shared.user_agent.clone());
        headers.extend(shared.headers.clone());
        headers.extend(std::mem::take(&mut self.headers));
        if is_empty && expects_body(self.operation.method()) {
            // Some servers refuse such a request, with 411, unless it says that nothing comes.
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let schemes = shared.credentials.choose(shared.api, self.operation)?;
        Ok((request, schemes))
    }

    /// The client's base URL, unless the operation has one of its own and the caller has not chosen.
    fn base_url(&self) -> Result<Cow<'_, BaseUrl>, InvalidRequest> {
        let shared = self.client.shared();
        let own = self.operation.own_server();
        let own = own.filter(|server| server.starts_with('/') || !shared.base_is_own);
        let Some(server) = own else {
            return Ok(Cow::Borrowed(&shared.base_url));
        };
        let url = server::filled(server, &shared.variables)?;
        if url.starts_with('/') {
            shared.base_url.with_path(&url).map(Cow::Owned)
        } else {
            BaseUrl::parse(&url, shared.allow_http).map(Cow::Owned)
        }
    }

    fn encode_parts(&mut self) -> Result<(), InvalidRequest> {
        let Some(parts) = self.parts.take() else {
            return Ok(());
        };
        let (body, media_type) = parts.encode();
        self.body = body;
        let illegal = |_| InvalidRequest::new("request body", "has no legal media type");
        self.headers.insert(
            CONTENT_TYPE,
            HeaderValue::try_from(media_type).map_err(illegal)?,
        );
        Ok(())
    }

    /// Joins cookies of the operation with those of the caller, as there may be one such header only.
    fn join_cookies(&mut self) -> Result<(), InvalidRequest> {
        if self.cookies.is_empty() {
            return Ok(());
        }
        let own = self.headers.get(COOKIE);
        let others = own.or(self.client.shared().headers.get(COOKIE));
        let others = others.and_then(|others| others.to_str().ok());
        let all = match others {
            Some(others) => format!("{others}; {}", self.cookies),
            None => std::mem::take(&mut self.cookies),
        };
        let illegal = |_| InvalidRequest::new("cookies", "cannot stand in a header");
        self.headers
            .insert(COOKIE, HeaderValue::try_from(all).map_err(illegal)?);
        Ok(())
    }
}

/// Whether a request of this method usually has a body.
fn expects_body(method: &Method) -> bool {
    matches!(*method, Method::POST | Method::PUT | Method::PATCH)
}
