//! What the compiler knows about an API and its operations, as constants of the SDK.

use std::time::Duration;

use http::Method;

/// The facts of an API that all of its operations share.
#[derive(Debug)]
pub struct Api {
    /// The name of the SDK; the user agent starts with it.
    pub name: &'static str,
    /// The version of the SDK; the user agent ends with it.
    pub version: &'static str,
    /// The prefix of the environment variables, as in `NAME` of `NAME_API_KEY` and `NAME_BASE_URL`.
    pub env: &'static str,
    /// The base URLs that the API declares; the first is the default. `{name=value}` stands for a variable of the URL
    /// and its default, `{name=value|other}` for one that takes no values but these.
    pub servers: &'static [&'static str],
    /// The variables in the URLs of servers that operations have of their own.
    pub variables: &'static [&'static str],
    /// The ways in which a request may prove who sends it, by the names that the API gives them.
    pub auth: &'static [(&'static str, Auth)],
    /// Which of them a request needs, as indices: all of any one set. Empty when the API asks for none.
    pub security: &'static [&'static [usize]],
    /// How many requests it takes, where it says so.
    pub rate_limit: Option<RateLimit>,
}

/// How many requests are taken in any span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit {
    /// The number of requests; 0 counts as 1.
    pub requests: u32,
    /// The span of time.
    pub per: Duration,
}

impl RateLimit {
    /// Nine tenths of it: the requests of a span reach the server somewhat closer together than they were sent.
    pub(super) fn with_margin(self) -> RateLimit {
        let requests = u64::from(self.requests) * 9 / 10;
        RateLimit {
            requests: u32::try_from(requests).unwrap_or(u32::MAX),
            per: self.per,
        }
    }
}

/// A place of a request that carries the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Auth {
    /// The header `authorization`, as `Bearer TOKEN`.
    Bearer,
    /// The header `authorization`, as `Basic` with an encoded user name and password.
    Basic,
    /// The header `authorization`, behind another scheme of this name.
    Scheme(&'static str),
    /// A header of its own that holds the bare token; the name is in lower case.
    Header(&'static str),
    /// A parameter of the query.
    Query(&'static str),
    /// A cookie.
    Cookie(&'static str),
}

impl Auth {
    /// Whether the secret is the whole text of the header `authorization`, the name of a scheme included.
    pub(super) fn takes_scheme(self) -> bool {
        matches!(self, Auth::Header("authorization"))
    }

    /// The name of the header that carries nothing but the secret, in lower case.
    pub(super) fn header(self) -> Option<&'static str> {
        match self {
            Auth::Bearer | Auth::Basic | Auth::Scheme(_) => Some("authorization"),
            Auth::Header(name) => Some(name),
            Auth::Query(_) | Auth::Cookie(_) => None,
        }
    }
}

/// The facts of one operation.
#[derive(Debug)]
pub struct Operation {
    id: &'static str,
    method: Method,
    path: &'static str,
    accept: &'static str,
    schemes: Option<&'static [&'static [usize]]>,
    server: Option<&'static str>,
    repeatable: bool,
}

impl Operation {
    /// An operation by its operationId, its method and its path template, such as `/contacts/{uuid}`.
    ///
    /// What stands between the parameters of the template must be percent-encoded already.
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Operation {
        let repeatable = matches!(
            method,
            Method::GET | Method::HEAD | Method::PUT | Method::DELETE
        );
        Operation {
            id,
            method,
            path,
            accept: "application/json",
            schemes: None,
            server: None,
            repeatable,
        }
    }

    /// Asks for other media types than `application/json`.
    pub const fn accept(mut self, media_types: &'static str) -> Operation {
        self.accept = media_types;
        self
    }

    /// Marks an operation that is called without the token.
    pub const fn anonymous(self) -> Operation {
        self.security(&[])
    }

    /// Names the schemes that it needs in the place of the API's, as in [`Api::security`].
    pub const fn security(mut self, schemes: &'static [&'static [usize]]) -> Operation {
        self.schemes = Some(schemes);
        self
    }

    /// Names a base URL of its own, which holds unless the client is given one; it may have variables, as in
    /// [`Api::servers`], and a path alone is one of the host that the client calls.
    pub const fn server(mut self, url: &'static str) -> Operation {
        self.server = Some(url);
        self
    }

    /// Marks an operation that may be sent twice without doing its work twice, whatever its method.
    pub const fn repeatable(mut self) -> Operation {
        self.repeatable = true;
        self
    }

    /// The operationId.
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The path template, such as `/contacts/{uuid}`.
    pub fn path(&self) -> &'static str {
        self.path
    }

    /// Whether sending it twice does no more than sending it once.
    pub fn is_repeatable(&self) -> bool {
        self.repeatable
    }

    pub(super) fn media_types(&self) -> &'static str {
        self.accept
    }

    pub(super) fn schemes(&self) -> Option<&'static [&'static [usize]]> {
        self.schemes
    }

    pub(super) fn own_server(&self) -> Option<&'static str> {
        self.server
    }
}
