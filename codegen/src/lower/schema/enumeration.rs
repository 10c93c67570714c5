//! `enum` and `const`.

use std::collections::{BTreeMap, BTreeSet};

use crate::json_schema::{Kind, SchemaObject};
use crate::model::{Docs, EnumValue, Enumeration, LiteralKind, Name, Openness};
use crate::source::Node;

use super::parts::Part;

/// Where documents give names to the values of an enumeration, and say what they are.
const NAMES: [&str; 2] = ["x-enum-varnames", "x-enumNames"];
const DESCRIPTIONS: [&str; 2] = ["x-enum-descriptions", "x-enumDescriptions"];

/// The literal values of a kind that the schemas allow, if they list any; of several lists the shortest, as each must hold.
///
/// One integer alone, or one that does not fit 64 bits, is left to the checks.
pub fn of_parts(parts: &[Part<'_>], kind: Kind) -> Option<Enumeration> {
    let kind = match kind {
        Kind::String => LiteralKind::Text,
        Kind::Integer => LiteralKind::Integer,
        _ => return None,
    };
    let listed = parts.iter().map(|part| of_schema(&part.schema, kind));
    let shortest = listed
        .filter(|values| !values.is_empty())
        .min_by_key(Vec::len)?;
    let is_typed = kind == LiteralKind::Text || is_worth_names(&shortest);
    is_typed.then(|| distinct(kind, shortest, Openness::Closed))
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
    let values = texts.iter().map(|wire| EnumValue {
        wire: wire.clone(),
        name: words(wire, LiteralKind::Text),
        docs: Docs::default(),
    });
    distinct(LiteralKind::Text, values.collect(), openness)
}

fn distinct(kind: LiteralKind, values: Vec<EnumValue>, openness: Openness) -> Enumeration {
    let mut seen = BTreeSet::new();
    let values = values.into_iter();
    let mut values: Vec<EnumValue> = values
        .filter(|value| seen.insert(value.wire.clone()))
        .collect();
    if kind == LiteralKind::Text {
        for way in [Name::parse_signs, with_case] {
            tell_apart(&mut values, way);
        }
    }
    Enumeration {
        kind,
        values,
        openness,
    }
}

fn is_worth_names(values: &[EnumValue]) -> bool {
    let fits = |value: &EnumValue| value.wire.parse::<i64>().is_ok();
    values.len() > 1 && values.iter().all(fits)
}

fn of_schema(schema: &SchemaObject<'_>, kind: LiteralKind) -> Vec<EnumValue> {
    let value = |(index, node): (usize, &Node)| {
        let wire = match kind {
            LiteralKind::Text => node.as_str()?.to_string(),
            LiteralKind::Integer => digits(node.as_number()?.text),
        };
        let said = |keywords: &[&str]| said(schema, keywords, index, &wire);
        let name = said(&NAMES).map(|text| Name::parse(&text));
        Some(EnumValue {
            name: name
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| words(&wire, kind)),
            docs: Docs {
                description: said(&DESCRIPTIONS),
                ..Docs::default()
            },
            wire,
        })
    };
    literals(schema)
        .into_iter()
        .enumerate()
        .filter_map(value)
        .collect()
}

/// An integer as Rust and JSON write it, be it written `1.0` in the document.
fn digits(text: &str) -> String {
    let whole = text.trim_end_matches('0').strip_suffix('.');
    whole.map_or_else(|| text.to_owned(), str::to_owned)
}

/// What an extension says of the value at an index; it lists texts in the order of the values, or by value.
fn said(schema: &SchemaObject<'_>, keywords: &[&str], index: usize, wire: &str) -> Option<String> {
    let mut extensions = schema.extensions.iter();
    let (_, node) = extensions.find(|(name, _)| keywords.contains(&name.text))?;
    let listed = node.as_array().and_then(|items| items.get(index));
    let text = listed.or_else(|| node.get(wire))?.as_str()?;
    let text = text.text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The value as words: a text in its own, an integer with its sign.
fn words(wire: &str, kind: LiteralKind) -> Name {
    match (kind, wire.strip_prefix('-')) {
        (LiteralKind::Text, _) if wire.is_empty() => Name::of(&["empty"]),
        (LiteralKind::Text, _) => Name::parse(wire),
        (LiteralKind::Integer, Some(digits)) => Name::of(&["minus", digits]),
        (LiteralKind::Integer, None) => Name::of(&["value", wire]),
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
