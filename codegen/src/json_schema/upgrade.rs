//! Keywords of older dialects, translated to those of 2020-12.

use super::{Dependencies, Dialect, Keyword, Kind, SchemaObject, parse};
use crate::source::Node;

/// Translates what depends on several keywords at once.
pub(super) fn translate(schema: &mut SchemaObject<'_>) {
    if schema.nullable {
        schema.types = schema.types.map(|types| types.with(Kind::Null));
    }
    if matches!(schema.dialect, Dialect::OpenApi30 | Dialect::Draft07) {
        exclusive_bounds(schema);
    }
    if matches!(
        schema.dialect.standard(),
        Dialect::Draft07 | Dialect::Draft201909
    ) {
        additional_items(schema);
    }
}

/// Sorts `dependencies` into the two keywords that came after it.
pub(super) fn dependencies<'s>(schema: &mut SchemaObject<'s>, node: &'s Node) {
    for member in node.as_object().into_iter().flatten() {
        let name = member.name.as_str();
        if member.value.as_array().is_some() {
            let requires = parse::names(&member.value);
            schema.dependent_required.push(Dependencies {
                member: name,
                requires,
            });
        } else {
            schema.dependent_schemas.push((name, &member.value));
        }
    }
}

/// A keyword of OpenAPI 3.0 that documents of 3.1 go on to write and mean: the values that they describe are null.
pub(super) fn outlived(name: &str, dialect: Dialect) -> Option<&'static Keyword> {
    let is_outlived = dialect == Dialect::OpenApi31 && name == "nullable";
    is_outlived.then(|| Keyword::find(name, Dialect::OpenApi30))?
}

/// How to say in a newer dialect what a keyword of an older one says.
pub(super) fn advice(keyword: &str, dialect: Dialect) -> Option<&'static str> {
    match keyword {
        "nullable" if dialect == Dialect::OpenApi31 => {
            Some("write `\"type\": [\"…\", \"null\"]` instead; it is read as OpenAPI 3.0 has it")
        }
        "nullable" => Some("write `\"type\": [\"…\", \"null\"]` instead; it has no effect here"),
        "additionalItems" => Some("write `items` beside `prefixItems` instead"),
        "$recursiveRef" => Some("write `$dynamicRef` instead"),
        "$recursiveAnchor" => Some("write `$dynamicAnchor` instead"),
        "const" => Some("write an `enum` of one value instead"),
        "examples" => Some("write `example` instead"),
        _ => None,
    }
}

/// `exclusiveMinimum: true` makes the `minimum` beside it exclusive.
fn exclusive_bounds(schema: &mut SchemaObject<'_>) {
    let is_set = |name: &str| schema.node.get(name).and_then(Node::as_bool) == Some(true);
    if is_set("exclusiveMinimum") {
        schema.exclusive_minimum = schema.minimum.take();
    }
    if is_set("exclusiveMaximum") {
        schema.exclusive_maximum = schema.maximum.take();
    }
}

/// `additionalItems` counts only beside a list under `items`.
fn additional_items(schema: &mut SchemaObject<'_>) {
    let is_list = schema
        .node
        .get("items")
        .is_some_and(|items| items.as_array().is_some());
    if is_list {
        schema.items = schema
            .node
            .get("additionalItems")
            .filter(|node| node.as_object().is_some() || node.as_bool().is_some());
    }
}
