//! Classifies a schema and hands it to the construct that lowers it.

mod aliases;
mod all_of;
mod alternatives;
mod array;
pub mod checks;
mod common;
mod discriminator;
mod distribute;
mod enumeration;
pub mod equal;
pub mod heirs;
pub mod inheritance;
mod json_text;
mod object;
pub mod parts;
mod scalar;
mod variant_names;

use crate::json_schema::{Kind, Schema, SchemaObject, Types};
use crate::model::{Check, Content, Docs, Scalar, Shape, TypeId};
use crate::source::{Reference, Span, Str, Value};

use super::context::{Lowering, Place};
use super::text;
use inheritance::Family;
use parts::{Part, Parts};

/// Gives a type the shape, the texts and the checks of its schema.
pub fn fill<'s>(lowering: &mut Lowering<'s, '_>, id: TypeId, schema: &Schema<'s>, place: &Place) {
    let Schema::Object(schema) = schema else {
        return never(lowering, schema);
    };
    let shape = shape(lowering, schema, place);
    let mut checks = checks::lower(schema);
    if matches!(shape, Shape::Tuple(_)) {
        // The type itself says how many items there are.
        checks.retain(|check| !matches!(check, Check::MinItems(_) | Check::MaxItems(_)));
    }
    let ty = lowering.types.get_mut(id);
    ty.shape = shape;
    ty.checks.extend(checks);
    ty.docs = docs(schema);
}

/// The reference of a schema that says nothing else about its values.
pub fn plain_reference<'s>(schema: &Schema<'s>) -> Option<Reference<'s>> {
    let Schema::Object(schema) = schema else {
        return None;
    };
    schema
        .reference
        .filter(|_| !schema.nullable && !constrains_beside_reference(schema))
}

/// What a schema says of its values in words.
pub fn docs(schema: &SchemaObject<'_>) -> Docs {
    Docs {
        default: schema.default.and_then(text::shown),
        example: schema.examples.first().and_then(|node| text::example(node)),
        content: content(schema),
        page: schema.external_docs.and_then(text::page_at),
        ..text::docs(schema.title, schema.description)
    }
}

/// What the schema of a member says of it, be it beside a reference or not.
pub fn member_docs(schema: &Schema<'_>) -> (Docs, bool) {
    match schema {
        Schema::Bool(..) => (Docs::default(), false),
        Schema::Object(schema) => (docs(schema), schema.deprecated),
    }
}

/// The shape of a schema's values.
pub fn shape<'s>(
    lowering: &mut Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
    place: &Place,
) -> Shape {
    if schema.nullable && (schema.reference.is_some() || !schema.all_of.is_empty()) {
        let mut rest = schema.clone();
        rest.nullable = false;
        let inner = shape(lowering, &rest, place);
        return or_null(lowering, schema, place, inner);
    }
    if let Some(family) = Family::of(lowering, schema) {
        return inheritance::lower(lowering, schema, &family, place);
    }
    if schema.reference.is_some() || !schema.all_of.is_empty() {
        return all_of::lower(lowering, schema, place);
    }
    let parts = Parts::of(lowering, schema, place);
    of_parts(lowering, schema, &parts, place)
}

/// The shape of values that several schemas describe together.
pub fn of_parts<'s>(
    lowering: &mut Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
    parts: &Parts<'s>,
    place: &Place,
) -> Shape {
    let kinds = parts.kinds();
    if parts.never || kinds.is_empty() {
        let help = "correct the schemas, so that a value can match all of them";
        lowering.unsupported(
            schema.span,
            "no value matches this schema, so its type is raw JSON",
            help,
        );
        return Shape::Any;
    }
    if kinds.len() > 1 && kinds.contains(Kind::Null) && names_null(parts) {
        let inner = of_kinds(lowering, schema, parts, kinds.without(Kind::Null), place);
        return or_null(lowering, schema, place, inner);
    }
    of_kinds(lowering, schema, parts, kinds, place)
}

/// The shape of values of one kind.
pub fn one_kind<'s>(
    lowering: &mut Lowering<'s, '_>,
    span: Span,
    parts: &[Part<'s>],
    kind: Kind,
) -> Shape {
    match kind {
        Kind::Object => object::lower(lowering, span, parts),
        Kind::Array => array::lower(lowering, span, parts),
        kind => match (enumeration::of_parts(parts, kind), kind) {
            (Some(enumeration), _) => Shape::Enumeration(enumeration),
            (None, Kind::String) => match json_text::content(parts) {
                Some(content) => json_text::lower(lowering, content),
                None => Shape::Scalar(scalar::lower(parts, kind, lowering.exact)),
            },
            (None, _) => Shape::Scalar(scalar::lower(parts, kind, lowering.exact)),
        },
    }
}

/// True where a schema says more than words and kinds of value beside its reference and its `allOf`.
pub fn constrains_beside_parts(schema: &SchemaObject<'_>) -> bool {
    let mut rest = schema.clone();
    rest.reference = None;
    rest.types = None;
    rest.all_of.clear();
    constrains(&rest)
}

fn content(schema: &SchemaObject<'_>) -> Option<Content> {
    let text = |text: Option<Str<'_>>| text.map(|text| text.to_string());
    let (media_type, encoding) = (
        text(schema.content_media_type),
        text(schema.content_encoding),
    );
    let is_known = media_type.is_some() || encoding.is_some();
    is_known.then_some(Content {
        media_type,
        encoding,
    })
}

/// The shape, or `null`.
fn or_null<'s>(
    lowering: &mut Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
    place: &Place,
    inner: Shape,
) -> Shape {
    match inner {
        Shape::Any | Shape::Nullable(_) | Shape::Scalar(Scalar::Null) => inner,
        Shape::Alias(target) => Shape::Nullable(target),
        inner => {
            let inner = lowering.wrap(schema, place, inner);
            lowering.types.get_mut(inner).docs = docs(schema);
            Shape::Nullable(inner)
        }
    }
}

fn names_null(parts: &Parts<'_>) -> bool {
    parts.list.iter().any(|part| {
        let schema = &part.schema;
        let literal = enumeration::literals(schema)
            .iter()
            .any(|node| matches!(node.value, Value::Null));
        schema.nullable || literal || schema.types.is_some_and(|types| types.contains(Kind::Null))
    })
}

fn of_kinds<'s>(
    lowering: &mut Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
    parts: &Parts<'s>,
    kinds: Types,
    place: &Place,
) -> Shape {
    if let Some(choice) = parts
        .list
        .iter()
        .position(|part| parts::chooses(lowering, &part.schema))
    {
        return alternatives::lower(lowering, schema, parts, choice, place);
    }
    let is_typed = |part: &Part<'_>| {
        part.schema.types.is_some() || !enumeration::literals(&part.schema).is_empty()
    };
    if !parts.list.iter().any(is_typed) {
        return untyped(lowering, schema, parts, place);
    }
    match kinds.normalised().only() {
        Some(kind) => one_kind(lowering, schema.span, &parts.list, kind),
        None => alternatives::by_kind(lowering, schema, parts, kinds.normalised(), place),
    }
}

/// A schema without `type` accepts values of every kind, even where it says more of one kind. Whoever describes members
/// or items most likely means objects or arrays alone; a plain JSON Schema document is taken at its word.
fn untyped<'s>(
    lowering: &mut Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
    parts: &Parts<'s>,
    place: &Place,
) -> Shape {
    let object = parts.describe_members().then_some(Kind::Object);
    let array = parts
        .list
        .iter()
        .any(|part| parts::describes_items(&part.schema))
        .then_some(Kind::Array);
    if lowering.exact {
        let kinds: Types = object.into_iter().chain(array).collect();
        return if kinds.is_empty() {
            Shape::Any
        } else {
            alternatives::or_any(lowering, schema, parts, kinds, place)
        };
    }
    match (object, array) {
        (Some(kind), None) | (None, Some(kind)) => {
            let (what, name) = if kind == Kind::Object {
                ("members", "object")
            } else {
                ("items", "array")
            };
            let message = format!(
                "this schema describes {what} but has no `type`: values of other kinds are not typed"
            );
            lowering.unsupported(
                schema.span,
                &message,
                &format!("add `\"type\": \"{name}\"` if that is meant"),
            );
            one_kind(lowering, schema.span, &parts.list, kind)
        }
        _ => Shape::Any,
    }
}

fn constrains_beside_reference(schema: &SchemaObject<'_>) -> bool {
    let mut rest = schema.clone();
    rest.reference = None;
    constrains(&rest)
}

/// True where a schema says more than words.
fn constrains(schema: &SchemaObject<'_>) -> bool {
    let groups = [
        &schema.all_of,
        &schema.any_of,
        &schema.one_of,
        &schema.prefix_items,
    ];
    let maps = [
        &schema.properties,
        &schema.pattern_properties,
        &schema.dependent_schemas,
    ];
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
        lowering.unsupported(
            *span,
            message,
            "leave the member out, or say what it may be",
        );
    }
}
