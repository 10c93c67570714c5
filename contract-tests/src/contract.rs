//! What a contract promises: its operations, what they take and answer, and the examples of it.

use std::sync::Arc;

use serde_json::Value;

use crate::documents::Documents;
use crate::location::Location;
use crate::pagination::Pagination;
use crate::template::Template;

/// A contract, as far as the checks need it.
#[derive(Debug)]
pub struct Contract {
    /// The files that it was read from.
    pub documents: Arc<Documents>,
    /// The title of the API.
    pub title: String,
    /// The path of the first server's address, without a slash at its end.
    pub base_path: String,
    /// The operations, in the order of the document.
    pub operations: Vec<Operation>,
    /// The webhooks, in the order of the document.
    pub events: Vec<Event>,
    /// The member of a webhook's body that may also come alone.
    pub payload_member: Option<String>,
}

/// A webhook.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its key in the document.
    pub key: String,
    /// Its body.
    pub content: Vec<Content>,
}

/// One operation.
#[derive(Debug, Clone)]
pub struct Operation {
    /// The operationId; where there is none, the method and the path.
    pub id: String,
    /// The method in capitals.
    pub method: String,
    /// The path under the server's address.
    pub path: Template,
    /// The parameters of the operation and of its path item.
    pub parameters: Vec<Parameter>,
    /// The request body, where it has one.
    pub body: Option<Body>,
    /// The responses, in the order of the document.
    pub responses: Vec<Response>,
    /// Whether sending it twice does no more than sending it once.
    pub repeatable: bool,
    /// How the answers are pages of one list, where they are.
    pub pagination: Option<Pagination>,
    /// Where the credential goes, when the operation cannot be called without one.
    pub credential: Option<Credential>,
}

/// A parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// Where it goes.
    pub place: Place,
    /// Whether a request is invalid without it.
    pub required: bool,
    /// The schema of its value.
    pub schema: Option<Location>,
    /// The values that the contract documents.
    pub examples: Vec<Value>,
}

/// The part of a request that a parameter belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A place in the path template.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// A request body.
#[derive(Debug, Clone)]
pub struct Body {
    /// Whether a request is invalid without it.
    pub required: bool,
    /// Its forms.
    pub content: Vec<Content>,
}

/// A response.
#[derive(Debug, Clone)]
pub struct Response {
    /// The status as it is documented: `200`, `2XX`, `default`.
    pub pattern: String,
    /// A status that this response answers for and no other of the operation.
    pub status: u16,
    /// Its forms.
    pub content: Vec<Content>,
}

/// A body in one media type.
#[derive(Debug, Clone)]
pub struct Content {
    /// The media type as it is documented.
    pub media_type: String,
    /// The schema of the body.
    pub schema: Option<Location>,
    /// The examples, in the order of the document.
    pub examples: Vec<Example>,
}

/// A documented payload.
#[derive(Debug, Clone)]
pub struct Example {
    /// The key of the example.
    pub name: String,
    /// The bytes: a file as it is, or a value in the document as JSON.
    pub payload: Vec<u8>,
    /// The file or the place of the value.
    pub source: String,
}

/// Where a credential goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credential {
    /// A header, whose value starts with a prefix.
    Header {
        /// The name in lower case.
        name: String,
        /// What stands before the secret, for example `Bearer `.
        prefix: String,
    },
    /// A member of the query.
    Query(String),
    /// A cookie.
    Cookie(String),
}

impl Contract {
    /// An operation by its identifier.
    pub fn operation(&self, id: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.id == id)
    }

    /// The title as the first part of the names of environment variables.
    pub fn environment(&self) -> String {
        let capital = |letter: char| match letter {
            letter if letter.is_ascii_alphanumeric() => letter.to_ascii_uppercase(),
            _ => '_',
        };
        self.title.trim().chars().map(capital).collect()
    }
}

impl Operation {
    /// The responses to requests that succeed.
    pub fn successes(&self) -> impl Iterator<Item = &Response> {
        self.responses
            .iter()
            .filter(|response| response.is_success())
    }

    /// The documented response that answers for a status: the most particular one.
    pub fn response(&self, status: u16) -> Option<&Response> {
        let exact = status.to_string();
        let range = format!("{}XX", status / 100);
        let find = |pattern: &str| {
            let mut responses = self.responses.iter();
            responses.find(|response| response.pattern.eq_ignore_ascii_case(pattern))
        };
        find(&exact)
            .or_else(|| find(&range))
            .or_else(|| find("default"))
    }
}

impl Response {
    /// Whether it answers for statuses from 200 to 299.
    pub fn is_success(&self) -> bool {
        self.status / 100 == 2
    }

    /// The examples of all forms, in the order of the document.
    pub fn examples(&self) -> impl Iterator<Item = (&Content, &Example)> {
        self.content
            .iter()
            .flat_map(|content| content.examples.iter().map(move |one| (content, one)))
    }
}

impl Content {
    /// Whether the body is JSON.
    pub fn is_json(&self) -> bool {
        is_json(&self.media_type)
    }
}

impl Example {
    /// The payload as a JSON value, when it is one.
    ///
    /// # Errors
    ///
    /// When it is not JSON: the source and what is wrong.
    pub fn json(&self) -> Result<Value, String> {
        let value = serde_json::from_slice(&self.payload);
        value.map_err(|error| format!("{}: not valid JSON: {error}", self.source))
    }
}

/// Whether a media type means JSON.
pub fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}
