//! `allOf` and `$ref` beside other keywords: one schema that says it all, or all of them merged.

use crate::json_schema::{Schema, SchemaObject};
use crate::model::{Shape, TypeId};
use crate::source::{Node, Reference};

use super::inheritance;
use super::parts::Parts;
use crate::lower::context::{Lowering, Place};
use crate::lower::schema;

/// Another name for the one part on which the shape depends, else all parts as one.
pub fn lower<'s>(
    lowering: &mut Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
    place: &Place,
) -> Shape {
    if let Some(only) = only_part(lowering, schema, place)
        && !inheritance::is_heir(lowering, schema, only)
    {
        return Shape::Alias(only);
    }
    let parts = Parts::of(lowering, schema, place);
    schema::of_parts(lowering, schema, &parts, place)
}

/// The one part that says more than words and kinds of value.
fn only_part<'s>(
    lowering: &mut Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
    place: &Place,
) -> Option<TypeId> {
    if schema::constrains_beside_parts(schema) {
        return None;
    }
    let speaking: Vec<&'s Node> = schema
        .all_of
        .iter()
        .copied()
        .filter(|node| constrains(lowering, node))
        .collect();
    match (schema.reference, speaking.as_slice()) {
        (Some(reference), []) => lowering.target(reference).map(|(id, ..)| id),
        (None, [only]) if schema.types.is_none() || Reference::of(only).is_some() => {
            Some(lowering.inline(only, place))
        }
        (None, []) if schema.all_of.len() == 1 && schema.types.is_none() => {
            Some(lowering.inline(schema.all_of.first()?, place))
        }
        _ => None,
    }
}

fn constrains<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> bool {
    match lowering.parse(node) {
        Schema::Object(schema) => {
            let refers = schema.reference.is_some() || !schema.all_of.is_empty() || schema.nullable;
            refers || schema::constrains_beside_parts(&schema)
        }
        Schema::Bool(accepts, _) => !accepts,
    }
}
