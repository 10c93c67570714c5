//! Enumerations: open ones keep what they do not know, closed ones refuse it.

use crate::runtime::codec;
use crate::types::*;
use crate::{fails, keeps, read};

#[test]
fn an_open_enumeration_keeps_an_unknown_text() {
    assert_eq!(read::<Source>("\"facebook\""), Source::Facebook);
    assert_eq!(
        read::<Source>("\"Facebook\""),
        Source::Unknown("Facebook".to_owned())
    );
    keeps::<Source>("\"carrier pigeon\"");
    assert_eq!(
        fails::<Source>("1"),
        "$: expected a string such as `whatsapp`, found a number"
    );
    assert!(codec::validate(&Source::from("new")).is_ok());
}

#[test]
fn a_closed_enumeration_names_what_it_takes() {
    assert_eq!(read::<Command>("\"bot_end\""), Command::End);
    keeps::<Command>("\"bot_start\"");
    let expected = "expected one of `bot_start`, `bot_end`";
    assert_eq!(
        fails::<Command>("\"bot\""),
        format!("$: {expected}, found another string")
    );
    assert_eq!(
        fails::<Command>("null"),
        format!("$: {expected}, found null")
    );
    assert_eq!("stop".parse::<Command>().unwrap_err().to_string(), expected);
    assert_eq!("bot_end".parse::<Command>(), Ok(Command::End));
}

#[test]
fn an_enumeration_that_is_closed_in_the_contract_is_refused_by_validation_alone() {
    assert_eq!(
        read::<Level>("\"LOW\""),
        Level::Up,
        "values may differ in case only"
    );
    keeps::<Level>("\"low\"");
    keeps::<Level>("\"Low\"");
    assert!(codec::validate(&Level::Low).is_ok());
    assert!(codec::validate(&Level::Unknown("LOW".to_owned())).is_ok());
    let error = codec::validate(&vec![Level::from("Low")]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "$[0]: expected one of `low`, `LOW` (enum)"
    );
}

#[test]
fn an_enumeration_is_text() {
    assert_eq!(Source::VALUES, ["whatsapp", "facebook"]);
    assert_eq!(Source::from("x".to_owned()).as_str(), "x");
    assert_eq!(Source::Whatsapp.to_string(), "whatsapp");
    assert_eq!(Command::Start.as_ref(), "bot_start");
    assert_eq!("facebook".parse::<Source>(), Ok(Source::Facebook));
}

#[test]
fn many_values_are_not_all_named() {
    let values: Vec<String> = (0..50).map(|number| number.to_string()).collect();
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let words = codec::one_of(&values);
    assert!(words.ends_with("`8`, `9`, ..."), "{words}");
    assert_eq!(codec::one_of(&["a"]), "`a`");
}

#[test]
fn integers_have_names_and_unknown_ones_are_kept() {
    assert_eq!(read::<Code>("200"), Code::Okay);
    assert_eq!(read::<Code>("-410.0"), Code::Gone);
    assert_eq!(read::<Code>("7"), Code::Unknown(7));
    keeps::<Code>("404");
    assert_eq!(Code::from(-410), Code::Gone);
    assert_eq!(Code::Unknown(5).to_string(), "5");
    assert!(codec::validate(&Code::Unknown(200)).is_ok());
    let refused = codec::validate(&Code::Unknown(5)).unwrap_err().to_string();
    assert!(
        refused.contains("expected one of `200`, `-410`"),
        "{refused}"
    );
    assert_eq!(
        fails::<Code>("9223372036854775808"),
        "$: integer out of range"
    );
    assert_eq!(
        fails::<Code>("1.5"),
        "$: expected an integer, found a number with a fraction"
    );
    assert_eq!(
        fails::<Code>("\"200\""),
        "$: expected an integer, found a string"
    );
}

#[test]
fn a_closed_enumeration_of_integers_names_what_it_takes() {
    assert_eq!(read::<Step>("10"), Step::Ten);
    assert_eq!(fails::<Step>("2"), "$: expected one of `1`, `10`");
    assert_eq!(Step::try_from(1), Ok(Step::One));
    assert_eq!(
        Step::try_from(2).unwrap_err().to_string(),
        "expected one of `1`, `10`"
    );
}
