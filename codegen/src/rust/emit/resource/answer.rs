//! Enums of what an operation may answer, told apart by status.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::StatusPattern;
use crate::rust::emit::names::Names;
use crate::rust::emit::print::{Chunk, docs, ident};
use crate::rust::plan::{AnswerEnum, AnswerVariant, Content, Method, Resource, Returns};

/// The enum and how it is read, where a method answers one of several.
pub fn chunks(method: &Method, resource: &Resource, names: &Names<'_>) -> Vec<Chunk> {
    let Returns::Several(answer) = &method.returns else {
        return Vec::new();
    };
    let name = ident(&answer.ident);
    let other = answer.other.as_ref().map(|other| {
        let (other, response) = (ident(other), names.of("Response"));
        quote! {
            /// Any other success, as it came.
            #other(#response),
        }
    });
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
            #other
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
    let (response, error) = (names.of("Response"), names.of("Error"));
    let mut sorted: Vec<&AnswerVariant> = answer.variants.iter().collect();
    // Single codes come before the ranges that hold them.
    sorted.sort_by_key(|variant| variant.status);
    let arms = sorted.into_iter().map(arm);
    let rest = answer.other.as_ref().map(|other| {
        let other = ident(other);
        quote! { _ => Self::#other(response), }
    });
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
        // Whatever is read is a success, so that the one range of successes is all that is left.
        StatusPattern::Range(_) | StatusPattern::Default => quote! { _ },
    };
    let value = match variant.content {
        Content::Nothing => None,
        Content::Json(_) => Some(quote! { (response.decode()?) }),
        Content::Text => Some(quote! { (response.text()) }),
        Content::Bytes => Some(quote! { (response.body().clone()) }),
    };
    quote! { #pattern => Self::#name #value, }
}
