//! The client that a program holds and clones.

use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, HeaderValue};

use super::api::{Api, Operation};
use super::base_url::BaseUrl;
use super::credentials::Credentials;
use super::pace::Pace;
use super::request::RequestBuilder;
use super::retry::{Budget, Effort};
use super::timer::Timer;
use super::transport::Transport;

/// Calls the operations of an API.
///
/// A clone shares the connections and costs next to nothing.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

impl Client {
    /// Begins a request of an operation.
    pub fn request(&self, operation: &'static Operation) -> RequestBuilder {
        RequestBuilder::new(self, operation)
    }

    pub(super) fn new_shared(shared: Shared) -> Client {
        Client {
            shared: Arc::new(shared),
        }
    }

    pub(super) fn shared(&self) -> &Shared {
        &self.shared
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.shared.api.name)
            .field("base_url", &self.shared.base_url.as_str())
            .field("token", &self.shared.credentials.token)
            .field("timeout", &self.shared.effort.timeout)
            .field("attempts", &self.shared.effort.attempts)
            .field("max_response_bytes", &self.shared.max_response_bytes)
            .finish_non_exhaustive()
    }
}

/// What all clones of a client have in common.
pub(super) struct Shared {
    pub(super) api: &'static Api,
    pub(super) base_url: BaseUrl,
    pub(super) base_is_own: bool,
    pub(super) allow_http: bool,
    /// What is chosen for the variables of servers.
    pub(super) variables: Vec<(String, String)>,
    pub(super) credentials: Credentials,
    pub(super) user_agent: HeaderValue,
    /// What the caller wants every request to have.
    pub(super) headers: HeaderMap,
    pub(super) effort: Effort,
    pub(super) retry_rate_limited: bool,
    pub(super) max_response_bytes: usize,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) timer: Arc<dyn Timer>,
    pub(super) pace: Pace,
    pub(super) budget: Budget,
}
