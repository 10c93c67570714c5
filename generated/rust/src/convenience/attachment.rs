//! Where the file of a message is, in whichever form it came.

use crate::types::{Attachment, MediaPayload};

impl Attachment {
    /// The URL of the file. It expires after some minutes, so fetch the file at once.
    pub fn url(&self) -> Option<&str> {
        match self {
            Self::Text(url) => Some(url),
            _ => self.payload()?.url.as_deref(),
        }
    }

    /// The caption of the file. A file that came as its URL alone has none here: its message has the text.
    pub fn caption(&self) -> Option<&str> {
        self.payload()?.meta.as_ref()?.caption.as_deref()
    }

    fn payload(&self) -> Option<&MediaPayload> {
        match self {
            Self::MediaAttachment(file) => file.payload.as_ref(),
            Self::Text(_) | Self::Unknown(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn both_forms_have_a_url() {
        let url = "https://files.example.com/a.png";
        let bare: Attachment = serde_json::from_value(json!(url)).unwrap();
        assert_eq!((bare.url(), bare.caption()), (Some(url), None));
        let media = json!({ "type": "image", "payload": { "url": url, "meta": { "caption": "Our offer" } } });
        let media: Attachment = serde_json::from_value(media).unwrap();
        assert_eq!(
            (media.url(), media.caption()),
            (Some(url), Some("Our offer"))
        );
        let empty: Attachment = serde_json::from_value(json!({ "type": "image" })).unwrap();
        assert_eq!((empty.url(), empty.caption()), (None, None));
    }
}
