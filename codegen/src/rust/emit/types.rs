//! Types and imports as tokens.

use proc_macro2::TokenStream;
use quote::quote;

use super::print::{fixed, ident};
use crate::rust::plan::{Ident, Imports, RustType, SetterForm, TypeRef};

/// Spells types as a file's imports allow.
#[derive(Clone, Copy)]
pub struct Spelling<'a> {
    /// What the file imports.
    pub imports: &'a Imports,
}

/// Where a file of a module lies.
#[derive(Debug, Clone, Copy)]
pub struct Seat<'a> {
    /// The module.
    pub module: &'a Ident,
    /// Whether it lies in a folder of the module.
    pub in_folder: bool,
    /// Where the run time is from the module.
    pub codec: Codec,
}

impl<'a> Seat<'a> {
    /// Beside the own file of a module of a crate, or the file itself.
    pub fn of(module: &'a Ident) -> Self {
        Self {
            module,
            in_folder: false,
            codec: Codec::Runtime,
        }
    }

    /// The module, as the file calls it.
    fn above(self) -> TokenStream {
        let module = ident(self.module);
        match (self.in_folder, self.codec) {
            (false, _) => quote! { super },
            (true, Codec::Runtime) => quote! { crate::#module },
            (true, Codec::Beside) => quote! { super::super },
        }
    }
}

/// Where the run time's codec is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Codec {
    /// In the run-time part of a crate.
    Runtime,
    /// Beside the types.
    Beside,
}

impl Spelling<'_> {
    /// A type.
    pub fn ty(&self, ty: &RustType) -> TokenStream {
        let inner = |inner: &RustType| self.ty(inner);
        match ty {
            RustType::Unit => quote! { () },
            RustType::Bool => quote! { bool },
            RustType::I32 => quote! { i32 },
            RustType::I64 => quote! { i64 },
            RustType::U64 => quote! { u64 },
            RustType::F64 => quote! { f64 },
            RustType::Number => quote! { Number },
            RustType::String => quote! { String },
            RustType::Json => quote! { Json },
            RustType::DateTime => quote! { DateTime },
            RustType::Date => quote! { Date },
            RustType::JsonText(held) => wrap(&quote! { JsonText }, &inner(held)),
            RustType::Option(some) => wrap(&quote! { Option }, &inner(some)),
            RustType::Maybe(some) => wrap(&quote! { Maybe }, &inner(some)),
            RustType::Vec(item) => wrap(&quote! { Vec }, &inner(item)),
            RustType::Tuple(places) => {
                let places = places.iter().map(inner);
                quote! { (#(#places),*) }
            }
            RustType::Boxed(boxed) => wrap(&quote! { Box }, &inner(boxed)),
            RustType::OneOrMany(item) => wrap(&quote! { OneOrMany }, &inner(item)),
            RustType::Map(value) => {
                let value = inner(value);
                quote! { BTreeMap<String, #value> }
            }
            RustType::Named(reference) => self.named(reference),
        }
    }

    /// What a caller may pass for a value.
    pub fn argument(&self, form: &SetterForm) -> TokenStream {
        match form {
            SetterForm::Plain(ty) => self.ty(ty),
            SetterForm::Into(ty) => {
                // The box is made here, and is nothing that a caller need know of.
                let ty = match ty {
                    RustType::Boxed(inner) => self.ty(inner),
                    ty => self.ty(ty),
                };
                quote! { impl Into<#ty> }
            }
            SetterForm::Items(ty) => {
                let ty = self.ty(ty);
                quote! { impl IntoIterator<Item = impl Into<#ty>> }
            }
            SetterForm::Entries(ty) => {
                let ty = self.ty(ty);
                quote! { impl IntoIterator<Item = (impl Into<String>, impl Into<#ty>)> }
            }
        }
    }

    fn named(&self, reference: &TypeRef) -> TokenStream {
        let name = ident(&reference.ident);
        if self.imports.qualified.contains(reference) {
            let module = ident(&reference.module);
            quote! { crate::#module::#name }
        } else {
            quote! { #name }
        }
    }
}

/// What a caller passed, turned into the value.
pub fn converted(form: &SetterForm, value: &proc_macro2::Ident) -> TokenStream {
    match form {
        SetterForm::Plain(_) => quote! { #value },
        SetterForm::Into(RustType::Boxed(_)) => quote! { Box::new(#value.into()) },
        SetterForm::Into(_) => quote! { #value.into() },
        SetterForm::Items(_) => quote! { #value.into_iter().map(Into::into).collect() },
        SetterForm::Entries(_) => {
            quote! { #value.into_iter().map(|(name, value)| (name.into(), value.into())).collect() }
        }
    }
}

/// The `use` lines of a file of a module, the standard library's apart from the others.
pub fn imports(imports: &Imports, seat: Seat<'_>, more: TokenStream) -> Vec<TokenStream> {
    let maps = imports
        .maps
        .then(|| quote! { use std::collections::BTreeMap; });
    let (own, others): (Vec<_>, Vec<_>) = imports
        .types
        .iter()
        .partition(|(from, _)| *from == seat.module);
    let above = seat.above();
    let own = own.into_iter().map(|(_, names)| {
        let names = names.iter().map(ident);
        quote! { use #above::{#(#names),*}; }
    });
    let others = others.into_iter().map(|(from, names)| {
        let (from, names) = (ident(from), names.iter().map(ident));
        quote! { use crate::#from::{#(#names),*}; }
    });
    let checks = imports.checks.then(|| match seat.codec {
        Codec::Runtime => quote! { use crate::checks; },
        Codec::Beside => quote! { use #above::checks; },
    });
    let codec = codec_imports(imports, seat);
    // Paths from the crate's root stand in the order of the alphabet.
    let rest = match (seat.in_folder, seat.codec) {
        (true, Codec::Runtime) => quote! { #checks #codec #(#own)* #(#others)* },
        _ => quote! { #(#own)* #more #checks #codec #(#others)* },
    };
    maps.into_iter().chain([rest]).collect()
}

fn codec_imports(imports: &Imports, seat: Seat<'_>) -> TokenStream {
    let names: Vec<_> = imports.codec.iter().map(|name| fixed(name)).collect();
    if names.is_empty() {
        return TokenStream::new();
    }
    let uses_tables = [
        "record",
        "enumeration",
        "integer_enumeration",
        "union",
        "newtype",
    ]
    .iter()
    .any(|table| imports.codec.contains(table));
    let own = uses_tables.then(|| quote! { self, });
    let above = seat.above();
    match seat.codec {
        Codec::Runtime => quote! { use crate::runtime::codec::{#own #(#names),*}; },
        Codec::Beside => quote! { use #above::codec::{#own #(#names),*}; },
    }
}

fn wrap(outer: &TokenStream, inner: &TokenStream) -> TokenStream {
    quote! { #outer<#inner> }
}
