//! Webhooks and callbacks: requests that the service sends.

use super::{Docs, Name, StatusPattern, TypeId};

/// What the service sends on its own.
#[derive(Debug, Clone, Default)]
pub struct Webhooks {
    /// The webhooks whose bodies have a type, in document order.
    pub hooks: Vec<Webhook>,
    /// The callbacks of operations, likewise.
    pub callbacks: Vec<Webhook>,
    /// How a body tells which event it is, and where the rest stands.
    pub envelope: Option<Envelope>,
    /// How a body proves where it comes from.
    pub signature: Option<Signature>,
    /// What tells the webhooks apart, if anything does; found by the pass `find_events`.
    pub events: Option<Events>,
}

impl Webhooks {
    /// Webhooks and callbacks.
    pub fn all(&self) -> impl Iterator<Item = &Webhook> {
        self.hooks.iter().chain(&self.callbacks)
    }

    /// Every type that they name, for a pass to change.
    pub fn types_mut(&mut self) -> impl Iterator<Item = &mut TypeId> {
        let all = self.hooks.iter_mut().chain(&mut self.callbacks);
        all.map(|hook| &mut hook.ty)
    }
}

/// A request that the service sends.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// Its key in the document.
    pub key: String,
    /// The key as words.
    pub name: Name,
    /// What the document says of it.
    pub docs: Docs,
    /// The type of its body.
    pub ty: TypeId,
    /// The headers and other parameters that come with it.
    pub parameters: Vec<(String, Docs)>,
    /// Where it is sent, as an expression over an operation and its answer; webhooks are sent where the service was told.
    pub url: Option<String>,
    /// Marked as deprecated by the document.
    pub deprecated: bool,
    /// What the document says of its body.
    pub body: Docs,
    /// What the service expects for an answer.
    pub answers: Vec<WebhookAnswer>,
}

/// What the service expects for an answer.
#[derive(Debug, Clone)]
pub struct WebhookAnswer {
    /// Its status.
    pub status: StatusPattern,
    /// What the document says of it.
    pub docs: Docs,
    /// The names of its headers.
    pub headers: Vec<String>,
    /// The media types of its body, and what their schemas are called.
    pub content: Vec<(String, Option<String>)>,
}

/// A body whose inner part may also come alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// The member that names the event.
    pub event: String,
    /// The member that holds the rest.
    pub payload: String,
}

/// A code in a header, made of the body and a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The name of the header.
    pub header: String,
    /// What stands in the header: `{timestamp}` and `{signature}` among other text.
    pub format: String,
    /// What is signed: `{timestamp}` and `{body}` among other text.
    pub signed: String,
    /// How many seconds the timestamp may be off.
    pub tolerance: Option<u64>,
}

/// What tells the webhooks apart.
#[derive(Debug, Clone)]
pub struct Events {
    /// The member of every body whose value names the event.
    pub member: String,
    /// The values of that member, webhook by webhook.
    pub tags: Vec<Vec<String>>,
    /// The types of the inner parts that may come alone, each of them once.
    pub payloads: Vec<TypeId>,
}
