//! Finds the members of an instance that its schema does not name, although it names others.

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::{OutputUnit, Validator};
use serde_json::Value as Json;

use super::place;
use crate::diagnostic::nearest;
use crate::source::{Node, Span};

/// A member that no schema names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Undocumented {
    /// The place of its name.
    pub span: Span,
    /// Its name.
    pub name: String,
    /// The name that was meant, if one is alike.
    pub meant: Option<String>,
    /// The place of the `properties` that do not name it, as a JSON pointer.
    pub schema_path: String,
}

/// What the schemas of one object know.
#[derive(Debug, Default)]
struct Known {
    /// The members of the object that are accounted for.
    members: BTreeSet<String>,
    /// The members that schemas name.
    names: BTreeSet<String>,
    schema_path: String,
    /// Whether a schema says what all other members are.
    is_open: bool,
}

/// Keywords that say what members are like which no schema names, or that other schemas name more.
const OPENING: [&str; 3] = [
    "additionalProperties",
    "unevaluatedProperties",
    "discriminator",
];

/// The members that nobody names, of an instance that fits its schema.
pub(super) fn members(
    validator: &Validator,
    schema: &Json,
    instance: &Node,
    json: &Json,
) -> Vec<Undocumented> {
    let mut found = Vec::new();
    let closed = known(validator, schema, json).into_iter();
    for (pointer, known) in closed.filter(|(_, known)| !known.is_open) {
        let object = place::at(instance, &pointer).as_object();
        let unknown = object.into_iter().flatten();
        let unknown = unknown.filter(|member| !known.members.contains(&*member.name.text));
        found.extend(unknown.filter(|_| !known.names.is_empty()).map(|member| {
            Undocumented {
                span: member.name.span,
                name: member.name.text.to_string(),
                meant: nearest(&member.name.text, known.names.iter().map(String::as_str))
                    .map(str::to_owned),
                schema_path: known.schema_path.clone(),
            }
        }));
    }
    found
}

/// What is known of each object, by JSON pointer.
fn known(validator: &Validator, schema: &Json, json: &Json) -> BTreeMap<String, Known> {
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    let evaluation = validator.evaluate(json);
    let mut pending = vec![evaluation.root()];
    while let Some(unit) = pending.pop() {
        if unit.valid() {
            note(unit, schema, &mut known);
            pending.extend(unit.children());
        }
    }
    known
}

fn note(unit: OutputUnit<'_>, schema: &Json, known: &mut BTreeMap<String, Known>) {
    let path = pointer(unit.schema_location());
    let Some(value) = schema.pointer(&path).and_then(Json::as_object) else {
        return;
    };
    let at = || unit.instance_location().as_str().to_owned();
    let opens = |keyword: &&str| value.contains_key(*keyword);
    if is_schema(&path) && OPENING.iter().any(opens) {
        known.entry(at()).or_default().is_open = true;
    }
    let names = unit
        .annotations()
        .and_then(|annotations| annotations.value().as_array());
    let is_about_members = path.ends_with("/properties") || path.ends_with("/patternProperties");
    let Some(names) = names.filter(|_| is_about_members) else {
        return;
    };
    let entry = known.entry(at()).or_default();
    entry
        .members
        .extend(names.iter().filter_map(Json::as_str).map(str::to_owned));
    if path.ends_with("/properties") {
        entry.names.extend(value.keys().cloned());
        entry.schema_path = path;
    }
}

/// Whether a path into a schema leads to a schema, rather than to a list or a map of them.
fn is_schema(path: &str) -> bool {
    let mut segments = path.split('/').skip(1);
    while let Some(keyword) = segments.next() {
        let has_names = matches!(
            keyword,
            "$defs" | "properties" | "patternProperties" | "dependentSchemas"
        );
        let has_items = matches!(keyword, "allOf" | "anyOf" | "oneOf" | "prefixItems");
        if (has_names || has_items) && segments.next().is_none() {
            return false;
        }
    }
    true
}

/// The JSON pointer of a URI, or of what is one already.
fn pointer(location: &str) -> String {
    location
        .split_once('#')
        .map_or(location, |(_, pointer)| pointer)
        .to_owned()
}
