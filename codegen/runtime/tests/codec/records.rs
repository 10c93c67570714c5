//! Records: members that are absent, null, unknown, wrapped, empty, double, renamed, many.

use serde_json::json;

use crate::runtime::codec::{self, Maybe, OneOrMany, record};
use crate::types::*;
use crate::wide::Wide;
use crate::{fails, keeps, read};

const FULL: &str = r#"{"uuid":"1","name":"Ann","phoneNumber":"+39","createdAt":"2024-11-22 21:29:43 +0100",
    "source":"whatsapp","tags":["a","b"],"customFields":{"one":"x","two":["y"],"three":1.5},
    "team":{"name":"T"},"parent":"p","type":3}"#;

#[test]
fn reads_every_member() {
    let contact: Contact = read(FULL);
    assert_eq!(contact.uuid, "1");
    assert_eq!(contact.name.as_deref(), Some("Ann"));
    assert_eq!(
        contact.created_at.unwrap().as_str(),
        "2024-11-22 21:29:43 +0100"
    );
    assert_eq!(contact.source, Some(Source::Whatsapp));
    assert_eq!(contact.tags.unwrap(), ["a", "b"]);
    let fields = contact.custom_fields.unwrap();
    assert_eq!(fields["two"], CustomFieldValue::List(vec!["y".to_owned()]));
    assert_eq!(contact.team.unwrap().name.as_deref(), Some("T"));
    assert_eq!(contact.r#type, Some(3));
    assert!(contact.extra.is_empty());
    keeps::<Contact>(FULL);
}

#[test]
fn absent_members_stay_absent() {
    let text = r#"{"uuid":"1","parent":null}"#;
    let contact: Contact = read(text);
    assert_eq!(
        (contact.name, contact.tags, contact.parent),
        (None, None, None)
    );
    keeps::<Contact>(text);
}

#[test]
fn null_is_told_from_absent() {
    let text = r#"{"uuid":"1","parent":null,"name":null,"tags":null,"team":null}"#;
    keeps::<Contact>(text);
    let mut contact: Contact = read(text);
    contact.name = Some("Ann".to_owned());
    let expected = json!({"uuid":"1","parent":null,"name":"Ann","tags":null,"team":null});
    assert_eq!(
        codec::to_value(&contact).unwrap(),
        expected,
        "a value set later wins"
    );
}

#[test]
fn an_integer_that_is_too_large_is_kept_beside_its_field() {
    for number in ["9223372036854775808", "-123456789012345678901234567890"] {
        let text = format!(r#"{{"uuid":"1","parent":null,"type":{number},"x":1}}"#);
        let mut contact: Contact = read(&text);
        assert_eq!(contact.r#type, None);
        assert!(contact.extra.get("type").unwrap().is_number());
        let written = String::from_utf8(codec::encode(&contact).unwrap()).unwrap();
        assert!(
            written.contains(&format!(r#""type":{number}"#)),
            "{written}"
        );
        let misfit = contact.validate().unwrap_err().to_string();
        assert!(
            misfit.contains("$.type"),
            "the rules for it still hold: {misfit}"
        );
        keeps::<Contact>(&text);
        contact.r#type = Some(3);
        let written = String::from_utf8(codec::encode(&contact).unwrap()).unwrap();
        assert_eq!(
            written, r#"{"uuid":"1","parent":null,"type":3,"x":1}"#,
            "a value set later wins"
        );
    }
    for (text, kept) in [
        (r#"{"type":1e30,"type":2}"#, json!({"type":2})),
        (r#"{"type":2,"type":1e30}"#, json!({"type":1e30})),
        (r#"{"type":1e30,"type":2e30}"#, json!({"type":2e30})),
    ] {
        let text = text.replace('{', r#"{"uuid":"1","parent":null,"#);
        let written = codec::encode(&read::<Contact>(&text)).unwrap();
        let written = String::from_utf8(written).unwrap();
        assert_eq!(written.matches("type").count(), 1, "{written}");
        let written: serde_json::Value = serde_json::from_str(&written).unwrap();
        assert_eq!(written["type"], kept["type"]);
    }
    assert_eq!(
        fails::<Vec<i64>>("[9223372036854775808]"),
        "$[0]: integer out of range",
        "where nothing may be left empty it is an error"
    );
}

#[test]
fn a_required_member_without_value_is_null() {
    let contact: Contact = read(r#"{"uuid":"1","parent":"p"}"#);
    let contact = Contact {
        parent: None,
        ..contact
    };
    assert_eq!(
        codec::to_value(&contact).unwrap(),
        json!({"uuid":"1","parent":null})
    );
    assert_eq!(
        fails::<Contact>(r#"{"uuid":"1"}"#),
        "$: missing member `parent`"
    );
    assert_eq!(
        fails::<Contact>(r#"{"parent":null}"#),
        "$: missing member `uuid`"
    );
}

#[test]
fn three_states_are_kept() {
    for text in [
        r#"{"name":null}"#,
        "{}",
        r#"{"name":"Ann"}"#,
        r#"{"name":"","note":""}"#,
    ] {
        keeps::<UpdateContact>(text);
    }
    let update: UpdateContact = read(r#"{"name":null}"#);
    assert!(update.name.is_null() && !update.name.is_absent() && !update.name.is_value());
    assert_eq!(Maybe::<&str>::from("a").value(), Some("a"));
    assert_eq!(Maybe::<u8>::from(None), Maybe::Null);
    assert_eq!(Maybe::<u8>::from(Some(1)).as_ref(), Maybe::Value(&1));
    assert_eq!(Maybe::<u8>::default(), Maybe::Absent);
}

#[test]
fn unknown_members_are_kept_and_reachable() {
    let text = r#"{"uuid":"1","z":{"deep":[1,null]},"parent":null,"a b":1e2,"":false}"#;
    keeps::<Contact>(text);
    let mut contact: Contact = read(text);
    assert_eq!(contact.extra.len(), 3);
    assert_eq!(contact.extra.get("z"), Some(&json!({"deep":[1,null]})));
    assert_eq!(contact.extra.remove("z"), Some(json!({"deep":[1,null]})));
    assert_eq!(contact.extra.insert("new", 7), None);
    let names: Vec<&str> = contact.extra.iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), 3);
    assert!(names.contains(&"new") && !names.contains(&"z"));
    assert_eq!(codec::to_value(&contact).unwrap()["new"], json!(7));
}

#[test]
fn an_extra_member_never_doubles_a_known_one() {
    let mut contact: Contact = read(FULL);
    contact.extra.insert("uuid", "other");
    contact.tags = None;
    contact.extra.insert("tags", json!(["raw"]));
    let written = String::from_utf8(codec::encode(&contact).unwrap()).unwrap();
    assert_eq!(written.matches("\"uuid\"").count(), 1);
    assert!(written.contains(r#""uuid":"1""#) && written.contains(r#""tags":["raw"]"#));
}

#[test]
fn forms_take_no_part_in_equality() {
    let object: ContactResponse = read(r#"{"contact":{"uuid":"1","parent":null}}"#);
    let array: ContactResponse = read(r#"{"contact":[{"uuid":"1","parent":null}]}"#);
    assert_eq!(object, array);
    let other: ContactResponse = read(r#"{"contact":[{"uuid":"1","parent":null,"x":1}]}"#);
    assert_ne!(object, other);
    assert_eq!(format!("{:?}", other.contact.extra), r#"{"x": Number(1)}"#);
}

#[test]
fn an_array_of_one_stands_for_its_item() {
    keeps::<ContactResponse>(r#"{"contact":[{"uuid":"1","parent":null}]}"#);
    keeps::<ContactResponse>(r#"{"contact":{"uuid":"1","parent":null}}"#);
    keeps::<Team>(r#"{"lead":[{"uuid":"1","parent":null}]}"#);
    keeps::<Team>(r#"{"lead":null}"#);
    let none = fails::<ContactResponse>(r#"{"contact":[]}"#);
    assert_eq!(none, "$.contact: expected one item, found none");
    let two = r#"{"contact":[{"uuid":"1","parent":null},{"uuid":"2","parent":null}]}"#;
    assert_eq!(
        fails::<ContactResponse>(two),
        "$.contact: expected one item, found more"
    );
    let wrong = fails::<ContactResponse>(r#"{"contact":[5]}"#);
    assert_eq!(wrong, "$.contact[0]: expected an object, found a number");
    let number = fails::<ContactResponse>(r#"{"contact":5}"#);
    assert_eq!(number, "$.contact: expected an object, found a number");
}

#[test]
fn loose_members_of_any_type() {
    for text in [
        r#"{"count":[1],"names":[["a"]],"choice":["x"],"text":["t"]}"#,
        r#"{"count":1,"choice":[["x"]],"text":"t"}"#,
        r#"{"text":{},"count":{},"names":{}}"#,
        r#"{"text":[{}],"names":null}"#,
    ] {
        keeps::<Loose>(text);
    }
    let loose: Loose = read(r#"{"text":{},"count":{},"names":{}}"#);
    assert_eq!((loose.text, loose.count, loose.names), (None, None, None));
    assert_eq!(
        fails::<Loose>(r#"{"count":["x"]}"#),
        "$.count[0]: expected an integer, found a string"
    );
    assert_eq!(
        fails::<Loose>(r#"{"text":{"a":1}}"#),
        "$.text: expected a string, found an object"
    );
}

#[test]
fn an_empty_object_stands_for_nothing() {
    let text = r#"{"uuid":"1","parent":null,"team":{}}"#;
    keeps::<Contact>(text);
    let mut contact: Contact = read(text);
    assert_eq!(contact.team, None);
    contact.team = Some(Box::new(read(r#"{"name":"T"}"#)));
    assert_eq!(
        codec::to_value(&contact).unwrap()["team"],
        json!({"name":"T"})
    );
}

#[test]
fn the_last_of_equal_names_wins() {
    let text = r#"{"uuid":"1","uuid":"2","parent":"p","parent":null,"tags":["a"],"tags":["b"],"x":1,"x":2}"#;
    let contact: Contact = read(text);
    let written = codec::to_value(&contact).unwrap();
    assert_eq!(
        written,
        json!({"uuid":"2","parent":null,"tags":["b"],"x":2})
    );
    let contact: Contact =
        read(r#"{"uuid":"1","parent":"p","name":null,"name":"Ann","team":{},"team":{"name":"T"}}"#);
    let written = codec::to_value(&contact).unwrap();
    assert_eq!(
        written,
        json!({"uuid":"1","parent":"p","name":"Ann","team":{"name":"T"}})
    );
    let contact: Contact = read(r#"{"uuid":"1","parent":"p","name":"Ann","name":null}"#);
    assert_eq!(
        codec::to_value(&contact).unwrap(),
        json!({"uuid":"1","parent":"p","name":null})
    );
}

#[test]
fn other_names_are_read_and_kept() {
    for text in [
        r#"{"uuid":"1","parent":null,"phone_number":"+39"}"#,
        r#"{"uuid":"1","parent":null,"phone_number":null}"#,
        r#"{"uuid":"1","parent":null,"phone_number":"+40","phoneNumber":"+39"}"#,
        r#"{"uuid":"1","parent":null,"phone_number":null,"phoneNumber":"+39"}"#,
        r#"{"uuid":"1","parent":null,"phoneNumber":"+39","phone_number":"+40"}"#,
    ] {
        keeps::<Contact>(text);
        let contact: Contact = read(text);
        assert_ne!(
            contact.phone_number.as_deref(),
            Some("+40"),
            "the name that is written by itself wins"
        );
    }
    let both = r#"{"uuid":"1","parent":null,"phone_number":"+40","phoneNumber":"+39"}"#;
    let mut contact: Contact = read(both);
    assert_eq!(contact.extra.remove("phone_number"), Some(json!("+40")));
    codec::decode_value(&mut contact, &serde_json::from_str(both).unwrap()).unwrap();
    assert_eq!(contact.phone_number.as_deref(), Some("+39"));
    assert_eq!(contact.extra.get("phone_number"), Some(&json!("+40")));
}

#[test]
fn typed_members_beside_the_known_ones() {
    keeps::<Scores>(r#"{"owner":"o","x":1,"y z":-2}"#);
    let scores: Scores = read(r#"{"x":1,"owner":"o"}"#);
    assert_eq!(scores.additional["x"], 1);
    assert!(scores.extra.is_empty());
    let wrong = fails::<Scores>(r#"{"owner":"o","x y":"no"}"#);
    assert_eq!(wrong, "$['x y']: expected an integer, found a string");
}

#[test]
fn a_place_that_held_something_is_emptied_first() {
    let mut contact: Contact = read(FULL);
    contact.extra.insert("old", 1);
    codec::decode_into(&mut contact, br#"{"uuid":"2","parent":null}"#).unwrap();
    assert_eq!(
        codec::to_value(&contact).unwrap(),
        json!({"uuid":"2","parent":null})
    );
    let mut scores: Scores = read(r#"{"owner":"o","x":1}"#);
    codec::decode_value(&mut scores, &json!({"owner":"p"})).unwrap();
    assert!(scores.additional.is_empty());
}

#[test]
fn two_hundred_members() {
    let members: serde_json::Map<String, serde_json::Value> = (0..200)
        .filter(|number| number % 7 != 3)
        .map(|number| (format!("member_{number}"), json!(number)))
        .chain([("other".to_owned(), json!(1))])
        .collect();
    let text = serde_json::to_string(&members).unwrap();
    keeps::<Wide>(&text);
    let mut wide: Wide = read(&text);
    assert_eq!(
        (wide.member_198, wide.member_3, wide.member_129),
        (Some(198), None, None)
    );
    codec::decode_into(
        &mut wide,
        br#"{"member_128":null,"member_127":null,"member_199":1,"member_199":2}"#,
    )
    .unwrap();
    let expected = json!({"member_127":null,"member_128":null,"member_199":2});
    assert_eq!(codec::to_value(&wide).unwrap(), expected);
}

#[test]
fn a_list_that_may_stand_as_its_item() {
    for text in [r#""a""#, r#"["a"]"#, r#"["a","b"]"#, "[]"] {
        keeps::<OneOrMany<String>>(text);
    }
    let mut items: OneOrMany<String> = read(r#""a""#);
    assert_eq!(items.as_slice(), ["a"]);
    items.push("b".to_owned());
    assert_eq!(codec::to_value(&items).unwrap(), json!(["a", "b"]));
    assert_eq!(
        fails::<OneOrMany<String>>(r#"["a",1]"#),
        "$[1]: expected a string, found a number"
    );
    assert_eq!(OneOrMany::one(1), OneOrMany::many([1]));
    assert_eq!(OneOrMany::<u8>::from(vec![1, 2]).into_vec(), [1, 2]);
}

#[test]
fn the_notes_cost_two_words() {
    assert_eq!(size_of::<codec::Extra>(), 16);
}

#[derive(Debug, Clone, PartialEq)]
struct Account {
    id: i64,
    name: Option<String>,
    keys: Option<Vec<Key>>,
    extra: codec::Extra,
}

record! { Account { id, name, keys, ..extra } }

#[derive(Debug, Clone, PartialEq)]
struct Key {
    id: i64,
    text: String,
    extra: codec::Extra,
}

record! { Key { id, text, ..extra } }

#[derive(Debug, Clone, PartialEq)]
struct AccountInput {
    name: codec::Maybe<String>,
    keys: Option<Vec<KeyInput>>,
    extra: codec::Extra,
}

record! { AccountInput { name nullable, keys, ..extra } hides "id" }

codec::input! { Account => AccountInput }

#[derive(Debug, Clone, PartialEq)]
struct KeyInput {
    text: String,
    secret: Option<String>,
    extra: codec::Extra,
}

record! { KeyInput { text, secret, ..extra } hides "id" | "since" }

#[derive(Debug, Clone, PartialEq)]
struct LoginInput {
    password: String,
    extra: codec::Extra,
}

record! { LoginInput { password, ..extra } hides "id" }

codec::input! { Account => LoginInput }

#[test]
fn what_was_answered_can_be_sent_after_an_edit() {
    let text = r#"{"id":1,"name":null,"new":2,"keys":[{"id":3,"text":"a","since":"now"}]}"#;
    let mut account = read::<Account>(text);
    account
        .keys
        .iter_mut()
        .flatten()
        .for_each(|key| key.text.push('b'));
    let input = AccountInput::try_from(&account).unwrap();
    assert_eq!(
        codec::to_value(&input).unwrap(),
        json!({ "name": null, "keys": [{ "text": "ab" }], "new": 2 })
    );
}

#[test]
fn what_must_be_sent_and_is_never_answered_is_missed() {
    let account = read::<Account>(r#"{"id":1}"#);
    let error = LoginInput::try_from(&account).unwrap_err();
    assert_eq!(error.to_string(), "$: missing member `password`");
}

#[test]
fn what_an_input_does_not_show_is_kept_and_not_demanded() {
    keeps::<AccountInput>(r#"{"name":"a","id":1}"#);
    keeps::<AccountInput>("{}");
    let input = read::<AccountInput>(r#"{"id":1}"#);
    assert_eq!(input.extra.get("id"), Some(&json!(1)));
}
