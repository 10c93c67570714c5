//! The JSON Schema of each type, for the feature `schemars`.

use quote::quote;

use super::features;
use super::print::{self, Chunk, literal};
use super::table;
use crate::bundle::Bundle;
use crate::rust::plan::{Package, SchemaType};

/// `src/schema.rs` and the schemas that it carries.
pub fn files(package: &Package, schemas: &Bundle) -> Vec<(String, String)> {
    vec![
        ("src/schema.rs".to_owned(), text(package)),
        ("src/schemas.json".to_owned(), schemas.text(print::MARKER)),
    ]
}

fn text(package: &Package) -> String {
    let docs = ["The JSON Schema of each type, as the contract writes it.".to_owned()];
    let imports = [quote! { use crate::runtime::schema::{self, json_schemas}; }];
    let schemas = quote! {
        /// The contract's schemas, by name.
        const SCHEMAS: &str = include_str!("schemas.json");
    };
    print::file(
        &docs,
        imports,
        [Chunk::Code(schemas), Chunk::Table(schema_table(package))],
    )
}

/// The types of each module, with what all names of their schemas begin with.
fn schema_table(package: &Package) -> String {
    let mut text = "json_schemas! {\n    SCHEMAS;\n".to_owned();
    let same = |one: &SchemaType, other: &SchemaType| {
        one.reference.module == other.reference.module && one.only == other.only
    };
    for types in package.types.chunk_by(same) {
        text.push_str(&module(types));
    }
    text.push_str("}\n");
    text
}

fn module(types: &[SchemaType]) -> String {
    let keys: Vec<String> = types.iter().map(|ty| ty.schema.clone()).collect();
    let start = beginning(&keys);
    let entries = types.iter().zip(&keys).map(|(ty, key)| {
        let rest = literal(key.get(start.len()..).unwrap_or_default());
        format!("{} = {rest}", ty.reference.ident)
    });
    let entries: Vec<String> = entries.collect();
    let name = types.first().map(|ty| ty.reference.module.to_string());
    let only = types.first().and_then(|ty| features::text(&ty.only));
    format!(
        "{}    {} {} {{\n{}    }}\n",
        only.map_or(String::new(), |only| format!("    {only}\n")),
        name.unwrap_or_default(),
        literal(start),
        table::filled(&entries, 8)
    )
}

/// What all names begin with, up to the end of a step of their places.
fn beginning(keys: &[String]) -> &str {
    let first = keys.first().map_or("", String::as_str);
    let mut len = first.len();
    for key in keys {
        let alike = first.bytes().zip(key.bytes());
        len = alike
            .take(len)
            .take_while(|(one, other)| one == other)
            .count();
    }
    let end = first.get(..len).and_then(|start| start.rfind(':'));
    first
        .get(..end.map_or(0, |end| end + 1))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn names_share_whole_steps() {
        let keys =
            |keys: &[&str]| -> Vec<String> { keys.iter().map(|key| (*key).to_owned()).collect() };
        assert_eq!(beginning(&keys(&["a:bc:d", "a:bc:e"])), "a:bc:");
        assert_eq!(beginning(&keys(&["a:bc:d", "a:bd"])), "a:");
        assert_eq!(beginning(&keys(&["a:b"])), "a:");
        assert_eq!(beginning(&keys(&["b", "c"])), "");
    }
}
