//! Names the JSON bodies of operations for which a document shows no example.

use super::is_json;
use crate::diagnostic::{Code, Diagnostics};
use crate::json_schema::{Dialect, Schema};
use crate::openapi::{Document, MediaType};
use crate::source::{Node, Sources, Str};

/// How many references lie between a body and an example in its schema, at most.
const MAX_REFERENCES: usize = 32;

/// Reports every request body and response that has JSON, and no example of it.
pub(super) fn check(document: &Document<'_>, sources: &Sources, diagnostics: &Diagnostics) {
    for (_, operation) in document.operations() {
        if let Some(body) = &operation.request_body {
            check_content("request body", &body.content, sources, diagnostics);
        }
        for (_, response) in &operation.responses {
            check_content("response", &response.content, sources, diagnostics);
        }
    }
}

fn check_content(
    what: &str,
    content: &[(Str<'_>, MediaType<'_>)],
    sources: &Sources,
    diagnostics: &Diagnostics,
) {
    let mut json = content
        .iter()
        .filter(|(name, _)| is_json(name.text))
        .peekable();
    let Some((first, _)) = json.peek() else {
        return;
    };
    let (name, span) = (first.text, first.span);
    let has_example = |media_type: &MediaType<'_>| {
        !media_type.examples.is_empty()
            || media_type
                .schema
                .is_some_and(|schema| shows_example(schema, sources))
    };
    if !json.any(|(_, media_type)| has_example(media_type)) {
        diagnostics.report(
            Code::MissingExample,
            span,
            format!("there is no example of this {what} as `{name}`"),
            "add `examples` with a payload, which the generated code is tested with as well",
        );
    }
}

/// Whether a schema, or one that it only refers to, shows an example itself.
fn shows_example(schema: &Node, sources: &Sources) -> bool {
    let aside = Diagnostics::new();
    let mut node = Some(schema);
    let mut shows = false;
    for _ in 0..MAX_REFERENCES {
        let Some(here) = node.take().filter(|_| !shows) else {
            break;
        };
        if let Schema::Object(schema) = Schema::parse(here, Dialect::at(sources, here), &aside) {
            shows = !schema.examples.is_empty();
            node = schema
                .reference
                .and_then(|one| Some(sources.resolve(one).ok()?.node));
        }
    }
    drop(aside.into_vec());
    shows
}
