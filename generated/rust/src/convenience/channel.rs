//! Whether a channel is still in use.

use crate::types::{Channel, ChannelDiscardedAt};

impl Channel {
    /// Whether the channel is discarded. Lists have discarded channels, too.
    pub fn is_discarded(&self) -> bool {
        !matches!(
            self.discarded_at,
            None | Some(ChannelDiscardedAt::Bool(false))
        )
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn true_and_a_time_say_so_and_nothing_else_does() {
        let cases = [
            (json!(null), false),
            (json!(false), false),
            (json!(true), true),
            (json!("2024-03-05T10:15:30Z"), true),
        ];
        for (value, discarded) in cases {
            let channel = json!({ "uuid": "1", "discardedAt": value });
            let channel: Channel = serde_json::from_value(channel).unwrap();
            assert_eq!(channel.is_discarded(), discarded, "{value}");
        }
        let channel: Channel = serde_json::from_value(json!({ "uuid": "1" })).unwrap();
        assert!(!channel.is_discarded());
    }
}
