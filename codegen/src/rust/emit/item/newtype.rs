//! Structs around values that are no objects.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::emit::checks;
use crate::rust::emit::print::{Chunk, docs, ident};
use crate::rust::emit::types::Spelling;
use crate::rust::plan::Newtype;

/// The struct, its table, its checks, and what turns into it.
pub fn chunks(newtype: &Newtype, spelling: Spelling<'_>) -> Vec<Chunk> {
    let mut chunks = vec![
        Chunk::Code(structure(newtype, spelling)),
        Chunk::Table(table(newtype)),
    ];
    chunks.push(Chunk::Code(conversion(newtype, spelling)));
    if !newtype.checks.is_empty() {
        chunks.push(Chunk::Code(checks::function(
            &newtype.check,
            &newtype.checks,
        )));
    }
    chunks
}

fn structure(newtype: &Newtype, spelling: Spelling<'_>) -> TokenStream {
    let (name, text, ty) = (
        ident(&newtype.ident),
        docs(&newtype.docs),
        spelling.ty(&newtype.ty),
    );
    quote! {
        #text
        #[derive(Debug, Clone, PartialEq)]
        pub struct #name(pub #ty);
    }
}

fn table(newtype: &Newtype) -> String {
    let check = (!newtype.checks.is_empty()).then(|| format!(" check {}", newtype.check));
    format!(
        "newtype! {{ {}{} }}\n",
        newtype.ident,
        check.unwrap_or_default()
    )
}

fn conversion(newtype: &Newtype, spelling: Spelling<'_>) -> TokenStream {
    let (name, ty) = (ident(&newtype.ident), spelling.ty(&newtype.ty));
    quote! {
        impl From<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self(value)
            }
        }
    }
}
