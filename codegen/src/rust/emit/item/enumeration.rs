//! Enums for literal values.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::emit::checks;
use crate::rust::emit::print::{Chunk, docs, ident, literal};
use crate::rust::emit::table;
use crate::rust::plan::Enumeration;

/// The enum, its table and its checks.
pub fn chunks(enumeration: &Enumeration) -> Vec<Chunk> {
    let check = (!enumeration.checks.is_empty())
        .then(|| Chunk::Code(checks::function(&enumeration.check, &enumeration.checks)));
    let own = [
        Chunk::Code(item(enumeration)),
        Chunk::Table(table(enumeration)),
    ];
    own.into_iter().chain(check).collect()
}

fn item(enumeration: &Enumeration) -> TokenStream {
    let (name, text) = (ident(&enumeration.ident), docs(&enumeration.docs));
    let variants = enumeration.variants.iter().map(|variant| {
        let (name, text) = (ident(&variant.ident), docs(&variant.docs));
        let first = enumeration.is_constant.then(|| quote! { #[default] });
        quote! { #text #first #name }
    });
    let held = if enumeration.is_integer {
        quote! { i64 }
    } else {
        quote! { String }
    };
    let unknown = enumeration.unknown.iter().map(|unknown| {
        let unknown = ident(unknown);
        quote! { #[doc = " A value that the contract does not name, kept as it is."] #unknown(#held), }
    });
    let copy = enumeration.unknown.is_none().then(|| quote! { Copy, });
    let default = enumeration.is_constant.then(|| quote! { , Default });
    let open = enumeration
        .unknown
        .as_ref()
        .map(|_| quote! { #[non_exhaustive] });
    quote! {
        #text
        #[derive(Debug, Clone, #copy PartialEq, Eq, PartialOrd, Ord, Hash #default)]
        #open
        pub enum #name {
            #(#variants,)*
            #(#unknown)*
        }
    }
}

fn table(enumeration: &Enumeration) -> String {
    let (name, spelled): (&str, fn(&str) -> String) = if enumeration.is_integer {
        ("integer_enumeration", str::to_owned)
    } else {
        ("enumeration", literal)
    };
    let named = enumeration.variants.iter();
    let mut values: Vec<String> = named
        .map(|variant| format!("{} = {}", variant.ident, spelled(&variant.wire)))
        .collect();
    let refused = if enumeration.rejects_unknown {
        " refused"
    } else {
        ""
    };
    let unknown = enumeration.unknown.as_ref();
    values.extend(unknown.map(|unknown| format!("..{unknown}{refused}")));
    let check = (!enumeration.checks.is_empty()).then(|| format!(" check {}", enumeration.check));
    table::table(
        name,
        enumeration.ident.as_str(),
        &values,
        &check.unwrap_or_default(),
    )
}
