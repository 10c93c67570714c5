//! Enums for alternatives.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::emit::checks;
use crate::rust::emit::print::{Chunk, docs, fixed, ident, literal};
use crate::rust::emit::table;
use crate::rust::emit::types::Spelling;
use crate::rust::plan::{Choice, Conversion, ConversionSource, RustType, Union, UnionVariant};

/// The enum, its table, and what turns into it.
pub fn chunks(union: &Union, spelling: Spelling<'_>) -> Vec<Chunk> {
    let conversions = union
        .conversions
        .iter()
        .map(|from| Chunk::Code(conversion(union, from, spelling)));
    let own = [
        Chunk::Code(item(union, spelling)),
        Chunk::Table(table(union)),
    ];
    let input = table::input(&union.ident, union.answered.as_ref(), spelling);
    let check = (!union.checks.is_empty())
        .then(|| Chunk::Code(checks::function(&union.check, &union.checks)));
    own.into_iter()
        .chain(input)
        .chain(conversions)
        .chain(check)
        .collect()
}

fn item(union: &Union, spelling: Spelling<'_>) -> TokenStream {
    let (name, text) = (ident(&union.ident), docs(&union.docs));
    let variants = union.variants.iter().map(|variant| {
        let (name, text, ty) = (
            ident(&variant.ident),
            docs(&variant.docs),
            spelling.ty(&variant.ty),
        );
        match variant.ty {
            RustType::Unit => quote! { #text #name },
            _ => quote! { #text #name(#ty) },
        }
    });
    let unknown = union.unknown.iter().map(|unknown| {
        let unknown = ident(unknown);
        quote! { #[doc = " A value that fits no alternative, kept as it is."] #unknown(Json), }
    });
    let is_open = union.is_open || otherwise(union).is_some();
    let open = (union.unknown.is_some() || is_open).then(|| quote! { #[non_exhaustive] });
    // Such a value is read once and matched once: a box in each variant would cost more than it saves.
    let large = is_open.then(|| quote! { #[allow(clippy::large_enum_variant)] });
    quote! {
        #text
        #[derive(Debug, Clone, PartialEq)]
        #open
        #large
        pub enum #name {
            #(#variants,)*
            #(#unknown)*
        }
    }
}

fn table(union: &Union) -> String {
    let by = union.discriminator.as_ref();
    let by = by.map(|member| format!(" by {}", literal(member)));
    let head = format!("{}{}", union.ident, by.unwrap_or_default());
    let variants = union.variants.iter();
    let mut cases: Vec<String> = variants
        .filter_map(|variant| Some(format!("{}{}", variant.ident, choice(variant)?)))
        .collect();
    let unknown = union.unknown.as_ref();
    let refused = if union.is_open { "" } else { " refused" };
    cases.extend(unknown.map(|unknown| format!("..{unknown}{refused}")));
    let blank = union.blank.as_ref();
    let blank = blank.map(|name| {
        let mut variants = union.variants.iter();
        let variant = variants.find(|variant| variant.ident == *name);
        let is = variant
            .and_then(is_only)
            .map(|value| format!(" is {value}"));
        format!(" blank {name}{}", is.unwrap_or_default())
    });
    let check = (!union.checks.is_empty()).then(|| format!(" check {}", union.check));
    let other = otherwise(union).map(|variant| format!(" else {}", variant.ident));
    let tail: String = [other, blank, check].into_iter().flatten().collect();
    table::table("union", &head, &cases, &tail)
}

/// The variant of what no other one takes.
fn otherwise(union: &Union) -> Option<&UnionVariant> {
    let mut variants = union.variants.iter();
    variants.find(|variant| variant.choice == Choice::Otherwise)
}

/// How a case is chosen; nothing where that is by choosing no other one.
fn choice(variant: &UnionVariant) -> Option<String> {
    match &variant.choice {
        Choice::Literal(_) => Some(format!(": string is {}", is_only(variant)?)),
        Choice::Kinds(kinds) => {
            let is = is_only(variant).map(|value| format!(" is {value}"));
            Some(format!(": {}{}", kinds.join(" | "), is.unwrap_or_default()))
        }
        Choice::Tags(tags) => {
            let tags: Vec<String> = tags.iter().map(|tag| literal(tag)).collect();
            Some(format!(" = {}", tags.join(" | ")))
        }
        Choice::Otherwise => None,
    }
}

/// The one value of a variant that holds nothing.
fn is_only(variant: &UnionVariant) -> Option<String> {
    match &variant.choice {
        Choice::Literal(text) => Some(literal(text)),
        _ => (variant.ty == RustType::Unit).then(|| "null".to_owned()),
    }
}

fn conversion(union: &Union, conversion: &Conversion, spelling: Spelling<'_>) -> TokenStream {
    let (name, variant) = (ident(&union.ident), ident(&conversion.variant));
    let (from, value) = match &conversion.from {
        ConversionSource::Own(ty) => (spelling.ty(ty), quote! { value }),
        ConversionSource::Boxed(inner) => (spelling.ty(inner), quote! { Box::new(value) }),
        ConversionSource::Str => (quote! { &str }, quote! { value.to_owned() }),
        ConversionSource::Number(ty) => {
            let ty = fixed(ty);
            (quote! { #ty }, quote! { value.into() })
        }
        ConversionSource::StrList => (
            quote! { Vec<&str> },
            quote! { value.into_iter().map(str::to_owned).collect() },
        ),
    };
    quote! {
        impl From<#from> for #name {
            fn from(value: #from) -> Self {
                Self::#variant(#value)
            }
        }
    }
}
