//! Reads whole schemas through, so that mistakes are found where no type is made, too.

use std::collections::BTreeSet;

use super::{Dialect, Schema, SchemaObject};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::{Node, Sources, Str};

/// Reads schemas, their subschemas and all that they refer to; each once.
pub fn check_all<'s>(
    sources: &'s Sources,
    roots: impl IntoIterator<Item = &'s Node>,
    diagnostics: &Diagnostics,
) {
    let mut seen = BTreeSet::new();
    let mut pending: Vec<&Node> = roots.into_iter().collect();
    while let Some(node) = pending.pop() {
        if !seen.insert(node.span) {
            continue;
        }
        let dialect = Dialect::at(sources, node);
        if let Some(uri) = node.get("$schema").and_then(Node::as_str) {
            judge_declared(sources, dialect, uri, diagnostics);
        }
        let Schema::Object(schema) = Schema::parse(node, dialect, diagnostics) else {
            continue;
        };
        pending.extend(children(&schema));
        let references = [schema.reference, schema.dynamic_reference]
            .into_iter()
            .flatten();
        pending
            .extend(references.filter_map(|reference| Some(sources.resolve(reference).ok()?.node)));
    }
}

/// The subschemas of a schema, those that it refers to left out.
pub fn children<'s>(schema: &SchemaObject<'s>) -> Vec<&'s Node> {
    let mut all: Vec<&Node> = Vec::new();
    let lists = [
        &schema.all_of,
        &schema.any_of,
        &schema.one_of,
        &schema.prefix_items,
    ];
    all.extend(lists.into_iter().flatten());
    let maps = [
        &schema.definitions,
        &schema.properties,
        &schema.pattern_properties,
        &schema.dependent_schemas,
    ];
    all.extend(maps.into_iter().flatten().map(|(_, node)| *node));
    let single = [
        schema.not,
        schema.if_,
        schema.then,
        schema.else_,
        schema.additional_properties,
        schema.unevaluated_properties,
        schema.property_names,
        schema.items,
        schema.unevaluated_items,
        schema.contains,
        schema.content_schema,
    ];
    all.extend(single.into_iter().flatten());
    all
}

/// Reports a `$schema` that is not understood in all that it asks.
fn judge_declared(sources: &Sources, dialect: Dialect, uri: Str<'_>, diagnostics: &Diagnostics) {
    if Dialect::of_declared(sources, uri.text).is_none() {
        dialect.report_unknown(uri, diagnostics);
    } else if Dialect::asserts_formats(sources, uri.text) {
        diagnostics.report(
            Code::UnsupportedKeyword,
            uri.span,
            "the vocabulary `format-assertion` of this dialect asks for formats to be checked; they are not",
            "say by `pattern` what must be checked",
        );
    }
}
