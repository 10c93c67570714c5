//! Unions that stand for events: told apart by a name, and where there is none by what they hold.

use super::runtime::codec::{self, record, text_of, union};
use super::{fails, keeps, read};

#[derive(Debug, Clone, PartialEq)]
enum Event {
    Sent(Sent),
    Bare(Payload),
    Unknown(codec::Json),
}

union! { Event by "event" { Sent = "sent", Bare: bare, ..Unknown } }

#[derive(Debug, Clone, PartialEq)]
enum Payload {
    Letter(Letter),
    Office(Office),
}

union! { Payload { Letter: nearest, Office: nearest } }

#[derive(Debug, Clone, PartialEq)]
struct Sent {
    event: String,
    payload: Letter,
    extra: codec::Extra,
}

record! { Sent { event "event", payload "payload", ..extra } }

#[derive(Debug, Clone, PartialEq)]
struct Letter {
    to: Option<String>,
    text: Option<String>,
    extra: codec::Extra,
}

record! { Letter { to "to", text "text", ..extra } }

#[derive(Debug, Clone, PartialEq)]
struct Office {
    to: Option<String>,
    town: Option<String>,
    rooms: Option<i64>,
    extra: codec::Extra,
}

record! { Office { to "to", town "town", rooms "rooms", ..extra } }

#[test]
fn a_name_chooses_the_event() {
    let text = r#"{"event":"sent","payload":{"to":"a"},"more":1}"#;
    let event = read::<Event>(text);
    assert_eq!(text_of(&event, "event"), Some("sent"));
    assert!(matches!(event, Event::Sent(_)));
    assert_eq!(
        fails::<Event>(r#"{"event":"sent","payload":{"to":1}}"#),
        "$.payload.to: expected a string, found a number"
    );
}

#[test]
fn another_name_is_kept() {
    let text = r#"{"event":"burnt","payload":{"to":"a"}}"#;
    let event = read::<Event>(text);
    assert_eq!(text_of(&event, "event"), Some("burnt"));
    assert!(matches!(event, Event::Unknown(_)));
    assert!(codec::validate(&event).is_ok());
}

#[test]
fn without_a_name_the_members_choose() {
    let letter = read::<Event>(r#"{"to":"a","text":"b"}"#);
    assert!(matches!(letter, Event::Bare(Payload::Letter(_))));
    assert_eq!(text_of(&letter, "event"), None);
    let office = read::<Event>(r#"{"to":"a","town":"b","rooms":2}"#);
    assert!(matches!(office, Event::Bare(Payload::Office(_))));
    // What does not fit the nearest may fit another.
    let letter = read::<Event>(r#"{"to":"a","town":1,"rooms":2}"#);
    assert!(matches!(letter, Event::Bare(Payload::Letter(_))));
    // Equally near, the first counts.
    let letter = read::<Event>(r#"{"to":"a"}"#);
    assert!(matches!(letter, Event::Bare(Payload::Letter(_))));
}

#[test]
fn nothing_is_lost() {
    for text in [
        r#"{"event":"sent","payload":{"to":null,"x":[]},"y":{}}"#,
        r#"{"event":"burnt","payload":1}"#,
        r#"{"event":7,"to":"a"}"#,
        r#"{"to":5,"town":6}"#,
        "[]",
        "null",
    ] {
        keeps::<Event>(text);
    }
}
