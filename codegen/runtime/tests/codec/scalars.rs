//! Scalars: numbers that are exact or refused, text, dates, raw values.

use serde_json::{Number, Value, json};

use crate::runtime::codec::{self, Date, DateTime, JsonText};
use crate::types::Team;
use crate::{fails, keeps, read};

#[test]
fn integers_are_exact() {
    assert_eq!(read::<i64>("-9223372036854775808"), i64::MIN);
    assert_eq!(read::<u64>("18446744073709551615"), u64::MAX);
    assert_eq!(read::<u8>("255"), 255);
    assert_eq!(read::<i8>("-128"), -128);
    keeps::<i64>("9007199254740993");
    keeps::<u64>("18446744073709551615");
}

#[test]
fn an_integer_may_be_written_with_a_fraction() {
    assert_eq!(read::<i64>("1.0"), 1);
    assert_eq!(read::<u8>("2.5e1"), 25);
    assert_eq!(read::<i64>("-0.0"), 0);
    assert_eq!(read::<i64>("1e18"), 1_000_000_000_000_000_000);
    assert_eq!(
        fails::<i64>("1.5"),
        "$: expected an integer, found a number with a fraction"
    );
}

#[test]
fn integers_are_never_wrapped_or_rounded() {
    for text in [
        "9223372036854775808",
        "-9223372036854775809",
        "1e19",
        "1e300",
        "-1e300",
    ] {
        assert_eq!(fails::<i64>(text), "$: integer out of range", "{text}");
    }
    assert_eq!(fails::<u8>("256"), "$: integer out of range");
    assert_eq!(fails::<u8>("-1"), "$: integer out of range");
    assert_eq!(
        fails::<u64>("18446744073709551616"),
        "$: integer out of range"
    );
}

#[test]
fn numbers_keep_what_they_are() {
    for text in [
        "1",
        "1.5",
        "-0.25",
        "18446744073709551615",
        "1e100",
        "9007199254740993",
    ] {
        keeps::<Number>(text);
    }
    keeps::<f64>("1.5");
    assert_eq!(read::<f64>("3"), 3.0);
    assert_eq!(read::<f64>("18446744073709551615"), 18446744073709551615.0);
    assert_eq!(
        fails::<Number>("\"1\""),
        "$: expected a number, found a string"
    );
    assert_eq!(
        fails::<f64>("true"),
        "$: expected a number, found a boolean"
    );
}

#[test]
fn a_number_type_keeps_integers_and_fractions() {
    for text in [
        "1",
        "1.5",
        "-9223372036854775808",
        "18446744073709551615",
        "9007199254740993",
    ] {
        keeps::<codec::Number>(text);
    }
    let large: codec::Number = read("18446744073709551615");
    assert_eq!((large.as_u64(), large.as_i64()), (Some(u64::MAX), None));
    assert_eq!(codec::Number::from(2.5).as_f64(), 2.5);
    assert_eq!(codec::Number::from(7_u8), read("7"));
    let mut infinite = codec::Number::from(f64::INFINITY);
    assert!(codec::encode(&infinite).is_err());
    codec::decode_into(&mut infinite, b"3").unwrap();
    assert_eq!(infinite.to_string(), "3");
    assert_eq!(
        fails::<codec::Number>("[]"),
        "$: expected a number, found an array"
    );
}

#[test]
fn a_number_without_json_form_is_an_error() {
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let error = codec::encode(&vec![vec![1.0], vec![0.0, value]]).unwrap_err();
        assert_eq!(error.path(), "$[1][1]");
        assert_eq!(error.message(), format!("JSON has no {value}"));
        assert!(codec::to_value(&value).is_err());
    }
}

#[test]
fn text_and_raw_values_are_kept() {
    for text in [
        r#""é\n\u0000\ud83d\ude00""#,
        "null",
        "[1,{\"a\":[]}]",
        "{}",
        "\"\"",
        "false",
    ] {
        keeps::<Value>(text);
    }
    keeps::<String>(r#""é\n\u0000\ud83d\ude00""#);
    keeps::<bool>("true");
    keeps::<()>("null");
    assert_eq!(fails::<()>("1"), "$: expected null, found a number");
    assert_eq!(fails::<bool>("null"), "$: expected a boolean, found null");
}

#[test]
fn lists_and_maps_of_anything() {
    keeps::<Vec<Option<i64>>>("[1,null,2]");
    keeps::<std::collections::BTreeMap<String, Vec<bool>>>(r#"{"a":[true],"b c":[]}"#);
    keeps::<Option<i64>>("null");
    keeps::<Box<String>>("\"x\"");
    let error =
        fails::<std::collections::BTreeMap<String, Vec<bool>>>(r#"{"a":[true],"it's":[1]}"#);
    assert_eq!(error, r"$['it\'s'][0]: expected a boolean, found a number");
}

#[test]
fn dates_keep_their_text() {
    for text in [
        "\"2024-11-22T21:29:43.120+01:00\"",
        "\"2024-11-22 21:29:43 +0100\"",
        "\"?\"",
    ] {
        keeps::<DateTime>(text);
        keeps::<Date>(text);
    }
    assert_eq!(
        fails::<DateTime>("1"),
        "$: expected a string, found a number"
    );
    assert_eq!(DateTime::from("x").to_string(), "x");
    assert_eq!(Date::from("y".to_owned()).into_string(), "y");
}

#[cfg(feature = "jiff")]
#[test]
fn dates_are_parsed_on_demand() {
    let expected: jiff::Timestamp = "2024-11-22T20:29:43Z".parse().unwrap();
    for text in [
        "2024-11-22T21:29:43+01:00",
        "2024-11-22T21:29:43.000+01:00",
        "2024-11-22 21:29:43 +0100",
        "2024-11-22 20:29:43.000 +0000",
        "2024-11-22T20:29:43Z",
        "2024-11-22T20:29:43.000Z",
    ] {
        assert_eq!(
            DateTime::from(text).to_timestamp().unwrap(),
            expected,
            "{text}"
        );
    }
    assert_eq!(DateTime::from(expected).as_str(), "2024-11-22T20:29:43Z");
    for text in ["tomorrow", "2024-11-22T20:29:43", "2024-11-22 20:29:43", ""] {
        assert!(DateTime::from(text).to_timestamp().is_err(), "{text}");
    }
    let spaced = DateTime::from("2024-11-22 21:29:43 +0100")
        .to_zoned()
        .unwrap();
    assert_eq!(spaced.offset(), jiff::tz::offset(1));
    let midnight = DateTime::from("2024-11-22").to_zoned().unwrap();
    assert_eq!(midnight.to_string(), "2024-11-22T00:00:00+00:00[UTC]");
    let day = jiff::civil::date(2024, 2, 29);
    assert_eq!(Date::from("2024-02-29").to_civil().unwrap(), day);
    assert_eq!(Date::from(day).as_str(), "2024-02-29");
    assert!(Date::from("2023-02-29").to_civil().is_err());
}

#[test]
fn text_that_holds_json_is_read_on_demand() {
    let text = r#"{"name":"A","x":[1]}"#;
    let held: JsonText<Team> = read(&json!(text).to_string());
    assert_eq!((held.as_str(), held.to_string().as_str()), (text, text));
    let team = held.decode().unwrap();
    assert_eq!(team.name.as_deref(), Some("A"));
    assert_eq!(JsonText::of(&team).unwrap(), held);
    for broken in ["", "{", "[]", "{\"name\":1}"] {
        let kept: JsonText<Team> = read(&json!(broken).to_string());
        assert_eq!(codec::to_value(&kept).unwrap(), json!(broken));
        assert!(kept.decode().is_err(), "{broken}");
    }
    assert_eq!(
        fails::<JsonText<Team>>("{}"),
        "$: expected a string, found an object"
    );
}

#[test]
fn a_tuple_has_a_fixed_number_of_places() {
    type Row = (i64, String, Option<Vec<bool>>);
    assert_eq!(read::<Row>(r#"[1,"a",null]"#), (1, "a".to_owned(), None));
    keeps::<Row>(r#"[1,"a",[true]]"#);
    keeps::<Vec<(Row, f64)>>(r#"[[[1,"a",null],0.5]]"#);
    assert_eq!(fails::<Row>(r#"[1,"a"]"#), "$: expected 3 items, found 2");
    assert_eq!(
        fails::<Row>(r#"[1,"a",null,null]"#),
        "$: expected 3 items, found 4"
    );
    assert_eq!(
        fails::<Row>(r#"[1,"a",[0]]"#),
        "$[2][0]: expected a boolean, found a number"
    );
    assert_eq!(fails::<Row>("{}"), "$: expected an array, found an object");
}
