//! The identifier of a conversation, which occurs in the URL of its page alone.

use crate::messages::SendConversation;
use crate::types::Contact;
use crate::webhooks::Conversation;

impl Contact {
    /// The identifier of the conversation with the contact, where the answer says where its page is.
    pub fn conversation_id(&self) -> Option<&str> {
        last_segment(self.conversation_href.as_deref()?)
    }
}

impl SendConversation {
    /// The identifier of the conversation, where the answer says where its page is.
    pub fn conversation_id(&self) -> Option<&str> {
        last_segment(self.href.as_deref()?)
    }
}

impl Conversation {
    /// The identifier of the conversation, where the event says where its page is.
    pub fn conversation_id(&self) -> Option<&str> {
        last_segment(self.href.as_deref()?)
    }
}

/// The last segment of a URL's path that is not empty.
fn last_segment(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let (_, path) = rest.split(['?', '#']).next()?.split_once('/')?;
    path.rsplit('/').find(|segment| !segment.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_identifier_ends_the_path() {
        let cases = [
            ("https://dash.callbell.eu/chat/0d6f8a1b", Some("0d6f8a1b")),
            ("https://dash.callbell.eu/chat/0d6f8a1b/", Some("0d6f8a1b")),
            (
                "https://dash.callbell.eu/chat/0d6f8a1b?tab=a/b#c/d",
                Some("0d6f8a1b"),
            ),
            ("https://dash.callbell.eu/", None),
            ("https://dash.callbell.eu", None),
            ("https://dash.callbell.eu?a/b", None),
            ("", None),
        ];
        for (url, expected) in cases {
            assert_eq!(last_segment(url), expected, "{url}");
        }
    }

    #[test]
    fn contacts_sent_messages_and_events_have_one() {
        let href = "https://dash.callbell.eu/chat/0d6f8a1b";
        let contact = format!(
            r#"{{"uuid": "1", "href": "https://dash.callbell.eu/contacts/1", "conversationHref": "{href}"}}"#
        );
        let contact: Contact = serde_json::from_str(&contact).unwrap();
        assert_eq!(contact.conversation_id(), Some("0d6f8a1b"));
        let conversation: SendConversation =
            serde_json::from_str(&format!(r#"{{"href": "{href}"}}"#)).unwrap();
        assert_eq!(conversation.conversation_id(), Some("0d6f8a1b"));
        let conversation: Conversation =
            serde_json::from_str(&format!(r#"{{"href": "{href}"}}"#)).unwrap();
        assert_eq!(conversation.conversation_id(), Some("0d6f8a1b"));
    }
}
