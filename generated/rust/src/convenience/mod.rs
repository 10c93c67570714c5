//! What is written by hand on top of the generated code: no generation touches this folder.
//!
//! Nothing here talks to the service in a way of its own. These are methods of the generated types, for what a schema
//! cannot say:
//!
//! - Messages to send: [`SendMessage::text`], [`image`](SendMessage::image), [`document`](SendMessage::document),
//!   [`audio`](SendMessage::audio), [`video`](SendMessage::video) and [`template`](SendMessage::template), each to a
//!   [`Recipient`].
//! - What became of them: [`MessageStatus::is_delivered`], [`MessageStatus::is_terminal`] and
//!   [`MessageSendRequest::failure_reason`].
//! - The history of a conversation: [`Message::direction`], [`Message::is_system_note`], [`Message::dedupe_key`] and
//!   [`Attachment::url`]. Events have the same methods, and [`MessageLocation::latitude`].
//! - Contacts: [`Contacts::add_tags`], [`Contacts::remove_tags`], [`Contact::conversation_id`],
//!   [`Contact::phone_digits`] and [`Contact::custom_field_choices`].
//! - Channels: [`Channel::is_discarded`].

mod recipient;

mod send;

mod template;

mod delivery;

mod failure;

mod history;

mod dedupe;

mod attachment;

mod location;

mod tags;

mod conversation;

mod phone;

mod custom_field;

mod channel;

#[cfg(doc)]
use crate::contacts::{Contacts, Message};
#[cfg(doc)]
use crate::messages::{MessageSendRequest, SendMessage};
#[cfg(doc)]
use crate::types::{Attachment, Channel, Contact, MessageStatus};
#[cfg(doc)]
use crate::webhooks::MessageLocation;

pub use history::Direction;
pub use phone::digits;
pub use recipient::Recipient;
