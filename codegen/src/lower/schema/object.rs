//! Objects: named members make a record, values of one type a map.

use std::collections::{BTreeMap, BTreeSet};

use crate::json_schema::{Schema, SchemaObject};
use crate::model::{Access, Docs, Member, Name, Record, Rest, Shape};
use crate::source::{Node, Span, Str};

use super::aliases::{self, Aliases};
use super::parts::{self, Part};
use crate::lower::context::Lowering;
use crate::lower::{access, schema};

/// A record where members are named, else a map.
pub fn lower<'s>(lowering: &mut Lowering<'s, '_>, span: Span, parts: &[Part<'s>]) -> Shape {
    let members = members(lowering, parts);
    let rest = rest(lowering, parts);
    if !members.is_empty() {
        return Shape::Record(record(members, rest));
    }
    match rest {
        Rest::Typed(values) => Shape::Map(values),
        Rest::Any => Shape::Map(lowering.raw(span)),
        Rest::Nothing => Shape::Record(record(members, rest)),
    }
}

fn record(members: Vec<Member>, rest: Rest) -> Record {
    Record {
        members,
        rest,
        hidden: Vec::new(),
    }
}

/// One member and every schema that speaks of it.
struct Declared<'p, 's> {
    wire: Str<'s>,
    schemas: Vec<(&'s Node, &'p Part<'s>)>,
}

fn members<'s>(lowering: &mut Lowering<'s, '_>, parts: &[Part<'s>]) -> Vec<Member> {
    let aliases = Aliases::of(parts);
    let mut declared: Vec<Declared<'_, 's>> = Vec::new();
    let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
    for part in parts {
        let members = part.schema.properties.iter();
        for (wire, node) in members.filter(|(wire, _)| !aliases.has(wire.text)) {
            let index = *by_name.entry(wire.text).or_insert(declared.len());
            if index == declared.len() {
                declared.push(Declared {
                    wire: *wire,
                    schemas: Vec::new(),
                });
            }
            declared[index].schemas.push((node, part));
        }
    }
    let required: BTreeSet<&str> = parts
        .iter()
        .flat_map(|part| &part.schema.required)
        .map(|name| name.text)
        .collect();
    let names: BTreeSet<Name> = declared
        .iter()
        .map(|one| Name::parse(one.wire.text))
        .collect();
    let mut members = Vec::new();
    for one in &declared {
        let aliases = aliases.spellings(one.wire.text);
        let required = required.contains(one.wire.text)
            || aliases::one_is_required(lowering, parts, one.wire.text, &aliases);
        let aliases = aliases.into_iter().map(str::to_owned).collect();
        members.push(Member {
            aliases,
            ..member(lowering, one, &names, required)
        });
    }
    members
}

/// A member; `names` are those of all members, as which its items are not called.
fn member<'s>(
    lowering: &mut Lowering<'s, '_>,
    declared: &Declared<'_, 's>,
    names: &BTreeSet<Name>,
    required: bool,
) -> Member {
    let name = Name::parse(declared.wire.text);
    let (node, part) = chosen(lowering, &declared.schemas);
    let texts: Vec<_> = declared
        .schemas
        .iter()
        .rev()
        .map(|(node, _)| schema::member_docs(&lowering.parse(node)))
        .collect();
    let mut place = part.place.member(&name);
    let item = name.singular();
    if item != name && names.contains(&item) {
        place.items = Some(name.append(&Name::of(&["item"])));
    }
    let ty = part.ty(lowering, node, &place);
    Member {
        wire_name: declared.wire.to_string(),
        aliases: Vec::new(),
        required,
        deprecated: texts.iter().any(|(_, deprecated)| *deprecated),
        access: direction(lowering, declared),
        docs: said(texts.into_iter().map(|(docs, _)| docs)),
        ty,
        name,
    }
}

/// The first text, default, example, content and page of several.
fn said(all: impl Iterator<Item = Docs>) -> Docs {
    all.reduce(|said, other| {
        let texts = if said.is_empty() { &other } else { &said };
        let (summary, description) = (texts.summary.clone(), texts.description.clone());
        Docs {
            summary,
            description,
            content: said.content.or(other.content),
            default: said.default.or(other.default),
            example: said.example.or(other.example),
            page: said.page.or(other.page),
        }
    })
    .unwrap_or_default()
}

/// In which direction a member travels; a plain JSON Schema document knows no directions.
fn direction(lowering: &Lowering<'_, '_>, declared: &Declared<'_, '_>) -> Access {
    let schemas = declared.schemas.iter().filter(|_| !lowering.exact);
    let said = schemas.map(|(node, _)| access::of(lowering.sources, node));
    said.into_iter()
        .find(|access| *access != Access::Both)
        .unwrap_or_default()
}

/// Of several schemas for one member the one that says most of its shape, the last of equals: a value matches all, so
/// the type of each can hold it.
fn chosen<'p, 's>(
    lowering: &Lowering<'s, '_>,
    schemas: &[(&'s Node, &'p Part<'s>)],
) -> (&'s Node, &'p Part<'s>) {
    if let [only] = schemas {
        return *only;
    }
    let best = schemas
        .iter()
        .enumerate()
        .max_by_key(|(index, (node, _))| (weight(lowering, node), *index));
    best.map_or(schemas[0], |(_, found)| *found)
}

fn weight<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> u8 {
    match lowering.parse(node) {
        Schema::Bool(..) => 0,
        Schema::Object(schema) if schema.enumeration.is_some() || schema.constant.is_some() => 3,
        Schema::Object(schema) if parts::shapes(lowering, &schema) => 2,
        Schema::Object(schema) => u8::from(schema.types.is_some()),
    }
}

fn rest<'s>(lowering: &mut Lowering<'s, '_>, parts: &[Part<'s>]) -> Rest {
    let mut found = Rest::Any;
    for part in parts {
        match additional(lowering, part) {
            Rest::Any => {}
            Rest::Nothing if parts.len() > 1 => {}
            rest => {
                found = rest;
                break;
            }
        }
    }
    found
}

/// What members without a name are. A member whose name matches a pattern is none of them, so that patterns leave only
/// one case that has a type: one pattern and nothing else.
fn additional<'s>(lowering: &mut Lowering<'s, '_>, part: &Part<'s>) -> Rest {
    let schema = &part.schema;
    match (
        schema.pattern_properties.as_slice(),
        schema.additional_properties,
    ) {
        ([], None) => Rest::Any,
        ([], Some(node)) => values(lowering, node, part),
        ([(_, node)], Some(more)) if more.as_bool() == Some(false) && plain(schema) => {
            values(lowering, node, part)
        }
        _ => Rest::Any,
    }
}

/// True where no named member stands beside a pattern, which may match its name, too.
fn plain(schema: &SchemaObject<'_>) -> bool {
    schema.properties.is_empty()
}

fn values<'s>(lowering: &mut Lowering<'s, '_>, node: &'s Node, part: &Part<'s>) -> Rest {
    match lowering.parse(node) {
        Schema::Bool(true, _) => Rest::Any,
        Schema::Bool(false, _) => Rest::Nothing,
        Schema::Object(object)
            if object
                .node
                .as_object()
                .is_some_and(|object| object.is_empty()) =>
        {
            Rest::Any
        }
        Schema::Object(_) => {
            let place = part.place.part();
            let elsewhere = part.is_elsewhere;
            Rest::Typed(if elsewhere {
                lowering.deferred(node, &place)
            } else {
                lowering.inline(node, &place)
            })
        }
    }
}
