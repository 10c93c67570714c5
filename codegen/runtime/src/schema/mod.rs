//! Schemas of generated types: cut out of the contract's schemas, each with all that it refers to.
#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "only an SDK has types to give schemas to"
)]

use std::collections::BTreeSet;

use schemars::Schema;
use serde_json::{Map, Value};

/// The member of the JSON object of schemas that has the key of each type, by module and name.
const TYPES: &str = "$types";

/// The schema of a type for `schemars`; `schemas` is a JSON object of schemas by key.
pub fn of_type(schemas: &str, name: &str) -> Schema {
    let schema = bundled(schemas, name).unwrap_or(Value::Bool(true));
    Schema::try_from(schema).unwrap_or_else(|_| Schema::from(true))
}

/// The schema of a type, with every schema that it refers to under `$defs`; `None` where there is no such type.
pub fn bundled(schemas: &str, name: &str) -> Option<Value> {
    let schemas: Map<String, Value> = serde_json::from_str(schemas).ok()?;
    let key = schemas.get(TYPES)?.get(name)?.as_str()?;
    let mut schema = schemas.get(key)?.clone();
    let mut wanted = references(&schema);
    let mut definitions = Map::new();
    while let Some(name) = wanted.pop_first() {
        if let Some(found) = schemas
            .get(&name)
            .filter(|_| !definitions.contains_key(&name))
        {
            wanted.extend(references(found));
            definitions.insert(name, found.clone());
        }
    }
    if let Some(object) = schema.as_object_mut() {
        object.insert(
            "$schema".to_owned(),
            "https://json-schema.org/draft/2020-12/schema".into(),
        );
        if !definitions.is_empty() {
            object.insert("$defs".to_owned(), Value::Object(definitions));
        }
    }
    Some(schema)
}

/// The keys of the schemas of some types, each with the name of its type.
pub fn keys(
    schemas: &str,
    types: Vec<&'static str>,
) -> impl Iterator<Item = (&'static str, String)> + use<> {
    let schemas: Map<String, Value> = serde_json::from_str(schemas).unwrap_or_default();
    types.into_iter().filter_map(move |name| {
        let key = schemas.get(TYPES)?.get(name)?.as_str()?;
        Some((name, key.to_owned()))
    })
}

/// The keys to which a schema refers.
fn references(schema: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut pending = vec![schema];
    while let Some(value) = pending.pop() {
        match value {
            Value::Object(object) => {
                found.extend(object.get("$ref").and_then(Value::as_str).and_then(name_of));
                pending.extend(object.values());
            }
            Value::Array(items) => pending.extend(items),
            _ => {}
        }
    }
    found
}

fn name_of(reference: &str) -> Option<String> {
    reference.strip_prefix("#/$defs/").map(str::to_owned)
}

/// Gives each type its schema: `json_schemas! { SCHEMAS; contacts { Contact, ContactList } }`.
macro_rules! json_schemas {
    ($schemas:ident; $($(#[$only:meta])? $module:ident { $($type:ident),* $(,)? })*) => {
        $($(#[$only])? const _: () = {
            $(impl ::schemars::JsonSchema for crate::$module::$type {
                fn schema_name() -> std::borrow::Cow<'static, str> {
                    stringify!($type).into()
                }

                fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                    schema::of_type($schemas, concat!(stringify!($module), "::", stringify!($type)))
                }
            })*
        };)*

        /// The types by module and name.
        #[cfg(feature = "contract")]
        pub(super) const TYPES: &[&str] =
            &[$($(concat!(stringify!($module), "::", stringify!($type)),)*)*];

        /// Reads a JSON text as one of these types and writes it again; `None` where it is none of them.
        #[cfg(feature = "contract")]
        #[allow(unreachable_code, unused_variables, reason = "an API may have no types")]
        pub(super) fn read(
            type_name: &str,
            json: &[u8],
        ) -> Option<Result<crate::runtime::contract::Decoded, crate::DecodeError>> {
            Some(match type_name {
                $($(concat!(stringify!($module), "::", stringify!($type)) => {
                    crate::runtime::contract::decoded::<crate::$module::$type>(json)
                })*)*
                _ => return None,
            })
        }
    };
}

/// Puts the types of several files together: `all_schemas! { SCHEMAS; contacts, types }`.
macro_rules! all_schemas {
    ($schemas:ident; $($file:tt),* $(,)?) => {
        /// Every named type, and the place of its schema below the folder of the document.
        #[cfg(feature = "contract")]
        pub fn types() -> impl Iterator<Item = (&'static str, String)> {
            let keys = schema::keys($schemas, [$($file::TYPES),*].concat());
            keys.map(|(name, key)| (name, crate::runtime::contract::location(&key)))
        }

        /// Reads a JSON text as a type and writes it again; `None` where there is no such type.
        #[cfg(feature = "contract")]
        pub fn decode(
            type_name: &str,
            json: &[u8],
        ) -> Option<Result<crate::runtime::contract::Decoded, crate::DecodeError>> {
            None$(.or_else(|| $file::read(type_name, json)))*
        }

        /// The schema of a type by its module and name.
        #[cfg(feature = "contract")]
        pub fn json_schema(type_name: &str) -> Option<::serde_json::Value> {
            schema::bundled($schemas, type_name)
        }
    };
}

pub(crate) use {all_schemas, json_schemas};
