//! The JSON Schema of each type, for the feature `schemars`.

use proc_macro2::TokenStream;
use quote::quote;

use super::print::{self, Chunk, ident};
use crate::bundle::{self, Bundle};
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
    let imports = [
        quote! { use std::borrow::Cow; },
        quote! { use schemars::{JsonSchema, Schema, SchemaGenerator}; },
        quote! { use crate::runtime::schema; },
    ];
    let arms = package.types.iter().map(|ty| {
        let (name, key) = (format!("{}::{}", ty.reference.module.bare(), ty.reference.ident), bundle::key(&ty.location));
        quote! { #name => #key, }
    });
    let by_name = quote! {
        /// The contract's schemas, by their places.
        const SCHEMAS: &str = include_str!("schemas.json");

        /// The schema of a type by its module and name, for contract checks.
        #[cfg(feature = "contract")]
        pub fn by_name(type_name: &str) -> Option<serde_json::Value> {
            let key = match type_name {
                #(#arms)*
                _ => return None,
            };
            schema::bundled(SCHEMAS, key)
        }
    };
    let mut chunks = vec![Chunk::Code(by_name)];
    chunks.extend(package.types.iter().map(|ty| Chunk::Code(implementation(ty))));
    print::file(&docs, &imports, &chunks)
}

fn implementation(ty: &SchemaType) -> TokenStream {
    let (module, name, key) = (ident(&ty.reference.module), ident(&ty.reference.ident), bundle::key(&ty.location));
    let text = ty.reference.ident.as_str();
    quote! {
        impl JsonSchema for crate::#module::#name {
            fn schema_name() -> Cow<'static, str> {
                #text.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                schema::of_type(SCHEMAS, #key)
            }
        }
    }
}
