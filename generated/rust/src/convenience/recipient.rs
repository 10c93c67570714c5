//! Whom a message goes to.

use crate::messages::SendMessage;

/// Whom a message goes to.
///
/// Text becomes [`Recipient::To`], since that is what most messages need.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Recipient {
    /// A phone number with its country code, or an identifier on another platform than WhatsApp.
    To(String),
    /// A WhatsApp Business Suite user identifier.
    Bsuid(String),
}

impl Recipient {
    /// A phone number with its country code, or an identifier on another platform than WhatsApp.
    pub fn to(to: impl Into<String>) -> Self {
        Self::To(to.into())
    }

    /// A WhatsApp Business Suite user identifier.
    pub fn bsuid(bsuid: impl Into<String>) -> Self {
        Self::Bsuid(bsuid.into())
    }

    /// Writes the recipient into the member that is meant for it.
    pub(super) fn address(self, message: SendMessage) -> SendMessage {
        match self {
            Self::To(to) => message.to(to),
            Self::Bsuid(bsuid) => message.bsuid(bsuid),
        }
    }
}

impl From<&str> for Recipient {
    fn from(to: &str) -> Self {
        Self::to(to)
    }
}

impl From<String> for Recipient {
    fn from(to: String) -> Self {
        Self::To(to)
    }
}

impl From<&String> for Recipient {
    fn from(to: &String) -> Self {
        Self::to(to)
    }
}
