//! Tokens as text: the shapes that the templates make are laid out here, all others by the general formatter.
//!
//! Both give the same text, but that heads may be longer here and a `match` begins on the line of its call. Parsing
//! each item into a syntax tree only to print it would take longer than all else that the back end does.

mod code;
mod expression;
mod formatter;
mod item;
mod line;
mod writer;

use proc_macro2::TokenStream;
use quote::quote;

use code::Code;
use writer::INDENT;

/// Items, one below the other.
pub fn items(tokens: TokenStream) -> String {
    let code = Code::new(tokens);
    item::items(&code, 0).unwrap_or_else(|| formatter::items(&code))
}

/// An `impl` block: what stands before its brace, and its items, with a blank line between them.
pub fn block(head: &TokenStream, members: Vec<TokenStream>) -> String {
    let empty = items(quote! { #head {} });
    let members = members.into_iter().map(|tokens| {
        let code = Code::new(tokens);
        item::items(&code, INDENT).unwrap_or_else(|| formatter::members(&code))
    });
    let members: Vec<String> = members.collect();
    match (empty.strip_suffix("}\n"), members.is_empty()) {
        (Some(head), false) => format!("{head}\n{}}}\n", members.join("\n")),
        _ => empty,
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::{format_ident, quote};

    use super::code::Code;
    use super::{formatter, item};

    /// The shapes of the templates, around a name and a text.
    fn shapes(name: &str) -> Vec<TokenStream> {
        let (one, two) = (format_ident!("{name}"), format_ident!("other_{name}"));
        let ty = format_ident!("Some{}", name.to_uppercase());
        let text = format!(" Says `{name}`.\n\n It's \"said\" here.");
        vec![
            quote! { use crate::runtime::{self, #ty, Other, Maybe}; pub use #one::{#ty}; mod #one; },
            quote! { use crate::#one::{#ty, A, Second, Third, Fourth, Fifth, Sixth, Seventh, Eighth}; },
            quote! {
                #[doc = #text]
                #[derive(Debug, Clone, PartialEq)]
                pub struct #ty<'a> {
                    #[doc = #text] #[deprecated] pub #one: Option<Vec<#ty>>,
                    pub #two: &'a #ty,
                }
                pub struct Other(pub #ty);
                pub enum Empty {}
                pub enum #ty { #[doc = #text] A, B(Vec<#ty>), }
                const NAME: &str = #text;
            },
            quote! {
                #[cfg(feature = "one")]
                pub fn #one(&self, #two: &#ty, body: Option<impl Into<String>>,) -> Answer {
                    self.client.request(&NAME).in_path(&[&#one, &body]).json(#two).call().options()
                }
            },
            quote! { #![allow(dead_code)] },
            quote! {
                fn #two(place: &Place<'_>) {
                    place.one_of(&[&|place| { place.member(#name).minimum(-3).one_of(&[#text, #name]); }, &|_| {}, &checks::#one]).pattern(#text);
                }
            },
            quote! {
                fn #one(mut self, name: impl IntoIterator<Item = (impl Into<String>, impl Into<#ty>)>) -> Self {
                    self.#two = Some(name.into_iter().map(|(name, value)| (name.into(), value.into())).collect());
                    let list: Vec<String> = #one.into_iter().map(Into::into).collect();
                    self.with(|request| request.query_with(#name, Style::Form, &list).check(#text, #one))
                }
            },
            quote! {
                pub(super) fn #one(place: &Place<'_>) {
                    place.kind("object").at_least(1).holds(checks::#two);
                    place.member(#name).each(|place| { place.text(2, None); place }).holds(#one);
                    self.body_opt(#one, |request, #two| request.json(#two));
                    it.#one.get_or_insert_default().insert(name.into(), value.into())
                }
            },
            quote! {
                impl From<#ty> for Other {
                    fn from(value: #ty) -> Self { Self { #one: value.into(), #two, extra: Extra::new() } }
                    fn next() -> Next { Next::number(page.as_ref().map(|page| &page.#one), None::<&u64>, true) }
                }
            },
        ]
    }

    #[test]
    fn the_head_of_a_function_is_broken_between_its_arguments() {
        let ty = format_ident!("{}", "A".repeat(60));
        let tokens = quote! { pub fn get(&self, name: &str) -> Call<#ty, Options> { self.get() } };
        let text = item::items(&Code::new(tokens), 0);
        let expected = format!(
            "pub fn get(\n    &self,\n    name: &str,\n) -> Call<{ty}, Options> {{\n    self.get()\n}}\n"
        );
        assert_eq!(text, Some(expected));
    }

    #[test]
    fn a_choice_begins_on_the_line_of_its_call() {
        let tokens = quote! { fn read(n: u16) -> Read { Ok(match n { 200 => Self::One(n), 400..=499 => Self::No, _ => Self::Other, }) } };
        let text = item::items(&Code::new(tokens), 0);
        let expected = "fn read(n: u16) -> Read {\n    Ok(match n {\n        200 => Self::One(n),\n        400..=499 => Self::No,\n        _ => Self::Other,\n    })\n}\n";
        assert_eq!(text.as_deref(), Some(expected));
    }

    #[test]
    fn what_is_laid_out_here_is_as_the_general_formatter_prints_it() {
        for length in 1..70 {
            for (nth, tokens) in shapes(&"n".repeat(length)).into_iter().enumerate() {
                let code = Code::new(tokens);
                let Some(text) = item::items(&code, 0) else {
                    assert!(length > 8, "shape {nth}, {length} long, is not known");
                    continue;
                };
                // Only heads may be longer here than there.
                let begins = ["fn ", "pub", "impl ", ") "];
                let is_head = |line: &str| {
                    begins
                        .iter()
                        .any(|start| line.trim_start().starts_with(start))
                };
                if text.lines().all(|line| line.len() <= 89 || !is_head(line)) {
                    assert_eq!(
                        text.trim_end(),
                        formatter::items(&code).trim_end(),
                        "shape {nth}"
                    );
                }
            }
        }
    }
}
