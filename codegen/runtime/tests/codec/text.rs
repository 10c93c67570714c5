//! JSON text is read as `serde_json` reads it, and members that nobody knows come back as they are.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::runtime::codec;
use crate::types::*;
use crate::{keeps, read};

/// Pieces of which texts are made that are nearly JSON.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    " ",
    "\n",
    "\t",
    "\r",
    "\u{b}",
    "\"",
    "\"a\"",
    "\"uuid\"",
    "\"na\\u006de\"",
    "\"\\ud83d\\ude00\"",
    "\"\\ud83d\"",
    "\"\\x\"",
    "\"\\",
    "\"é\u{1f600}\"",
    "\"\u{1}\"",
    "\"\u{7f}\"",
    "null",
    "nul",
    "true",
    "false",
    "t",
    "0",
    "-0",
    "01",
    "-",
    "1.5",
    "1.",
    ".5",
    "1e5",
    "1E+2",
    "1e",
    "1e400",
    "-1e-400",
    "18446744073709551616",
    "9223372036854775807",
    "+1",
    "NaN",
    "\u{feff}",
    "\"long enough to be looked at in words of eight bytes\"",
    "\"12345678\\n\"",
    "\"1234567\"",
];

fn nearly_json() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..12)
        .prop_map(|pieces| pieces.concat())
}

fn wrapped() -> impl Strategy<Value = String> {
    (
        proptest::sample::select(
            &[
                "@",
                "[@]",
                "{\"a\":@}",
                "[1,@,{}]",
                "{\"uuid\":\"1\",\"x\":@}",
            ][..],
        ),
        nearly_json(),
    )
        .prop_map(|(around, text)| around.replace('@', &text))
}

proptest! {
    #[test]
    fn texts_are_json_for_both_or_for_none(text in wrapped()) {
        let ours = codec::decode::<Value>(text.as_bytes());
        match serde_json::from_str::<Value>(&text) {
            Ok(theirs) => prop_assert_eq!(ours.unwrap(), theirs),
            Err(theirs) => {
                let ours = ours.unwrap_err();
                prop_assert_eq!((ours.line(), ours.column()), (theirs.line(), theirs.column()));
                prop_assert!(theirs.to_string().starts_with(ours.message()), "{} against {}", theirs, ours);
            }
        }
    }

    #[test]
    fn unknown_members_are_judged_like_any_text(text in wrapped()) {
        let whole = format!(r#"{{"known":1,"unknown":{text},"more":2}}"#);
        let ours = codec::decode::<Team>(whole.as_bytes());
        match serde_json::from_str::<Value>(&whole) {
            Ok(theirs) => {
                let ours = ours.unwrap();
                prop_assert_eq!(&codec::to_value(&ours).unwrap(), &theirs);
                let written = codec::encode(&ours).unwrap();
                prop_assert_eq!(&serde_json::from_slice::<Value>(&written).unwrap(), &theirs);
            }
            Err(_) => prop_assert!(ours.is_err()),
        }
    }

    #[test]
    fn texts_of_any_length_are_quoted(before in "[ -~é]{0,20}", special in proptest::sample::select(&["", "\"", "\\", "\n", "\u{1f}", "\u{7f}", "é"][..]), after in "[a-z]{0,20}") {
        let text = format!("{before}{special}{after}");
        let written = codec::encode(&text).unwrap();
        prop_assert_eq!(&written, &serde_json::to_vec(&text).unwrap());
        prop_assert_eq!(codec::decode::<String>(&written).unwrap(), text);
    }
}

#[test]
fn of_two_unknown_members_with_one_name_the_last_counts() {
    for text in [
        r#"{"x":1,"y":2,"x":3}"#,
        r#"{"x":1,"y":2,"\u0078":3}"#,
        r#"{"\u0078":1,"y":2,"x":3}"#,
    ] {
        let team: Team = read(text);
        assert_eq!(codec::to_value(&team).unwrap(), json!({"x":3,"y":2}));
        let written = String::from_utf8(codec::encode(&team).unwrap()).unwrap();
        assert_eq!(written.matches("\"x\"").count(), 1, "{written}");
        assert_eq!(team.extra.get("x"), Some(&json!(3)));
    }
}

#[test]
fn what_is_written_stays_on_one_line() {
    let text = "{\"name\":\"T\",\n \"x\": {\n  \"y\": [1,\r\n 2]\n }, \"z\" : 1}";
    let written = codec::encode(&read::<Team>(text)).unwrap();
    let written = String::from_utf8(written).unwrap();
    assert_eq!(written, r#"{"name":"T","x":{"y":[1,2]},"z":1}"#);
    keeps::<Team>(text);
}

#[test]
fn unknown_members_are_changed_after_they_were_looked_at_and_before() {
    for looks in [false, true] {
        let mut team: Team = read(r#"{"x":1,"y":[true],"a\"b":{}}"#);
        if looks {
            assert_eq!(team.extra.get("y"), Some(&json!([true])));
        }
        assert_eq!(team.extra.insert("x", 2), Some(json!(1)));
        assert_eq!(team.extra.remove("y"), Some(json!([true])));
        let copy = team.clone();
        assert_eq!(copy, team);
        let written = codec::encode(&copy).unwrap();
        assert_eq!(
            serde_json::from_slice::<Value>(&written).unwrap(),
            json!({"x":2,"a\"b":{}})
        );
        team.extra.clear();
        assert_eq!(codec::encode(&team).unwrap(), b"{}");
    }
}

#[test]
fn equal_members_are_equal_in_whatever_form_they_are_kept() {
    let from_text: Team = read(r#"{"x":[1, 2],"y":"é"}"#);
    let from_value: Team = codec::from_value(&json!({"x":[1,2],"y":"é"})).unwrap();
    assert_eq!(from_text, from_value);
    assert_eq!(from_text.extra.len(), 2);
    assert_ne!(from_text, read::<Team>(r#"{"x":[1, 2],"y":"e"}"#));
}
