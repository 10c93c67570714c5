//! `allOf`: a schema that must hold together with others.

use crate::json_schema::SchemaObject;
use crate::model::Shape;

use super::context::{Lowering, Place};

/// A list of one is that one; longer lists become raw JSON.
pub fn lower<'s>(lowering: &mut Lowering<'s, '_>, schema: &SchemaObject<'s>, place: &Place) -> Shape {
    if let ([only], true) = (schema.all_of.as_slice(), schema.properties.is_empty()) {
        return Shape::Alias(lowering.inline(only, place));
    }
    let help = "write the members of all parts into one schema";
    lowering.unsupported(schema.span, "`allOf` with several parts becomes a raw JSON value", help);
    Shape::Any
}
