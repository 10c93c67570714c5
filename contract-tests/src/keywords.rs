//! The keywords that hold for the parts of an instance: what mutations and comparisons start from.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::error::ContractError;
use crate::judge::{Applied, Judge};
use crate::location::Location;

/// A keyword that a part of an instance satisfies.
#[derive(Debug, Clone)]
pub struct Keyword {
    /// The JSON pointer to the part of the instance.
    pub instance: String,
    /// The name of the keyword.
    pub name: String,
    /// What the schema has under it.
    pub value: Value,
    /// The place of the schema that has the keyword.
    pub schema: Location,
}

/// The keywords of all schemas that an instance satisfies, by the places of the instance.
///
/// # Errors
///
/// When the schema itself is not usable.
pub fn keywords(
    judge: &Judge,
    schema: &Location,
    instance: &Value,
) -> Result<Vec<Keyword>, ContractError> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for applied in judge.applied(schema, instance)? {
        if applied.is_schema && seen.insert((applied.instance.clone(), applied.schema.clone())) {
            collect(judge, &applied, &mut found);
        }
    }
    found.sort_by(|one: &Keyword, other: &Keyword| {
        (&one.instance, &one.schema, &one.name).cmp(&(&other.instance, &other.schema, &other.name))
    });
    Ok(found)
}

/// The places at which a value and an array of just this value are declared equal.
///
/// # Errors
///
/// When the schema itself is not usable.
pub fn one_or_many(
    judge: &Judge,
    schema: &Location,
    instance: &Value,
) -> Result<BTreeSet<String>, ContractError> {
    let keywords = keywords(judge, schema, instance)?;
    let choices = keywords.into_iter().filter(|keyword| {
        matches!(keyword.name.as_str(), "oneOf" | "anyOf") && is_one_or_many(&keyword.value)
    });
    Ok(choices.map(|keyword| keyword.instance).collect())
}

/// The parts of an instance that satisfy a schema, each with the schema; by schema and place.
pub fn parts<'a>(applied: &'a [Applied], instance: &'a Value) -> Vec<(&'a Location, &'a Value)> {
    let satisfied = applied.iter().filter(|found| found.is_schema);
    let places: BTreeSet<(&Location, &str)> = satisfied
        .map(|found| (&found.schema, found.instance.as_str()))
        .collect();
    let parts = places.into_iter();
    let parts = parts.filter_map(|(schema, place)| Some((schema, instance.pointer(place)?)));
    parts.collect()
}

/// The keywords of one schema; all of them hold, because the schema as a whole does.
fn collect(judge: &Judge, applied: &Applied, found: &mut Vec<Keyword>) {
    let schema = judge.documents().value(&applied.schema);
    let members = schema.ok().and_then(Value::as_object);
    for (name, value) in members.into_iter().flatten() {
        found.push(Keyword {
            instance: applied.instance.clone(),
            name: name.clone(),
            value: value.clone(),
            schema: applied.schema.clone(),
        });
    }
}

/// Whether alternatives are a schema and an array of exactly one of the same schema.
fn is_one_or_many(alternatives: &Value) -> bool {
    let Some([first, second]) = alternatives.as_array().map(Vec::as_slice) else {
        return false;
    };
    let many_of = |one: &Value, many: &Value| {
        let bound = |name: &str| many.get(name).and_then(Value::as_u64) == Some(1);
        many.get("items") == Some(one) && bound("minItems") && bound("maxItems")
    };
    many_of(first, second) || many_of(second, first)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::*;
    use crate::documents::Documents;

    fn judge(schema: Value) -> (Judge, Location) {
        let documents = Documents::from_values([("s.json".to_owned(), schema)]);
        (Judge::new(Arc::new(documents)), Location::file("s.json"))
    }

    #[test]
    fn a_member_with_the_name_of_a_keyword_is_not_one() {
        let (judge, at) = judge(json!({
            "minLength": 1,
            "properties": {"minLength": {"type": "integer", "minimum": 2}}
        }));
        let found = keywords(&judge, &at, &json!({"minLength": 5})).expect("it is usable");
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|found| (found.instance.as_str(), found.name.as_str()))
            .collect();
        assert!(found.contains(&("/minLength", "minimum")), "{found:?}");
        assert!(!found.contains(&("/minLength", "minLength")), "{found:?}");
    }

    #[test]
    fn one_or_many_is_found_where_it_is_declared() {
        let item = json!({"type": "object"});
        let many = json!({"type": "array", "items": item, "minItems": 1, "maxItems": 1});
        let (judge, at) = judge(json!({"properties": {"a": {"oneOf": [item, many]}}}));
        let found = one_or_many(&judge, &at, &json!({"a": [{}], "b": [{}]}));
        assert_eq!(found, Ok(BTreeSet::from(["/a".to_owned()])));
        let found = one_or_many(&judge, &at, &json!({"a": {}}));
        assert_eq!(found, Ok(BTreeSet::from(["/a".to_owned()])));
    }

    #[test]
    fn parts_are_found_through_references() {
        let (judge, at) = judge(json!({
            "items": {"$ref": "#/$defs/pet"},
            "$defs": {"pet": {"type": "object"}}
        }));
        let instance = json!([{"a": 1}, {"b": 2}]);
        let applied = judge.applied(&at, &instance).expect("it is usable");
        let pet = at.child("$defs").child("pet");
        let found = parts(&applied, &instance).into_iter();
        let pets = found.filter(|(schema, _)| **schema == pet);
        let pets: Vec<_> = pets.map(|(_, part)| part).collect();
        assert_eq!(pets, [&json!({"a": 1}), &json!({"b": 2})]);
    }
}
