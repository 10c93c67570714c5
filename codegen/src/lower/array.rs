//! Arrays: lists of what `items` says.

use crate::model::{Scalar, Shape, TypeId};
use crate::source::Span;

use super::context::Lowering;
use super::parts::{self, Part};

/// A list of what `items` says, or of raw JSON.
///
/// Of several schemas the first that speaks of the items gives their type, as each of them must hold.
pub fn lower<'s>(lowering: &mut Lowering<'s, '_>, span: Span, parts: &[Part<'s>]) -> Shape {
    let described = parts
        .iter()
        .find(|part| parts::describes_items(&part.schema));
    let Some(part) = described else {
        return Shape::List(lowering.raw(span));
    };
    if !part.schema.prefix_items.is_empty() {
        let help = "describe all items with `items` if they are alike";
        lowering.unsupported(
            part.schema.span,
            "`prefixItems` becomes a list of raw JSON values",
            help,
        );
        return Shape::List(lowering.raw(span));
    }
    Shape::List(match part.schema.items {
        Some(items) if part.is_elsewhere => lowering.deferred(items, &part.place.part()),
        Some(items) => lowering.inline(items, &part.place.part()),
        None => lowering.raw(span),
    })
}

/// True where a list of one of these types may stand for the other: a schema written twice counts as equal only where it
/// is a plain scalar.
pub fn same_type(lowering: &Lowering<'_, '_>, one: TypeId, other: TypeId) -> bool {
    let scalar = |id: TypeId| match lowering.types.shape(id) {
        Shape::Scalar(scalar) => Some(*scalar),
        _ => None,
    };
    let equal: fn(Option<Scalar>, Option<Scalar>) -> bool =
        |one, other| one.is_some() && one == other;
    one == other || equal(scalar(one), scalar(other))
}
