//! The files of a public module: its own, with the operations, and a private one per schema.

use proc_macro2::TokenStream;
use quote::quote;

use super::features;
use super::item::{enumeration, newtype, record, union};
use super::names::Names;
use super::print::{self, Chunk, ident};
use super::types::{Codec, Seat, Spelling, imports};
use super::{library, resource, webhooks};
use crate::parallel;
use crate::rust::plan::{File, Folder, Ident, Item, Module, Part, Tree};

/// Path and text of the module's own file.
pub fn own(module: &Module) -> (String, String) {
    let path = format!("src/{}/mod.rs", module.ident.bare());
    (path, own_file(module))
}

/// Path and text of a file of its types.
pub fn types(module: &Module, file: &File) -> (String, String) {
    let path = format!("src/{}/{}", module.ident.bare(), path(file));
    (path, types_file(module, file, Codec::Runtime))
}

/// Path and text of the own file of each of its folders.
pub fn folders(module: &Module) -> Vec<(String, String)> {
    let files = folder_files(module).into_iter();
    let files = files.map(|(path, text)| (format!("src/{}/{path}", module.ident.bare()), text));
    files.collect()
}

/// Path and text of a file with some of its operations.
pub fn part(module: &Module, part: &Part) -> (String, String) {
    let path = format!("src/{}/{}.rs", module.ident.bare(), part.ident.bare());
    (path, part_file(module, part))
}

/// Path and text of each file of a tree that holds types alone.
pub fn tree(tree: &Tree) -> Vec<(String, String)> {
    let module = &tree.module;
    let types = parallel::map(&module.files, |file| {
        (path(file), types_file(module, file, Codec::Beside))
    });
    std::iter::once(("mod.rs".to_owned(), tree_file(tree)))
        .chain(types)
        .chain(folder_files(module))
        .collect()
}

/// The root of a tree; what is public there is public for whoever takes the tree into a crate, used or not.
fn tree_file(tree: &Tree) -> String {
    let allow = quote! { #![allow(dead_code, unused_imports)] };
    let codec = quote! {
        pub use codec::{
            Date, DateTime, DecodeError, EncodeError, Extra, Json, JsonText, Maybe, Number, OneOrMany, UnknownInteger, UnknownValue, Violation,
            Violations, decode, encode, validate,
        };
    };
    let modules = submodules(&tree.module);
    let checks = (!tree.checks.is_empty()).then(|| quote! { mod checks; });
    let uses = [
        allow,
        quote! { #checks mod codec; #modules },
        codec,
        exports(&tree.module),
    ];
    let mut docs = tree.module.docs.clone();
    docs.extend(library::about_nesting(tree.recursion_limit));
    print::file(&docs, uses, [])
}

fn own_file(module: &Module) -> String {
    let spelling = Spelling {
        imports: &module.imports,
    };
    let names = Names::new(module, spelling);
    let methods = module.resource.iter().map(|_| "Client");
    let events = module.webhooks.iter().filter(|one| one.events.is_some());
    let own: Vec<&'static str> = methods.chain(events.map(|_| "Error")).collect();
    let client = names.imports(module.resource.as_ref(), &own);
    let mut uses = vec![submodules(module)];
    uses.extend(imports(&module.imports, Seat::of(&module.ident), client));
    uses.push(exports(module));
    let methods = module
        .resource
        .iter()
        .flat_map(|resource| resource::chunks(resource, &names));
    let events = module
        .webhooks
        .iter()
        .flat_map(|webhooks| webhooks::chunks(webhooks, spelling));
    let chunks: Vec<Chunk> = methods.chain(events).collect();
    print::file(&module.docs, uses, chunks)
}

/// A file with some of the operations.
fn part_file(module: &Module, part: &Part) -> String {
    let spelling = Spelling {
        imports: &part.imports,
    };
    let names = Names::of_part(part, spelling);
    let more = names.imports(Some(&part.resource), &[]);
    let uses: Vec<TokenStream> = imports(&part.imports, Seat::of(&module.ident), more);
    let chunks = resource::operations(&part.resource, &names);
    print::file(&part.docs, uses, chunks)
}

/// The own file of each folder, by its path in the module's folder.
fn folder_files(module: &Module) -> Vec<(String, String)> {
    let file = |folder: &Folder| {
        let all: Vec<_> = files_in(module, Some(&folder.ident)).collect();
        let path = format!("{}/mod.rs", folder.ident.bare());
        let uses = [declared(all.clone()), exported(all)];
        (path, print::file(&folder.docs, uses, []))
    };
    module.folders.iter().map(file).collect()
}

/// The path of a file of types in the folder of its module.
fn path(file: &File) -> String {
    match &file.folder {
        Some(folder) => format!("{}/{}.rs", folder.bare(), file.ident.bare()),
        None => format!("{}.rs", file.ident.bare()),
    }
}

fn submodules(module: &Module) -> TokenStream {
    let parts = module.parts.iter().map(|part| (&part.ident, [].as_slice()));
    declared(beside(module).chain(parts).collect())
}

fn exports(module: &Module) -> TokenStream {
    let parts = module.parts.iter();
    let parts = parts.filter(|part| !part.resource.types().is_empty());
    let parts = parts.map(|part| (&part.ident, [].as_slice()));
    exported(beside(module).chain(parts).collect())
}

/// A private module and the features any of which it needs.
type Submodule<'a> = (&'a Ident, &'a [String]);

/// The folders of a module, and its files that lie in none.
fn beside(module: &Module) -> impl Iterator<Item = Submodule<'_>> {
    let folders = module.folders.iter();
    let folders = folders.map(|folder| (&folder.ident, folder.only.as_slice()));
    files_in(module, None).chain(folders)
}

fn files_in<'a>(
    module: &'a Module,
    folder: Option<&'a Ident>,
) -> impl Iterator<Item = Submodule<'a>> {
    let files = module.files.iter();
    let files = files.filter(move |file| file.folder.as_ref() == folder);
    files.map(|file| (&file.ident, file.only.as_slice()))
}

fn declared(mut all: Vec<Submodule<'_>>) -> TokenStream {
    all.sort();
    let all = all.into_iter().map(|(name, only)| {
        let (only, name) = (features::attribute(only), ident(name));
        quote! { #only mod #name; }
    });
    quote! { #(#all)* }
}

fn exported(mut all: Vec<Submodule<'_>>) -> TokenStream {
    all.sort();
    let exports = all.into_iter().map(|(file, only)| {
        let (file, only) = (ident(file), features::attribute(only));
        quote! { #only pub use #file::*; }
    });
    quote! { #(#exports)* }
}

fn types_file(module: &Module, file: &File, codec: Codec) -> String {
    let seat = Seat {
        module: &module.ident,
        in_folder: file.folder.is_some(),
        codec,
    };
    let spelling = Spelling {
        imports: &file.imports,
    };
    let deprecated = file
        .items
        .iter()
        .any(has_deprecated)
        .then(|| quote! { #![allow(deprecated)] });
    let uses: Vec<TokenStream> = deprecated
        .into_iter()
        .chain(imports(&file.imports, seat, TokenStream::new()))
        .collect();
    let chunks: Vec<Chunk> = file
        .items
        .iter()
        .flat_map(|item| chunks(item, spelling))
        .collect();
    print::file(&file_docs(file), uses, chunks)
}

/// True where the item's own code uses a field that callers should not.
fn has_deprecated(item: &Item) -> bool {
    matches!(item, Item::Record(record) if record.fields.iter().any(|field| field.deprecated))
}

fn file_docs(file: &File) -> Vec<String> {
    let code = |name: &Ident| format!("`{}`", name.bare());
    let first = file.exports.first().map(code).unwrap_or_default();
    let text = match (file.of.as_slice(), file.exports.len()) {
        (_, 1) => format!("{first}."),
        ([] | [_], _) => format!("{first} and what it is made of."),
        ([one, other], _) => format!("Types of {} and {}.", code(one), code(other)),
        ([one, other, rest @ ..], _) => {
            format!(
                "Types of {}, {} and {} more.",
                code(one),
                code(other),
                rest.len()
            )
        }
    };
    vec![text]
}

fn chunks(item: &Item, spelling: Spelling<'_>) -> Vec<Chunk> {
    match item {
        Item::Record(one) => record::chunks(one, spelling),
        Item::Enumeration(one) => enumeration::chunks(one),
        Item::Union(one) => union::chunks(one, spelling),
        Item::Newtype(one) => newtype::chunks(one, spelling),
        Item::Resource(_) => Vec::new(),
    }
}
