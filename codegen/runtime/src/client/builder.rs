//! The settings from which a client is made.

use std::env::VarError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderValue};

use super::api::{Api, Auth, RateLimit};
use super::base_url::BaseUrl;
use super::credentials::{self, Credentials, TokenProvider};
use super::error::{Error, InvalidRequest};
use super::handle::{Client, Shared};
use super::header;
use super::network::Network;
use super::pace::Pace;
use super::retry::{Budget, Effort};
use super::server;
use super::timer::{Timer, TokioTimer};
use super::token::Token;
use super::transport::Transport;

const CONNECT_TIME: Duration = Duration::from_secs(5);
const RESPONSE_BYTES: usize = 32 << 20;

/// Settings of a client, of which the token alone has no default.
///
/// A setting that is not legal is reported by [`build`](ClientBuilder::build).
#[must_use = "settings do nothing until `build` makes a client of them"]
pub struct ClientBuilder {
    api: &'static Api,
    credentials: Credentials,
    problem: Option<InvalidRequest>,
    /// The variable in which a secret was looked for in vain.
    unset: Option<String>,
    base_url: Option<String>,
    server: usize,
    variables: Vec<(String, String)>,
    headers: HeaderMap,
    allow_http: bool,
    effort: Effort,
    retry_rate_limited: bool,
    rate_limit: Option<RateLimit>,
    connect_timeout: Duration,
    max_response_bytes: usize,
    transport: Option<Arc<dyn Transport>>,
    timer: Option<Arc<dyn Timer>>,
    holds_to_limit: bool,
}

impl ClientBuilder {
    /// The default settings for an API.
    pub fn new(api: &'static Api) -> ClientBuilder {
        ClientBuilder {
            api,
            credentials: Credentials::default(),
            problem: None,
            unset: None,
            base_url: None,
            server: 0,
            variables: Vec::new(),
            headers: HeaderMap::new(),
            allow_http: false,
            effort: Effort::default(),
            retry_rate_limited: true,
            rate_limit: api.rate_limit.map(RateLimit::with_margin),
            holds_to_limit: true,
            connect_timeout: CONNECT_TIME,
            max_response_bytes: RESPONSE_BYTES,
            transport: None,
            timer: None,
        }
    }

    /// The secret that proves who calls; a leading `Bearer ` is dropped.
    ///
    /// Where the API wants a key as the whole header `authorization`, it is kept as it is, with its scheme: `Token abc`.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        let token = self.shared_token(&token.into());
        if let Some(token) = self.noted(token) {
            self.credentials.token = Some(token);
        }
        self
    }

    /// The user name and password of the scheme `Basic`.
    pub fn basic(mut self, user: impl AsRef<str>, password: impl AsRef<str>) -> Self {
        if let Some(pair) = self.noted(credentials::basic(user.as_ref(), password.as_ref())) {
            self.credentials.basic = Some(pair);
        }
        self
    }

    /// The secret of one scheme, by the name that the API gives it; such a scheme is preferred to others.
    pub fn credential(mut self, scheme: impl Into<String>, secret: impl Into<String>) -> Self {
        let scheme = scheme.into();
        let token = match self.api.auth.iter().find(|(name, _)| *name == scheme) {
            Some((_, auth)) => token_for(auth.takes_scheme(), &secret.into()),
            None => {
                let place = format!("credential `{}`", scheme.escape_debug());
                Err(InvalidRequest::new(place, "is none of the API's"))
            }
        };
        if let Some(token) = self.noted(token) {
            self.credentials.named.push((scheme, token));
        }
        self
    }

    /// What gives the bearer token of each request, such as an OAuth 2 client.
    pub fn token_provider(mut self, provider: impl TokenProvider + 'static) -> Self {
        self.credentials.provider = Some(Arc::new(provider));
        self
    }

    /// Reads the token from `NAME_API_KEY` and, if it is set, the base URL from `NAME_BASE_URL`.
    ///
    /// Where the API knows the scheme `Basic`, `NAME_USERNAME` and `NAME_PASSWORD` are read first.
    #[allow(
        clippy::wrong_self_convention,
        reason = "it bears the name of what a client has"
    )]
    pub fn from_env(mut self) -> Self {
        if self.api.auth.iter().any(|(_, auth)| *auth == Auth::Basic) {
            self = self.basic_from_env();
        }
        let name = format!("{}_API_KEY", self.api.env);
        if let Some(token) = self.variable(&name) {
            let token = self.shared_token(&token).map_err(|flaw| flaw.at(name));
            self.credentials.token = self.noted(token);
        } else {
            self.credentials.token = None;
            self.unset = Some(name);
        }
        let base_url = self.variable(&format!("{}_BASE_URL", self.api.env));
        self.base_url = base_url.or(self.base_url);
        self
    }

    /// Where the API is, in the place of the server that it declares.
    ///
    /// It must be `https`, or `http` to this machine, and have no user name, query or fragment.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Another of the servers that the API declares, counted from 0.
    pub fn server(mut self, index: usize) -> Self {
        self.server = index;
        self
    }

    /// The value of a variable in the URL of the server, in the place of its default; also in those of the servers that
    /// operations have of their own.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    /// Sets a header of all calls, such as the version of the API that is wanted; those of a single call go before it.
    ///
    /// It is sent wherever the client calls, as the token is, and cannot be a header that the client itself writes.
    pub fn header(mut self, name: &str, value: impl AsRef<str>) -> Self {
        let header = header::checked(self.api, None, name, value.as_ref());
        if let Some((name, value)) = self.noted(header) {
            self.headers.insert(name, value);
        }
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
        self.effort.timeout = timeout;
        self
    }

    /// The time for a whole call, with all attempts and the waits between them; 60 s by default.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.effort.deadline = deadline;
        self
    }

    /// How often a call is sent at most; 4 times by default, and 1 means never again.
    ///
    /// A call is sent again after a status of 429, after a failure of which it is certain that nothing was sent, and, if
    /// its operation may be repeated, after 408, 500, 502, 503 and 504 and other failures of the network.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.effort.attempts = attempts;
        self
    }

    /// Whether a call is sent again after a status of 429; it is by default, and all other calls of the client wait
    /// with it.
    pub fn retry_rate_limited(mut self, retry: bool) -> Self {
        self.retry_rate_limited = retry;
        self
    }

    /// Sends no more than this many requests in any span of time, in the place of nine tenths of what the API states.
    pub fn rate_limit(mut self, requests: u32, per: Duration) -> Self {
        self.rate_limit = Some(RateLimit { requests, per });
        self.holds_to_limit = true;
        self
    }

    /// Sends requests as fast as they are made, until the API answers 429.
    pub fn no_rate_limit(mut self) -> Self {
        self.holds_to_limit = false;
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

    /// The clock, and how to wait, in the place of tokio's; such as a [`SkippingTimer`](super::SkippingTimer) in tests.
    pub fn timer(mut self, timer: impl Timer + 'static) -> Self {
        self.timer = Some(Arc::new(timer));
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
        if let Some(problem) = self.problem {
            return Err(problem.into());
        }
        let base_url = self.checked_base_url()?;
        if self.credentials.is_empty() && needs_secret(self.api) {
            return Err(match self.unset {
                Some(variable) => InvalidRequest::new(variable, "is not set in the environment"),
                None => InvalidRequest::new("token", "is missing"),
            }
            .into());
        }
        let transport = match self.transport {
            Some(transport) => transport,
            None => Arc::new(Network::new(&base_url, self.connect_timeout)?),
        };
        Ok(Client::new_shared(Shared {
            api: self.api,
            base_is_own: self.base_url.is_some(),
            headers: self.headers,
            allow_http: self.allow_http,
            variables: self.variables,
            credentials: self.credentials,
            user_agent: user_agent(self.api)?,
            base_url,
            effort: self.effort,
            retry_rate_limited: self.retry_rate_limited,
            max_response_bytes: self.max_response_bytes,
            transport,
            timer: self.timer.unwrap_or_else(|| Arc::new(TokioTimer)),
            pace: Pace::new(self.rate_limit, self.holds_to_limit),
            budget: Budget::new(),
        }))
    }

    fn checked_base_url(&self) -> Result<BaseUrl, InvalidRequest> {
        if let Some(text) = &self.base_url {
            return BaseUrl::parse(text, self.allow_http);
        }
        let needed = |reason| InvalidRequest::new("base URL", reason);
        match self.api.servers.get(self.server) {
            None if self.server > 0 => {
                Err(needed("is needed: the API has no server of that number"))
            }
            None => Err(needed("is needed: the API names none")),
            Some(relative) if relative.starts_with('/') => {
                Err(needed("is needed: the API does not name its host"))
            }
            Some(server) => {
                server::check_names(server, self.api.variables, &self.variables)?;
                let url = server::filled(server, &self.variables)?;
                BaseUrl::parse(&url, self.allow_http)
            }
        }
    }

    /// The secret that serves all schemes, which may stand behind the name of one.
    fn shared_token(&self, text: &str) -> Result<Token, InvalidRequest> {
        let has_scheme = self.api.auth.iter().any(|(_, auth)| auth.takes_scheme());
        token_for(has_scheme, text)
    }

    fn basic_from_env(mut self) -> Self {
        let user = self.variable(&format!("{}_USERNAME", self.api.env));
        let password = self.variable(&format!("{}_PASSWORD", self.api.env));
        match user {
            Some(user) => self.basic(user, password.unwrap_or_default()),
            None => self,
        }
    }

    /// An environment variable; one that cannot be read is a flaw of the settings.
    fn variable(&mut self, name: &str) -> Option<String> {
        let read = variable(name);
        self.noted(read).flatten()
    }

    fn noted<T>(&mut self, outcome: Result<T, InvalidRequest>) -> Option<T> {
        outcome
            .map_err(|problem| self.problem.get_or_insert(problem))
            .ok()
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The base URL is not checked yet and may hold a password.
        f.debug_struct("ClientBuilder")
            .field("api", &self.api.name)
            .field("timeout", &self.effort.timeout)
            .field("attempts", &self.effort.attempts)
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

/// Whether the API as a whole asks for a secret.
fn needs_secret(api: &Api) -> bool {
    !api.security.is_empty() && api.security.iter().all(|set| !set.is_empty())
}

fn token_for(has_scheme: bool, text: &str) -> Result<Token, InvalidRequest> {
    if has_scheme {
        Token::with_scheme(text)
    } else {
        Token::new(text)
    }
}

fn user_agent(api: &Api) -> Result<HeaderValue, InvalidRequest> {
    HeaderValue::try_from(format!("{}-rust/{}", api.name, api.version))
        .map_err(|_| InvalidRequest::new("user agent", "is not legal in a header"))
}
