//! The API as a whole: what it is, where it is served, how a caller proves who it is, and its resources.

use std::time::Duration;

use super::{Assertions, Docs, Name, Operation, TypeId, Types, Webhooks};

/// One API, ready for a back end.
#[derive(Debug, Clone)]
pub struct Api {
    /// Title, version and description.
    pub info: Info,
    /// Where the API is served, first one preferred.
    pub servers: Vec<Server>,
    /// How many requests the service takes, where it says so.
    pub rate_limit: Option<RateLimit>,
    /// How a caller may prove who it is.
    pub security: Vec<Security>,
    /// Sets of security schemes, as indices, any one of which suffices where an operation says nothing of its own.
    pub requirement: Vec<Vec<usize>>,
    /// Operations grouped by tag, in the order in which the document names the tags.
    pub resources: Vec<Resource>,
    /// Requests that the service sends.
    pub webhooks: Webhooks,
    /// Every type that an operation, a webhook or a root reaches.
    pub types: Types,
    /// Types that are wanted for themselves, not because an operation uses them.
    pub roots: Vec<TypeId>,
    /// What must hold beside the types; found once the types are final.
    pub assertions: Assertions,
}

impl Api {
    /// All operations of all resources.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.resources
            .iter()
            .flat_map(|resource| &resource.operations)
    }
}

/// The document's `info`.
#[derive(Debug, Clone)]
pub struct Info {
    /// The title as words, for names made from it.
    pub name: Name,
    /// The title as written.
    pub title: String,
    /// The version of the document.
    pub version: String,
    /// Summary and description.
    pub docs: Docs,
    /// Whom to ask.
    pub contact: Option<Contact>,
    /// Under which licence the API is offered.
    pub license: Option<License>,
    /// Where its terms of service are.
    pub terms: Option<String>,
}

/// Whom to ask about an API.
#[derive(Debug, Clone)]
pub struct Contact {
    /// A name.
    pub name: Option<String>,
    /// A page.
    pub url: Option<String>,
    /// An address for mail.
    pub email: Option<String>,
}

/// The licence of an API, which is not that of a client for it.
#[derive(Debug, Clone)]
pub struct License {
    /// What it is called.
    pub name: Option<String>,
    /// Its SPDX expression.
    pub identifier: Option<String>,
    /// Its text.
    pub url: Option<String>,
}

/// A base URL.
#[derive(Debug, Clone)]
pub struct Server {
    /// The URL with each variable replaced by its default.
    pub url: String,
    /// The URL with `{name=default}` for each variable, and `{name=default|other}` for those of which all values are
    /// known.
    pub template: String,
    /// What the server is for.
    pub docs: Docs,
    /// The variables in its URL.
    pub variables: Vec<ServerVariable>,
}

/// A variable in the URL of a server.
#[derive(Debug, Clone)]
pub struct ServerVariable {
    /// Its name.
    pub name: String,
    /// The values that it may have; none where it may have any.
    pub values: Vec<String>,
    /// What it is for.
    pub docs: Docs,
}

/// How many requests are taken in a span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit {
    /// The number of requests.
    pub requests: u32,
    /// The span of time.
    pub per: Duration,
}

/// One security scheme that an operation may ask for.
#[derive(Debug, Clone)]
pub struct Security {
    /// The key under `securitySchemes`.
    pub id: String,
    /// What is sent.
    pub kind: SecurityKind,
    /// What the document says of it.
    pub docs: Docs,
    /// What kind of token it is.
    pub token_format: Option<String>,
    /// Where a token is given out, as OpenID Connect describes it.
    pub discovery: Option<String>,
    /// The ways in which OAuth 2.0 gives out a token.
    pub flows: Vec<Flow>,
}

/// A way in which OAuth 2.0 gives out a token.
#[derive(Debug, Clone)]
pub struct Flow {
    /// Its name in the document.
    pub name: String,
    /// Its addresses, each under the name of its field.
    pub urls: Vec<(&'static str, String)>,
    /// What a token may be good for, and what the document says of it.
    pub scopes: Vec<(String, Docs)>,
}

/// What a security scheme sends, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecurityKind {
    /// `Authorization: Bearer …`.
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// `Authorization`, with another scheme of this name before the token.
    Scheme(String),
    /// A key in a header of this name.
    HeaderKey(String),
    /// A key in a query parameter of this name.
    QueryKey(String),
    /// A key in a cookie of this name.
    CookieKey(String),
}

/// The operations of one tag, or of paths that begin alike.
#[derive(Debug, Clone)]
pub struct Resource {
    /// The tag as words, without those with which all tags begin; without a tag, the beginning of the paths.
    pub name: Name,
    /// The tag as written; `None` where the operations have none.
    pub tag: Option<String>,
    /// What the document says of the tag.
    pub docs: Docs,
    /// The operations, in document order.
    pub operations: Vec<Operation>,
}
