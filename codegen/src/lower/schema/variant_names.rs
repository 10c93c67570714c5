//! What the alternatives of a union are called.

use std::collections::{BTreeMap, BTreeSet};

use crate::json_schema::{Kind, Schema, SchemaObject};
use crate::model::Name;
use crate::source::Node;

use super::{enumeration, parts};
use crate::lower::context::{Lowering, Place};

/// A name for each alternative, without what the place of all says already; those that would share one are called
/// after what they alone have, as far as there is something.
pub fn of<'s>(lowering: &Lowering<'s, '_>, nodes: &[&'s Node], place: &Place) -> Vec<Name> {
    let mut names: Vec<Name> = nodes.iter().map(|node| one(lowering, node)).collect();
    let short: Vec<Name> = names
        .iter()
        .map(|name| name.without_said(&place.context))
        .collect();
    let counts = counted(&short);
    for (name, short) in names.iter_mut().zip(&short) {
        if counts[short] == 1 {
            *name = short.clone();
        }
    }
    let mut names = without_common(names);
    for way in [by_part, only_here, by_kind] {
        tell_apart(lowering, nodes, &mut names, way);
    }
    names
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

/// What the values of a kind are called that a schema lists, if it lists any: its only text, else the kind.
pub fn of_literals(schema: &SchemaObject<'_>, kind: Kind) -> Name {
    let values = enumeration::literals(schema);
    let texts: Vec<_> = values.iter().filter_map(|node| node.as_str()).collect();
    match texts.as_slice() {
        [only] if kind == Kind::String => of_text(only.text).unwrap_or_else(|| of_kind(kind)),
        _ => of_kind(kind),
    }
}

/// Alternatives from which on the words tell nothing with which all of them begin.
const SEVERAL: usize = 3;

/// The names without the words with which all of them end, and those with which several begin: `cat node` and `dog node`
/// are `cat` and `dog`.
fn without_common(names: Vec<Name>) -> Vec<Name> {
    let [first, others @ ..] = names.as_slice() else {
        return names;
    };
    let fewest = names.iter().map(|name| name.words().len()).min();
    let most = fewest.unwrap_or_default().saturating_sub(1);
    let words = first.words();
    let begin = |count: &usize| {
        let start = &words[..*count];
        others.iter().all(|name| name.words().starts_with(start))
    };
    let end = |count: &usize| {
        let rest = &words[words.len() - count..];
        others.iter().all(|name| name.words().ends_with(rest))
    };
    let begin = (0..=most).rev().find(begin).unwrap_or_default();
    let begin = if names.len() < SEVERAL { 0 } else { begin };
    let end = (0..=most - begin).rev().find(end).unwrap_or_default();
    let short = |name: &Name| -> Name {
        let words = &name.words()[begin..name.words().len() - end];
        words.iter().cloned().collect()
    };
    let short: Vec<Name> = names.iter().map(short).collect();
    let is_digit = |first: char| first.is_ascii_digit();
    let is_number = |name: &Name| {
        let mut words = name.words().iter();
        words.next().is_none_or(|word| word.starts_with(is_digit))
    };
    if others.is_empty() || short.iter().any(is_number) {
        return names;
    }
    short
}

/// A way to call one schema of several that would else share a name.
type Way = fn(&Lowering<'_, '_>, &SchemaObject<'_>, &[SchemaObject<'_>]) -> Option<Name>;

fn tell_apart<'s>(lowering: &Lowering<'s, '_>, nodes: &[&'s Node], names: &mut [Name], way: Way) {
    let counts: Vec<bool> = {
        let counts = counted(names);
        names.iter().map(|name| counts[name] > 1).collect()
    };
    let schemas = nodes.iter().zip(&counts);
    let rivals: Vec<SchemaObject<'s>> = schemas
        .filter(|(_, is_rival)| **is_rival)
        .filter_map(|(node, _)| object(lowering, node))
        .collect();
    for ((node, name), _) in nodes
        .iter()
        .zip(names)
        .zip(counts)
        .filter(|(_, rival)| *rival)
    {
        let telling = object(lowering, node).and_then(|schema| way(lowering, &schema, &rivals));
        *name = telling.unwrap_or_else(|| name.clone());
    }
}

fn counted(names: &[Name]) -> BTreeMap<Name, usize> {
    let mut counts = BTreeMap::new();
    for name in names {
        *counts.entry(name.clone()).or_default() += 1;
    }
    counts
}

/// What a schema says of itself, else its kind, else what the first part of it says that says something.
fn one<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> Name {
    let Some(schema) = object(lowering, node) else {
        return Name::of(&["any"]);
    };
    let kind = || {
        let described = parts::describes_members(&schema).then_some(Kind::Object);
        parts::kinds(&schema).normalised().only().or(described)
    };
    said(lowering, &schema)
        .or_else(|| kind().map(of_kind))
        .or_else(|| of_parts(lowering, &schema).next())
        .unwrap_or(Name::of(&["other"]))
}

/// A referenced schema lends its name, another one its title or its only value.
fn said<'s>(lowering: &Lowering<'s, '_>, schema: &SchemaObject<'s>) -> Option<Name> {
    if let Some(reference) = schema.reference {
        let target = lowering.sources.resolve(reference).ok();
        let name = target.and_then(|target| target.name);
        return Some(Name::parse(name.unwrap_or("other")));
    }
    let title = schema.title.map(|title| Name::parse(title.text));
    title
        .filter(|name| !name.is_empty())
        .or_else(|| tag_name(lowering, schema))
        .or_else(|| only_text(schema))
}

/// What the parts of an `allOf` say of themselves.
fn of_parts<'s>(
    lowering: &Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
) -> impl Iterator<Item = Name> {
    let parts = schema.all_of.iter();
    parts.filter_map(|part| said(lowering, &object(lowering, part)?))
}

/// What the first part says that no other alternative has.
fn by_part(
    lowering: &Lowering<'_, '_>,
    schema: &SchemaObject<'_>,
    rivals: &[SchemaObject<'_>],
) -> Option<Name> {
    let names = |one: &SchemaObject<'_>| of_parts(lowering, one).collect::<BTreeSet<Name>>();
    let all: Vec<BTreeSet<Name>> = rivals.iter().map(names).collect();
    of_parts(lowering, schema).find(|name| all.iter().filter(|one| one.contains(name)).count() == 1)
}

/// The first member that no other alternative names, a required one if there is one; a list is called after what it lists.
fn only_here(
    lowering: &Lowering<'_, '_>,
    schema: &SchemaObject<'_>,
    rivals: &[SchemaObject<'_>],
) -> Option<Name> {
    let names = |one: &SchemaObject<'_>| {
        let named = one.properties.iter().map(|(name, _)| name.text.to_owned());
        let required = one.required.iter().map(|name| name.text.to_owned());
        required.chain(named).collect::<Vec<String>>()
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in rivals
        .iter()
        .flat_map(|one| names(one).into_iter().collect::<BTreeSet<_>>())
    {
        *counts.entry(name).or_default() += 1;
    }
    let mut own = names(schema).into_iter();
    let own = own.find(|name| counts.get(name) == Some(&1));
    let own = own
        .map(|name| Name::parse(&name))
        .filter(|name| !name.is_empty());
    own.or_else(|| of_items(lowering, schema))
}

/// The first member that is of another kind in each alternative, with its kind: `text labels`, `object labels`.
fn by_kind(
    lowering: &Lowering<'_, '_>,
    schema: &SchemaObject<'_>,
    rivals: &[SchemaObject<'_>],
) -> Option<Name> {
    let kind = |one: &SchemaObject<'_>, wanted: &str| {
        let mut members = one.properties.iter();
        let (_, node) = members.find(|(name, _)| name.text == wanted)?;
        let member = object(lowering, node)?;
        let items = member.items.map(|items| self::one(lowering, items));
        Some(items.unwrap_or_else(|| self::one(lowering, node)))
    };
    let telling = |wanted: &str| {
        let own = kind(schema, wanted)?;
        let others = rivals.iter().filter_map(|one| kind(one, wanted));
        let alike = others.filter(|other| *other == own).count();
        (alike == 1).then(|| own.join(&Name::parse(wanted)))
    };
    schema
        .properties
        .iter()
        .find_map(|(name, _)| telling(name.text))
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

/// The one text that a schema accepts, where it can be said.
fn only_text(schema: &SchemaObject<'_>) -> Option<Name> {
    let values = enumeration::literals(schema);
    let [only] = values.as_slice() else {
        return None;
    };
    of_text(only.as_str()?.text)
}

fn of_text(text: &str) -> Option<Name> {
    if text.is_empty() {
        return Some(Name::of(&["empty"]));
    }
    Some(Name::parse(text)).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::without_common;
    use crate::model::Name;

    #[test]
    fn what_all_alternatives_say_is_said_by_none() {
        for (names, left) in [
            (&["CatNode", "DogNode"][..], &["cat", "dog"][..]),
            (
                &["content link", "content file", "content text"],
                &["link", "file", "text"],
            ),
            (
                &["failure", "failure simple"],
                &["failure", "failure simple"],
            ),
            (&["a x b", "a y b", "a y z b"], &["x", "y", "y z"]),
            (
                &["customer", "deleted customer"],
                &["customer", "deleted customer"],
            ),
            (&["version 1", "version 2"], &["version 1", "version 2"]),
            (&["only node"], &["only node"]),
            (&["", "node"], &["", "node"]),
            (&["cat", "dog"], &["cat", "dog"]),
            (&["same", "same"], &["same", "same"]),
        ] {
            let names = names.iter().map(|name| Name::parse(name)).collect();
            let found = without_common(names)
                .iter()
                .map(Name::to_string)
                .collect::<Vec<_>>();
            assert_eq!(found, left);
        }
    }
}
