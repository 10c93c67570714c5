//! What a discriminator without alternatives means: a value is what it says it is, by the schemas that are built on its own.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::documents::Documents;
use crate::judge::uri;
use crate::location::Location;

/// A schema with the name by which others know it.
type Named = (String, Location);

/// The documents in which a reference to a schema with a discriminator asks for the schema that the value names, too.
///
/// References of `allOf` stay as they are: there a schema only has the members of another one.
pub fn documents(documents: &Documents) -> Documents {
    let named = named_schemas(documents);
    let values = documents.names().filter_map(|name| {
        let at = Location::file(name);
        let mut value = documents.value(&at).ok()?.clone();
        spell_out(&mut value, &at, documents, &named);
        Some((name.to_owned(), value))
    });
    let root = documents.root().file;
    let (first, others): (Vec<_>, Vec<_>) = values.partition(|(name, _)| *name == root);
    Documents::from_values(first.into_iter().chain(others))
}

/// The depth is bounded, because the parser bounds it.
fn spell_out(value: &mut Value, at: &Location, documents: &Documents, named: &[Named]) {
    match value {
        Value::Array(items) => {
            for item in items {
                spell_out(item, at, documents, named);
            }
        }
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                let is_built_on = |item: &Value| name == "allOf" && item.get("$ref").is_some();
                match member {
                    Value::Array(items) => items
                        .iter_mut()
                        .filter(|item| !is_built_on(item))
                        .for_each(|item| spell_out(item, at, documents, named)),
                    member => spell_out(member, at, documents, named),
                }
            }
            let base = members.get("$ref").and_then(Value::as_str);
            let base = base.and_then(|reference| at.reference(reference).ok());
            let asked = base.and_then(|base| alternatives(&base, documents, named));
            if let Some(asked) = asked {
                let own = Value::Object(std::mem::take(members));
                *members = Map::from_iter([("allOf".to_owned(), json!([own, { "allOf": asked }]))]);
            }
        }
        _ => {}
    }
}

/// What is asked of a value of a base by what it says it is; nothing for any other schema.
fn alternatives(base: &Location, documents: &Documents, named: &[Named]) -> Option<Vec<Value>> {
    let base = documents.follow(base).ok()?;
    let schema = documents.value(&base).ok()?;
    let lists = |name: &&str| schema.get(*name).is_some();
    let member = schema.pointer("/discriminator/propertyName")?.as_str()?;
    if ["oneOf", "anyOf"].iter().any(lists) {
        return None;
    }
    let mapping = schema.pointer("/discriminator/mapping");
    let mapping: Vec<(&String, Location)> = mapping
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .filter_map(|(value, target)| Some((value, target_of(target.as_str()?, &base, named)?)))
        .collect();
    let asked = heirs(&base, documents, named)
        .into_iter()
        .map(|(name, heir)| {
            let mapped = mapping.iter().filter(|(_, target)| *target == heir);
            let mut values: Vec<Value> = mapped.map(|(value, _)| json!(value)).collect();
            if values.is_empty() {
                values.extend(own_values(documents, &heir, member));
            }
            if values.is_empty() {
                values.push(json!(name));
            }
            let says =
                json!({ "required": [member], "properties": { member: { "enum": values } } });
            json!({ "if": says, "then": { "$ref": uri(&heir) } })
        });
    Some(asked.collect())
}

/// The schemas that are built on a base, through any number of others.
fn heirs(base: &Location, documents: &Documents, named: &[Named]) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut known = BTreeSet::from([base.clone()]);
    loop {
        let before = known.len();
        for (name, at) in named {
            if !known.contains(at) && bases(documents, at).iter().any(|one| known.contains(one)) {
                known.insert(at.clone());
                found.push((name.clone(), at.clone()));
            }
        }
        if known.len() == before {
            return found;
        }
    }
}

fn bases(documents: &Documents, at: &Location) -> Vec<Location> {
    let parts = documents
        .value(at)
        .ok()
        .and_then(|schema| schema.get("allOf"));
    let parts = parts.and_then(Value::as_array).into_iter().flatten();
    let references = parts.filter_map(|part| part.get("$ref")?.as_str());
    references
        .filter_map(|reference| documents.follow(&at.reference(reference).ok()?).ok())
        .collect()
}

/// The literal values that a schema allows for a member itself.
fn own_values(
    documents: &Documents,
    at: &Location,
    member: &str,
) -> impl Iterator<Item = Value> + use<> {
    let schema = documents.value(at).cloned().unwrap_or_default();
    let parts = schema.get("allOf").and_then(Value::as_array).cloned();
    let all = std::iter::once(schema).chain(parts.into_iter().flatten());
    let member = format!("/properties/{member}");
    all.flat_map(move |schema| {
        let declared = schema.pointer(&member).cloned().unwrap_or_default();
        let listed = declared.get("enum").and_then(Value::as_array).cloned();
        let only = declared.get("const").cloned();
        only.into_iter().chain(listed.into_iter().flatten())
    })
}

/// A mapping names a component, or refers to a schema.
fn target_of(target: &str, at: &Location, named: &[Named]) -> Option<Location> {
    let component = named.iter().find(|(name, _)| name == target);
    match component {
        Some((_, found)) => Some(found.clone()),
        None => at.reference(target).ok(),
    }
}

/// Components, and files that are one schema.
fn named_schemas(documents: &Documents) -> Vec<Named> {
    let mut found = Vec::new();
    for name in documents.names() {
        let file = Location::file(name);
        let components = file.child("components").child("schemas");
        let schemas = documents.value(&components).ok().and_then(Value::as_object);
        let listed = schemas.into_iter().flatten();
        found.extend(listed.map(|(name, _)| (name.clone(), components.child(name))));
        let stem = name
            .rsplit('/')
            .next()
            .and_then(|name| name.split('.').next());
        found.extend(stem.map(|stem| (stem.to_owned(), file.clone())));
    }
    found
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::judge::Judge;

    fn judge(mapping: &Value) -> Judge {
        let pet = json!({
            "type": "object",
            "discriminator": { "propertyName": "kind", "mapping": mapping },
            "properties": { "kind": { "type": "string" } }
        });
        let cat = json!({ "allOf": [{ "$ref": "Pet.json" }], "required": ["lives"] });
        let kitten = json!({ "allOf": [
            { "$ref": "Cat.json" },
            { "properties": { "kind": { "const": "kit" }, "age": { "type": "integer" } } }
        ] });
        let root = json!({ "type": "array", "items": { "$ref": "Pet.json" } });
        let files = [
            ("root.json", root),
            ("Pet.json", pet),
            ("Cat.json", cat),
            ("Kitten.json", kitten),
        ];
        let files = files.map(|(name, value)| (name.to_owned(), value));
        Judge::new(Arc::new(documents(&Documents::from_values(files))))
    }

    #[test]
    fn a_value_is_what_it_says_it_is() {
        let judge = judge(&json!({}));
        for (value, is_valid) in [
            (json!({ "kind": "Cat", "lives": 9 }), true),
            (json!({ "kind": "Cat" }), false),
            (json!({ "kind": "kit", "lives": 9, "age": 1 }), true),
            (json!({ "kind": "kit", "lives": 9, "age": "one" }), false),
            (json!({ "kind": "Dog" }), true),
            (json!({}), true),
            (json!({ "kind": 1 }), false),
        ] {
            let root = Location::file("root.json");
            assert_eq!(
                judge.accepts(&root, &json!([value])),
                Ok(is_valid),
                "{value}"
            );
            let cat = Location::file("Cat.json");
            let has_lives = value.get("lives").is_some() && is_valid;
            let is_cat = judge.accepts(&cat, &value);
            assert_eq!(is_cat, Ok(has_lives || value["age"] == "one"), "{value}");
        }
    }

    #[test]
    fn a_mapping_says_who_is_meant() {
        let judge = judge(&json!({ "tom": "Cat.json" }));
        let root = Location::file("root.json");
        let accepts = |value: Value| judge.accepts(&root, &json!([value]));
        assert_eq!(accepts(json!({ "kind": "tom" })), Ok(false));
        assert_eq!(accepts(json!({ "kind": "tom", "lives": 1 })), Ok(true));
        assert_eq!(accepts(json!({ "kind": "Cat" })), Ok(true));
    }
}
