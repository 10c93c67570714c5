//! How the run time walks the answers of an operation as pages.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::emit::names::Names;
use crate::rust::emit::print::{Chunk, ident};
use crate::rust::plan::{Access, Marker, Paging, Step, Turn, Wrap};

/// The implementation of the run time's trait for the marker of an operation.
pub fn chunk(paging: &Paging, marker: &Marker, names: &Names<'_>) -> Chunk {
    let (marker, parameter) = (ident(&marker.ident), &paging.parameter);
    let (page, item) = (
        names.spelling.ty(&paging.page),
        names.spelling.ty(&paging.item),
    );
    let (trait_name, next_name) = (names.of("Paging"), names.of("Next"));
    let (next, items) = (next(paging, &next_name), owned(&paging.items));
    let members = vec![
        quote! {
            type Page = #page;
            type Item = #item;
        },
        quote! { const PARAMETER: &'static str = #parameter; },
        quote! {
            fn next(page: &Self::Page) -> #next_name {
                #next
            }
        },
        quote! {
            fn items(page: Self::Page) -> Vec<Self::Item> {
                #items
            }
        },
    ];
    Chunk::Impl(quote! { impl #trait_name for #marker }, members)
}

fn next(paging: &Paging, name: &TokenStream) -> TokenStream {
    match &paging.turn {
        Turn::Cursor(cursor) => {
            let cursor = borrowed(cursor);
            quote! { #name::cursor(#cursor) }
        }
        Turn::Number(current, pages) => {
            let number = |access: &Option<Access>| match access {
                Some(access) => borrowed(access),
                None => quote! { None::<&u64> },
            };
            let (current, pages) = (number(current), number(pages));
            let is_empty = is_empty(&paging.items);
            quote! { #name::number(#current, #pages, #is_empty) }
        }
    }
}

/// A reference to a value within the answer, where it is there.
fn borrowed(access: &Access) -> TokenStream {
    match walk(access, |wrap| match wrap {
        Wrap::Bare => quote! {},
        Wrap::Option => quote! { .as_ref() },
        Wrap::Maybe => quote! { .as_ref().value() },
    }) {
        (value, true) => value,
        (value, false) => quote! { Some(&#value) },
    }
}

fn is_empty(items: &Access) -> TokenStream {
    let (list, optional) = walk(items, |wrap| match wrap {
        Wrap::Bare => quote! {},
        Wrap::Option => quote! { .as_ref() },
        Wrap::Maybe => quote! { .as_ref().value() },
    });
    match optional {
        true => quote! { #list.is_none_or(Vec::is_empty) },
        false => quote! { #list.is_empty() },
    }
}

/// The items, taken out of the answer; none where they are absent.
fn owned(items: &Access) -> TokenStream {
    let mut value = quote! { page };
    let mut optional: Option<&Step> = None;
    for (at, step) in items.steps.iter().enumerate() {
        let name = ident(&step.ident);
        let unwrapped = match step.wrap {
            Wrap::Maybe => quote! { .value() },
            Wrap::Bare | Wrap::Option => quote! {},
        };
        let is_wrapped = step.wrap != Wrap::Bare;
        value = match optional {
            None => quote! { #value.#name #unwrapped },
            Some(_) => {
                let outer = ident(&items.steps[at - 1].ident);
                let how = if is_wrapped {
                    quote! { and_then }
                } else {
                    quote! { map }
                };
                quote! { #value.#how(|#outer| #outer.#name #unwrapped) }
            }
        };
        if is_wrapped {
            optional = Some(step);
        }
    }
    match optional {
        Some(_) => quote! { #value.unwrap_or_default() },
        None => value,
    }
}

/// The value at the end of a way by reference, and whether it may be absent.
fn walk(access: &Access, unwrap: impl Fn(Wrap) -> TokenStream) -> (TokenStream, bool) {
    let (mut value, mut optional) = (quote! { page }, false);
    let mut outer = quote! { page };
    for step in &access.steps {
        let (name, unwrapped) = (ident(&step.ident), unwrap(step.wrap));
        let is_wrapped = step.wrap != Wrap::Bare;
        value = match (optional, is_wrapped) {
            (false, _) => quote! { #value.#name #unwrapped },
            (true, true) => quote! { #value.and_then(|#outer| #outer.#name #unwrapped) },
            (true, false) => quote! { #value.map(|#outer| &#outer.#name) },
        };
        optional |= is_wrapped;
        outer = quote! { #name };
    }
    (value, optional)
}
