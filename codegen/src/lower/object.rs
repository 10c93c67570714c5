//! Objects: named members make a record, values of one type a map.

use crate::json_schema::{Schema, SchemaObject};
use crate::model::{Member, Name, Record, Rest, Shape};
use crate::source::{Node, Str};

use super::context::{Lowering, Place};
use super::schema;

/// A record where members are named, else a map.
pub fn lower<'s>(lowering: &mut Lowering<'s, '_>, schema: &SchemaObject<'s>, place: &Place) -> Shape {
    if schema.properties.is_empty() {
        return match additional(lowering, schema, place) {
            Rest::Typed(values) => Shape::Map(values),
            Rest::Any => Shape::Map(lowering.raw(schema.span)),
            Rest::Nothing => Shape::Record(Record { members: Vec::new(), rest: Rest::Nothing }),
        };
    }
    let members = schema.properties.iter().map(|(name, node)| member(lowering, schema, *name, node, place));
    let members = members.collect();
    Shape::Record(Record { members, rest: additional(lowering, schema, place) })
}

fn member<'s>(
    lowering: &mut Lowering<'s, '_>,
    owner: &SchemaObject<'s>,
    wire: Str<'s>,
    node: &'s Node,
    place: &Place,
) -> Member {
    let name = Name::parse(wire.text);
    let (docs, deprecated) = schema::member_docs(&lowering.parse(node));
    Member {
        wire_name: wire.to_string(),
        aliases: Vec::new(),
        required: owner.required.iter().any(|required| required.text == wire.text),
        deprecated,
        docs,
        ty: lowering.inline(node, &place.member(&name)),
        name,
    }
}

fn additional<'s>(lowering: &mut Lowering<'s, '_>, schema: &SchemaObject<'s>, place: &Place) -> Rest {
    let Some(node) = schema.additional_properties else { return Rest::Any };
    match lowering.parse(node) {
        Schema::Bool(true, _) => Rest::Any,
        Schema::Bool(false, _) => Rest::Nothing,
        Schema::Object(object) if object.node.as_object().is_some_and(|object| object.is_empty()) => Rest::Any,
        Schema::Object(_) => Rest::Typed(lowering.inline(node, &place.part())),
    }
}
