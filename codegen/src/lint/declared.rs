//! Finds the `default` and `examples` of schemas, which ought to fit the schemas that show them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::trial::{Direction, Trial, What};
use crate::diagnostic::Diagnostics;
use crate::json_schema::{Dialect, Schema, SchemaObject, children};
use crate::openapi::Document;
use crate::source::{Node, Sources};

/// What the schemas of a document show, those that are only referred to included.
pub(super) fn trials<'s>(document: &Document<'s>, sources: &'s Sources) -> Vec<Trial<'s>> {
    // Mistakes in schemas are named by those who compile them.
    let aside = Diagnostics::new();
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut pending = document.schemas();
    while let Some(node) = pending.pop() {
        if !seen.insert(node.span) {
            continue;
        }
        if let Schema::Object(schema) = Schema::parse(node, Dialect::at(sources, node), &aside) {
            found.extend(shown(&schema));
            pending.extend(children(&schema));
            let references = [schema.reference, schema.dynamic_reference]
                .into_iter()
                .flatten();
            pending.extend(references.filter_map(|one| Some(sources.resolve(one).ok()?.node)));
        }
    }
    drop(aside.into_vec());
    found
}

fn shown<'s>(schema: &SchemaObject<'s>) -> Vec<Trial<'s>> {
    let examples = schema.examples.iter().map(|node| (*node, What::Example));
    let default = schema.default.map(|node| (node, What::Default));
    let trial = |(node, what): (&'s Node, What)| Trial {
        schema: schema.node,
        instance: Cow::Borrowed(node),
        what,
        direction: Direction::Either,
    };
    examples.chain(default).map(trial).collect()
}
