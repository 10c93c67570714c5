//! Compares JSON by meaning: what was kept, what was dropped, what was changed, and where.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;

use serde_json::{Map, Number, Value};

use crate::location::child;

/// What became of a JSON value on its way through a typed value and back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// The places that came back in the other of two forms which the contract declares equal.
    pub normalised: Vec<String>,
    /// The places that did not come back.
    pub dropped: Vec<String>,
    /// The places that were not there before.
    pub added: Vec<String>,
    /// The places whose value is another one.
    pub changed: Vec<String>,
}

impl Verdict {
    /// Whether everything came back, be it in an equal form.
    pub fn is_kept(&self) -> bool {
        self.dropped.is_empty() && self.added.is_empty() && self.changed.is_empty()
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = [
            ("normalised", &self.normalised),
            ("dropped at", &self.dropped),
            ("added at", &self.added),
            ("changed at", &self.changed),
        ];
        let rows = rows.iter().filter(|(_, places)| !places.is_empty());
        let rows: Vec<String> = rows
            .map(|(what, places)| format!("{what} {}", places.join(", ")))
            .collect();
        match rows.is_empty() {
            true => formatter.write_str("kept"),
            false => formatter.write_str(&rows.join("; ")),
        }
    }
}

/// Compares a value with what came back of it.
///
/// The order of members does not count, and numbers are compared as numbers. `one_or_many` has
/// the JSON pointers at which a value and an array of just this value are declared equal.
pub fn compare(before: &Value, after: &Value, one_or_many: &BTreeSet<String>) -> Verdict {
    let mut comparison = Comparison {
        one_or_many,
        verdict: Verdict::default(),
    };
    comparison.values(before, after, "");
    comparison.verdict
}

/// Whether two JSON values mean the same.
pub fn equal(one: &Value, other: &Value) -> bool {
    compare(one, other, &BTreeSet::new()).is_kept()
}

struct Comparison<'a> {
    one_or_many: &'a BTreeSet<String>,
    verdict: Verdict,
}

impl Comparison<'_> {
    /// Compares two values. The depth is bounded, because the parser bounds it.
    fn values(&mut self, before: &Value, after: &Value, at: &str) {
        match (before, after) {
            (Value::Object(before), Value::Object(after)) => self.objects(before, after, at),
            (Value::Array(before), Value::Array(after)) => self.arrays(before, after, at),
            (Value::Number(before), Value::Number(after)) if same_number(before, after) => {}
            (Value::Array(items), other) | (other, Value::Array(items))
                if items.len() == 1 && self.one_or_many.contains(at) =>
            {
                self.verdict.normalised.push(show(at));
                self.single(&items[0], other, before.is_array(), at);
            }
            _ if before == after => {}
            _ => self.verdict.changed.push(show(at)),
        }
    }

    fn single(&mut self, item: &Value, other: &Value, item_is_before: bool, at: &str) {
        match item_is_before {
            true => self.values(item, other, at),
            false => self.values(other, item, at),
        }
    }

    fn objects(&mut self, before: &Map<String, Value>, after: &Map<String, Value>, at: &str) {
        for (name, value) in before {
            match after.get(name) {
                Some(other) => self.values(value, other, &child(at, name)),
                None => self.verdict.dropped.push(child(at, name)),
            }
        }
        let new = after.keys().filter(|name| !before.contains_key(*name));
        self.verdict.added.extend(new.map(|name| child(at, name)));
    }

    fn arrays(&mut self, before: &[Value], after: &[Value], at: &str) {
        for (index, (value, other)) in before.iter().zip(after).enumerate() {
            self.values(value, other, &child(at, &index.to_string()));
        }
        for index in after.len()..before.len() {
            self.verdict.dropped.push(child(at, &index.to_string()));
        }
        for index in before.len()..after.len() {
            self.verdict.added.push(child(at, &index.to_string()));
        }
    }
}

/// Whether two numbers are mathematically equal: an integer is never compared after rounding.
fn same_number(one: &Number, other: &Number) -> bool {
    match (integer(one), integer(other)) {
        (Some(one), Some(other)) => one == other,
        (None, None) => one.as_f64().partial_cmp(&other.as_f64()) == Some(Ordering::Equal),
        _ => false,
    }
}

/// The number as an integer, also when it is written with a fraction of zero.
fn integer(number: &Number) -> Option<i128> {
    if let Some(value) = number.as_i128() {
        return Some(value);
    }
    let value = number.as_f64()?;
    let exact = value.fract() == 0.0 && value.abs() < 2f64.powi(100);
    // The cast is exact: the value has no fraction and is far below the bounds of an i128.
    exact.then_some(value as i128)
}

fn show(pointer: &str) -> String {
    match pointer {
        "" => "/".to_owned(),
        _ => pointer.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn verdict(before: Value, after: Value) -> String {
        let equal_forms = BTreeSet::from(["/one".to_owned()]);
        compare(&before, &after, &equal_forms).to_string()
    }

    #[test]
    fn order_and_the_form_of_numbers_do_not_count() {
        let before = json!({"a": 1, "b": [2.0, 1e3]});
        assert_eq!(verdict(before, json!({"b": [2, 1000], "a": 1.0})), "kept");
    }

    #[test]
    fn names_what_is_lost() {
        let before = json!({"a": {"x/y": null}, "b": [1, 2], "c": "1"});
        let after = json!({"a": {}, "b": [1], "c": 1, "d": null});
        let expected = "dropped at /a/x~1y, /b/1; added at /d; changed at /c";
        assert_eq!(verdict(before, after), expected);
    }

    #[test]
    fn null_is_not_absent() {
        assert_eq!(verdict(json!({"a": null}), json!({})), "dropped at /a");
        assert_eq!(verdict(json!({}), json!({"a": null})), "added at /a");
    }

    #[test]
    fn integers_are_not_rounded() {
        let before = json!(9_007_199_254_740_993_u64);
        assert_eq!(
            verdict(before, json!(9_007_199_254_740_992_f64)),
            "changed at /"
        );
        assert_eq!(
            verdict(json!(u64::MAX), json!(u64::MAX - 1)),
            "changed at /"
        );
    }

    #[test]
    fn an_equal_form_is_normalised_only_where_it_is_declared() {
        let (many, one) = (json!({"one": [{"a": 1}]}), json!({"one": {"a": 1.0}}));
        assert_eq!(verdict(many.clone(), one.clone()), "normalised /one");
        assert_eq!(verdict(one, many), "normalised /one");
        assert_eq!(
            verdict(json!({"two": [1]}), json!({"two": 1})),
            "changed at /two"
        );
        assert_eq!(
            verdict(json!({"one": [1, 2]}), json!({"one": 1})),
            "changed at /one"
        );
        assert_eq!(
            verdict(json!({"one": [{"a": 1}]}), json!({"one": {}})),
            "normalised /one; dropped at /one/a"
        );
    }
}
