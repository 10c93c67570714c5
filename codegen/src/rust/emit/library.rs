//! The crate's root and its page for readers.

use quote::quote;

use super::features;
use super::print::{self, Chunk, MARKER, ident};
use crate::rust::plan::{Module, Package};

/// What the crate's root says of the module that people write, which may use every tag.
const CONVENIENCE: &str =
    "What is written by hand on top of the generated code is listed in the module `convenience`.";
/// What the page for readers says of it.
const CONVENIENCE_FOLDER: &str = "What is written by hand on top of the generated code is in `src/convenience/`; no generation touches it.";

/// `src/lib.rs`.
pub fn text(package: &Package) -> String {
    let modules = package.modules.iter().map(|module| {
        let (only, name) = (features::attribute(&module.only), ident(&module.ident));
        quote! { #only pub mod #name; }
    });
    let exports = quote! {
        pub use runtime::client::{
            Answer, ApiError, Body, BoxFuture, Bytes, Call, CallFuture, Chunks, ChunksFuture, Client,
            ClientBuilder, DecodeFailure, Error, File, Header, InvalidRequest, Items, Limits, Next, Pages, Paging, Phase, RateLimit, Response,
            ResponseStream, Sent, SkippingTimer, Style, TimeoutFailure, Timer, TokenProvider, TooLarge,
            Transport, TransportError, TransportErrorKind, TransportFailure, Values, WebhookFailure, WebhookProblem, WithResponse,
        };
        pub use runtime::codec::{
            Date, DateTime, DecodeError, Extra, Json, JsonText, Maybe, Number, OneOrMany, UnknownInteger, UnknownValue, Violation, Violations,
            decode, encode, validate,
        };
    };
    let partly = (!package.features.is_empty())
        .then(|| quote! { #[cfg_attr(not(feature = "full"), allow(dead_code))] });
    let checks = (!package.checks.is_empty()).then(|| quote! { #partly mod checks; });
    let convenience = package.convenience.then(|| {
        let whole = (!package.features.is_empty()).then(|| quote! { #[cfg(feature = "full")] });
        quote! { #whole pub mod convenience; }
    });
    let chunks = [
        quote! { #(#modules)* },
        quote! { #convenience },
        quote! { #checks mod client; mod runtime; },
        quote! { #[cfg(feature = "contract")] #[doc(hidden)] pub mod contract; },
        quote! { #[cfg(feature = "schemars")] mod schema; },
        exports,
    ];
    let chunks = chunks.map(Chunk::Code);
    let mut docs = package.docs.clone();
    if package.convenience {
        docs.extend(["", CONVENIENCE].map(str::to_owned));
    }
    docs.extend(["", "# Example", ""].map(str::to_owned));
    docs.extend(example(package));
    docs.extend(package.guide.iter().cloned());
    docs.extend(about_features(None, package));
    docs.extend(about_nesting(package.recursion_limit));
    let limit = package.recursion_limit.map(|limit| {
        let limit = limit.to_string();
        quote! { #![recursion_limit = #limit] }
    });
    print::file(&docs, [quote! { #![forbid(unsafe_code)] #limit }], chunks)
}

/// What a crate must say in which values of types are dropped that hold one another in long rows.
pub fn about_nesting(limit: Option<usize>) -> Vec<String> {
    let lines = limit.map(|limit| {
        [
            String::new(),
            "# Recursion limit".to_owned(),
            String::new(),
            format!(
                "Many types hold one another, so that rustc may ask for `#![recursion_limit = \"{limit}\"]` at the root of a crate that has \
                 values of them."
            ),
        ]
    });
    lines.into_iter().flatten().collect()
}

/// `README.md`.
pub fn readme(package: &Package) -> String {
    let mut lines = vec![format!("<!-- {MARKER} -->"), String::new()];
    lines.push(format!("# {}", package.name));
    lines.push(String::new());
    lines.extend(package.docs.iter().cloned());
    lines.extend(["", "## Example", ""].map(str::to_owned));
    let shown = example(package)
        .into_iter()
        .filter(|line| !line.starts_with("# "));
    lines.extend(shown.map(|line| line.replace("```no_run", "```rust")));
    lines.extend(about_features(Some("## Features"), package));
    lines.extend(["", "Every operation and type: [API.md](API.md)."].map(str::to_owned));
    if package.convenience {
        lines.extend(["", CONVENIENCE_FOLDER].map(str::to_owned));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// What the features of tags are for, where there are any.
fn about_features(heading: Option<&str>, package: &Package) -> Vec<String> {
    let docs = features::docs(package);
    if docs.is_empty() {
        return docs;
    }
    let heading = heading.iter().flat_map(|heading| ["", heading]);
    let head = heading.chain([""]).map(str::to_owned);
    head.chain(docs).collect()
}

/// An operation that has an example, the first by its id, which no order of members changes, of those that only read if
/// there are any; else how a client is made.
fn example(package: &Package) -> Vec<String> {
    let methods = package.modules.iter().flat_map(Module::methods);
    let shown = methods
        .filter(|method| !method.example.is_empty())
        .min_by_key(|method| {
            let facts = &method.operation;
            (facts.http_method.as_str() != "GET", &facts.id)
        })
        .map(|method| &method.example);
    let name = &package.name;
    let opening = format!("# async fn example() -> Result<(), {name}::Error> {{");
    let client = format!("let client = {name}::Client::from_env()?;");
    match shown {
        Some(lines) => {
            let call = lines.iter().skip(2).cloned();
            let uses = lines
                .iter()
                .skip(2)
                .take_while(|line| line.starts_with("use "))
                .count();
            let (uses, call): (Vec<_>, Vec<_>) =
                call.enumerate().partition(|(index, _)| *index < uses);
            let strip = |lines: Vec<(usize, String)>| lines.into_iter().map(|(_, line)| line);
            let call = strip(call).skip_while(String::is_empty);
            let head = [lines[0].clone(), opening];
            let uses: Vec<String> = strip(uses).collect();
            let gap = (!uses.is_empty()).then(String::new);
            head.into_iter()
                .chain(uses)
                .chain(gap)
                .chain([client])
                .chain(call)
                .collect()
        }
        None => {
            let rest = ["# let _ = client;", "# Ok(())", "# }", "```"].map(str::to_owned);
            ["```no_run".to_owned(), opening, client]
                .into_iter()
                .chain(rest)
                .collect()
        }
    }
}
