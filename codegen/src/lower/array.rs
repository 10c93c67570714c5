//! Arrays.

use crate::json_schema::SchemaObject;
use crate::model::{Scalar, Shape, TypeId};

use super::context::{Lowering, Place};

/// A list of what `items` says, or of raw JSON.
pub fn lower<'s>(lowering: &mut Lowering<'s, '_>, schema: &SchemaObject<'s>, place: &Place) -> Shape {
    if !schema.prefix_items.is_empty() {
        let help = "describe all items with `items`";
        lowering.unsupported(schema.span, "`prefixItems` becomes a list of raw JSON values", help);
        return Shape::List(lowering.raw(schema.span));
    }
    Shape::List(match schema.items {
        Some(items) => lowering.inline(items, &place.part()),
        None => lowering.raw(schema.span),
    })
}

/// True where a list of one of these types may stand for the other: a schema written twice counts as equal only where it
/// is a plain scalar.
pub fn same_type(lowering: &Lowering<'_, '_>, one: TypeId, other: TypeId) -> bool {
    let scalar = |id: TypeId| match lowering.types.shape(id) {
        Shape::Scalar(scalar) => Some(*scalar),
        _ => None,
    };
    let equal: fn(Option<Scalar>, Option<Scalar>) -> bool = |one, other| one.is_some() && one == other;
    one == other || equal(scalar(one), scalar(other))
}
