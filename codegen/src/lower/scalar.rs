//! Values that are no arrays and no objects.

use crate::json_schema::{Kind, SchemaObject};
use crate::model::Scalar;

/// The scalar for a kind, by its format and its bounds.
pub fn lower(schema: &SchemaObject<'_>, kind: Kind) -> Scalar {
    let format = schema.format.map_or("", |format| format.text);
    match kind {
        Kind::Null => Scalar::Null,
        Kind::Boolean => Scalar::Boolean,
        Kind::Integer => integer(format),
        Kind::Number if matches!(format, "double" | "float") => Scalar::Double,
        Kind::Number => Scalar::Number,
        _ => match format {
            "date-time" => Scalar::DateTime,
            "date" => Scalar::Date,
            _ => Scalar::Text,
        },
    }
}

fn integer(format: &str) -> Scalar {
    match format {
        "int32" => Scalar::Integer32,
        "uint64" => Scalar::Unsigned64,
        _ => Scalar::Integer64,
    }
}
