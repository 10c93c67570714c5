//! Whether two JSON texts mean the same, with numbers compared exactly.

use std::collections::BTreeMap;

use codegen::diagnostic::Diagnostics;
use codegen::source::{Node, Object, Sources, Value};

/// Whether two texts are JSON and mean the same: the order of members and the spelling of numbers do not count.
#[must_use]
pub fn equal(one: &str, other: &str) -> bool {
    let (one, other) = (tree(one), tree(other));
    one.zip(other)
        .is_some_and(|(one, other)| same(&one, &other))
}

/// The reader keeps numbers as they are written, and bounds the depth.
fn tree(text: &str) -> Option<Node> {
    let files = BTreeMap::from([("text.json".to_owned(), text.as_bytes().to_vec())]);
    let diagnostics = Diagnostics::new();
    let sources = Sources::load("text.json", &files, &diagnostics);
    // What looks like a reference in an instance is data.
    let _not_of_interest = diagnostics.into_vec();
    sources
        .files()
        .next()
        .and_then(|file| sources.tree(file))
        .cloned()
}

fn same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Number(one), Value::Number(other)) => number(one) == number(other),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => same_members(one, other),
        (Value::String(one), Value::String(other)) => one == other,
        (Value::Bool(one), Value::Bool(other)) => one == other,
        (one, other) => matches!((one, other), (Value::Null, Value::Null)),
    }
}

fn same_members(one: &Object, other: &Object) -> bool {
    let same = |name: &str, value| other.get(name).is_some_and(|other| same(value, other));
    one.len() == other.len()
        && one
            .iter()
            .all(|member| same(&member.name.text, &member.value))
}

/// A number as its sign, its digits without zeros at either end, and the power of ten of the last one.
fn number(text: &str) -> (bool, String, i64) {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (negative, mantissa) = mantissa
        .strip_prefix('-')
        .map_or((false, mantissa), |rest| (true, rest));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let digits = digits.trim_start_matches('0');
    let significant = digits.trim_end_matches('0');
    if significant.is_empty() {
        return (false, String::new(), 0);
    }
    let zeros = length(digits) - length(significant);
    let exponent = exponent.parse::<i64>().unwrap_or(i64::MAX);
    let exponent = exponent
        .saturating_sub(length(fraction))
        .saturating_add(zeros);
    (negative, significant.to_owned(), exponent)
}

fn length(digits: &str) -> i64 {
    i64::try_from(digits.len()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_and_order_do_not_count() {
        for (one, other) in [
            ("1", "1.0"),
            ("1e3", "1000.00"),
            ("-0", "0.0e7"),
            ("0.1", "1e-1"),
            (r#"{"a": 1, "b": [null]}"#, r#"{"b": [null], "a": 1.0}"#),
            (r#"{"$ref": "nowhere.json"}"#, r#"{"$ref": "nowhere.json"}"#),
        ] {
            assert!(equal(one, other), "{one} {other}");
        }
    }

    #[test]
    fn values_count() {
        for (one, other) in [
            ("9007199254740993", "9007199254740992"),
            ("1", "-1"),
            ("1", "10"),
            ("1", "true"),
            ("null", "0"),
            ("[1, 2]", "[2, 1]"),
            (r#"{"a": null}"#, "{}"),
            ("1", "one"),
        ] {
            assert!(!equal(one, other), "{one} {other}");
        }
    }
}
