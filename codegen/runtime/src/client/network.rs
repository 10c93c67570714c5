//! The transport that talks to real servers, over reqwest.

use std::error::Error as StdError;
use std::io;
use std::sync::OnceLock;
use std::time::Duration;

use bytes::Bytes;
use http::Uri;
use http::uri::{Authority, PathAndQuery};
use reqwest::Url;

use super::base_url::BaseUrl;
use super::body::{Body, Chunks};
use super::error::InvalidRequest;
use super::transport::{
    BoxFuture, Limits, Phase, Sent, Transport, TransportError, TransportErrorKind,
};

const IDLE_TIME: Duration = Duration::from_secs(30);
const IDLE_PER_HOST: usize = 32;

/// A pool of connections.
pub(super) struct Network {
    client: reqwest::Client,
    /// For operations with an encrypted server of their own, where the client does without encryption.
    encrypted: OnceLock<reqwest::Client>,
    connect_timeout: Duration,
    is_bare: bool,
}

impl Network {
    pub(super) fn new(
        base_url: &BaseUrl,
        connect_timeout: Duration,
    ) -> Result<Network, InvalidRequest> {
        let is_bare = base_url.is_loopback() && !base_url.is_encrypted();
        let mut builder = settings(connect_timeout).https_only(base_url.is_encrypted());
        if is_bare {
            builder = without_roots(builder);
        }
        if base_url.is_loopback() {
            // A proxy of the environment cannot know what listens on this machine.
            builder = builder.no_proxy();
        }
        let failed = |error| InvalidRequest::new("transport", cannot_start(&error));
        Ok(Network {
            client: builder.build().map_err(failed)?,
            encrypted: OnceLock::new(),
            connect_timeout,
            is_bare,
        })
    }

    /// The client that can reach the server of a request.
    fn client(&self, request: &reqwest::Request) -> Result<&reqwest::Client, TransportError> {
        if !self.is_bare || request.url().scheme() != "https" {
            return Ok(&self.client);
        }
        if let Some(client) = self.encrypted.get() {
            return Ok(client);
        }
        let client = settings(self.connect_timeout).https_only(true).build();
        let client = client.map_err(head_error)?;
        Ok(self.encrypted.get_or_init(|| client))
    }
}

impl Transport for Network {
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let mut request = of_reqwest(request)?;
            *request.timeout_mut() = Some(limits.timeout);
            let client = self.client(&request)?;
            let mut response = client.execute(request).await.map_err(head_error)?;
            let status = response.status();
            let headers = std::mem::take(response.headers_mut());
            let mut answer = http::Response::new(Body::from_chunks(Received(response)));
            *answer.status_mut() = status;
            *answer.headers_mut() = headers;
            Ok(answer)
        })
    }
}

/// The same request as reqwest has it.
fn of_reqwest(request: http::Request<Bytes>) -> Result<reqwest::Request, TransportError> {
    let (head, body) = request.into_parts();
    let url = Url::parse(&text_of(&head.uri)).map_err(|error| {
        TransportError::new(TransportErrorKind::Other, Sent::No).with_source(error)
    })?;
    let mut request = reqwest::Request::new(head.method, url);
    *request.headers_mut() = head.headers;
    *request.body_mut() = Some(body.into());
    Ok(request)
}

/// The text of a URL, without the detours of its `Display`.
fn text_of(uri: &Uri) -> String {
    let scheme = uri.scheme_str().unwrap_or_default();
    let authority = uri.authority().map_or("", Authority::as_str);
    let target = uri.path_and_query().map_or("", PathAndQuery::as_str);
    [scheme, "://", authority, target].concat()
}

struct Received(reqwest::Response);

impl Chunks for Received {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move { self.0.chunk().await.map_err(body_error) })
    }
}

fn settings(connect_timeout: Duration) -> reqwest::ClientBuilder {
    // A redirect would carry the token and the body to an origin that nobody configured.
    reqwest::Client::builder()
        .connect_timeout(connect_timeout)
        .pool_idle_timeout(IDLE_TIME)
        .pool_max_idle_per_host(IDLE_PER_HOST)
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
}

/// Does without the certificates of the system: reading them takes most of the time of making a client.
#[cfg(feature = "rustls")]
fn without_roots(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    builder.tls_certs_only([])
}

#[cfg(not(feature = "rustls"))]
fn without_roots(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    builder
}

fn cannot_start(error: &reqwest::Error) -> String {
    let cause = causes(error)
        .last()
        .map(ToString::to_string)
        .unwrap_or_default();
    format!("could not be set up: {cause}")
}

/// Names a failure that came before the head of the answer.
fn head_error(error: reqwest::Error) -> TransportError {
    let (kind, sent) = match () {
        () if error.is_builder() => (TransportErrorKind::Other, Sent::No),
        () if error.is_dns() => (TransportErrorKind::Dns, Sent::No),
        () if error.is_connect() => (connect_kind(&error), Sent::No),
        () if error.is_timeout() => (TransportErrorKind::Timeout(Phase::Response), Sent::Maybe),
        () if is_broken(&error) => (TransportErrorKind::Reset, Sent::Maybe),
        () => (TransportErrorKind::Other, Sent::Maybe),
    };
    TransportError::new(kind, sent).with_source(error.without_url())
}

/// Names a failure that came while the body was read.
fn body_error(error: reqwest::Error) -> TransportError {
    let kind = match () {
        () if error.is_timeout() => TransportErrorKind::Timeout(Phase::Body),
        () if is_broken(&error) => TransportErrorKind::Reset,
        () if has_io(&error, &[io::ErrorKind::UnexpectedEof]) => TransportErrorKind::TruncatedBody,
        () => TransportErrorKind::Other,
    };
    TransportError::new(kind, Sent::Maybe).with_source(error.without_url())
}

fn connect_kind(error: &reqwest::Error) -> TransportErrorKind {
    // rustls reports what it dislikes as invalid data, and a hang-up in a handshake as an early end.
    let of_tls = [io::ErrorKind::InvalidData, io::ErrorKind::UnexpectedEof];
    if error.is_timeout() {
        TransportErrorKind::Timeout(Phase::Connect)
    } else if has_io(error, &of_tls) {
        TransportErrorKind::Tls
    } else {
        TransportErrorKind::Connect
    }
}

fn is_broken(error: &reqwest::Error) -> bool {
    // hyper's own type for a hang-up is not reachable from here; its text is.
    has_io(
        error,
        &[
            io::ErrorKind::ConnectionReset,
            io::ErrorKind::ConnectionAborted,
            io::ErrorKind::BrokenPipe,
        ],
    ) || causes(error).any(|cause| {
        cause
            .to_string()
            .starts_with("connection closed before message completed")
    })
}

fn has_io(error: &reqwest::Error, kinds: &[io::ErrorKind]) -> bool {
    causes(error)
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| kinds.contains(&cause.kind()))
}

fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    std::iter::successors(error.source(), |&cause| beneath(cause))
}

/// The next cause; the `source` of an IO error skips the error that it wraps.
fn beneath<'e>(cause: &'e (dyn StdError + 'static)) -> Option<&'e (dyn StdError + 'static)> {
    match cause
        .downcast_ref::<io::Error>()
        .and_then(io::Error::get_ref)
    {
        Some(wrapped) => Some(wrapped),
        None => cause.source(),
    }
}
