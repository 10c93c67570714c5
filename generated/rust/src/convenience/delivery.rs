//! Whether anything is still to come of a message.

use crate::types::MessageStatus;

impl MessageStatus {
    /// Whether the message has reached the device of the recipient.
    ///
    /// `enqueued` and `sent` do not say so: the message can still fail.
    pub fn is_delivered(&self) -> bool {
        matches!(self, Self::Delivered | Self::Read)
    }

    /// Whether no other status will follow: the message was read, it failed, or it was deleted.
    ///
    /// A recipient who hides what was read never gets further than `delivered`. Whoever waits for an outcome should
    /// stop there, too, with [`is_delivered`](Self::is_delivered).
    pub fn is_terminal(&self) -> bool {
        matches!(self, Self::Read | Self::Failed | Self::Deleted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_status_says_what_is_still_to_come() {
        let delivered_and_terminal = [
            ("enqueued", false, false),
            ("sent", false, false),
            ("mismatch", false, false),
            ("delivered", true, false),
            ("read", true, true),
            ("failed", false, true),
            ("deleted", false, true),
            ("paused", false, false),
        ];
        for (text, delivered, terminal) in delivered_and_terminal {
            let status = MessageStatus::from(text);
            assert_eq!(
                (status.is_delivered(), status.is_terminal()),
                (delivered, terminal),
                "{text}"
            );
        }
    }
}
