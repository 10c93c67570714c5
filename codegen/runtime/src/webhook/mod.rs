//! What the service sends: events, and proof that it was the service that sent them.
#![allow(
    dead_code,
    unused_imports,
    reason = "this folder is shared machinery, of which each SDK uses a part"
)]

use serde_json::{Map, Value};

use super::client::{Error, WebhookFailure};
use super::codec::{self, DecodeError, Wire};

/// Reads the body of a webhook.
///
/// # Errors
///
/// [`Error::Webhook`] where it is no JSON or does not fit the type.
pub fn parse<T: Wire>(body: &[u8]) -> Result<T, Error> {
    codec::decode(body).map_err(misfit)
}

/// Reads an inner part that came alone, as that of the event of this name.
///
/// # Errors
///
/// [`Error::Webhook`] where it is no JSON or does not fit the event.
pub fn from_payload<T: Wire>(
    (event, name): (&str, &str),
    (payload, json): (&str, &[u8]),
) -> Result<T, Error> {
    let json: Value = codec::decode(json).map_err(misfit)?;
    let members = [(event, Value::from(name)), (payload, json)];
    let members = members.map(|(name, value)| (name.to_owned(), value));
    let envelope = Value::Object(Map::from_iter(members));
    codec::from_value(&envelope).map_err(misfit)
}

/// An event as JSON text.
pub fn to_json(event: &dyn Wire) -> String {
    let value = codec::to_value(event).unwrap_or_default();
    value.to_string()
}

fn misfit(error: DecodeError) -> Error {
    WebhookFailure::misfit(error).into()
}
