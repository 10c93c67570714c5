//! The back door for contract checks: operations by their ids, everything as JSON, a file per resource.

mod dispatch;
mod events;

use std::collections::BTreeSet;

use quote::quote;

use super::print::{self, Chunk, literal};
use super::table;
use crate::rust::plan::{Facts, Module, Package, Resource, TypeRef};

/// The files below `src/contract`.
pub fn files(package: &Package) -> Vec<(String, String)> {
    let with_operations: Vec<(&Module, &Resource)> = package
        .modules
        .iter()
        .filter_map(|module| Some((module, module.resource.as_ref()?)))
        .collect();
    let own = with_operations.iter().map(|(module, resource)| {
        let path = format!("src/contract/{}.rs", module.ident.bare());
        (path, resource_file(module, resource))
    });
    let names: Vec<String> = with_operations
        .iter()
        .map(|(module, _)| module.ident.to_string())
        .collect();
    std::iter::once(("src/contract/mod.rs".to_owned(), root(package, &names)))
        .chain(own)
        .collect()
}

fn root(package: &Package, modules: &[String]) -> String {
    let docs = [
        "Operations and types by name, with JSON in and out: what contract checks call.".to_owned(),
    ];
    let imports = [
        quote! { use crate::runtime::contract::{self, events, resources}; },
        quote! {
            pub use crate::runtime::contract::{Decoded, DispatchError, Input, OperationInfo};
            pub use crate::schema::{decode, json_schema, types};
        },
    ];
    let table = format!("resources! {{\n{}}}\n", table::filled(modules, 4));
    let events = events::table(package);
    print::file(&docs, imports, [Chunk::Table(table), Chunk::Table(events)])
}

fn resource_file(module: &Module, resource: &Resource) -> String {
    let docs = [format!("Operations of `{}`.", module.ident.bare())];
    let imports = [quote! { use crate::runtime::contract::{self, operations}; }];
    let mut text = "operations! {\n    client, input;\n".to_owned();
    // Of operations that a document gives one id, the first is meant.
    let mut ids = BTreeSet::new();
    for method in module.methods() {
        let facts = &method.operation;
        if !ids.insert(&facts.id) {
            continue;
        }
        let call = dispatch::call(resource, method);
        text.push_str(&format!(
            "    {}: {}\n        => {call};\n",
            literal(&facts.id),
            types(
                facts,
                method.body.as_ref().and_then(|body| body.ty()?.named())
            ),
        ));
    }
    text.push_str("}\n");
    print::file(&docs, imports, [Chunk::Table(text)])
}

/// The types of an operation's request and responses.
fn types(facts: &Facts, request: Option<&TypeRef>) -> String {
    let request = request.map(|request| format!("Some({})", literal(&name(request))));
    let responses = facts
        .responses
        .iter()
        .map(|(status, media_type, reference)| {
            let texts = [status, media_type, &name(reference)].map(|text| literal(text));
            format!("({})", texts.join(", "))
        });
    let responses: Vec<String> = responses.collect();
    format!(
        "{}, [{}]",
        request.as_deref().unwrap_or("None"),
        responses.join(", ")
    )
}

/// Module and type, which no two types share.
fn name(reference: &TypeRef) -> String {
    format!("{}::{}", reference.module.bare(), reference.ident)
}
