//! The files of a public module: its own, with the operations, and a private one per schema.

use proc_macro2::TokenStream;
use quote::quote;

use super::print::{self, Chunk, ident};
use super::types::{Spelling, imports};
use super::{enumeration, record, resource, union};
use crate::rust::plan::{File, Item, Module, Resource};

/// Path and text of each file.
pub fn files(module: &Module) -> Vec<(String, String)> {
    let folder = format!("src/{}", module.ident.bare());
    let own = (format!("{folder}/mod.rs"), own_file(module));
    let types = module.files.iter().map(|file| {
        (format!("{folder}/{}.rs", file.ident.bare()), types_file(module, file))
    });
    std::iter::once(own).chain(types).collect()
}

fn own_file(module: &Module) -> String {
    let spelling = Spelling { imports: &module.imports };
    let more = module.resource.as_ref().map(client_imports);
    let mut uses = vec![submodules(module)];
    uses.extend(imports(&module.imports, &module.ident, more.unwrap_or_default()));
    uses.push(exports(module));
    let chunks: Vec<Chunk> =
        module.resource.iter().flat_map(|resource| resource::chunks(resource, spelling)).collect();
    print::file(&module.docs, &uses, &chunks)
}

fn client_imports(resource: &Resource) -> TokenStream {
    if resource.methods.is_empty() {
        return quote! { use crate::runtime::client::Client; };
    }
    quote! { use crate::runtime::client::{Call, Client, Method, Operation}; }
}

fn submodules(module: &Module) -> TokenStream {
    let files = module.files.iter().map(|file| ident(&file.ident));
    quote! { #(mod #files;)* }
}

fn exports(module: &Module) -> TokenStream {
    let exports = module.files.iter().map(|file| {
        let (name, mut exports) = (ident(&file.ident), file.exports.clone());
        exports.sort();
        let exports = exports.iter().map(ident);
        quote! { pub use #name::{#(#exports),*}; }
    });
    quote! { #(#exports)* }
}

fn types_file(module: &Module, file: &File) -> String {
    let spelling = Spelling { imports: &file.imports };
    let uses = imports(&file.imports, &module.ident, TokenStream::new());
    let chunks: Vec<Chunk> = file.items.iter().flat_map(|item| chunks(item, spelling)).collect();
    print::file(&file_docs(file), &uses, &chunks)
}

fn file_docs(file: &File) -> Vec<String> {
    let names: Vec<String> = file.exports.iter().map(|name| format!("`{name}`")).collect();
    let (first, rest) = names.split_first().map_or((String::new(), 0), |(first, rest)| (first.clone(), rest.len()));
    vec![if rest == 0 { format!("{first}.") } else { format!("{first} and what it is made of.") }]
}

fn chunks(item: &Item, spelling: Spelling<'_>) -> Vec<Chunk> {
    match item {
        Item::Record(one) => record::chunks(one, spelling),
        Item::Enumeration(one) => enumeration::chunks(one),
        Item::Union(one) => union::chunks(one, spelling),
        Item::Resource(one) => resource::chunks(one, spelling),
    }
}
