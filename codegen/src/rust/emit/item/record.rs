//! Structs for JSON objects.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::emit::checks;
use crate::rust::emit::print::{Chunk, deprecated, docs, ident, literal, many_arguments};
use crate::rust::emit::table;
use crate::rust::emit::types::{Spelling, converted};
use crate::rust::plan::{Field, Record, RustType, Setter, SetterForm};

/// The struct, its constructor and setters, its table and its checks.
pub fn chunks(record: &Record, spelling: Spelling<'_>) -> Vec<Chunk> {
    let mut chunks = vec![Chunk::Code(structure(record, spelling))];
    if record.is_built {
        let name = ident(&record.ident);
        chunks.push(Chunk::Impl(
            quote! { impl #name },
            methods(record, spelling),
        ));
    }
    chunks.push(Chunk::Table(table(record)));
    chunks.extend(table::input(
        &record.ident,
        record.answered.as_ref(),
        spelling,
    ));
    if !record.checks.is_empty() {
        chunks.push(Chunk::Code(checks::function(&record.check, &record.checks)));
    }
    chunks
}

fn structure(record: &Record, spelling: Spelling<'_>) -> TokenStream {
    let (name, text) = (ident(&record.ident), docs(&record.docs));
    let fields = record.fields.iter().map(|field| {
        let (name, ty, text) = (
            ident(&field.ident),
            spelling.ty(&field.ty),
            docs(&field.docs),
        );
        let deprecated = deprecated(field.deprecated);
        quote! { #text #deprecated pub #name: #ty }
    });
    let rest = record.rest.iter().map(|(name, ty)| {
        let (name, ty) = (ident(name), spelling.ty(ty));
        quote! { #[doc = " Members without a name of their own."] pub #name: #ty }
    });
    let default = record.has_default.then(|| quote! { , Default });
    let extra = ident(&record.extra);
    quote! {
        #text
        #[derive(Debug, Clone, PartialEq #default)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
            #(#rest,)*
            pub #extra: Extra,
        }
    }
}

fn methods(record: &Record, spelling: Spelling<'_>) -> Vec<TokenStream> {
    let mut methods = vec![constructor(record, spelling)];
    for field in &record.fields {
        if let Some(setter) = &field.setter {
            methods.push(set(field, setter, spelling));
            methods.extend(more_setters(field, setter, spelling));
        }
    }
    methods
}

fn constructor(record: &Record, spelling: Spelling<'_>) -> TokenStream {
    let required: Vec<&Field> = record.fields.iter().filter(|field| field.in_new).collect();
    if required.is_empty() {
        return quote! {
            #[doc = " With nothing set."]
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let arguments = required.iter().map(|field| {
        let (name, form) = (ident(&field.ident), spelling.argument(&field.form()));
        quote! { #name: #form }
    });
    let fields = record.fields.iter().map(|field| {
        let name = ident(&field.ident);
        if field.in_new && field.ty.is_copy() {
            return quote! { #name };
        }
        let value = initial(field, spelling);
        quote! { #name: #value }
    });
    let rest = record.rest.iter().map(|(name, _)| {
        let name = ident(name);
        quote! { #name: BTreeMap::new(), }
    });
    let extra = ident(&record.extra);
    let many = many_arguments(required.len());
    quote! {
        #[doc = " Takes what is required; all else is left out."]
        #many
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#fields,)* #(#rest)* #extra: Extra::new() }
        }
    }
}

fn initial(field: &Field, spelling: Spelling<'_>) -> TokenStream {
    let name = ident(&field.ident);
    match &field.ty {
        _ if field.in_new => held(&field.ty, converted(&field.form(), &name)),
        ty if field.is_constant => {
            let ty = spelling.ty(ty);
            quote! { #ty::default() }
        }
        RustType::Maybe(_) => quote! { Maybe::Absent },
        _ => quote! { None },
    }
}

fn set(field: &Field, setter: &Setter, spelling: Spelling<'_>) -> TokenStream {
    let (method, name) = (ident(&setter.ident), ident(&field.ident));
    let argument = spelling.argument(&setter.form);
    let value = held(&field.ty, converted(&setter.form, &name));
    let (text, deprecated) = (docs(&setter.summary), deprecated(field.deprecated));
    quote! {
        #text
        #deprecated
        pub fn #method(mut self, #name: #argument) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// What a value becomes in a field of this type.
fn held(ty: &RustType, value: TokenStream) -> TokenStream {
    match ty {
        RustType::Option(_) => quote! { Some(#value) },
        RustType::Maybe(_) => quote! { Maybe::Value(#value) },
        _ => value,
    }
}

fn more_setters(field: &Field, setter: &Setter, spelling: Spelling<'_>) -> Option<TokenStream> {
    let (name, bare) = (ident(&field.ident), field.ident.bare());
    match (&setter.form, &setter.more) {
        (SetterForm::Entries(ty), Some(method)) if !matches!(field.ty, RustType::Maybe(_)) => {
            let (method, ty) = (ident(method), spelling.ty(ty));
            let text = format!(" Adds one entry to [`{bare}`](Self::{bare}).");
            Some(quote! {
                #[doc = #text]
                pub fn #method(mut self, name: impl Into<String>, value: impl Into<#ty>) -> Self {
                    self.#name.get_or_insert_default().insert(name.into(), value.into());
                    self
                }
            })
        }
        (_, Some(method)) => {
            let method = ident(method);
            let text = format!(" Sends `null` for [`{bare}`](Self::{bare}).");
            Some(quote! {
                #[doc = #text]
                pub fn #method(mut self) -> Self {
                    self.#name = Maybe::Null;
                    self
                }
            })
        }
        _ => None,
    }
}

/// The table: each member by its field, and by its name where the field is called otherwise.
fn table(record: &Record) -> String {
    let mut members: Vec<String> = record.fields.iter().map(member).collect();
    let rest = record
        .rest
        .as_ref()
        .map(|(rest, _)| format!(" typed {rest}"));
    members.push(format!("..{}{}", record.extra, rest.unwrap_or_default()));
    let hidden: Vec<String> = record.hidden.iter().map(|name| literal(name)).collect();
    let hides = (!hidden.is_empty()).then(|| format!(" hides {}", hidden.join(" | ")));
    let check = (!record.checks.is_empty()).then(|| format!(" check {}", record.check));
    let tail: String = [hides, check].into_iter().flatten().collect();
    table::table("record", record.ident.as_str(), &members, &tail)
}

fn member(field: &Field) -> String {
    let mut text = field.ident.to_string();
    if field.ident.bare() != field.wire {
        text.push_str(&format!(" {}", literal(&field.wire)));
    }
    for alias in &field.aliases {
        text.push_str(&format!(" | {}", literal(alias)));
    }
    for rule in &field.rules {
        text.push_str(&format!(" {}", rule.keyword()));
    }
    text
}
