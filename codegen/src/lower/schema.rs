//! Classifies a schema and hands it to the construct that lowers it.

use crate::json_schema::{Kind, Schema, SchemaObject, Types};
use crate::model::{Docs, Shape, TypeId};
use crate::source::{Reference, Str};

use super::context::{Lowering, Place};
use super::{all_of, alternatives, array, checks, enumeration, object, scalar, text};

/// Gives a type the shape, the texts and the checks of its schema.
pub fn fill<'s>(lowering: &mut Lowering<'s, '_>, id: TypeId, schema: &Schema<'s>, place: &Place) {
    let Schema::Object(schema) = schema else { return never(lowering, schema) };
    let shape = shape(lowering, schema, place);
    let checks = checks::lower(lowering, schema, &shape);
    let ty = lowering.types.get_mut(id);
    ty.shape = shape;
    ty.checks.extend(checks);
    ty.docs = docs(schema);
}

/// The reference of a schema that says nothing else about its values.
pub fn plain_reference<'s>(schema: &Schema<'s>) -> Option<Reference<'s>> {
    let Schema::Object(schema) = schema else { return None };
    schema.reference.filter(|_| !schema.nullable && !constrains_beside_reference(schema))
}

/// What a schema says of its values in words.
pub fn docs(schema: &SchemaObject<'_>) -> Docs {
    let title = schema.title.filter(|_| schema.description.is_none());
    text::docs(None, schema.description.or(title))
}

/// What the schema of a member says of it, be it beside a reference or not.
pub fn member_docs(schema: &Schema<'_>) -> (Docs, bool) {
    match schema {
        Schema::Bool(..) => (Docs::default(), false),
        Schema::Object(schema) => (docs(schema), schema.deprecated),
    }
}

/// The shape of a schema's values.
pub fn shape<'s>(lowering: &mut Lowering<'s, '_>, schema: &SchemaObject<'s>, place: &Place) -> Shape {
    let types = schema.types.unwrap_or_default();
    if schema.nullable || (types.contains(Kind::Null) && types.len() > 1) {
        return nullable(lowering, schema, place);
    }
    if let Some(reference) = schema.reference {
        return reference_with_siblings(lowering, schema, reference);
    }
    if let Some(values) = schema.enumeration {
        return enumeration::lower(lowering, schema, values, place);
    }
    if let Some(value) = schema.constant {
        return enumeration::lower(lowering, schema, std::slice::from_ref(value), place);
    }
    if !schema.all_of.is_empty() {
        return all_of::lower(lowering, schema, place);
    }
    if !schema.one_of.is_empty() || !schema.any_of.is_empty() {
        return alternatives::lower(lowering, schema, place);
    }
    by_type(lowering, schema, place, types)
}

fn by_type<'s>(
    lowering: &mut Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
    place: &Place,
    types: Types,
) -> Shape {
    match types.normalised().only() {
        Some(Kind::Object) => object::lower(lowering, schema, place),
        Some(Kind::Array) => array::lower(lowering, schema, place),
        Some(kind) => Shape::Scalar(scalar::lower(schema, kind)),
        None if types.is_empty() => untyped(lowering, schema, place),
        None => alternatives::by_type(lowering, schema, place, types.normalised()),
    }
}

/// A schema without `type` accepts values of every kind, even where it says more of one kind: only where its members
/// are named is it surely meant as an object.
fn untyped<'s>(lowering: &mut Lowering<'s, '_>, schema: &SchemaObject<'s>, place: &Place) -> Shape {
    if !schema.properties.is_empty() {
        let message = "this schema names members but has no `type`, so it also accepts what is no object";
        lowering.unsupported(schema.span, message, "add `\"type\": \"object\"` if only objects are meant");
        return object::lower(lowering, schema, place);
    }
    Shape::Any
}

/// Splits `null` off: the rest becomes a type of its own.
fn nullable<'s>(lowering: &mut Lowering<'s, '_>, schema: &SchemaObject<'s>, place: &Place) -> Shape {
    let mut rest = schema.clone();
    rest.nullable = false;
    rest.types = schema.types.map(|types| types.without(Kind::Null)).filter(|types| !types.is_empty());
    match shape(lowering, &rest, place) {
        Shape::Any => Shape::Any,
        Shape::Alias(target) => Shape::Nullable(target),
        inner => {
            let inner = lowering.wrap(schema, place, inner);
            lowering.types.get_mut(inner).docs = docs(schema);
            Shape::Nullable(inner)
        }
    }
}

fn reference_with_siblings<'s>(
    lowering: &mut Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
    reference: Reference<'s>,
) -> Shape {
    if constrains_beside_reference(schema) {
        let message = "keywords beside `$ref` are not checked";
        lowering.unsupported(schema.span, message, "move them into the schema that is referred to");
    }
    Shape::Alias(lowering.reference(reference))
}

fn constrains_beside_reference(schema: &SchemaObject<'_>) -> bool {
    let mut rest = schema.clone();
    rest.reference = None;
    constrains(&rest)
}

/// True where a schema says more than words.
fn constrains(schema: &SchemaObject<'_>) -> bool {
    let groups = [&schema.all_of, &schema.any_of, &schema.one_of, &schema.prefix_items];
    let maps = [&schema.properties, &schema.pattern_properties, &schema.dependent_schemas];
    let one = [
        schema.not,
        schema.if_,
        schema.then,
        schema.else_,
        schema.items,
        schema.contains,
        schema.additional_properties,
        schema.unevaluated_properties,
        schema.unevaluated_items,
        schema.property_names,
        schema.constant,
    ];
    let texts: [Option<Str<'_>>; 7] = [
        schema.pattern,
        schema.format,
        schema.minimum,
        schema.maximum,
        schema.exclusive_minimum,
        schema.exclusive_maximum,
        schema.multiple_of,
    ];
    let counts = [
        schema.min_length,
        schema.max_length,
        schema.min_items,
        schema.max_items,
        schema.min_properties,
        schema.max_properties,
    ];
    groups.iter().any(|group| !group.is_empty())
        || maps.iter().any(|map| !map.is_empty())
        || one.iter().any(Option::is_some)
        || texts.iter().any(Option::is_some)
        || counts.iter().any(Option::is_some)
        || schema.types.is_some()
        || schema.enumeration.is_some()
        || schema.dynamic_reference.is_some()
        || schema.unique_items
        || !schema.required.is_empty()
        || !schema.dependent_required.is_empty()
}

fn never(lowering: &Lowering<'_, '_>, schema: &Schema<'_>) {
    if let Schema::Bool(false, span) = schema {
        let message = "the schema `false` accepts no value, so its type says nothing";
        lowering.unsupported(*span, message, "leave the member out, or say what it may be");
    }
}
