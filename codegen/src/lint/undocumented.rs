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
}

/// The members that nobody names, of an instance that fits its schema.
pub(super) fn members(
    validator: &Validator,
    schema: &Json,
    instance: &Node,
    json: &Json,
) -> Vec<Undocumented> {
    let mut found = Vec::new();
    for (pointer, known) in known(validator, schema, json) {
        let object = place::at(instance, &pointer).as_object();
        let unknown = object.into_iter().flatten();
        let unknown = unknown.filter(|member| !known.members.contains(&*member.name.text));
        found.extend(unknown.filter(|_| !known.names.is_empty()).map(|member| Undocumented {
            span: member.name.span,
            name: member.name.text.to_string(),
            meant: nearest(&member.name.text, known.names.iter().map(String::as_str))
                .map(str::to_owned),
            schema_path: known.schema_path.clone(),
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
    let keyword = path.rsplit('/').next().unwrap_or_default();
    let is_about_members = matches!(
        keyword,
        "properties" | "patternProperties" | "additionalProperties" | "unevaluatedProperties"
    );
    let names = unit.annotations().and_then(|annotations| annotations.value().as_array());
    let Some(names) = names.filter(|_| is_about_members) else {
        return;
    };
    let entry = known.entry(unit.instance_location().as_str().to_owned()).or_default();
    entry.members.extend(names.iter().filter_map(Json::as_str).map(str::to_owned));
    if keyword == "properties" {
        let named = schema.pointer(&path).and_then(Json::as_object);
        entry.names.extend(named.into_iter().flat_map(|named| named.keys().cloned()));
        entry.schema_path = path;
    }
}

/// The JSON pointer of a URI, or of what is one already.
fn pointer(location: &str) -> String {
    location.split_once('#').map_or(location, |(_, pointer)| pointer).to_owned()
}
