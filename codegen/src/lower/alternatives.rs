//! `oneOf`, `anyOf` and several types: patterns that have a pleasant type first, then a union.

use crate::json_schema::{Kind, Schema, SchemaObject, Types};
use crate::model::{Name, Openness, Scalar, Shape, TypeId, Union, Variant};
use crate::source::Node;

use super::context::{Lowering, Place};
use super::{array, enumeration, schema};

/// The shape of `oneOf` or `anyOf`.
pub fn lower<'s>(lowering: &mut Lowering<'s, '_>, schema: &SchemaObject<'s>, place: &Place) -> Shape {
    if !schema.one_of.is_empty() && !schema.any_of.is_empty() {
        let help = "use one of the two keywords";
        lowering.unsupported(schema.span, "`oneOf` beside `anyOf` becomes a raw JSON value", help);
        return Shape::Any;
    }
    let mut nodes: Vec<&'s Node> = schema.one_of.iter().chain(&schema.any_of).copied().collect();
    let before = nodes.len();
    nodes.retain(|node| !is_null(lowering, node));
    let shape = without_null(lowering, schema, &nodes, place);
    match shape {
        Shape::Any => Shape::Any,
        shape if nodes.len() == before => shape,
        Shape::Alias(only) => Shape::Nullable(only),
        shape => Shape::Nullable(lowering.wrap(schema, place, shape)),
    }
}

/// A union of the kinds in a list of types.
pub fn by_type<'s>(
    lowering: &mut Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
    place: &Place,
    types: Types,
) -> Shape {
    let variants = types.iter().map(|kind| {
        let mut one = schema.clone();
        one.types = Some(Types::default().with(kind));
        let name = Name::of(&[kind_word(kind)]);
        let place = place.inside(&name);
        let shape = schema::shape(lowering, &one, &place);
        Variant { name, tags: Vec::new(), ty: lowering.wrap(schema, &place, shape) }
    });
    Shape::Union(Union { variants: variants.collect(), discriminator: None })
}

fn without_null<'s>(
    lowering: &mut Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
    nodes: &[&'s Node],
    place: &Place,
) -> Shape {
    if let [] | [_] = nodes {
        return nodes.first().map_or(Shape::Scalar(Scalar::Null), |only| Shape::Alias(lowering.inline(only, place)));
    }
    if let Some(open) = open_enumeration(lowering, nodes) {
        return open;
    }
    if !schema.properties.is_empty() {
        let help = "move the members into the alternatives";
        lowering.unsupported(schema.span, "members beside alternatives become a raw JSON value", help);
        return Shape::Any;
    }
    if let Some(object) = or_empty_object(lowering, nodes, place) {
        return Shape::OrEmptyObject(object);
    }
    let variants: Vec<Variant> = nodes.iter().map(|node| variant(lowering, node, place)).collect();
    one_or_many(lowering, nodes, &variants, place)
        .unwrap_or_else(|| Shape::Union(Union { variants, discriminator: None }))
}

/// `anyOf: [enum …, string]`, the usual way to write that more values may come.
fn open_enumeration<'s>(lowering: &Lowering<'s, '_>, nodes: &[&'s Node]) -> Option<Shape> {
    let mut texts = Vec::new();
    let mut openness = Openness::Closed;
    for node in nodes {
        let Schema::Object(schema) = lowering.parse(node) else { return None };
        let known = literals(&schema);
        match known {
            Some(known) => texts.extend(known),
            None if is_plain_text(&schema) => openness = Openness::Open,
            None => return None,
        }
    }
    (!texts.is_empty()).then(|| Shape::Enumeration(enumeration::of_texts(&texts, openness)))
}

fn literals(schema: &SchemaObject<'_>) -> Option<Vec<String>> {
    if schema.reference.is_some() {
        return None;
    }
    let values: Vec<&Node> = schema.enumeration.iter().copied().flatten().chain(schema.constant).collect();
    if values.is_empty() { None } else { enumeration::texts(&values) }
}

fn is_plain_text(schema: &SchemaObject<'_>) -> bool {
    let only_text = schema.types.and_then(Types::only) == Some(Kind::String);
    only_text && schema.reference.is_none() && schema.pattern.is_none() && schema.format.is_none()
}

/// `oneOf: [object, {}]`: some services write an empty object for nothing. Only a member's table can tell them apart.
fn or_empty_object<'s>(lowering: &mut Lowering<'s, '_>, nodes: &[&'s Node], place: &Place) -> Option<TypeId> {
    let [one, other] = nodes else { return None };
    let empty = |node: &&'s Node| is_empty_object(lowering, node);
    let some = match (empty(one), empty(other)) {
        (false, true) => one,
        (true, false) => other,
        _ => return None,
    };
    place.is_member.then(|| lowering.inline(some, place))
}

fn is_empty_object<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> bool {
    let Schema::Object(schema) = lowering.parse(node) else { return false };
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
    let [one_node, other_node] = nodes else { return None };
    let pairs = [(one.ty, other.ty, *other_node), (other.ty, one.ty, *one_node)];
    pairs.into_iter().find_map(|(single, list, list_node)| {
        let Shape::List(items) = lowering.types.shape(list) else { return None };
        if !array::same_type(lowering, single, *items) {
            return None;
        }
        let Schema::Object(schema) = lowering.parse(list_node) else { return None };
        let exactly_one = (schema.min_items, schema.max_items) == (Some(1), Some(1));
        Some(if exactly_one && place.is_member {
            Shape::OneOrArrayOfOne(single)
        } else {
            Shape::OneOrMany(single)
        })
    })
}

fn variant<'s>(lowering: &mut Lowering<'s, '_>, node: &'s Node, place: &Place) -> Variant {
    let name = variant_name(lowering, node);
    let ty = lowering.inline(node, &place.inside(&name));
    Variant { name, tags: Vec::new(), ty }
}

/// A referenced schema lends its name, another one its title or its kind.
fn variant_name<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> Name {
    let Schema::Object(schema) = lowering.parse(node) else { return Name::of(&["any"]) };
    if let Some(reference) = schema.reference {
        let target = lowering.sources.resolve(reference).ok().and_then(|target| target.name);
        return Name::parse(target.unwrap_or("other"));
    }
    let title = schema.title.map(|title| Name::parse(title.text)).filter(|name| !name.is_empty());
    let kind = schema.types.and_then(|types| types.normalised().only());
    title.unwrap_or_else(|| Name::of(&[kind.map_or("other", kind_word)]))
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Null => "null",
        Kind::Boolean => "bool",
        Kind::Object => "object",
        Kind::Array => "list",
        Kind::Number | Kind::Integer => "number",
        Kind::String => "text",
    }
}

fn is_null<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> bool {
    let Schema::Object(schema) = lowering.parse(node) else { return false };
    schema.types.and_then(Types::only) == Some(Kind::Null)
}
