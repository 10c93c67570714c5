//! The JSON Schema of each type, for the feature `schemars`.

use quote::quote;

use super::features;
use super::print::{self, Chunk, ident};
use super::table;
use crate::bundle::Bundle;
use crate::rust::plan::{Ident, Package, SchemaFile, SchemaGroup};

/// The types that have schemas, and the schemas.
pub fn files(package: &Package, schemas: &Bundle) -> Vec<(String, String)> {
    let planned = &package.schemas;
    let data = schemas.text(print::MARKER, &planned.keys);
    let mut files = vec![("src/schemas.json".to_owned(), data)];
    match planned.files.as_slice() {
        [only] => files.push(("src/schema.rs".to_owned(), whole(only))),
        parts => {
            files.push(("src/schema/mod.rs".to_owned(), root(parts)));
            files.extend(parts.iter().map(|file| {
                let path = format!("src/schema/{}.rs", file.ident.bare());
                (path, part(file))
            }));
        }
    }
    files
}

fn whole(file: &SchemaFile) -> String {
    let imports = [quote! { use crate::runtime::schema::{self, all_schemas, json_schemas}; }];
    let all = Chunk::Table("all_schemas! { SCHEMAS; self }\n".to_owned());
    let data = constant("schemas.json");
    print::file(&docs(), imports, [data, Chunk::Table(types(file)), all])
}

/// The file that puts the types of all others together.
fn root(files: &[SchemaFile]) -> String {
    let modules = files.iter().map(|file| {
        let (name, only) = (ident(&file.ident), features::attribute(only(file)));
        quote! { #only mod #name; }
    });
    let imports = [
        quote! { #(#modules)* },
        quote! { use crate::runtime::schema::{self, all_schemas}; },
    ];
    let names = files.iter().map(|file| file.ident.to_string());
    let names = table::filled(&names.collect::<Vec<_>>(), 4);
    let all = format!("all_schemas! {{\n    SCHEMAS;\n{names}}}\n");
    print::file(
        &docs(),
        imports,
        [constant("../schemas.json"), Chunk::Table(all)],
    )
}

fn part(file: &SchemaFile) -> String {
    let modules: Vec<&Ident> = file.groups.iter().map(|group| &group.module).collect();
    let text = match modules.as_slice() {
        [first, .., last] if first != last => {
            format!("Types of the modules from `{first}` to `{last}`.")
        }
        modules => format!(
            "Types of `{}`.",
            modules.first().map_or("types", |one| one.bare())
        ),
    };
    let imports =
        [quote! { use super::SCHEMAS; use crate::runtime::schema::{self, json_schemas}; }];
    print::file(&[text], imports, [Chunk::Table(types(file))])
}

fn docs() -> [String; 1] {
    ["The JSON Schema of each type, as the contract writes it.".to_owned()]
}

fn constant(path: &str) -> Chunk {
    Chunk::Code(quote! {
        /// The contract's schemas, by name.
        const SCHEMAS: &str = include_str!(#path);
    })
}

/// The features that all types of a file need.
fn only(file: &SchemaFile) -> &[String] {
    let mut groups = file.groups.iter().map(|group| group.only.as_slice());
    let first = groups.next().unwrap_or_default();
    if groups.all(|only| only == first) {
        first
    } else {
        &[]
    }
}

fn types(file: &SchemaFile) -> String {
    let groups: String = file.groups.iter().map(group).collect();
    format!("json_schemas! {{\n    SCHEMAS;\n{groups}}}\n")
}

fn group(group: &SchemaGroup) -> String {
    let only = features::text(&group.only);
    let only = only.map_or(String::new(), |only| format!("    {only}\n"));
    let types: Vec<String> = group.types.iter().map(ToString::to_string).collect();
    let types = table::filled(&types, 8);
    format!("{only}    {} {{\n{types}    }}\n", group.module)
}
