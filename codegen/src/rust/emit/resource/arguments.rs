//! Parameters as arguments of methods and as members of structs.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::emit::checks;
use crate::rust::emit::names::Names;
use crate::rust::emit::print::ident;
use crate::rust::plan::{Argument, ArgumentForm, Group, Slot};

/// The argument with its type.
pub fn parameter(argument: &Argument, names: &Names<'_>) -> TokenStream {
    let name = ident(&argument.ident);
    let ty = match &argument.form {
        ArgumentForm::Text => quote! { &str },
        ArgumentForm::Display(ty) | ArgumentForm::Value(ty) => {
            let (copy, ty) = (ty.is_copy(), names.spelling.ty(ty));
            if copy {
                ty
            } else {
                quote! { &#ty }
            }
        }
        ArgumentForm::Chosen(ty) => names.spelling.ty(ty),
        ArgumentForm::Into(ty) => {
            let ty = names.spelling.ty(ty);
            quote! { impl Into<#ty> }
        }
        ArgumentForm::Texts => quote! { impl IntoIterator<Item = impl Into<String>> },
        ArgumentForm::Slice(ty) => {
            let ty = names.spelling.ty(ty);
            quote! { &[#ty] }
        }
        ArgumentForm::File => {
            let file = names.of("File");
            quote! { impl Into<#file> }
        }
        ArgumentForm::Files => {
            let file = names.of("File");
            quote! { impl IntoIterator<Item = impl Into<#file>> }
        }
    };
    quote! { #name: #ty }
}

/// The type that the argument has as a member of a struct.
pub fn member(argument: &Argument, names: &Names<'_>) -> TokenStream {
    match &argument.form {
        ArgumentForm::Text => quote! { String },
        ArgumentForm::Display(ty)
        | ArgumentForm::Chosen(ty)
        | ArgumentForm::Into(ty)
        | ArgumentForm::Value(ty) => names.spelling.ty(ty),
        ArgumentForm::Texts => quote! { Vec<String> },
        ArgumentForm::Slice(ty) => {
            let ty = names.spelling.ty(ty);
            quote! { Vec<#ty> }
        }
        ArgumentForm::File => names.of("File"),
        ArgumentForm::Files => {
            let file = names.of("File");
            quote! { Vec<#file> }
        }
    }
}

/// A statement that makes the value to be sent, where that is not the argument itself.
pub fn make(argument: &Argument, names: &Names<'_>) -> Option<TokenStream> {
    let name = ident(&argument.ident);
    let ty = names.spelling.ty(&argument.made()?);
    let value = match argument.is_collected() {
        true => quote! { #name.into_iter().map(Into::into).collect() },
        false => quote! { #name.into() },
    };
    Some(quote! { let #name: #ty = #value; })
}

/// The steps of the request that take the argument and ask what its type does not make certain.
pub fn send(argument: &Argument, group: Option<&Group>, names: &Names<'_>) -> TokenStream {
    let (step, check) = (step(argument, group, names), check(argument, group));
    let headers = argument.headers.iter();
    let headers = headers.map(|(name, value)| quote! { (#name, #value) });
    let wire = &argument.wire;
    let headers =
        (!argument.headers.is_empty()).then(|| quote! { .part_headers(#wire, &[#(#headers),*]) });
    quote! { #step #headers #check }
}

/// The question about the argument's value, where there is one.
pub fn check(argument: &Argument, group: Option<&Group>) -> Option<TokenStream> {
    if argument.checks.is_empty() && !argument.may_be_infinite() {
        return None;
    }
    let (wire, name) = (&argument.wire, ident(&argument.ident));
    let value = match group.filter(|_| argument.is_grouped) {
        Some(group) => {
            let group = ident(&group.argument);
            quote! { &#group.#name }
        }
        None if is_reference(argument) => quote! { #name },
        None => quote! { &#name },
    };
    if argument.may_be_infinite() {
        return Some(quote! { .finite(#wire, #value) });
    }
    let question = checks::question(&argument.checks);
    Some(quote! { .check(#wire, #value, #question) })
}

fn is_reference(argument: &Argument) -> bool {
    match &argument.form {
        ArgumentForm::Text | ArgumentForm::Slice(_) => true,
        ArgumentForm::Display(ty) | ArgumentForm::Value(ty) => !ty.is_copy(),
        ArgumentForm::Chosen(_)
        | ArgumentForm::Into(_)
        | ArgumentForm::Texts
        | ArgumentForm::File
        | ArgumentForm::Files => false,
    }
}

fn step(argument: &Argument, group: Option<&Group>, names: &Names<'_>) -> TokenStream {
    let (wire, value) = (&argument.wire, value(argument, group));
    if let Slot::Part(media_type) = &argument.slot {
        return part(argument, media_type, &value);
    }
    let style = argument.style.as_ref().map(|style| {
        let (ty, style) = (names.of("Style"), ident(style));
        quote! { #ty::#style }
    });
    match (&argument.slot, style) {
        (Slot::Path, None) => quote! { .path(#wire, #value) },
        (Slot::Path, Some(style)) => quote! { .path_with(#wire, #style, #value) },
        (Slot::Header, None) => quote! { .header(#wire, #value) },
        (Slot::Header, Some(style)) => quote! { .header_with(#wire, #style, #value) },
        (Slot::Cookie, None) => quote! { .cookie(#wire, #value) },
        (Slot::Cookie, Some(style)) => quote! { .cookie_with(#wire, #style, #value) },
        (Slot::StyledPart, Some(style)) => quote! { .part_in(#wire, #style, #value) },
        (Slot::Reserved, Some(style)) => quote! { .query_reserved(#wire, #style, #value) },
        (_, Some(style)) if comes_one_by_one(argument) => {
            quote! { .query_list(#wire, #style, #value) }
        }
        (_, Some(style)) => quote! { .query_with(#wire, #style, #value) },
        (_, None) => quote! { .query(#wire, #value) },
    }
}

fn part(argument: &Argument, media_type: &str, value: &TokenStream) -> TokenStream {
    let wire = &argument.wire;
    match (&argument.form, &argument.style) {
        (ArgumentForm::File, _) => quote! { .part_file(#wire, #media_type, #value) },
        (ArgumentForm::Files, _) => quote! { .part_files(#wire, #media_type, #value) },
        (_, None) => quote! { .part(#wire, #value) },
        (_, Some(_)) => quote! { .part_with(#wire, #media_type, #value) },
    }
}

/// True where a reference to the value would say no more than the value.
fn is_plain_copy(argument: &Argument) -> bool {
    let copied = matches!(&argument.form, ArgumentForm::Display(ty) | ArgumentForm::Value(ty) if ty.is_copy());
    copied && argument.style.is_none()
}

/// The argument as it is passed on: by reference where a style or a struct asks for it.
fn value(argument: &Argument, group: Option<&Group>) -> TokenStream {
    let name = ident(&argument.ident);
    let is_file = matches!(argument.form, ArgumentForm::File | ArgumentForm::Files);
    match group.filter(|_| argument.is_grouped) {
        Some(group) => {
            let group = ident(&group.argument);
            if is_file {
                quote! { #group.#name.clone() }
            } else if is_plain_copy(argument) {
                quote! { #group.#name }
            } else {
                quote! { &#group.#name }
            }
        }
        None => match &argument.form {
            ArgumentForm::Display(ty) | ArgumentForm::Value(ty)
                if ty.is_copy() && argument.style.is_some() =>
            {
                quote! { &#name }
            }
            _ if argument.is_collected() => quote! { &#name },
            ArgumentForm::Chosen(_) if argument.style.is_some() => quote! { &#name },
            ArgumentForm::Into(_) => quote! { &#name },
            _ => quote! { #name },
        },
    }
}

/// Texts that the request itself makes a list of.
fn comes_one_by_one(argument: &Argument) -> bool {
    argument.form == ArgumentForm::Texts && !argument.is_grouped && !argument.is_collected()
}
