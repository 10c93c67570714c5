//! Values that are no arrays and no objects.

use crate::json_schema::{Kind, SchemaObject};
use crate::model::Scalar;

use super::parts::Part;

/// The scalar for a kind, by format and bounds; where every valid value must be accepted, a format means nothing and an
/// integer has no size.
pub fn lower(parts: &[Part<'_>], kind: Kind, exact: bool) -> Scalar {
    let formats = parts
        .iter()
        .filter_map(|part| part.schema.format)
        .map(|format| format.text);
    let known = |format: &&str| is_of(format, kind);
    let format = formats.into_iter().find(known).unwrap_or_default();
    match kind {
        Kind::Null => Scalar::Null,
        Kind::Boolean => Scalar::Boolean,
        Kind::Integer if exact => exact_integer(parts),
        Kind::Integer => integer(parts, format),
        Kind::Number if !exact && matches!(format, "double" | "float") => Scalar::Double,
        Kind::Number => Scalar::Number,
        _ => match format {
            "date-time" | "loose-date-time" => Scalar::DateTime,
            "date" => Scalar::Date,
            _ => Scalar::Text,
        },
    }
}

fn is_of(format: &str, kind: Kind) -> bool {
    match kind {
        Kind::Integer => matches!(format, "int32" | "int64" | "uint32" | "uint64"),
        Kind::Number => matches!(format, "double" | "float"),
        _ => true,
    }
}

/// What is declared to be larger than 63 bits, or may be by its bounds, has 64.
fn integer(parts: &[Part<'_>], format: &str) -> Scalar {
    match format {
        "int32" => Scalar::Integer32,
        "uint64" => Scalar::Unsigned64,
        _ if needs_unsigned(parts) => Scalar::Unsigned64,
        _ => Scalar::Integer64,
    }
}

fn needs_unsigned(parts: &[Part<'_>]) -> bool {
    let beyond = |text: &str| {
        text.parse::<u64>()
            .is_ok_and(|limit| limit > i64::MAX as u64)
    };
    let maximum = parts
        .iter()
        .filter_map(|part| part.schema.maximum)
        .any(|limit| beyond(limit.text));
    maximum && lowest(parts).is_some_and(|limit| limit >= 0)
}

/// An integer of 64 bits where the bounds leave no others.
fn exact_integer(parts: &[Part<'_>]) -> Scalar {
    let limits = |limit: fn(&SchemaObject<'_>) -> Option<i64>| {
        parts.iter().find_map(|part| limit(&part.schema))
    };
    let highest = limits(|schema| whole(schema.maximum.or(schema.exclusive_maximum)?.text));
    if lowest(parts).is_some() && highest.is_some() {
        Scalar::Integer64
    } else {
        Scalar::Integer
    }
}

fn lowest(parts: &[Part<'_>]) -> Option<i64> {
    let limit =
        |part: &Part<'_>| whole(part.schema.minimum.or(part.schema.exclusive_minimum)?.text);
    parts.iter().find_map(limit)
}

fn whole(text: &str) -> Option<i64> {
    text.parse().ok()
}
