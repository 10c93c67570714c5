//! `enum` and `const`.

use crate::json_schema::{Kind, SchemaObject};
use crate::model::{Docs, EnumValue, Enumeration, Name, Openness, Shape};
use crate::source::{Node, Value};

use super::context::{Lowering, Place};
use super::scalar;

/// Literal strings become an enumeration, `null` beside them makes it nullable; other values keep the type that they
/// have in common.
pub fn lower<'s>(
    lowering: &mut Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
    values: &'s [Node],
    place: &Place,
) -> Shape {
    let (nulls, rest): (Vec<&Node>, Vec<&Node>) =
        values.iter().partition(|node| matches!(node.value, Value::Null));
    let shape = match texts(&rest) {
        Some(texts) if !texts.is_empty() => Shape::Enumeration(of_texts(&texts, Openness::Closed)),
        _ => return common(lowering, schema),
    };
    if nulls.is_empty() { shape } else { Shape::Nullable(lowering.wrap(schema, place, shape)) }
}

/// The texts of an enumeration of strings alone.
pub fn texts(values: &[&Node]) -> Option<Vec<String>> {
    values.iter().map(|node| node.as_str().map(|text| text.to_string())).collect()
}

/// An enumeration of these texts; a text that stands twice counts once.
pub fn of_texts(texts: &[String], openness: Openness) -> Enumeration {
    let mut values: Vec<EnumValue> = Vec::with_capacity(texts.len());
    let mut seen = std::collections::BTreeSet::new();
    for wire in texts.iter().filter(|text| seen.insert(text.as_str())) {
        values.push(EnumValue { wire: wire.clone(), name: Name::parse(wire), docs: Docs::default() });
    }
    Enumeration { values, openness }
}

fn common(lowering: &Lowering<'_, '_>, schema: &SchemaObject<'_>) -> Shape {
    let help = "only literal strings are checked";
    lowering.unsupported(schema.span, "these literal values are not checked", help);
    match schema.types.and_then(|types| types.normalised().only()) {
        Some(Kind::Object | Kind::Array) | None => Shape::Any,
        Some(kind) => Shape::Scalar(scalar::lower(schema, kind)),
    }
}
