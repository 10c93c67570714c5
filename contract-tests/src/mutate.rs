//! Changes to an instance, at every place of it, that a schema may or may not accept.

use std::collections::BTreeSet;

use serde_json::{Number, Value, json};

use crate::error::ContractError;
use crate::judge::Judge;
use crate::keywords::{Keyword, keywords};
use crate::location::{Location, child};

/// A member name and a text that no schema is likely to know.
pub const UNKNOWN: &str = "unknown-7f3a";

/// The longest text or list that is made to go over a limit; a higher limit is left untried.
const LONGEST: u64 = 100_000;

/// An instance that differs from an example in one place.
#[derive(Debug, Clone)]
pub struct Mutation {
    /// The place and the change, for a reader.
    pub name: String,
    /// The changed instance.
    pub instance: Value,
    /// Whether the independent validator accepts it.
    pub accepted: bool,
    /// Whether it has an integer that needs more than 64 bits with a sign.
    ///
    /// Schemas seldom bound their integers, and types hold them in that many bits. Such a number
    /// may be refused, but never be rounded.
    pub beyond: bool,
}

/// All mutations of an instance that satisfies a schema, each of them once.
///
/// # Errors
///
/// When the schema itself is not usable.
pub fn mutations(
    judge: &Judge,
    schema: &Location,
    instance: &Value,
) -> Result<Vec<Mutation>, ContractError> {
    let mut maker = Maker {
        instance,
        seen: BTreeSet::from([instance.to_string()]),
        made: Vec::new(),
    };
    for pointer in pointers(instance) {
        maker.structure(&pointer);
    }
    for keyword in keywords(judge, schema, instance)? {
        maker.keyword(&keyword);
    }
    let judged = maker.made.into_iter().map(|(name, instance)| {
        let accepted = judge.accepts(schema, &instance)?;
        Ok(Mutation {
            beyond: is_beyond(&instance),
            name,
            instance,
            accepted,
        })
    });
    judged.collect()
}

/// A value of each kind, from the plain to the awkward.
pub fn kinds() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(7),
        json!(7.0),
        json!(-0.5),
        json!(""),
        json!(UNKNOWN),
        json!([]),
        json!([UNKNOWN]),
        json!([{}]),
        json!({}),
        json!({ UNKNOWN: [null, 1, { "nested": "value" }] }),
    ]
}

struct Maker<'a> {
    instance: &'a Value,
    seen: BTreeSet<String>,
    made: Vec<(String, Value)>,
}

impl Maker<'_> {
    /// Changes that need no schema: other kinds of value, absence, and unknown members.
    fn structure(&mut self, pointer: &str) {
        for value in kinds() {
            self.replace(pointer, value);
        }
        self.remove(pointer);
        match self.instance.pointer(pointer) {
            Some(Value::Object(_)) => {
                for value in kinds() {
                    self.insert(pointer, UNKNOWN, value);
                }
            }
            Some(Value::Array(items)) => self.lengthen(pointer, items),
            Some(Value::Number(number)) => self.numbers(pointer, number),
            Some(Value::String(text)) => self.texts(pointer, text),
            _ => {}
        }
    }

    fn lengthen(&mut self, pointer: &str, items: &[Value]) {
        let Some(last) = items.last() else {
            return;
        };
        for extra in kinds().iter().chain([last]) {
            let longer = items.iter().chain([extra]).cloned().collect();
            self.replace(pointer, Value::Array(longer));
        }
    }

    fn numbers(&mut self, pointer: &str, number: &Number) {
        let value = number.as_f64().unwrap_or_default();
        for other in [value + 0.5, -value, 1e300, -1e300] {
            self.replace(pointer, json!(other));
        }
        for other in [i64::MIN, i64::MAX, 1 << 31, (1 << 53) + 1] {
            self.replace(pointer, json!(other));
        }
        self.replace(pointer, json!(u64::MAX));
    }

    fn texts(&mut self, pointer: &str, text: &str) {
        let turned: String = text.chars().map(turn_case).collect();
        for other in [
            turned,
            format!(" {text}"),
            format!("{text}\n"),
            "\u{1f600}\u{0}".to_owned(),
        ] {
            self.replace(pointer, json!(other));
        }
    }

    /// Changes that go to the limits of one keyword, on both sides.
    fn keyword(&mut self, keyword: &Keyword) {
        let at = keyword.instance.as_str();
        match keyword.name.as_str() {
            "properties" => self.members(at, &keyword.value),
            "enum" => self.choices(at, &keyword.value),
            "const" => self.replace(at, keyword.value.clone()),
            "minLength" | "maxLength" => self.lengths(at, &keyword.value),
            "minItems" | "maxItems" => self.item_counts(at, &keyword.value),
            "minProperties" | "maxProperties" => self.member_counts(at, &keyword.value),
            "uniqueItems" => self.replace(at, json!([1, 1.0])),
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
                self.bounds(at, &keyword.value);
            }
            _ => {}
        }
    }

    /// The members that the schema names and the instance does not have, with each kind of value.
    fn members(&mut self, pointer: &str, properties: &Value) {
        let names = properties
            .as_object()
            .into_iter()
            .flat_map(|members| members.keys());
        for name in names {
            if self.instance.pointer(&child(pointer, name)).is_none() {
                for value in kinds() {
                    self.insert(pointer, name, value);
                }
            }
        }
    }

    fn choices(&mut self, pointer: &str, choices: &Value) {
        for choice in choices.as_array().into_iter().flatten() {
            self.replace(pointer, choice.clone());
        }
    }

    fn lengths(&mut self, pointer: &str, limit: &Value) {
        for length in around(limit) {
            let text = "\u{e9}".repeat(length);
            self.replace(pointer, json!(text));
            let wide = "\u{1f600}".repeat(length);
            self.replace(pointer, json!(wide));
        }
    }

    fn item_counts(&mut self, pointer: &str, limit: &Value) {
        let items = self.instance.pointer(pointer).and_then(Value::as_array);
        let item = items.and_then(|items| items.first()).cloned();
        for count in around(limit) {
            let item = item.clone().unwrap_or_else(|| json!(UNKNOWN));
            self.replace(pointer, Value::Array(vec![item; count]));
        }
    }

    fn member_counts(&mut self, pointer: &str, limit: &Value) {
        for count in around(limit) {
            let members = (0..count).map(|index| (format!("{UNKNOWN}-{index}"), json!("x")));
            self.replace(pointer, Value::Object(members.collect()));
        }
    }

    fn bounds(&mut self, pointer: &str, limit: &Value) {
        self.replace(pointer, limit.clone());
        if let Some(whole) = limit.as_i64() {
            self.replace(pointer, json!(whole.saturating_sub(1)));
            self.replace(pointer, json!(whole.saturating_add(1)));
        }
        if let Some(number) = limit.as_f64() {
            for other in [number - 0.5, number + 0.5, number * 3.0, number * 2.5] {
                self.replace(pointer, json!(other));
            }
        }
    }

    fn replace(&mut self, pointer: &str, value: Value) {
        let name = format!("{} = {}", show(pointer), short(&value));
        self.change(name, pointer, |place| *place = value);
    }

    fn insert(&mut self, pointer: &str, member: &str, value: Value) {
        let name = format!("{} = {} (new)", child(pointer, member), short(&value));
        self.change(name, pointer, |place| {
            if let Value::Object(members) = place {
                members.insert(member.to_owned(), value);
            }
        });
    }

    fn remove(&mut self, pointer: &str) {
        let Some((parent, step)) = pointer.rsplit_once('/') else {
            return;
        };
        let step = step.replace("~1", "/").replace("~0", "~");
        let name = format!("{pointer} left out");
        self.change(name, parent, |place| match place {
            Value::Object(members) => {
                members.shift_remove(&step);
            }
            Value::Array(items) => {
                items.remove(step.parse().unwrap_or_default());
            }
            _ => {}
        });
    }

    fn change(&mut self, name: String, pointer: &str, change: impl FnOnce(&mut Value)) {
        let mut instance = self.instance.clone();
        if let Some(place) = instance.pointer_mut(pointer) {
            change(place);
        }
        if self.seen.insert(instance.to_string()) {
            self.made.push((name, instance));
        }
    }
}

/// The pointers to all parts of an instance, itself first.
fn pointers(instance: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![(String::new(), instance)];
    while let Some((pointer, value)) = waiting.pop() {
        match value {
            Value::Object(members) => waiting.extend(
                members
                    .iter()
                    .rev()
                    .map(|(name, value)| (child(&pointer, name), value)),
            ),
            Value::Array(items) => {
                let items = items.iter().enumerate().rev();
                waiting.extend(items.map(|(index, item)| (format!("{pointer}/{index}"), item)));
            }
            _ => {}
        }
        found.push(pointer);
    }
    found
}

/// Whether a value has an integer that does not fit into an `i64`.
fn is_beyond(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.values().any(is_beyond),
        Value::Array(items) => items.iter().any(is_beyond),
        Value::Number(number) if number.is_f64() => number
            .as_f64()
            .is_some_and(|value| value.abs() >= 2f64.powi(63)),
        Value::Number(number) => !number.is_i64(),
        _ => false,
    }
}

/// The sizes next to a limit, without those that are too large to be tried.
fn around(limit: &Value) -> Vec<usize> {
    let limit = limit.as_f64().unwrap_or(f64::MAX);
    if limit.is_nan() || limit < 0.0 || limit > LONGEST as f64 {
        return Vec::new();
    }
    // The cast is exact enough: limits are whole, and at most `LONGEST`.
    let limit = limit as usize;
    vec![limit.saturating_sub(1), limit, limit + 1]
}

fn turn_case(letter: char) -> char {
    match letter.is_ascii_lowercase() {
        true => letter.to_ascii_uppercase(),
        false => letter.to_ascii_lowercase(),
    }
}

fn show(pointer: &str) -> &str {
    if pointer.is_empty() { "/" } else { pointer }
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}\u{2026}", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::documents::Documents;

    fn made(schema: Value, instance: Value) -> Vec<Mutation> {
        let documents = Documents::from_values([("s.json".to_owned(), schema)]);
        let judge = Judge::new(Arc::new(documents));
        mutations(&judge, &Location::file("s.json"), &instance).expect("the schema is usable")
    }

    fn verdict(made: &[Mutation], instance: &Value) -> Option<bool> {
        let mutation = made.iter().find(|mutation| mutation.instance == *instance);
        mutation.map(|mutation| mutation.accepted)
    }

    #[test]
    fn goes_to_both_sides_of_every_limit() {
        let schema = json!({"properties": {
            "text": {"type": "string", "minLength": 2, "maxLength": 4},
            "number": {"type": "integer", "minimum": 3, "exclusiveMaximum": 9},
            "list": {"type": "array", "maxItems": 1},
            "choice": {"enum": ["a", "b"]}
        }});
        let instance = json!({"text": "xyz", "number": 5, "list": [1], "choice": "a"});
        let made = made(schema, instance.clone());
        let with = |name: &str, value: Value| {
            let mut changed = instance.clone();
            changed[name] = value;
            verdict(&made, &changed)
        };
        assert_eq!(with("text", json!("\u{1f600}".repeat(4))), Some(true));
        assert_eq!(with("text", json!("\u{1f600}".repeat(5))), Some(false));
        assert_eq!(with("text", json!("\u{e9}")), Some(false));
        assert_eq!(with("number", json!(3)), Some(true));
        assert_eq!(with("number", json!(2)), Some(false));
        assert_eq!(with("number", json!(9)), Some(false));
        assert_eq!(with("list", json!([1, 1])), Some(false));
        assert_eq!(with("choice", json!("b")), Some(true));
        assert_eq!(with("choice", json!(UNKNOWN)), Some(false));
    }

    #[test]
    fn tries_absence_null_and_unknown_members_at_every_place() {
        let schema = json!({
            "required": ["a"],
            "properties": {"a": {"type": "object"}, "b": {"type": ["string", "null"]}, "c": true}
        });
        let made = made(schema, json!({"a": {"x": 1}, "b": "t"}));
        assert_eq!(verdict(&made, &json!({"b": "t"})), Some(false));
        assert_eq!(verdict(&made, &json!({"a": {"x": 1}})), Some(true));
        assert_eq!(
            verdict(&made, &json!({"a": {"x": 1}, "b": null})),
            Some(true)
        );
        assert_eq!(verdict(&made, &json!({"a": null, "b": "t"})), Some(false));
        assert_eq!(
            verdict(&made, &json!({"a": {"x": 1}, "b": "t", "c": null})),
            Some(true)
        );
        let unknown = json!({"a": {"x": 1, UNKNOWN: true}, "b": "t"});
        assert_eq!(verdict(&made, &unknown), Some(true));
    }

    #[test]
    fn knows_integers_that_need_more_bits() {
        let made = made(json!({"type": "integer"}), json!(1));
        let beyond: Vec<&Value> = made
            .iter()
            .filter(|one| one.beyond)
            .map(|one| &one.instance)
            .collect();
        assert_eq!(beyond, [&json!(1e300), &json!(-1e300), &json!(u64::MAX)]);
    }

    #[test]
    fn makes_each_instance_once() {
        let made = made(json!(true), json!({"a": [1, 2], "b": "x"}));
        let texts: BTreeSet<String> = made
            .iter()
            .map(|mutation| mutation.instance.to_string())
            .collect();
        assert_eq!(texts.len(), made.len());
        assert!(!texts.contains(&json!({"a": [1, 2], "b": "x"}).to_string()));
    }
}
