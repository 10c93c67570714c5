//! Errors: the place, the words, the kind; no text makes the reader crash.

use serde_json::{Value, json};

use crate::fails;
use crate::runtime::codec::{self, DecodeErrorKind};
use crate::types::*;

#[test]
fn an_error_names_the_place() {
    for (text, message) in [
        (
            r#"{"contact":{"uuid":1}}"#,
            "$.contact.uuid: expected a string, found a number",
        ),
        (
            r#"{"contact":{"uuid":null}}"#,
            "$.contact.uuid: expected a string, found null",
        ),
        (
            r#"{"contact":{"uuid":"1","tags":["a",{}]}}"#,
            "$.contact.tags[1]: expected a string, found an object",
        ),
        (
            r#"{"contact":{"uuid":"1","customFields":{"a b":{}}}}"#,
            "$.contact.customFields['a b']: expected a string, an array or a number, found an object",
        ),
        (
            r#"{"contact":[{"uuid":"1","team":{"lead":[{"uuid":[]}]}}]}"#,
            "$.contact[0].team.lead[0].uuid: expected a string, found an array",
        ),
        (
            r#"{"contact":{"uuid":"1","phone_number":1}}"#,
            "$.contact.phone_number: expected a string, found a number",
        ),
        (
            r#"{"contact":"x"}"#,
            "$.contact: expected an object, found a string",
        ),
        ("[]", "$: expected an object, found an array"),
        ("{}", "$: missing member `contact`"),
        (
            r#"{"contact":{"uuid":"1","type":"x","parent":null}}"#,
            "$.contact.type: expected an integer, found a string",
        ),
    ] {
        assert_eq!(fails::<ContactResponse>(text), message);
    }
}

#[test]
fn an_error_has_a_position() {
    let text = b"{\n  \"contact\": {\n    \"uuid\": 17\n  }\n}";
    let error = codec::decode::<ContactResponse>(text).unwrap_err();
    assert_eq!((error.line(), error.kind()), (3, DecodeErrorKind::Data));
    assert!(error.column() > 10, "{}", error.column());
    let shown = error.to_string();
    assert!(
        shown.starts_with("$.contact.uuid: expected a string, found a number at line 3 column "),
        "{shown}"
    );
    let error = codec::from_value::<ContactResponse>(&json!({})).unwrap_err();
    assert_eq!(error.to_string(), "$: missing member `contact`");
}

#[test]
fn an_error_shows_no_value() {
    let error = codec::decode::<Vec<bool>>(br#"["secret"]"#).unwrap_err();
    assert!(!error.to_string().contains("secret"), "{error}");
    let error = codec::decode::<Command>(br#""secret""#).unwrap_err();
    assert!(!error.to_string().contains("secret"), "{error}");
}

#[test]
fn truncated_is_told_from_malformed() {
    let kind = |text: &str| {
        codec::decode::<ContactResponse>(text.as_bytes())
            .unwrap_err()
            .kind()
    };
    for text in [
        "",
        " ",
        "{",
        r#"{"contact":{"uuid":"1"#,
        r#"{"contact":{"uuid":"1","x":[1,"#,
        r#"{"contact""#,
    ] {
        assert_eq!(kind(text), DecodeErrorKind::Truncated, "{text}");
    }
    for text in [
        "<html>",
        r#"{"contact":{"uuid":'1'}}"#,
        r#"{"contact":{"uuid":"1",}}"#,
        "{]",
    ] {
        assert_eq!(kind(text), DecodeErrorKind::Syntax, "{text}");
    }
    let full = r#"{"contact":{"uuid":"1","tags":["a"],"x":{"y":[1.5,true]},"parent":null}}"#;
    for end in 0..full.len() {
        assert_eq!(
            kind(&full[..end]),
            DecodeErrorKind::Truncated,
            "{}",
            &full[..end]
        );
    }
    let error = codec::decode::<ContactResponse>(br#"{"contact":{"uuid":"1"#).unwrap_err();
    assert_eq!(error.path(), "$.contact.uuid");
}

#[test]
fn nothing_may_follow_the_value() {
    let error = codec::decode::<i64>(b"1 2").unwrap_err();
    assert_eq!((error.kind(), error.path()), (DecodeErrorKind::Syntax, "$"));
    assert_eq!(codec::decode::<i64>(b" 1\n\t ").unwrap(), 1);
}

#[test]
fn text_that_is_not_unicode_is_an_error() {
    let error = codec::decode::<Vec<String>>(b"[\"a\",\n \"\xff\"]").unwrap_err();
    assert_eq!(error.to_string(), "$: is not UTF-8 at line 2 column 3");
    assert_eq!(error.kind(), DecodeErrorKind::Syntax);
    let error = codec::decode::<String>(b"\"a\xc3").unwrap_err();
    assert_eq!(
        (error.kind(), error.column()),
        (DecodeErrorKind::Truncated, 3)
    );
    assert!(codec::decode::<Value>(b"\"\\ud800\"").is_err());
}

#[test]
fn deep_nesting_is_an_error_and_no_crash() {
    for opening in [
        "[",
        r#"{"a":"#,
        r#"{"lead":"#,
        r#"{"contact":["#,
        r#"{"petType":"cat","friend":"#,
    ] {
        let text = opening.repeat(100_000);
        let bytes = text.as_bytes();
        assert!(codec::decode::<Value>(bytes).is_err());
        assert!(codec::decode::<Team>(bytes).is_err());
        assert!(codec::decode::<ContactResponse>(bytes).is_err());
        assert!(codec::decode::<Pet>(bytes).is_err());
        assert!(codec::decode::<Vec<Pet>>(bytes).is_err());
    }
}

#[test]
fn nesting_that_json_readers_take_is_taken() {
    let nested = |levels: usize| {
        let opening = r#"{"petType":"cat","friend":"#.repeat(levels);
        format!(r#"{opening}{{"petType":"cat"}}{}"#, "}".repeat(levels))
    };
    crate::keeps::<Pet>(&nested(126));
    assert!(codec::decode::<Pet>(nested(127).as_bytes()).is_err());
}

#[test]
fn deep_values_in_memory_are_an_error_too() {
    let mut value = json!({"petType": "cat"});
    for _ in 0..200 {
        value = json!({"petType": "cat", "friend": value});
    }
    let error = codec::from_value::<Pet>(&value).unwrap_err();
    assert_eq!(error.message(), "nested deeper than 127 levels");
}

#[test]
fn names_in_paths_stay_on_one_line() {
    let name = format!("a\n'\\{}", "x".repeat(500));
    let text = json!({"owner": "o", name: "no"}).to_string();
    let message = fails::<Scores>(&text);
    assert!(message.starts_with(r"$['a\n\'\\xxx"), "{message}");
    assert!(!message.contains('\n') && message.len() < 200, "{message}");
}
