//! Unions: chosen by kind, by discriminator, by trial.

use serde_json::json;

use crate::runtime::codec::{self, record, union};
use crate::types::*;
use crate::{fails, keeps, read};

#[test]
fn the_kind_of_the_value_chooses() {
    assert_eq!(
        read::<CustomFieldValue>("\"x\""),
        CustomFieldValue::String("x".to_owned())
    );
    assert_eq!(
        read::<CustomFieldValue>("[]"),
        CustomFieldValue::List(Vec::new())
    );
    assert_eq!(
        read::<CustomFieldValue>("5"),
        CustomFieldValue::Number(5.into())
    );
    for text in ["\"\"", "[\"a\"]", "1.5", "0"] {
        keeps::<CustomFieldValue>(text);
    }
    let message = fails::<CustomFieldValue>("null");
    assert_eq!(
        message,
        "$: expected a string, an array or a number, found null"
    );
    assert_eq!(
        fails::<CustomFieldValue>("[\"a\",1]"),
        "$[1]: expected a string, found a number"
    );
}

/// A date, or nothing in two ways.
#[derive(Debug, Clone, PartialEq)]
enum Due {
    Date(String),
    Never,
    Null,
    Days(i64),
}

union! {
    Due { Never: string is "never", Date: string, Null: null is null, Days: integer }
}

/// A word, or another value.
#[derive(Debug, Clone, PartialEq)]
enum Word {
    Empty,
    Unknown(codec::Json),
}

union! { Word { Empty: string is "", ..Unknown refused } }

#[test]
fn a_case_may_be_one_value_and_hold_nothing() {
    assert_eq!(read::<Due>("\"never\""), Due::Never);
    assert_eq!(
        read::<Due>("\"2024-01-01\""),
        Due::Date("2024-01-01".to_owned())
    );
    assert_eq!(read::<Due>("null"), Due::Null);
    assert_eq!(read::<Due>("3"), Due::Days(3));
    for text in ["\"never\"", "\"\"", "null", "3"] {
        keeps::<Due>(text);
    }
    assert_eq!(
        fails::<Due>("[]"),
        "$: expected a string, null or an integer, found an array"
    );
    assert_eq!(read::<Word>("\"\""), Word::Empty);
    assert_eq!(read::<Word>("\"x\""), Word::Unknown(json!("x")));
    assert!(Word::Empty.validate().is_ok());
    assert!(read::<Word>("\"x\"").validate().is_err());
}

#[test]
fn a_case_of_one_text_takes_no_other() {
    #[derive(Debug, Clone, PartialEq)]
    enum Only {
        Empty,
        Number(i64),
    }
    union! { Only { Empty: string is "", Number: integer } blank Empty is "" }
    assert_eq!(read::<Only>("\"\""), Only::Empty);
    assert_eq!(
        fails::<Only>("\"x\""),
        "$: expected an empty string, found another string"
    );
}

#[test]
fn the_discriminator_chooses() {
    assert!(matches!(read::<Pet>(r#"{"petType":"cat"}"#), Pet::Cat(_)));
    assert!(matches!(
        read::<Pet>(r#"{"petType":"kitten"}"#),
        Pet::Cat(_)
    ));
    assert!(matches!(
        read::<Pet>(r#"{"barks":true,"petType":"dog"}"#),
        Pet::Dog(_)
    ));
    for text in [
        r#"{"petType":"kitten","friend":{"petType":"dog","barks":true,"age":3},"x":null}"#,
        r#"{"petType":"fish","scales":1}"#,
        r#"{"noType":1}"#,
        r#"{"petType":7}"#,
        "[1]",
        "null",
    ] {
        keeps::<Pet>(text);
    }
    let nested = r#"{"petType":"cat","friend":{"petType":"dog","barks":1}}"#;
    assert_eq!(
        fails::<Pet>(nested),
        "$.friend.barks: expected a boolean, found a number"
    );
}

#[derive(Debug, Clone, PartialEq)]
enum Strict {
    Cat(Cat),
    Dog(Dog),
}

union! { Strict by "petType" { Cat = "cat", Dog = "dog" } }

#[test]
fn a_closed_union_names_what_it_takes() {
    keeps::<Strict>(r#"{"petType":"dog","barks":true}"#);
    let message = fails::<Strict>(r#"{"petType":"fish"}"#);
    assert_eq!(message, "$: expected one of `cat`, `dog` at `petType`");
    assert_eq!(
        fails::<Strict>("[]"),
        "$: expected an object, found an array"
    );
}

#[derive(Debug, Clone, PartialEq)]
enum Animal {
    Cat(Box<Feline>),
    Dog(Dog),
    Other(Box<Base>),
}

union! { Animal by "petType" { Cat = "cat", Dog = "dog" } else Other }

#[derive(Debug, Clone, PartialEq)]
struct Feline {
    friend: Option<Animal>,
    lives: Option<i64>,
    extra: codec::Extra,
}

record! { Feline { friend, lives, ..extra } }

#[derive(Debug, Clone, PartialEq)]
struct Base {
    friend: Option<Animal>,
    name: Option<String>,
    extra: codec::Extra,
}

record! { Base { friend, name, ..extra } }

#[test]
fn what_no_case_takes_has_what_all_have_in_common() {
    for (text, is_other) in [
        (r#"{"petType":"cat","lives":9}"#, false),
        (r#"{"petType":"fish","name":"Wanda","scales":1}"#, true),
        (r#"{"petType":7}"#, true),
        (r#"{"name":"Nobody"}"#, true),
        (r#"{"petType":"cat","lives":"nine"}"#, true),
    ] {
        keeps::<Animal>(text);
        assert_eq!(matches!(read(text), Animal::Other(_)), is_other, "{text}");
    }
    assert_eq!(
        fails::<Animal>(r#"{"petType":"fish","name":1}"#),
        "$.name: expected a string, found a number"
    );
    assert_eq!(fails::<Animal>("null"), "$: expected an object, found null");
}

#[test]
fn a_value_that_does_not_fit_the_case_it_names_is_refused_by_validation() {
    let valid = [
        r#"{"petType":"cat","lives":9}"#,
        r#"{"petType":"fish"}"#,
        "{}",
    ];
    for text in valid {
        assert!(codec::validate(&read::<Animal>(text)).is_ok(), "{text}");
    }
    let misfit = read::<Animal>(r#"{"friend":{"petType":"cat","lives":"nine"}}"#);
    let error = codec::validate(&misfit).unwrap_err();
    assert_eq!(
        error.to_string(),
        "$.friend: does not fit Animal::Cat, as `petType` says (discriminator)"
    );
}

#[test]
fn a_misfit_deep_inside_is_found_in_time() {
    let begin = std::time::Instant::now();
    let deep = (0..100).fold("1".to_owned(), |text, _| {
        format!(r#"{{"petType":"cat","friend":{text}}}"#)
    });
    assert!(codec::decode::<Animal>(deep.as_bytes()).is_err());
    assert!(begin.elapsed().as_secs() < 5);
}

#[derive(Debug, Clone, PartialEq)]
enum Id {
    Number(i64),
    Short(Short),
    Text(String),
    Rest(codec::Json),
}

union! { Id { Number: integer, Short: string, Text: string, ..Rest refused } }

#[derive(Debug, Clone, PartialEq)]
struct Short(String);

codec::newtype! { Short check check_short }

fn check_short(place: &codec::Place<'_>) {
    place.max_length(3);
}

#[test]
fn the_first_valid_case_is_taken() {
    assert_eq!(read::<Id>("\"abc\""), Id::Short(Short("abc".to_owned())));
    assert_eq!(read::<Id>("\"abcd\""), Id::Text("abcd".to_owned()));
    assert_eq!(read::<Id>("4.0"), Id::Number(4));
    assert_eq!(read::<Id>("4.5"), Id::Rest(json!(4.5)));
    let beyond = "99999999999999999999";
    assert_eq!(read::<Id>(beyond), Id::Rest(read(beyond)));
}

#[test]
fn what_a_closed_contract_does_not_know_is_refused_by_validation() {
    assert!(codec::validate(&read::<Id>("1")).is_ok());
    let error = codec::validate(&read::<Vec<Id>>("[1,true]")).unwrap_err();
    assert_eq!(error.to_string(), "$[1]: fits no case of Id (oneOf)");
}

#[derive(Debug, Clone, PartialEq)]
enum Only {
    Short(Short),
    Other(Box<Short>),
}

union! { Only { Short: string, Other: string } }

#[test]
fn an_invalid_case_is_better_than_none() {
    assert_eq!(
        read::<Only>("\"long text\""),
        Only::Short(Short("long text".to_owned()))
    );
    assert!(codec::validate(&read::<Only>("\"long text\"")).is_err());
}

#[derive(Debug, Clone, PartialEq)]
enum Expression {
    And(Box<And>),
    Or(Box<Or>),
    Literal(Literal),
}

union! { Expression { And: object, Or: object, Literal: object } blank Literal }

#[derive(Debug, Clone, PartialEq)]
struct And {
    left: Expression,
    right: Expression,
    and: bool,
    extra: codec::Extra,
}

record! { And { left "left", right "right", and "and", ..extra } }

#[derive(Debug, Clone, PartialEq)]
struct Or {
    left: Expression,
    right: Expression,
    or: bool,
    extra: codec::Extra,
}

record! { Or { left "left", right "right", or "or", ..extra } }

#[derive(Debug, Clone, PartialEq)]
struct Literal {
    value: i64,
    extra: codec::Extra,
}

record! { Literal { value "value", ..extra } }

#[test]
fn a_recursive_union_is_read() {
    let text = r#"{"left":{"value":1},"right":{"left":{"value":2},"right":{"value":3},"or":true},"and":true}"#;
    keeps::<Expression>(text);
    let Expression::And(and) = read(text) else {
        panic!("an and")
    };
    assert!(matches!(and.right, Expression::Or(_)));
    assert_eq!(
        fails::<Expression>("{}"),
        "$: fits no case of Expression: missing member `left`"
    );
}

#[derive(Debug, Clone, PartialEq)]
enum Chain {
    First(Box<First>),
    Second(Box<Second>),
    End(bool),
}

union! { Chain { First: object, Second: object, End: boolean } blank End }

#[derive(Debug, Clone, PartialEq)]
struct First {
    next: Chain,
    tail: FirstTail,
    extra: codec::Extra,
}

record! { First { next "next", tail "tail", ..extra } }

#[derive(Debug, Clone, PartialEq)]
struct Second {
    next: Chain,
    tail: SecondTail,
    extra: codec::Extra,
}

record! { Second { next "next", tail "tail", ..extra } }

#[derive(Debug, Clone, PartialEq)]
struct FirstTail {
    first: bool,
    extra: codec::Extra,
}

record! { FirstTail { first "first", ..extra } }

#[derive(Debug, Clone, PartialEq)]
struct SecondTail {
    second: bool,
    extra: codec::Extra,
}

record! { SecondTail { second "second", ..extra } }

/// A chain whose cases differ deep inside alone, so that each level is tried in each way.
fn chain(levels: usize, end: &str) -> String {
    (0..levels).fold(end.to_owned(), |text, _| {
        format!(r#"{{"next":{text},"tail":{{"second":true}}}}"#)
    })
}

#[test]
fn trials_within_trials_choose_rightly() {
    keeps::<Chain>(&chain(6, "true"));
    keeps::<Vec<Chain>>(&format!("[{}]", vec![chain(3, "true"); 1000].join(",")));
    assert_eq!(
        fails::<Chain>(&chain(1, "1")),
        "$: fits no case of Chain: expected an object or a boolean, found a number"
    );
}

#[test]
fn trials_within_trials_end() {
    let begin = std::time::Instant::now();
    let text = chain(60, "true");
    let message = codec::decode::<Chain>(text.as_bytes())
        .unwrap_err()
        .to_string();
    assert!(message.contains("too many cases to try"), "{message}");
    assert!(begin.elapsed().as_secs() < 5);
}

#[test]
fn a_blank_of_a_recursive_union_ends() {
    let blank = <Expression as codec::Wire>::blank();
    assert!(matches!(blank, Expression::Literal(_)));
    assert!(matches!(
        <Id as codec::Wire>::blank(),
        Id::Rest(codec::Json::Null)
    ));
}

#[derive(Debug, Clone, PartialEq)]
enum Several {
    Word(Option<String>),
    Any(codec::Json),
}

union! { Several { Word: string | null, Any: any } check check_several }

fn check_several(place: &codec::Place<'_>) {
    place.max_length(2);
}

#[test]
fn a_case_may_take_several_kinds() {
    assert_eq!(read::<Several>("null"), Several::Word(None));
    assert_eq!(read::<Several>("true"), Several::Any(json!(true)));
    keeps::<Several>("null");
    assert!(codec::validate(&read::<Several>("\"ab\"")).is_ok());
    let error = codec::validate(&read::<Several>("\"abc\"")).unwrap_err();
    assert_eq!(error.to_string(), "$: longer than 2 characters (maxLength)");
}

#[derive(Debug, Clone, PartialEq)]
enum Order {
    Start(StartCommand),
    End(EndCommand),
}

union! { Order { Start: object, End: object } }

#[derive(Debug, Clone, PartialEq)]
struct StartCommand {
    command: Option<StartWord>,
    extra: codec::Extra,
}

record! { StartCommand { command "command", ..extra } }

#[derive(Debug, Clone, PartialEq)]
struct EndCommand {
    command: Option<EndWord>,
    extra: codec::Extra,
}

record! { EndCommand { command "command", ..extra } }

#[derive(Debug, Clone, PartialEq)]
enum StartWord {
    Start,
}

codec::enumeration! { StartWord { Start = "start" } }

#[derive(Debug, Clone, PartialEq)]
enum EndWord {
    End,
}

codec::enumeration! { EndWord { End = "end" } }

#[test]
fn a_case_of_objects_is_chosen_by_its_words() {
    assert!(matches!(
        read::<Order>(r#"{"command":"end"}"#),
        Order::End(_)
    ));
    assert!(matches!(
        read::<Order>(r#"{"command":null}"#),
        Order::Start(_)
    ));
    assert_eq!(
        fails::<Order>(r#"{"command":"go"}"#),
        "$: fits no case of Order: expected `start`, found another string at `command`"
    );
}

#[test]
fn a_case_of_objects_is_chosen_by_its_required_members() {
    let union = read::<Expression>(r#"{"value":1,"left":2}"#);
    assert!(matches!(union, Expression::Literal(_)));
}
