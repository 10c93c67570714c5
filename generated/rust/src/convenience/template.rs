//! Messages from templates.

use crate::messages::{MessageContent, MessageType, SendMessage};
use crate::templates::TemplateType;

use super::Recipient;

impl SendMessage {
    /// A message from a template, to somebody who has agreed to receive messages: this is what `optin_contact` says.
    ///
    /// The values of its placeholders and the file of its header are added with [`placeholders`](Self::placeholders) and
    /// [`header`](Self::header).
    ///
    /// ```no_run
    /// # async fn example(client: callbell::Client) -> Result<(), callbell::Error> {
    /// use callbell::messages::SendMessage;
    /// use callbell::templates::TemplateType;
    ///
    /// let message = SendMessage::template("+15550100123", "2d9c4e7fb05a46c1a8e36f0d91b7ca54")
    ///     .placeholders(["Joe"])
    ///     .header(TemplateType::Video, "https://files.example.com/tour.mp4");
    /// let sent = client.messages().send(&message).await?.message;
    /// # let _ = sent;
    /// # Ok(())
    /// # }
    /// ```
    pub fn template(recipient: impl Into<Recipient>, template_uuid: impl Into<String>) -> Self {
        Self::over_whatsapp(recipient.into(), MessageType::Text, MessageContent::new())
            .template_uuid(template_uuid)
            .optin_contact(true)
    }

    /// The values of a template's placeholders, in their order.
    ///
    /// They are `template_values`, and the first one is the text of the message as well: a template whose only value
    /// stands in one of the two places can be accepted and then dropped without a word.
    pub fn placeholders(mut self, values: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let values: Vec<String> = values.into_iter().map(Into::into).collect();
        self.content.text = values.first().cloned();
        self.template_values = Some(values);
        self
    }

    /// The file at a public URL as the header of a template, and with it the type of the message.
    ///
    /// `kind` is the template's own `template_type`.
    pub fn header(mut self, kind: impl Into<TemplateType>, url: impl Into<String>) -> Self {
        self.r#type = match kind.into() {
            TemplateType::Text => MessageType::Text,
            TemplateType::Image => MessageType::Image,
            TemplateType::Video => MessageType::Video,
            TemplateType::Document => MessageType::Document,
            TemplateType::Unknown(kind) => MessageType::Unknown(kind),
        };
        self.content.url = Some(url.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(message: &SendMessage, expected: serde_json::Value) {
        assert_eq!(serde_json::to_value(message).unwrap(), expected);
        message.validate().unwrap();
    }

    #[test]
    fn the_only_value_stands_in_both_places() {
        check(
            &SendMessage::template("1", "t").placeholders(["Joe"]),
            json!({
                "to": "1",
                "from": "whatsapp",
                "type": "text",
                "content": { "text": "Joe" },
                "template_uuid": "t",
                "optin_contact": true,
                "template_values": ["Joe"],
            }),
        );
    }

    #[test]
    fn a_template_without_placeholders_has_no_text() {
        check(
            &SendMessage::template(Recipient::bsuid("b"), "t"),
            json!({
                "bsuid": "b",
                "from": "whatsapp",
                "type": "text",
                "content": {},
                "template_uuid": "t",
                "optin_contact": true,
            }),
        );
    }

    #[test]
    fn the_header_gives_the_type() {
        let url = "https://files.example.com/a";
        let types = ["text", "image", "video", "document", "carousel"];
        for r#type in types {
            let message = SendMessage::template("1", "t")
                .header(TemplateType::from(r#type), url)
                .placeholders(["Joe", "4711"]);
            check(
                &message,
                json!({
                    "to": "1",
                    "from": "whatsapp",
                    "type": r#type,
                    "content": { "text": "Joe", "url": url },
                    "template_uuid": "t",
                    "optin_contact": true,
                    "template_values": ["Joe", "4711"],
                }),
            );
        }
    }
}
