//! Enums for literal values.

use proc_macro2::TokenStream;
use quote::quote;

use super::print::{Chunk, docs, ident, literal};
use crate::rust::plan::Enumeration;

/// The enum and its table.
pub fn chunks(enumeration: &Enumeration) -> Vec<Chunk> {
    vec![
        Chunk::Code(item(enumeration)),
        Chunk::Table(table(enumeration)),
    ]
}

fn item(enumeration: &Enumeration) -> TokenStream {
    let (name, text) = (ident(&enumeration.ident), docs(&enumeration.docs));
    let variants = enumeration.variants.iter().map(|variant| {
        let (name, text) = (ident(&variant.ident), docs(&variant.docs));
        quote! { #text #name }
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
    let open = enumeration
        .unknown
        .as_ref()
        .map(|_| quote! { #[non_exhaustive] });
    quote! {
        #text
        #[derive(Debug, Clone, #copy PartialEq, Eq, PartialOrd, Ord, Hash)]
        #open
        pub enum #name {
            #(#variants,)*
            #(#unknown)*
        }
    }
}

fn table(enumeration: &Enumeration) -> String {
    let name = if enumeration.is_integer {
        "integer_enumeration"
    } else {
        "enumeration"
    };
    let mut text = format!("{name}! {{\n    {} {{\n", enumeration.ident);
    for variant in &enumeration.variants {
        let value = if enumeration.is_integer {
            variant.wire.clone()
        } else {
            literal(&variant.wire)
        };
        text.push_str(&format!("        {} = {value},\n", variant.ident));
    }
    if let Some(unknown) = &enumeration.unknown {
        let refused = if enumeration.rejects_unknown {
            " refused"
        } else {
            ""
        };
        text.push_str(&format!("        ..{unknown}{refused}\n"));
    }
    text.push_str("    }\n}\n");
    text
}
