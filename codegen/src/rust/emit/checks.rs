//! Functions that check what the types do not say.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::print::{fixed, ident};
use crate::rust::plan::{Asks, CheckArgument, CheckCall, CheckTree, Ident};

/// The function that checks one type.
pub fn function(name: &Ident, asked: &[CheckTree]) -> TokenStream {
    let (name, place) = (ident(name), fixed("place"));
    let body = body(&place, asked, &quote! { checks:: });
    quote! {
        fn #name(place: &Place<'_>) {
            #body
        }
    }
}

/// A closure that asks of a place, and gives it back.
pub fn question(asked: &[CheckTree]) -> TokenStream {
    let (place, path) = (fixed("place"), quote! { checks:: });
    if asked.iter().any(is_part) {
        let body = body(&place, asked, &path);
        return quote! { |#place| { #body #place } };
    }
    let calls = asked.iter().map(|tree| chained(tree, &path));
    quote! { |#place| #place #(#calls)* }
}

/// Statements that ask of a place: first what is asked of itself, in one chain, then what is asked of its parts.
pub fn body(place: &proc_macro2::Ident, asked: &[CheckTree], path: &TokenStream) -> TokenStream {
    let mut own = asked.iter().filter(|tree| !is_part(tree)).peekable();
    let own = own.peek().is_some().then(|| {
        let calls = asked
            .iter()
            .filter(|tree| !is_part(tree))
            .map(|tree| chained(tree, path));
        quote! { #place #(#calls)*; }
    });
    let parts = asked
        .iter()
        .filter(|tree| is_part(tree))
        .map(|tree| part(place, tree, path));
    quote! { #own #(#parts)* }
}

fn is_part(tree: &CheckTree) -> bool {
    matches!(tree, CheckTree::Member(..) | CheckTree::Item(..))
}

fn part(place: &proc_macro2::Ident, tree: &CheckTree, path: &TokenStream) -> TokenStream {
    let (at, inner) = match tree {
        CheckTree::Member(name, inner) => (quote! { #place.member(#name) }, inner),
        CheckTree::Item(index, inner) => {
            let index = Literal::usize_unsuffixed(*index);
            (quote! { #place.item(#index) }, inner)
        }
        CheckTree::Call(_) | CheckTree::Function(_) => return TokenStream::new(),
    };
    if inner.iter().any(is_part) {
        let ask = closure("place", inner, path);
        return quote! { #at.holds(#ask); };
    }
    let calls = inner.iter().map(|tree| chained(tree, path));
    quote! { #at #(#calls)*; }
}

fn chained(tree: &CheckTree, path: &TokenStream) -> TokenStream {
    match tree {
        CheckTree::Call(call) => method(call, path),
        CheckTree::Function(name) => {
            let name = ident(name);
            quote! { .holds(#path #name) }
        }
        CheckTree::Member(..) | CheckTree::Item(..) => TokenStream::new(),
    }
}

fn method(call: &CheckCall, path: &TokenStream) -> TokenStream {
    let method = fixed(call.method);
    let arguments = call.arguments.iter().map(argument);
    let asks: Vec<TokenStream> = match &call.asks {
        Asks::Nothing => Vec::new(),
        Asks::Each(name, lists) => lists.iter().map(|list| closure(name, list, path)).collect(),
        Asks::List(lists) => {
            let lists = lists.iter().map(|list| closure("place", list, path));
            vec![quote! { &[#(&#lists),*] }]
        }
    };
    let all = arguments.chain(asks);
    quote! { .#method(#(#all),*) }
}

/// A closure; where it would only call a function, that function.
fn closure(name: &str, asked: &[CheckTree], path: &TokenStream) -> TokenStream {
    match asked {
        [] => quote! { |_| {} },
        [CheckTree::Function(function)] => {
            let function = ident(function);
            quote! { #path #function }
        }
        asked => {
            let name = fixed(name);
            let body = body(&name, asked, path);
            quote! { |#name| { #body } }
        }
    }
}

fn argument(argument: &CheckArgument) -> TokenStream {
    match argument {
        CheckArgument::Count(count) => count_literal(*count),
        CheckArgument::Most(None) => quote! { None },
        CheckArgument::Most(Some(count)) => {
            let count = count_literal(*count);
            quote! { Some(#count) }
        }
        CheckArgument::Number(number) => {
            let number = bound(number);
            quote! { #number }
        }
        CheckArgument::Text(text) => quote! { #text },
        CheckArgument::Texts(texts) => quote! { &[#(#texts),*] },
    }
}

/// A count; no value has as many parts as a larger one than fits every machine.
fn count_literal(count: u64) -> TokenStream {
    let count = Literal::u64_unsuffixed(count.min(u64::from(u32::MAX)));
    quote! { #count }
}

/// A whole number stands as such, any other in the document's spelling, so that it is not rounded.
fn bound(text: &str) -> Literal {
    let whole = text
        .parse::<i32>()
        .ok()
        .filter(|number| number.to_string() == text);
    whole.map_or_else(|| Literal::string(text), Literal::i32_unsuffixed)
}
