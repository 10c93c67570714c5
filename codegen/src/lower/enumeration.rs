//! `enum` and `const`.

use std::collections::{BTreeMap, BTreeSet};

use crate::json_schema::SchemaObject;
use crate::model::{Docs, EnumValue, Enumeration, Name, Openness};
use crate::source::Node;

use super::parts::Part;

/// The literal strings that the schemas allow, if they list any; of several lists the shortest, as each must hold.
pub fn of_parts(parts: &[Part<'_>]) -> Option<Enumeration> {
    let listed = parts
        .iter()
        .map(|part| literals(&part.schema))
        .filter(|values| !values.is_empty());
    let texts = listed.map(|values| {
        values
            .iter()
            .filter_map(|node| node.as_str())
            .map(|text| text.to_string())
            .collect()
    });
    let shortest: Vec<String> = texts
        .filter(|texts: &Vec<String>| !texts.is_empty())
        .min_by_key(Vec::len)?;
    Some(of_texts(&shortest, Openness::Closed))
}

/// All literal values of a schema.
pub fn literals<'s>(schema: &SchemaObject<'s>) -> Vec<&'s Node> {
    schema
        .enumeration
        .into_iter()
        .flatten()
        .chain(schema.constant)
        .collect()
}

/// The texts of an enumeration of strings alone.
pub fn texts(values: &[&Node]) -> Option<Vec<String>> {
    values
        .iter()
        .map(|node| node.as_str().map(|text| text.to_string()))
        .collect()
}

/// An enumeration of these texts; a text that stands twice counts once.
pub fn of_texts(texts: &[String], openness: Openness) -> Enumeration {
    let mut seen = BTreeSet::new();
    let distinct = texts.iter().filter(|text| seen.insert(text.as_str()));
    let mut values: Vec<EnumValue> = distinct.map(|wire| value(wire)).collect();
    for way in [Name::parse_signs, with_case] {
        tell_apart(&mut values, way);
    }
    Enumeration { values, openness }
}

fn value(wire: &str) -> EnumValue {
    let name = if wire.is_empty() {
        Name::of(&["empty"])
    } else {
        Name::parse(wire)
    };
    EnumValue {
        wire: wire.to_owned(),
        name,
        docs: Docs::default(),
    }
}

/// Values whose names fall together, such as `GMT+1` and `GMT-1`, are named in another way where that helps.
fn tell_apart(values: &mut [EnumValue], way: fn(&str) -> Name) {
    let mut counts: BTreeMap<Name, usize> = BTreeMap::new();
    for value in values.iter() {
        *counts.entry(value.name.clone()).or_default() += 1;
    }
    for value in values {
        if counts[&value.name] > 1 {
            let name = way(&value.wire);
            if !counts.contains_key(&name) {
                value.name = name;
            }
        }
    }
}

/// `A` beside `a` is `upper a`.
fn with_case(wire: &str) -> Name {
    let word = match wire.contains(char::is_lowercase) {
        true if wire.contains(char::is_uppercase) => "mixed",
        true => "lower",
        false => "upper",
    };
    Name::of(&[word]).join(&Name::parse_signs(wire))
}
