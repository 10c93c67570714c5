//! Which way an entry of the history went, and whether a person wrote it.

use crate::contacts::Message;
use crate::types::HistoryStatus;
use crate::webhooks::MessageCreated;

/// Which way a message went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// From the contact.
    Incoming,
    /// To the contact.
    Outgoing,
}

impl HistoryStatus {
    /// Which way the message went: none for a note, and none for a status that is not known, which had better not be
    /// answered like a message of the contact.
    pub fn direction(&self) -> Option<Direction> {
        match self {
            Self::Received => Some(Direction::Incoming),
            Self::Sent => Some(Direction::Outgoing),
            Self::Note | Self::Unknown(_) => None,
        }
    }
}

impl Message {
    /// Which way the message went, told by its status: the numbers of sender and recipient come in either order.
    ///
    /// None for a note, and for a status that is missing or not known.
    pub fn direction(&self) -> Option<Direction> {
        self.status.as_ref()?.direction()
    }

    /// Whether the entry is a note that the service wrote itself, as about an assignment, and not a colleague.
    pub fn is_system_note(&self) -> bool {
        self.status == Some(HistoryStatus::Note)
            && self.uuid.is_none()
            && self.from.is_some()
            && self.from == self.to
    }
}

impl MessageCreated {
    /// Which way the message went, told by its status: the numbers of sender and recipient come in either order.
    ///
    /// None for a status that is missing or not known.
    pub fn direction(&self) -> Option<Direction> {
        self.status.as_ref()?.direction()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_status_alone_tells_the_direction() {
        let cases = [
            ("received", Some(Direction::Incoming)),
            ("sent", Some(Direction::Outgoing)),
            ("note", None),
            ("reaction", None),
        ];
        for (status, direction) in cases {
            let message = json!({ "status": status, "from": "1", "to": "2" });
            let event: MessageCreated = serde_json::from_value(message.clone()).unwrap();
            assert_eq!(event.direction(), direction, "{status}");
            let message: Message = serde_json::from_value(message).unwrap();
            assert_eq!(message.direction(), direction, "{status}");
        }
        assert_eq!(Message::default().direction(), None);
    }

    #[test]
    fn a_note_of_a_person_has_an_identifier_or_two_numbers() {
        let of_system = |message| {
            serde_json::from_value::<Message>(message)
                .unwrap()
                .is_system_note()
        };
        assert!(of_system(
            json!({ "status": "note", "from": "1", "to": "1" })
        ));
        assert!(!of_system(
            json!({ "status": "note", "from": "1", "to": "1", "uuid": "a" })
        ));
        assert!(!of_system(
            json!({ "status": "note", "from": "1", "to": "2" })
        ));
        assert!(!of_system(json!({ "status": "note" })));
        assert!(!of_system(
            json!({ "status": "sent", "from": "1", "to": "1" })
        ));
    }
}
