//! `oneOf`, `anyOf` and several types: patterns that have a pleasant type first, then a union.

use std::collections::BTreeSet;

use crate::json_schema::{Kind, Schema, SchemaObject, Types};
use crate::model::{Name, Openness, Scalar, Shape, TypeId, Union, Variant};
use crate::source::Node;

use super::parts::{self, Part, Parts};
use super::{array, discriminator, distribute, enumeration, variant_names};
use crate::lower::context::{Lowering, Place};
use crate::lower::schema;

/// The shape of schemas of which the one at `choice` chooses among alternatives.
pub fn lower<'s>(
    lowering: &mut Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
    parts: &Parts<'s>,
    choice: usize,
    place: &Place,
) -> Shape {
    let nodes = chosen(lowering, &parts.list[choice].schema);
    if distribute::is_needed(lowering, parts, choice, &nodes) {
        return distribute::lower(lowering, schema, parts, choice, &nodes, place);
    }
    of_nodes(lowering, &parts.list[choice], nodes, place)
}

/// A union of the kinds in a list of types.
pub fn by_kind<'s>(
    lowering: &mut Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
    parts: &Parts<'s>,
    types: Types,
    place: &Place,
) -> Shape {
    let variants = of_kinds(lowering, schema, parts, types, place);
    Shape::Union(Union {
        variants,
        discriminator: None,
    })
}

/// A union of some kinds, of which each is described, and of anything else.
pub fn or_any<'s>(
    lowering: &mut Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
    parts: &Parts<'s>,
    types: Types,
    place: &Place,
) -> Shape {
    let mut variants = of_kinds(lowering, schema, parts, types, place);
    let ty = lowering.raw(schema.span);
    variants.push(Variant::new(Name::of(&["other"]), ty));
    Shape::Union(Union {
        variants,
        discriminator: None,
    })
}

/// The type of an alternative of a schema, which may itself stand elsewhere.
pub fn inside<'s>(
    lowering: &mut Lowering<'s, '_>,
    part: &Part<'s>,
    node: &'s Node,
    place: &Place,
) -> TypeId {
    let place = if part.is_elsewhere {
        &part.place
    } else {
        place
    };
    part.ty(lowering, node, place)
}

/// True for `type: null`, `const: null` and `enum: [null]`.
pub fn is_null<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> bool {
    let Schema::Object(schema) = lowering.parse(node) else {
        return false;
    };
    schema.reference.is_none() && parts::kinds(&schema).only() == Some(Kind::Null)
}

fn of_kinds<'s>(
    lowering: &mut Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
    parts: &Parts<'s>,
    types: Types,
    place: &Place,
) -> Vec<Variant> {
    let variants = types.iter().map(|kind| {
        let name = variant_names::of_literals(schema, kind);
        let shape = schema::one_kind(lowering, schema.span, &parts.list, kind);
        let ty = lowering.wrap(schema, &place.inside(&name), shape);
        Variant::new(name, ty)
    });
    variants.collect()
}

/// The alternatives on which the shape depends; where both keywords have some, the checks see to the others.
fn chosen<'s>(lowering: &Lowering<'s, '_>, schema: &SchemaObject<'s>) -> Vec<&'s Node> {
    let mut one = schema.clone();
    one.any_of.clear();
    if parts::chooses(lowering, &one) {
        schema.one_of.clone()
    } else {
        schema.any_of.clone()
    }
}

fn of_nodes<'s>(
    lowering: &mut Lowering<'s, '_>,
    part: &Part<'s>,
    mut nodes: Vec<&'s Node>,
    place: &Place,
) -> Shape {
    let before = nodes.len();
    nodes.retain(|node| !is_null(lowering, node));
    let shape = without_null(lowering, part, &nodes, place);
    match shape {
        Shape::Any | Shape::Nullable(_) => shape,
        shape if nodes.len() == before => shape,
        Shape::Alias(only) => Shape::Nullable(only),
        shape => Shape::Nullable(lowering.wrap(&part.schema, place, shape)),
    }
}

fn without_null<'s>(
    lowering: &mut Lowering<'s, '_>,
    part: &Part<'s>,
    nodes: &[&'s Node],
    place: &Place,
) -> Shape {
    if let [] | [_] = nodes {
        let only = nodes
            .first()
            .map(|only| Shape::Alias(inside(lowering, part, only, place)));
        return only.unwrap_or(Shape::Scalar(Scalar::Null));
    }
    if let Some(open) = open_enumeration(lowering, nodes) {
        return open;
    }
    if let Some(object) = or_empty_object(lowering, part, nodes, place) {
        return Shape::OrEmptyObject(object);
    }
    let names = variant_names::of(lowering, nodes, place);
    let kinds: Vec<Option<Kind>> = nodes.iter().map(|node| holds(lowering, node)).collect();
    let mut variants: Vec<Variant> = Vec::new();
    for ((node, name), kind) in nodes.iter().zip(names).zip(&kinds) {
        let is_only = kind.is_some() && kinds.iter().filter(|other| *other == kind).count() == 1;
        let own = place.inside(&name);
        let inner = match kind.filter(|_| is_only) {
            Some(Kind::Array) if is_singular(place) => &own,
            Some(_) => place,
            None => &own,
        };
        variants.push(variant(lowering, part, node, name, (&own, inner)));
    }
    if let Some(shape) = one_or_many(lowering, nodes, &variants, place) {
        return shape;
    }
    let discriminator = discriminator::tag(lowering, &part.schema, nodes, &mut variants);
    merged(lowering, variants, discriminator)
}

/// Alternatives of one type are one; what is left of them may be a single one.
fn merged(
    lowering: &Lowering<'_, '_>,
    mut variants: Vec<Variant>,
    discriminator: Option<String>,
) -> Shape {
    let mut seen = BTreeSet::new();
    if discriminator.is_none() {
        variants.retain(|variant| seen.insert(variant.ty));
    }
    let scalar = |variant: &Variant| match lowering.types.shape(variant.ty) {
        Shape::Scalar(scalar) => Some(*scalar),
        _ => None,
    };
    match variants.as_slice() {
        [only] => Shape::Alias(only.ty),
        [first, others @ ..] => match scalar(first) {
            Some(one) if others.iter().all(|other| scalar(other) == Some(one)) => {
                Shape::Scalar(one)
            }
            _ => Shape::Union(Union {
                variants,
                discriminator,
            }),
        },
        [] => Shape::Any,
    }
}

/// `anyOf: [enum …, string]`, the usual way to write that more values may come.
fn open_enumeration<'s>(lowering: &Lowering<'s, '_>, nodes: &[&'s Node]) -> Option<Shape> {
    let mut texts = Vec::new();
    let mut openness = Openness::Closed;
    for node in nodes {
        let Schema::Object(schema) = lowering.parse(behind(lowering, node)) else {
            return None;
        };
        match literals(&schema) {
            Some(known) => texts.extend(known),
            None if is_plain_text(&schema) => openness = Openness::Open,
            None => return None,
        }
    }
    (!texts.is_empty()).then(|| Shape::Enumeration(enumeration::of_texts(&texts, openness)))
}

/// The schema that a plain reference leads to, else the schema itself.
fn behind<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> &'s Node {
    let reference = schema::plain_reference(&lowering.parse(node));
    let target = reference.and_then(|reference| lowering.resolved(reference));
    target.map_or(node, |(target, _)| target)
}

fn literals(schema: &SchemaObject<'_>) -> Option<Vec<String>> {
    let values = enumeration::literals(schema);
    if values.is_empty() || schema.reference.is_some() || schema.nullable {
        None
    } else {
        enumeration::texts(&values)
    }
}

fn is_plain_text(schema: &SchemaObject<'_>) -> bool {
    let only_text = schema.types.and_then(Types::only) == Some(Kind::String);
    let plain = schema.reference.is_none() && schema.all_of.is_empty() && !schema.nullable;
    only_text && plain && schema.pattern.is_none() && schema.format.is_none()
}

/// `oneOf: [object, {}]`: some services write an empty object for nothing. Only a member's table can tell them apart.
fn or_empty_object<'s>(
    lowering: &mut Lowering<'s, '_>,
    part: &Part<'s>,
    nodes: &[&'s Node],
    place: &Place,
) -> Option<TypeId> {
    let [one, other] = nodes else { return None };
    let empty = |node: &&'s Node| is_empty_object(lowering, node);
    let some = match (empty(one), empty(other)) {
        (false, true) => one,
        (true, false) => other,
        _ => return None,
    };
    place.is_member.then(|| inside(lowering, part, some, place))
}

fn is_empty_object<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> bool {
    let Schema::Object(schema) = lowering.parse(node) else {
        return false;
    };
    schema.types.and_then(Types::only) == Some(Kind::Object)
        && schema.max_properties == Some(0)
        && schema.properties.is_empty()
}

/// `oneOf: [T, array of T]`.
fn one_or_many<'s>(
    lowering: &Lowering<'s, '_>,
    nodes: &[&'s Node],
    variants: &[Variant],
    place: &Place,
) -> Option<Shape> {
    let [one, other] = variants else { return None };
    let [one_node, other_node] = nodes else {
        return None;
    };
    let pairs = [
        (one.ty, other.ty, *other_node),
        (other.ty, one.ty, *one_node),
    ];
    pairs.into_iter().find_map(|(single, list, list_node)| {
        let Shape::List(items) = lowering.types.shape(list) else {
            return None;
        };
        let is_array = matches!(
            lowering.types.shape(single),
            Shape::List(_) | Shape::Tuple(_)
        );
        if is_array || !array::same_type(lowering, single, *items) {
            return None;
        }
        let Schema::Object(schema) = lowering.parse(list_node) else {
            return None;
        };
        let exactly_one = (schema.min_items, schema.max_items) == (Some(1), Some(1));
        Some(if exactly_one && place.is_member {
            Shape::OneOrArrayOfOne(single)
        } else {
            Shape::OneOrMany(single)
        })
    })
}

/// An alternative at its own place; what is inside it is called after the second one.
fn variant<'s>(
    lowering: &mut Lowering<'s, '_>,
    part: &Part<'s>,
    node: &'s Node,
    name: Name,
    (own, inner): (&Place, &Place),
) -> Variant {
    let ty = if part.is_elsewhere {
        lowering.deferred(node, &part.place)
    } else {
        lowering.inline_within(node, own, inner)
    };
    Variant::new(name, ty)
}

/// The kind of an alternative that has members or items: where no other one has such, they need not be told apart.
fn holds<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> Option<Kind> {
    let Schema::Object(schema) = lowering.parse(node) else {
        return None;
    };
    if parts::describes_members(&schema) {
        return Some(Kind::Object);
    }
    parts::describes_items(&schema).then_some(Kind::Array)
}

/// True where the items of a place would be called as the place itself.
fn is_singular(place: &Place) -> bool {
    let name = place.context.last();
    name.is_none_or(|name| name.singular() == *name)
}
