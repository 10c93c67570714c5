//! Messages to send, by what they are.

use crate::messages::{MessageContent, MessageType, SendMessage};
use crate::types::ChannelKind;

use super::Recipient;

/// Messages over WhatsApp; for another kind of channel, change `from`. All but templates arrive only within 24 hours
/// after the contact's last message.
impl SendMessage {
    /// A text.
    ///
    /// ```no_run
    /// # async fn example(client: callbell::Client) -> Result<(), callbell::Error> {
    /// use callbell::messages::SendMessage;
    ///
    /// let message = SendMessage::text("+15550100123", "Hello!").channel_uuid("b3a91c7d40e84c6f95d2e80b6f1a2c34");
    /// let sent = client.messages().send(&message).await?.message;
    /// # let _ = sent;
    /// # Ok(())
    /// # }
    /// ```
    pub fn text(recipient: impl Into<Recipient>, text: impl Into<String>) -> Self {
        let content = MessageContent::new().text(text);
        Self::over_whatsapp(recipient.into(), MessageType::Text, content)
    }

    /// The picture at a public URL.
    pub fn image(recipient: impl Into<Recipient>, url: impl Into<String>) -> Self {
        Self::file(recipient.into(), MessageType::Image, url.into())
    }

    /// The document at a public URL.
    pub fn document(recipient: impl Into<Recipient>, url: impl Into<String>) -> Self {
        Self::file(recipient.into(), MessageType::Document, url.into())
    }

    /// The sound at a public URL, which goes as a document: the service tells by the file what it is.
    pub fn audio(recipient: impl Into<Recipient>, url: impl Into<String>) -> Self {
        Self::file(recipient.into(), MessageType::Document, url.into())
    }

    /// The film at a public URL, which goes as a document: the service tells by the file what it is.
    pub fn video(recipient: impl Into<Recipient>, url: impl Into<String>) -> Self {
        Self::file(recipient.into(), MessageType::Document, url.into())
    }

    /// The text below a file. It is documented for pictures, and the service takes it for other files, too.
    pub fn caption(mut self, text: impl Into<String>) -> Self {
        self.content.text = Some(text.into());
        self
    }

    pub(super) fn over_whatsapp(
        recipient: Recipient,
        r#type: MessageType,
        content: MessageContent,
    ) -> Self {
        recipient.address(Self::new(ChannelKind::Whatsapp, r#type, content))
    }

    fn file(recipient: Recipient, r#type: MessageType, url: String) -> Self {
        Self::over_whatsapp(recipient, r#type, MessageContent::new().url(url))
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
    fn a_text_goes_to_a_number_or_to_an_identifier() {
        check(
            &SendMessage::text("+15550100123", "Hello!"),
            json!({ "to": "+15550100123", "from": "whatsapp", "type": "text", "content": { "text": "Hello!" } }),
        );
        check(
            &SendMessage::text(Recipient::bsuid("bsuid_abc123"), "Hello!"),
            json!({ "bsuid": "bsuid_abc123", "from": "whatsapp", "type": "text", "content": { "text": "Hello!" } }),
        );
    }

    #[test]
    fn files_have_the_type_that_the_service_wants_for_them() {
        let url = "https://files.example.com/a";
        let sent = |r#type: &str| json!({ "to": "1", "from": "whatsapp", "type": r#type, "content": { "url": url } });
        check(&SendMessage::image("1", url), sent("image"));
        check(&SendMessage::document("1", url), sent("document"));
        check(&SendMessage::audio("1", url), sent("document"));
        check(&SendMessage::video("1", url), sent("document"));
    }

    #[test]
    fn a_caption_stands_beside_the_file() {
        check(
            &SendMessage::image("1", "https://files.example.com/a").caption("Our offer"),
            json!({
                "to": "1",
                "from": "whatsapp",
                "type": "image",
                "content": { "text": "Our offer", "url": "https://files.example.com/a" },
            }),
        );
    }
}
