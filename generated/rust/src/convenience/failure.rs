//! Why a message failed, from what the provider of its channel says.

use crate::Json;
use crate::messages::MessageSendRequest;
use crate::webhooks::MessageStatusUpdated;

impl MessageSendRequest {
    /// Why the message failed, in the words of the provider, where its status payload says so.
    ///
    /// Gupshup and the WhatsApp Cloud API are understood. Texts may be reworded at any time: show them, but do not branch
    /// on them.
    pub fn failure_reason(&self) -> Option<&str> {
        reason(self.message_status_payload.as_ref()?)
    }
}

impl MessageStatusUpdated {
    /// Why the message failed, in the words of the provider, where its status payload says so: see
    /// [`MessageSendRequest::failure_reason`].
    pub fn failure_reason(&self) -> Option<&str> {
        reason(self.message_status_payload.as_ref()?)
    }
}

/// The reason in the status payload of any provider that is known.
fn reason(payload: &Json) -> Option<&str> {
    words(payload, "/payload/reason").or_else(|| cloud(payload))
}

/// The first error of the WhatsApp Cloud API. Its details say most; title and message are often the same.
fn cloud(payload: &Json) -> Option<&str> {
    let statuses = payload.pointer("/messaging/value/statuses")?.as_array()?;
    let errors = statuses
        .iter()
        .filter_map(|status| status.get("errors")?.as_array());
    errors.flatten().find_map(|error| {
        let places = ["/error_data/details", "/message", "/title"];
        places.into_iter().find_map(|place| words(error, place))
    })
}

fn words<'a>(value: &'a Json, place: &str) -> Option<&'a str> {
    let text = value.pointer(place)?.as_str()?;
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn failed(payload: Json) -> MessageSendRequest {
        let message = json!({ "uuid": "1", "status": "failed", "messageStatusPayload": payload });
        serde_json::from_value(message).unwrap()
    }

    fn cloud(errors: Json) -> MessageSendRequest {
        failed(
            json!({ "messaging": { "value": { "statuses": [{ "status": "failed", "errors": errors }] } } }),
        )
    }

    #[test]
    fn gupshup_gives_a_reason() {
        let message = failed(
            json!({ "type": "failed", "payload": { "code": 1002, "reason": "Unknown number" } }),
        );
        assert_eq!(message.failure_reason(), Some("Unknown number"));
    }

    #[test]
    fn events_give_the_same_reason() {
        let event = json!({ "uuid": "1", "messageStatusPayload": { "payload": { "reason": "Unknown number" } } });
        let event: MessageStatusUpdated = serde_json::from_value(event).unwrap();
        assert_eq!(event.failure_reason(), Some("Unknown number"));
    }

    #[test]
    fn the_cloud_gives_details_or_at_least_a_title() {
        let whole =
            cloud(json!([{ "title": "A", "message": "B", "error_data": { "details": "C" } }]));
        assert_eq!(whole.failure_reason(), Some("C"));
        let bare = cloud(json!([{ "code": 131_047, "title": "A", "message": "" }]));
        assert_eq!(bare.failure_reason(), Some("A"));
    }

    #[test]
    fn other_payloads_give_none() {
        let others = [
            json!(null),
            json!("failed"),
            json!({ "payload": { "ts": 1 } }),
            json!({ "payload": { "reason": 1 } }),
            json!({ "messaging": { "value": { "statuses": {} } } }),
        ];
        for payload in others {
            assert_eq!(failed(payload).failure_reason(), None);
        }
        assert_eq!(cloud(json!([])).failure_reason(), None);
    }
}
