//! Constants that describe operations and what they ask of a caller.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::print::ident;
use crate::rust::plan::Method;

/// The constant of an operation.
pub fn constant(method: &Method) -> TokenStream {
    let facts = &method.operation;
    let (name, http) = (ident(&facts.constant), ident(&facts.http_method));
    let (id, path) = (&facts.id, &facts.path);
    let accept = facts
        .accept
        .as_ref()
        .map(|accept| quote! { .accept(#accept) });
    let security = facts
        .security
        .as_ref()
        .map(|wanted| match wanted.as_slice() {
            [] => quote! { .anonymous() },
            wanted => {
                let sets = sets(wanted);
                quote! { .security(#sets) }
            }
        });
    let server = facts
        .server
        .as_ref()
        .map(|server| quote! { .server(#server) });
    let repeatable = facts.repeatable.then(|| quote! { .repeatable() });
    quote! {
        static #name: Operation = Operation::new(#id, Method::#http, #path) #accept #security #server #repeatable;
    }
}

/// Sets of security schemes, as indices.
pub fn sets(sets: &[Vec<usize>]) -> TokenStream {
    let sets = sets.iter().map(|set| {
        let indices = set.iter().map(|index| Literal::usize_unsuffixed(*index));
        quote! { &[#(#indices),*] }
    });
    quote! { &[#(#sets),*] }
}
