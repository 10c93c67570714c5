//! Attributes and texts about the features of tags.

use proc_macro2::TokenStream;
use quote::quote;

use super::print::literal;
use crate::rust::plan::Package;

/// The attribute of what needs any of these features; nothing where it is always there.
pub fn attribute(only: &[String]) -> TokenStream {
    match only {
        [] => TokenStream::new(),
        [one] => quote! { #[cfg(feature = #one)] },
        several => quote! { #[cfg(any(#(feature = #several),*))] },
    }
}

/// The same attribute as text.
pub fn text(only: &[String]) -> Option<String> {
    let features = only
        .iter()
        .map(|name| format!("feature = {}", literal(name)));
    let features: Vec<String> = features.collect();
    match features.as_slice() {
        [] => None,
        [one] => Some(format!("#[cfg({one})]")),
        several => Some(format!("#[cfg(any({}))]", several.join(", "))),
    }
}

/// What readers are told of the features.
pub fn docs(package: &Package) -> Vec<String> {
    let Some(first) = package.features.first() else {
        return Vec::new();
    };
    let features = format!("features = [\"rustls\", {}]", literal(first));
    vec![
        "Each tag of the API is a feature of this crate, and all are on unless you say otherwise."
            .to_owned(),
        "A program that needs few of them compiles faster with `default-features = false` and those"
            .to_owned(),
        format!("alone, as in `{features}`."),
    ]
}
