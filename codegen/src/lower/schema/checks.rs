//! The limits of a schema's own, as its documentation names them; what is asked of values is found once types are final.

use crate::json_schema::SchemaObject;
use crate::model::Check;

/// The limits of a schema's own keywords.
pub fn lower(schema: &SchemaObject<'_>) -> Vec<Check> {
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
    let counts = counts
        .into_iter()
        .filter_map(|(limit, check)| limit.map(check));
    let numbers = numbers
        .into_iter()
        .filter_map(|(limit, check)| limit.map(|text| check(text.to_string())));
    counts
        .chain(numbers)
        .chain(schema.unique_items.then_some(Check::UniqueItems))
        .collect()
}
