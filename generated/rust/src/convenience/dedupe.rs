//! A key by which a message that comes twice is known.

use crate::contacts::Message;
use crate::types::{Attachment, HistoryStatus};
use crate::webhooks::MessageCreated;
use crate::{DateTime, Json};

impl Message {
    /// A key that is the same whenever the same message comes again: its identifier or, where it has none, all that
    /// tells it from others.
    ///
    /// Keys can be kept, and compared with those of another run of the program. One without an identifier is as long as
    /// the message.
    pub fn dedupe_key(&self) -> String {
        let texts = [
            self.created_at.as_ref().map(DateTime::as_str),
            self.status.as_ref().map(HistoryStatus::as_str),
            self.from.as_deref(),
            self.to.as_deref(),
            self.text.as_deref(),
        ];
        key(self.uuid.as_deref(), texts, self.attachments.as_deref())
    }
}

impl MessageCreated {
    /// A key that is the same whenever the same message is delivered again: its identifier or, where it has none, all
    /// that tells it from others.
    ///
    /// Keys can be kept, and compared with those of another run of the program. One without an identifier is as long as
    /// the message.
    pub fn dedupe_key(&self) -> String {
        let texts = [
            self.created_at.as_ref().map(DateTime::as_str),
            self.status.as_ref().map(HistoryStatus::as_str),
            self.from.as_deref(),
            self.to.as_deref(),
            self.text.as_deref(),
        ];
        key(self.uuid.as_deref(), texts, self.attachments.as_deref())
    }
}

/// The identifier, or a list of the texts and of the files as JSON, in which no two messages look alike.
fn key(uuid: Option<&str>, texts: [Option<&str>; 5], attachments: Option<&[Attachment]>) -> String {
    if let Some(uuid) = uuid {
        return uuid.to_owned();
    }
    let files = attachments.unwrap_or_default().iter().map(file);
    let texts = texts.into_iter().chain(files);
    Json::Array(texts.map(Json::from).collect()).to_string()
}

/// The place of a file without its query, where its signature is, which is another one each time.
fn file(attachment: &Attachment) -> Option<&str> {
    attachment.url()?.split(['?', '#']).next()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn key_of(message: Json) -> String {
        serde_json::from_value::<Message>(message)
            .unwrap()
            .dedupe_key()
    }

    #[test]
    fn an_identifier_is_the_key() {
        assert_eq!(
            key_of(json!({ "uuid": "wamid.A=", "text": "Hello!" })),
            "wamid.A="
        );
    }

    #[test]
    fn without_one_the_key_holds_what_differs() {
        let message = |text: &str, signature: u8| {
            let url = format!("https://files.example.com/a.jpg?signature={signature}");
            key_of(
                json!({ "createdAt": "2024-03-05T10:15:30Z", "text": text, "attachments": [url] }),
            )
        };
        assert_eq!(message("Hello!", 1), message("Hello!", 2));
        assert_ne!(message("Hello!", 1), message("Hello?", 1));
        assert_eq!(
            message("Hello!", 1),
            r#"["2024-03-05T10:15:30Z",null,null,null,"Hello!","https://files.example.com/a.jpg"]"#
        );
    }
}
