//! `enum` and `const`.

use std::collections::BTreeSet;

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
    let mut values: Vec<EnumValue> = Vec::with_capacity(texts.len());
    let mut seen = BTreeSet::new();
    for wire in texts.iter().filter(|text| seen.insert(text.as_str())) {
        values.push(EnumValue {
            wire: wire.clone(),
            name: Name::parse(wire),
            docs: Docs::default(),
        });
    }
    Enumeration { values, openness }
}
