//! The settings from which a client is made.

use std::env::VarError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderName, HeaderValue};

use super::api::{Api, Auth};
use super::base_url::BaseUrl;
use super::error::{Error, InvalidRequest};
use super::handle::{Client, Shared};
use super::network::Network;
use super::token::Token;
use super::transport::Transport;

const ATTEMPT_TIME: Duration = Duration::from_secs(30);
const CONNECT_TIME: Duration = Duration::from_secs(5);
const RESPONSE_BYTES: usize = 32 << 20;

/// Settings of a client, of which the token alone has no default.
///
/// A setting that is not legal is reported by [`build`](ClientBuilder::build).
#[must_use = "settings do nothing until `build` makes a client of them"]
pub struct ClientBuilder {
    api: &'static Api,
    token: Option<Result<Token, InvalidRequest>>,
    base_url: Option<Result<String, InvalidRequest>>,
    allow_http: bool,
    timeout: Duration,
    connect_timeout: Duration,
    max_response_bytes: usize,
    transport: Option<Arc<dyn Transport>>,
}

impl ClientBuilder {
    /// The default settings for an API.
    pub fn new(api: &'static Api) -> ClientBuilder {
        ClientBuilder {
            api,
            token: None,
            base_url: None,
            allow_http: false,
            timeout: ATTEMPT_TIME,
            connect_timeout: CONNECT_TIME,
            max_response_bytes: RESPONSE_BYTES,
            transport: None,
        }
    }

    /// The secret that proves who calls; a leading `Bearer ` is dropped.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(Token::new(&token.into()));
        self
    }

    /// Reads the token from `NAME_API_KEY` and, if it is set, the base URL from `NAME_BASE_URL`.
    #[allow(
        clippy::wrong_self_convention,
        reason = "it bears the name of what a client has"
    )]
    pub fn from_env(mut self) -> Self {
        let name = format!("{}_API_KEY", self.api.env);
        self.token = match variable(&name) {
            Ok(Some(token)) => Some(Token::new(&token).map_err(|flaw| flaw.at(name))),
            Ok(None) => Some(Err(InvalidRequest::new(
                name,
                "is not set in the environment",
            ))),
            Err(flaw) => Some(Err(flaw)),
        };
        self.base_url = variable(&format!("{}_BASE_URL", self.api.env))
            .transpose()
            .or(self.base_url);
        self
    }

    /// Where the API is, in the place of the server that it declares.
    ///
    /// It must be `https`, or `http` to this machine, and have no user name, query or fragment.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(Ok(url.into()));
        self
    }

    /// Whether a base URL may be plain `http` on another machine, where anyone on the way can read
    /// the token; off unless it is asked for.
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// The time for one attempt, from connecting until the last byte of the answer; 30 s by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The time for making a connection; 5 s by default. A [`transport`](Self::transport) of one's
    /// own has its own.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// The size in bytes that an answer may have once decoded; 32 MiB by default.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// What carries the requests, in the place of a pool of connections to the network.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Makes the client.
    ///
    /// It connects through the proxy that `HTTPS_PROXY` or `ALL_PROXY` names, except to this machine.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] when the token is missing or a setting is not legal.
    pub fn build(self) -> Result<Client, Error> {
        let base_url = self.checked_base_url()?;
        let token = self.checked_token()?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => Arc::new(Network::new(&base_url, self.connect_timeout)?),
        };
        Ok(Client::new_shared(Shared {
            api: self.api,
            credentials: credentials(self.api, token.as_ref())?,
            user_agent: user_agent(self.api)?,
            base_url,
            token,
            timeout: self.timeout,
            max_response_bytes: self.max_response_bytes,
            transport,
        }))
    }

    fn checked_base_url(&self) -> Result<BaseUrl, InvalidRequest> {
        let text =
            match &self.base_url {
                Some(text) => text.as_deref().map_err(Clone::clone)?,
                None => self.api.servers.first().ok_or_else(|| {
                    InvalidRequest::new("base URL", "is needed: the API names none")
                })?,
            };
        BaseUrl::parse(text, self.allow_http)
    }

    fn checked_token(&self) -> Result<Option<Token>, InvalidRequest> {
        match &self.token {
            Some(token) => token.clone().map(Some),
            None if self.api.auth.is_empty() => Ok(None),
            None => Err(InvalidRequest::new("token", "is missing")),
        }
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The base URL is not checked yet and may hold a password.
        f.debug_struct("ClientBuilder")
            .field("api", &self.api.name)
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("max_response_bytes", &self.max_response_bytes)
            .finish_non_exhaustive()
    }
}

/// An environment variable; one that is empty counts as not set.
fn variable(name: &str) -> Result<Option<String>, InvalidRequest> {
    match std::env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(InvalidRequest::new(name, "is not UTF-8")),
    }
}

fn credentials(
    api: &Api,
    token: Option<&Token>,
) -> Result<Vec<(HeaderName, HeaderValue)>, InvalidRequest> {
    let token = token.into_iter();
    token
        .flat_map(|token| api.auth.iter().map(move |auth| (token, *auth)))
        .map(|(token, auth)| {
            let prefix = if auth == Auth::Bearer { "Bearer " } else { "" };
            let name = HeaderName::try_from(auth.header())
                .map_err(|_| InvalidRequest::new("token", "has no legal header to stand in"))?;
            Ok((name, token.header(prefix)?))
        })
        .collect()
}

fn user_agent(api: &Api) -> Result<HeaderValue, InvalidRequest> {
    HeaderValue::try_from(format!("{}-rust/{}", api.name, api.version))
        .map_err(|_| InvalidRequest::new("user agent", "is not legal in a header"))
}
