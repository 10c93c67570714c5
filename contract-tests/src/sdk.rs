//! What the checks need to know of an SDK: any SDK that offers this can be checked.

use std::fmt::Debug;
use std::pin::Pin;
use std::time::Duration;

use serde_json::Value;

/// An SDK under test.
pub trait Sdk: Send + Sync {
    /// The types of each operation.
    fn operations(&self) -> Vec<OperationTypes>;

    /// The types that stand for a named schema: the name, and the place of the schema as text.
    fn types(&self) -> Vec<(String, String)>;

    /// Reads a JSON text into a type and writes it back; none if there is no such type.
    fn decode(&self, type_name: &str, json: &[u8]) -> Option<Result<Decoded, String>>;

    /// The JSON Schema that a type reports of itself; none if it reports none.
    fn json_schema(&self, type_name: &str) -> Option<Value>;

    /// The webhooks by their keys, with the types of their bodies.
    fn events(&self) -> Vec<(String, String)>;

    /// Reads the body of a webhook as an event and writes it back, with the name of the event; none if there are no events.
    fn event(&self, json: &[u8]) -> Option<Result<(Option<String>, Decoded), String>>;

    /// Calls an operation through its typed method; the typed answer comes back as JSON. Between attempts no time passes.
    fn call<'a>(&'a self, call: &'a Call) -> Calling<'a>;

    /// Reads the whole list of an operation that answers it in pages; the items come back as a JSON array.
    fn walk<'a>(&'a self, call: &'a Call) -> Calling<'a>;

    /// The client for an address and a token, as its `Debug` shows it.
    fn describe(&self, base_url: &str, token: &str) -> String;
}

/// A call that is under way.
pub type Calling<'a> = Pin<Box<dyn Future<Output = Result<Value, Failure>> + Send + 'a>>;

/// The types that an operation reads and writes.
#[derive(Debug, Clone)]
pub struct OperationTypes {
    /// The operationId.
    pub id: String,
    /// The type of the request body.
    pub request: Option<String>,
    /// The type of each response: status as documented, media type, name.
    pub responses: Vec<(String, String, String)>,
}

/// A JSON text, read and written back.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// What was written.
    pub value: Value,
    /// What `validate()` has to say; empty when it is content.
    pub violations: Vec<String>,
}

/// A call to be made.
#[derive(Debug, Clone)]
pub struct Call {
    /// The address of the service.
    pub base_url: String,
    /// The credential.
    pub token: String,
    /// The operationId.
    pub operation: String,
    /// The values of the parameters by their names.
    pub parameters: Value,
    /// The body as JSON.
    pub body: Option<Vec<u8>>,
    /// How long an attempt may take; none leaves it to the SDK.
    pub timeout: Option<Duration>,
    /// How often it may be sent; none leaves it to the SDK.
    pub attempts: Option<u32>,
}

/// A call that gave an error, as a user of the SDK sees it.
#[derive(Debug, Clone, Default)]
pub struct Failure {
    /// The kind: `invalid_request`, `transport`, `timeout`, `rate_limited`, `api`, `decode`,
    /// `response_too_large`.
    pub kind: &'static str,
    /// The status of the answer.
    pub status: Option<u16>,
    /// How long the service asks to wait.
    pub retry_after: Option<Duration>,
    /// How often the request was sent.
    pub attempts: u32,
    /// Whether the request may have reached the service.
    pub was_sent: bool,
    /// The body of the answer.
    pub body: Option<Vec<u8>>,
    /// The text of the error and of every error below it.
    pub text: String,
    /// The error as its `Debug` shows it.
    pub debug: String,
}

impl Failure {
    /// The texts in which a secret could be.
    pub fn texts(&self) -> [&str; 2] {
        [&self.text, &self.debug]
    }
}

/// An error with the errors below it on one line.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(below) = source {
        text.push_str(": ");
        text.push_str(&below.to_string());
        source = below.source();
    }
    text
}

/// The `Debug` form of a value, also in its long form.
pub fn debug(value: &dyn Debug) -> String {
    format!("{value:?}\n{value:#?}")
}
