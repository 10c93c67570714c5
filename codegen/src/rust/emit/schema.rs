//! The JSON Schema of each type, for the feature `schemars`.

use quote::quote;

use super::print::{self, Chunk, literal};
use crate::bundle::Bundle;
use crate::rust::plan::Package;

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
        [Chunk::Code(schemas), Chunk::Table(table(package))],
    )
}

/// The types of each module, a line each.
fn table(package: &Package) -> String {
    let mut text = "json_schemas! {\n    SCHEMAS;\n".to_owned();
    for types in package
        .types
        .chunk_by(|one, other| one.reference.module == other.reference.module)
    {
        let module = types.iter().map(|ty| &ty.reference.module).next();
        text.push_str(&module.map_or(String::new(), |module| format!("    {module} {{\n")));
        for ty in types {
            let name = literal(&ty.schema);
            text.push_str(&format!("        {} = {name},\n", ty.reference.ident));
        }
        text.push_str("    }\n");
    }
    text.push_str("}\n");
    text
}
