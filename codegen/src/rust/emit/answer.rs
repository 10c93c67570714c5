//! Enums of what an operation may answer, told apart by status.

use proc_macro2::TokenStream;
use quote::quote;

use super::names::Names;
use super::print::{Chunk, docs, ident};
use crate::model::StatusPattern;
use crate::rust::plan::{AnswerEnum, AnswerVariant, Content, Method, Resource, Returns};

/// The enum and how it is read, where a method answers one of several.
pub fn chunks(method: &Method, resource: &Resource, names: &Names<'_>) -> Vec<Chunk> {
    let Returns::Several(answer) = &method.returns else {
        return Vec::new();
    };
    let (name, other, response) = (
        ident(&answer.ident),
        ident(&answer.other),
        names.of("Response"),
    );
    let text = format!(
        " What [`{}::{}`] answers.",
        resource.handle,
        method.ident.bare()
    );
    let variants = answer.variants.iter().map(|variant| {
        let (name, text) = (ident(&variant.ident), docs(&variant.docs));
        let content = content(&variant.content, names).map(|content| quote! { (#content) });
        quote! {
            #text
            #name #content
        }
    });
    let item = quote! {
        #[doc = #text]
        #[derive(Debug, Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// Any other success, as it came.
            #other(#response),
        }
    };
    let answer_trait = names.of("Answer");
    vec![
        Chunk::Code(item),
        Chunk::Impl(
            quote! { impl #answer_trait for #name },
            vec![read(answer, names)],
        ),
    ]
}

/// The type of a content; `None` where there is nothing.
pub fn content(content: &Content, names: &Names<'_>) -> Option<TokenStream> {
    match content {
        Content::Nothing => None,
        Content::Json(ty) => Some(names.spelling.ty(ty)),
        Content::Text => Some(quote! { String }),
        Content::Bytes => Some(names.of("Bytes")),
    }
}

fn read(answer: &AnswerEnum, names: &Names<'_>) -> TokenStream {
    let (response, error, other) = (
        names.of("Response"),
        names.of("Error"),
        ident(&answer.other),
    );
    let mut sorted: Vec<&AnswerVariant> = answer.variants.iter().collect();
    // Single codes come before the ranges that hold them.
    sorted.sort_by_key(|variant| variant.status);
    let with_default = sorted
        .iter()
        .any(|variant| variant.status == StatusPattern::Default);
    let arms = sorted.into_iter().map(arm);
    let rest = (!with_default).then(|| quote! { _ => Self::#other(response), });
    quote! {
        fn read(response: #response) -> Result<Self, #error> {
            Ok(match response.status().as_u16() {
                #(#arms)*
                #rest
            })
        }
    }
}

fn arm(variant: &AnswerVariant) -> TokenStream {
    let name = ident(&variant.ident);
    let pattern = match variant.status {
        StatusPattern::Code(code) => {
            let code = proc_macro2::Literal::u16_unsuffixed(code);
            quote! { #code }
        }
        StatusPattern::Range(digit) => {
            let first = proc_macro2::Literal::u16_unsuffixed(u16::from(digit) * 100);
            let last = proc_macro2::Literal::u16_unsuffixed(u16::from(digit) * 100 + 99);
            quote! { #first..=#last }
        }
        StatusPattern::Default => quote! { _ },
    };
    let value = match variant.content {
        Content::Nothing => None,
        Content::Json(_) => Some(quote! { (response.decode()?) }),
        Content::Text => Some(quote! { (response.text()) }),
        Content::Bytes => Some(quote! { (response.body().clone()) }),
    };
    quote! { #pattern => Self::#name #value, }
}
