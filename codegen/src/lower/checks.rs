//! Constraints that a type cannot express.

use crate::json_schema::SchemaObject;
use crate::model::{Check, Rest, Shape};
use crate::source::{Node, Span, Str};

use super::context::Lowering;

/// The checks of a schema's own keywords; what is neither typed nor checked is reported.
pub fn lower(lowering: &Lowering<'_, '_>, schema: &SchemaObject<'_>, shape: &Shape) -> Vec<Check> {
    report_unchecked(lowering, schema);
    let counts = [
        (schema.min_length, Check::MinLength as fn(u64) -> Check),
        (schema.max_length, Check::MaxLength),
        (schema.min_items, Check::MinItems),
        (schema.max_items, Check::MaxItems),
        (schema.min_properties, Check::MinProperties),
        (schema.max_properties, Check::MaxProperties),
    ];
    let numbers = [
        (schema.minimum, Check::Minimum as fn(String) -> Check),
        (schema.maximum, Check::Maximum),
        (schema.exclusive_minimum, Check::ExclusiveMinimum),
        (schema.exclusive_maximum, Check::ExclusiveMaximum),
        (schema.multiple_of, Check::MultipleOf),
    ];
    let counts = counts.into_iter().filter_map(|(limit, check)| limit.map(check));
    let numbers = numbers.into_iter().filter_map(|(limit, check)| limit.map(|text| check(text.to_string())));
    let unique = schema.unique_items.then_some(Check::UniqueItems);
    counts.chain(numbers).chain(unique).chain(members(schema, shape)).collect()
}

fn members(schema: &SchemaObject<'_>, shape: &Shape) -> Vec<Check> {
    let named = |name: &Str<'_>| schema.properties.iter().any(|(known, _)| known.text == name.text);
    let unnamed: Vec<String> =
        schema.required.iter().filter(|name| !named(name)).map(Str::to_string).collect();
    let required = (!unnamed.is_empty()).then_some(Check::Required(unnamed));
    let closed = matches!(shape, Shape::Record(record) if record.rest == Rest::Nothing);
    let names = || schema.properties.iter().map(|(name, _)| name.to_string()).collect();
    required.into_iter().chain(closed.then(|| Check::NoOtherMembers(names()))).collect()
}

/// Names each keyword that constrains values but is not checked.
fn report_unchecked(lowering: &Lowering<'_, '_>, schema: &SchemaObject<'_>) {
    let node = |node: &Option<&Node>| node.is_some();
    let unchecked = [
        ("not", node(&schema.not)),
        ("if", node(&schema.if_)),
        ("patternProperties", !schema.pattern_properties.is_empty()),
        ("propertyNames", node(&schema.property_names)),
        ("dependentRequired", !schema.dependent_required.is_empty()),
        ("dependentSchemas", !schema.dependent_schemas.is_empty()),
        ("contains", node(&schema.contains)),
        ("unevaluatedProperties", schema.unevaluated_properties.is_some_and(restricts)),
        ("unevaluatedItems", schema.unevaluated_items.is_some_and(restricts)),
        ("$dynamicRef", schema.dynamic_reference.is_some()),
        ("pattern", schema.pattern.is_some()),
    ];
    for (keyword, _) in unchecked.iter().filter(|(_, used)| *used) {
        let message = format!("`{keyword}` is not checked: `validate()` accepts values that it forbids");
        lowering.unsupported(keyword_span(schema, keyword), &message, "say it with other keywords, or check it yourself");
    }
}

fn restricts(node: &Node) -> bool {
    node.as_bool() != Some(true)
}

fn keyword_span(schema: &SchemaObject<'_>, keyword: &str) -> Span {
    let object = schema.node.as_object();
    object.and_then(|object| object.member(keyword)).map_or(schema.span, |member| member.name.span)
}

