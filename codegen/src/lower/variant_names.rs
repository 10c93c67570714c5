//! What the alternatives of a union are called.

use std::collections::BTreeMap;

use crate::json_schema::{Kind, Schema, SchemaObject};
use crate::model::Name;
use crate::source::Node;

use super::context::Lowering;
use super::{enumeration, parts};

/// A name for each alternative; those that would share one are called after what they alone have, as far as there is
/// something.
pub fn of<'s>(lowering: &Lowering<'s, '_>, nodes: &[&'s Node]) -> Vec<Name> {
    let names: Vec<Name> = nodes.iter().map(|node| one(lowering, node)).collect();
    let mut counts: BTreeMap<&Name, usize> = BTreeMap::new();
    for name in &names {
        *counts.entry(name).or_default() += 1;
    }
    let alike = |name: &Name| counts[name] > 1;
    let rivals: Vec<SchemaObject<'s>> = nodes
        .iter()
        .zip(&names)
        .filter(|(_, name)| alike(name))
        .filter_map(|(node, _)| object(lowering, node))
        .collect();
    let counts = members(&rivals);
    let telling = |node: &&'s Node, name: &Name| {
        let schema = object(lowering, node).filter(|_| alike(name))?;
        only_here(&schema, &counts).or_else(|| of_items(lowering, &schema))
    };
    nodes
        .iter()
        .zip(&names)
        .map(|(node, name)| telling(node, name).unwrap_or_else(|| name.clone()))
        .collect()
}

/// What a value of a kind is called.
pub fn of_kind(kind: Kind) -> Name {
    Name::of(&[match kind {
        Kind::Null => "null",
        Kind::Boolean => "bool",
        Kind::Object => "object",
        Kind::Array => "list",
        Kind::Number | Kind::Integer => "number",
        Kind::String => "text",
    }])
}

/// A referenced schema lends its name, another one its title or its kind.
fn one<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> Name {
    let Schema::Object(schema) = lowering.parse(node) else {
        return Name::of(&["any"]);
    };
    if let Some(reference) = schema.reference {
        let target = lowering
            .sources
            .resolve(reference)
            .ok()
            .and_then(|target| target.name);
        return Name::parse(target.unwrap_or("other"));
    }
    let title = schema
        .title
        .map(|title| Name::parse(title.text))
        .filter(|name| !name.is_empty());
    let kinds = parts::kinds(&schema);
    let described = parts::describes_members(&schema).then_some(Kind::Object);
    let kind = kinds.normalised().only().or(described);
    title
        .or_else(|| tag_name(lowering, &schema))
        .unwrap_or_else(|| kind.map_or(Name::of(&["other"]), of_kind))
}

/// How many of the schemas name each member.
fn members<'s>(schemas: &[SchemaObject<'s>]) -> BTreeMap<&'s str, usize> {
    let mut counts = BTreeMap::new();
    for (name, _) in schemas.iter().flat_map(|schema| &schema.properties) {
        *counts.entry(name.text).or_default() += 1;
    }
    counts
}

/// The first member that no other alternative has, a required one if there is one.
fn only_here(schema: &SchemaObject<'_>, counts: &BTreeMap<&str, usize>) -> Option<Name> {
    let own = || {
        let names = schema.properties.iter().map(|(name, _)| name.text);
        names.filter(|name| counts.get(name) == Some(&1))
    };
    let required = |wanted: &&str| schema.required.iter().any(|name| name.text == *wanted);
    let chosen = own().find(required).or_else(|| own().next())?;
    Some(Name::parse(chosen)).filter(|name| !name.is_empty())
}

/// A list is called after what it lists.
fn of_items<'s>(lowering: &Lowering<'s, '_>, schema: &SchemaObject<'s>) -> Option<Name> {
    let items = one(lowering, schema.items?);
    Some(items.join(&of_kind(Kind::Array)))
}

fn object<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> Option<SchemaObject<'s>> {
    match lowering.parse(node) {
        Schema::Object(schema) => Some(*schema),
        Schema::Bool(..) => None,
    }
}

/// The one text that a required member must have tells what an object is.
fn tag_name<'s>(lowering: &Lowering<'s, '_>, schema: &SchemaObject<'s>) -> Option<Name> {
    let required = |name: &str| schema.required.iter().any(|required| required.text == name);
    let members = schema
        .properties
        .iter()
        .filter(|(name, _)| required(name.text));
    let mut texts = members.filter_map(|(_, node)| match lowering.parse(node) {
        Schema::Object(member) => match enumeration::literals(&member).as_slice() {
            [only] => only
                .as_str()
                .map(|text| Name::parse(text.text))
                .filter(|name| !name.is_empty()),
            _ => None,
        },
        Schema::Bool(..) => None,
    });
    texts.next()
}
