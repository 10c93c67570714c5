//! Discriminators: the member whose value tells which alternative a value is.

use std::collections::BTreeMap;

use crate::json_schema::{Discriminator, Schema, SchemaObject};
use crate::model::Variant;
use crate::source::{Node, Reference, Span};

use super::context::Lowering;
use super::enumeration;

/// Gives each alternative the values that choose it; `None` where the document names no such member, or not for all.
///
/// The values are those of the mapping and those that the alternative itself allows there, else the name of its schema.
pub fn tag<'s>(
    lowering: &mut Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
    nodes: &[&'s Node],
    variants: &mut [Variant],
) -> Option<String> {
    let discriminator = schema.discriminator.as_ref().filter(|_| !lowering.exact)?;
    let mapped = mapped(lowering, discriminator);
    let tags: Vec<Vec<String>> = nodes
        .iter()
        .map(|node| tags(lowering, discriminator, &mapped, node))
        .collect();
    if tags.len() != variants.len() || tags.iter().any(Vec::is_empty) {
        let message =
            "this discriminator does not tell all alternatives apart, so they are tried in order";
        lowering.unsupported(
            discriminator.span,
            message,
            "refer to a named schema of objects in each alternative",
        );
        return None;
    }
    for (variant, tags) in variants.iter_mut().zip(tags) {
        variant.tags = tags;
    }
    Some(discriminator.property_name.to_string())
}

/// The values of the mapping by the place of the schema that they choose.
fn mapped<'s>(
    lowering: &Lowering<'s, '_>,
    discriminator: &Discriminator<'s>,
) -> BTreeMap<Target<'s>, Vec<String>> {
    let mut mapped: BTreeMap<Target<'s>, Vec<String>> = BTreeMap::new();
    for (value, target) in &discriminator.mapping {
        let reference = Reference {
            text: target.text,
            span: target.span,
        };
        let is_name = !target.text.contains(['#', '/', '.']);
        let place = (!is_name).then(|| lowering.resolved(reference)).flatten();
        let target = place.map_or(Target::Name(target.text), |(node, _)| {
            Target::Place(node.span)
        });
        mapped.entry(target).or_default().push(value.to_string());
    }
    mapped
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Target<'s> {
    Place(Span),
    Name(&'s str),
}

fn tags<'s>(
    lowering: &Lowering<'s, '_>,
    discriminator: &Discriminator<'s>,
    mapped: &BTreeMap<Target<'s>, Vec<String>>,
    node: &'s Node,
) -> Vec<String> {
    let reference = Reference::of(node);
    let target = reference.and_then(|reference| lowering.resolved(reference));
    let names = reference.and_then(|reference| lowering.sources.resolve(reference).ok()?.name);
    let keys = [
        target.map(|(node, _)| Target::Place(node.span)),
        names.map(Target::Name),
    ];
    let mut tags: Vec<String> = keys
        .iter()
        .flatten()
        .filter_map(|key| mapped.get(key))
        .flatten()
        .cloned()
        .collect();
    let own = allowed(
        lowering,
        discriminator.property_name.text,
        target.map_or(node, |(node, _)| node),
    );
    tags.extend(
        own.into_iter()
            .filter(|tag| !tags.contains(tag))
            .collect::<Vec<_>>(),
    );
    if tags.is_empty() {
        tags.extend(names.map(str::to_owned));
    }
    tags
}

/// The literal strings that a schema allows for a member.
fn allowed<'s>(lowering: &Lowering<'s, '_>, member: &str, node: &'s Node) -> Vec<String> {
    let Schema::Object(schema) = lowering.parse(node) else {
        return Vec::new();
    };
    let declared = schema
        .properties
        .iter()
        .find(|(name, _)| name.text == member);
    let Some((_, node)) = declared else {
        return Vec::new();
    };
    let target = Reference::of(node).and_then(|reference| lowering.resolved(reference));
    match lowering.parse(target.map_or(*node, |(node, _)| node)) {
        Schema::Object(schema) => {
            enumeration::texts(&enumeration::literals(&schema)).unwrap_or_default()
        }
        Schema::Bool(..) => Vec::new(),
    }
}
