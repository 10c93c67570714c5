//! The independent judge: the `jsonschema` crate over the files of the contract.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jsonschema::{Draft, OutputUnit, Registry, Validator};
use serde_json::{Value, json};

use crate::documents::Documents;
use crate::error::ContractError;
use crate::location::{Location, percent_decode, percent_encode};

/// The address under which the files of the contract are known to the validator.
const BASE: &str = "contract:///";

/// Judges JSON values by the schemas of a contract, as JSON Schema 2020-12 means them.
///
/// A `format` is an annotation there, so it is judged only where that is asked for.
#[derive(Debug)]
pub struct Judge {
    documents: Arc<Documents>,
    validators: Mutex<BTreeMap<(Location, bool), Arc<Validator>>>,
}

/// A schema or a keyword that an instance was found to satisfy.
#[derive(Debug, Clone, PartialEq)]
pub struct Applied {
    /// The JSON pointer into the instance.
    pub instance: String,
    /// The place of the schema, or of the keyword in its schema.
    pub schema: Location,
    /// Whether this is a whole schema, and not one keyword of it.
    pub is_schema: bool,
    /// What the keyword says about the instance, for example the members that it knows.
    pub annotation: Option<Value>,
}

impl Judge {
    /// A judge over the files of a contract.
    pub fn new(documents: Arc<Documents>) -> Self {
        Self {
            documents,
            validators: Mutex::new(BTreeMap::new()),
        }
    }

    /// The files that it judges by.
    pub fn documents(&self) -> &Documents {
        &self.documents
    }

    /// Whether the schema at a location accepts an instance.
    ///
    /// # Errors
    ///
    /// When the schema itself is not usable.
    pub fn accepts(&self, schema: &Location, instance: &Value) -> Result<bool, ContractError> {
        Ok(self.validator(schema, false)?.is_valid(instance))
    }

    /// Why the schema at a location rejects an instance, formats included; empty when it does not.
    ///
    /// # Errors
    ///
    /// When the schema itself is not usable.
    pub fn findings(
        &self,
        schema: &Location,
        instance: &Value,
    ) -> Result<Vec<String>, ContractError> {
        let validator = self.validator(schema, true)?;
        let finding = |error: jsonschema::ValidationError<'_>| {
            format!(
                "{}: {error} ({})",
                show(error.instance_path().as_str()),
                error.schema_path()
            )
        };
        Ok(validator.iter_errors(instance).map(finding).collect())
    }

    /// Every schema and keyword that an instance satisfies, and where.
    ///
    /// # Errors
    ///
    /// When the schema itself is not usable.
    pub fn applied(
        &self,
        schema: &Location,
        instance: &Value,
    ) -> Result<Vec<Applied>, ContractError> {
        let evaluation = self.validator(schema, false)?.evaluate(instance);
        let mut found = Vec::new();
        let mut waiting = vec![(evaluation.root(), true)];
        while let Some((unit, is_schema)) = waiting.pop() {
            if unit.valid() {
                found.extend(applied(unit, is_schema));
                let children = unit.children();
                waiting
                    .extend(children.map(|child| (child, !(is_schema && is_keyword(unit, child)))));
            }
        }
        Ok(found)
    }

    /// The members of an instance that no schema names: pointers, in order.
    ///
    /// An object of which the schema names no member at all is free to hold anything.
    ///
    /// # Errors
    ///
    /// When the schema itself is not usable.
    pub fn undocumented(
        &self,
        schema: &Location,
        instance: &Value,
    ) -> Result<Vec<String>, ContractError> {
        let known = known_members(&self.applied(schema, instance)?);
        let mut unknown = Vec::new();
        for (pointer, names) in known {
            let object = instance.pointer(&pointer).and_then(Value::as_object);
            for name in object.into_iter().flat_map(|object| object.keys()) {
                if !names.contains(name) {
                    unknown.push(crate::location::child(&pointer, name));
                }
            }
        }
        Ok(unknown)
    }

    fn validator(&self, schema: &Location, formats: bool) -> Result<Arc<Validator>, ContractError> {
        let key = (schema.clone(), formats);
        let mut known = self
            .validators
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(validator) = known.get(&key) {
            return Ok(Arc::clone(validator));
        }
        let registry = self.registry()?;
        let validator = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(&registry)
            .should_validate_formats(formats)
            .build(&json!({ "$ref": uri(schema) }))
            .map_err(|error| ContractError::new(schema, error))?;
        let validator = Arc::new(validator);
        known.insert(key, Arc::clone(&validator));
        Ok(validator)
    }

    /// All readable files, because a registry fetches nothing once a validator is built on it.
    fn registry(&self) -> Result<Registry<'_>, ContractError> {
        let mut builder = Registry::new().draft(Draft::Draft202012);
        for name in self.documents.names() {
            let file = Location::file(name);
            if let Ok(document) = self.documents.value(&file) {
                let added = builder.add(uri(&file), document);
                builder = added.map_err(|error| ContractError::new(name, error))?;
            }
        }
        let prepared = builder.prepare();
        prepared.map_err(|error| ContractError::new(self.documents.root(), error))
    }
}

/// Judges an instance by a schema that stands alone, as a type reports it.
///
/// # Errors
///
/// When the schema itself is not usable.
pub fn standalone(schema: &Value) -> Result<Validator, String> {
    let options = jsonschema::options().with_draft(Draft::Draft202012);
    let validator = options.should_validate_formats(false).build(schema);
    validator.map_err(|error| error.to_string())
}

/// The address under which the validator knows a place.
pub fn uri(location: &Location) -> String {
    let encode = |text: &str| {
        let parts: Vec<String> = text.split('/').map(percent_encode).collect();
        parts.join("/")
    };
    let file = encode(&location.file);
    format!("{BASE}{file}#{}", encode(&location.pointer))
}

/// Whether a unit below the unit of a schema is for a keyword of it, and not for a schema that it
/// refers to.
fn is_keyword(schema: OutputUnit<'_>, unit: OutputUnit<'_>) -> bool {
    let rest = unit
        .schema_location()
        .strip_prefix(schema.schema_location());
    let name = rest.and_then(|rest| rest.strip_prefix('/'));
    name.is_some_and(|name| !name.contains('/'))
}

fn applied(unit: OutputUnit<'_>, is_schema: bool) -> Option<Applied> {
    Some(Applied {
        is_schema,
        instance: unit.instance_location().as_str().to_owned(),
        schema: location(unit.schema_location())?,
        annotation: unit
            .annotations()
            .map(|annotations| annotations.value().clone()),
    })
}

/// The members that schemas know, for each object of which they name any.
fn known_members(applied: &[Applied]) -> BTreeMap<String, Vec<String>> {
    let mut typed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let keywords = || applied.iter().filter(|found| !found.is_schema);
    for found in keywords() {
        if found.schema.pointer.ends_with("/properties") && found.annotation.is_some() {
            typed.entry(found.instance.clone()).or_default();
        }
    }
    for found in keywords() {
        let keyword = found.schema.pointer.rsplit('/').next().unwrap_or_default();
        let names = found.annotation.as_ref().and_then(Value::as_array);
        if let (Some(known), Some(names)) = (typed.get_mut(&found.instance), names)
            && names_members(keyword)
        {
            known.extend(names.iter().filter_map(Value::as_str).map(str::to_owned));
        }
    }
    typed
}

fn names_members(keyword: &str) -> bool {
    keyword.ends_with("roperties")
}

fn show(pointer: &str) -> &str {
    if pointer.is_empty() { "/" } else { pointer }
}

fn location(uri: &str) -> Option<Location> {
    let (file, pointer) = uri.strip_prefix(BASE)?.split_once('#')?;
    Some(Location {
        file: percent_decode(file),
        pointer: percent_decode(pointer),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge() -> Judge {
        let root = json!({"a b": {"$ref": "schemas/Pet.json"}});
        let pet = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "required": ["name"],
            "properties": {
                "name": {"type": "string", "maxLength": 3},
                "born": {"type": "string", "format": "date"},
                "map": {"type": "object", "additionalProperties": {"type": "integer"}},
                "free": {"type": "object"},
                "properties": {"type": "object", "properties": {"x": true}}
            }
        });
        Judge::new(Arc::new(Documents::from_values([
            ("openapi.json".to_owned(), root),
            ("schemas/Pet.json".to_owned(), pet),
        ])))
    }

    fn pet() -> Location {
        Location::file("openapi.json").child("a b")
    }

    #[test]
    fn accepts_and_rejects_across_files() {
        let judge = judge();
        assert_eq!(judge.accepts(&pet(), &json!({"name": "Rex"})), Ok(true));
        assert_eq!(judge.accepts(&pet(), &json!({"name": "Rexy"})), Ok(false));
        assert_eq!(judge.accepts(&pet(), &json!({})), Ok(false));
    }

    #[test]
    fn findings_name_the_place_and_know_formats() {
        let findings = judge().findings(&pet(), &json!({"name": "Rex", "born": "soon"}));
        let findings = findings.expect("the schema is usable");
        assert!(findings[0].starts_with("/born: "), "{findings:?}");
        let accepted = judge().accepts(&pet(), &json!({"name": "Rex", "born": "soon"}));
        assert_eq!(accepted, Ok(true));
    }

    #[test]
    fn undocumented_members_are_found_in_typed_objects_only() {
        let instance = json!({
            "name": "Rex", "new": 1, "map": {"a": 1}, "free": {"b": {"c": 1}},
            "properties": {"x": 1, "y": 2}
        });
        let unknown = judge().undocumented(&pet(), &instance);
        assert_eq!(
            unknown,
            Ok(vec!["/new".to_owned(), "/properties/y".to_owned()])
        );
    }

    #[test]
    fn a_schema_that_is_missing_is_an_error() {
        let nowhere = Location::file("openapi.json").child("nothing");
        let error = judge()
            .accepts(&nowhere, &json!(1))
            .expect_err("there is no schema");
        assert_eq!(error.place(), "openapi.json#/nothing");
    }
}
