//! The files of functions that several checks call.

use proc_macro2::TokenStream;
use quote::quote;

use super::checks;
use super::print::{self, Chunk, fixed, ident};
use super::types::Codec;
use crate::rust::plan::{CheckFile, CheckFunction};

/// Path and text of the files of the functions: `checks.rs`, or more than one below `checks`.
pub fn files(files: &[CheckFile], codec: Codec) -> Vec<(String, String)> {
    let uses = match codec {
        Codec::Runtime => quote! { use crate::runtime::codec::Place; },
        Codec::Beside => quote! { use super::codec::Place; },
    };
    let docs =
        ["Checks of whole schemas, for values that no type of their own stands for.".to_owned()];
    if let [only] = files {
        let text = print::file(&docs, [uses], functions(only, &quote! { pub(super) }));
        return vec![("checks.rs".to_owned(), text)];
    }
    let parts = files.iter().map(|file| {
        let path = format!("checks/{}.rs", file.ident.bare());
        (path, part(file, codec))
    });
    let modules = files.iter().map(|file| ident(&file.ident));
    let (modules, exports) = (modules.clone(), modules);
    let uses = [
        quote! { #(mod #modules;)* },
        quote! { #(pub(super) use #exports::*;)* },
    ];
    let root = ("checks/mod.rs".to_owned(), print::file(&docs, uses, []));
    std::iter::once(root).chain(parts).collect()
}

fn part(file: &CheckFile, codec: Codec) -> String {
    let place = match codec {
        Codec::Runtime => quote! { use crate::runtime::codec::Place; },
        Codec::Beside => quote! { use super::super::codec::Place; },
    };
    let others = file.others.iter().map(ident);
    let others = (!file.others.is_empty()).then(|| quote! { use super::{#(#others),*}; });
    let docs = [format!(
        "Checks of whole schemas, from `{}` on.",
        file.ident.bare()
    )];
    print::file(
        &docs,
        [quote! { #others #place }],
        functions(file, &quote! { pub(crate) }),
    )
}

fn functions(file: &CheckFile, visible: &TokenStream) -> Vec<Chunk> {
    let functions = file.functions.iter();
    functions
        .map(|function| Chunk::Code(shared(function, visible)))
        .collect()
}

fn shared(function: &CheckFunction, visible: &TokenStream) -> TokenStream {
    let (name, place) = (ident(&function.ident), fixed("place"));
    let body = checks::body(&place, &function.asked, &TokenStream::new());
    let docs = print::docs(&[crate::markdown::code_span(&function.location)]);
    quote! {
        #docs
        #visible fn #name(place: &Place<'_>) {
            #body
        }
    }
}
