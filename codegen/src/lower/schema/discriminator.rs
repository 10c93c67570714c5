//! Discriminators: the member whose value tells which of several schemas a value follows.

use crate::diagnostic::Code;
use crate::json_schema::{Discriminator, Schema, SchemaObject};
use crate::model::{Fit, Variant};
use crate::source::{Node, Reference, Span, Str};

use super::enumeration;
use crate::lower::context::Lowering;

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
    let mapping = Mapping::of(lowering, discriminator);
    let targets: Vec<(&'s Node, Option<&'s str>)> = nodes
        .iter()
        .map(|node| referred(lowering, node).unwrap_or((node, None)))
        .collect();
    let tags: Vec<Vec<String>> = targets
        .iter()
        .map(|(node, name)| mapping.tags(lowering, node, *name))
        .collect();
    if tags.len() != variants.len() || tags.iter().any(Vec::is_empty) {
        let message =
            "this discriminator does not tell all alternatives apart, so they are tried in order";
        let help = "refer to a named schema of objects in each alternative";
        ineffective(lowering, discriminator.span, message, help);
        return None;
    }
    mapping.report_others(lowering, &targets);
    for (variant, tags) in variants.iter_mut().zip(tags) {
        variant.fit = Fit::Tagged(tags);
    }
    Some(discriminator.property_name.to_string())
}

/// Reports a discriminator that does not do what it is there for.
pub fn ineffective(lowering: &Lowering<'_, '_>, span: Span, message: &str, help: &str) {
    let code = Code::IneffectiveDiscriminator;
    lowering.diagnostics.report(code, span, message, help);
}

/// Which value chooses which schema, as far as the document says so.
pub struct Mapping<'s> {
    member: &'s str,
    entries: Vec<Entry<'s>>,
}

/// One value and the schema that it chooses.
pub struct Entry<'s> {
    /// The value.
    value: Str<'s>,
    /// A reference, or the name of a schema.
    pub target: Str<'s>,
    /// The schema with the name under which it is referred to.
    pub found: Option<(&'s Node, Option<&'s str>)>,
}

impl<'s> Mapping<'s> {
    /// The mapping of a discriminator; entries that lead nowhere are reported.
    pub fn of(lowering: &mut Lowering<'s, '_>, discriminator: &Discriminator<'s>) -> Self {
        let mut entries = Vec::new();
        for (value, target) in &discriminator.mapping {
            let found = target_of(lowering, *target);
            if found.is_none() {
                let message = format!("`{}` leads to no schema", target.text);
                let help = "write the name of a schema under `components`, or a reference to one";
                ineffective(lowering, target.span, &message, help);
            }
            entries.push(Entry {
                value: *value,
                target: *target,
                found,
            });
        }
        Self {
            member: discriminator.property_name.text,
            entries,
        }
    }

    /// The entries that lead to a schema, in the order of the document.
    pub fn found(&self) -> impl Iterator<Item = (&'s Node, Option<&'s str>)> + '_ {
        self.entries.iter().filter_map(|entry| entry.found)
    }

    /// True where an entry leads to a schema.
    pub fn names(&self, node: &Node) -> bool {
        self.found().any(|(found, _)| found.span == node.span)
    }

    /// The values that choose a schema: those of the mapping, and those that the schema itself allows as far as they choose
    /// no other one; else its name.
    pub fn tags(
        &self,
        lowering: &Lowering<'s, '_>,
        node: &'s Node,
        name: Option<&str>,
    ) -> Vec<String> {
        let leads = |entry: &&Entry<'s>| {
            let found = entry.found;
            found.is_some_and(|(found, _)| found.span == node.span)
        };
        let mapped = self.entries.iter().filter(leads);
        let mut tags: Vec<String> = mapped.map(|entry| entry.value.to_string()).collect();
        let own = allowed(lowering, self.member, node);
        tags.extend(own.into_iter().filter(|tag| !self.has(tag)));
        if tags.is_empty() {
            let free = name.filter(|name| !self.has(name));
            tags.extend(free.map(str::to_owned));
        }
        tags
    }

    /// Whether an entry is for this value.
    fn has(&self, value: &str) -> bool {
        self.entries.iter().any(|entry| entry.value.text == value)
    }

    /// Reports entries that lead to a schema which is none of the alternatives.
    fn report_others(
        &self,
        lowering: &Lowering<'s, '_>,
        alternatives: &[(&'s Node, Option<&'s str>)],
    ) {
        let is_other = |entry: &&Entry<'s>| {
            let is = |node: &Node| alternatives.iter().any(|(one, _)| one.span == node.span);
            entry.found.is_some_and(|(node, _)| !is(node))
        };
        for entry in self.entries.iter().filter(is_other) {
            let message = format!("`{}` is none of the alternatives", entry.target.text);
            let help = "list it among the alternatives, or leave the entry out";
            ineffective(lowering, entry.target.span, &message, help);
        }
    }
}

/// The literal strings that a schema allows for a member, in what it says itself.
pub fn allowed<'s>(lowering: &Lowering<'s, '_>, member: &str, node: &'s Node) -> Vec<String> {
    let mut texts = Vec::new();
    let mut pending = vec![node];
    while let Some(node) = pending.pop() {
        let Schema::Object(schema) = lowering.parse(node) else {
            continue;
        };
        let inner = schema.all_of.iter().rev();
        pending.extend(inner.filter(|part| Reference::of(part).is_none()));
        let declared = schema.properties.iter();
        let declared = declared.filter(|(name, _)| name.text == member);
        texts.extend(declared.flat_map(|(_, node)| literals(lowering, node)));
    }
    texts
}

fn literals<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> Vec<String> {
    let target = referred(lowering, node);
    match lowering.parse(target.map_or(node, |(node, _)| node)) {
        Schema::Object(schema) => {
            enumeration::texts(&enumeration::literals(&schema)).unwrap_or_default()
        }
        Schema::Bool(..) => Vec::new(),
    }
}

/// What the reference of a schema leads to in the end, under the name that the reference says.
fn referred<'s>(
    lowering: &Lowering<'s, '_>,
    node: &'s Node,
) -> Option<(&'s Node, Option<&'s str>)> {
    let reference = Reference::of(node)?;
    let (node, _) = lowering.resolved(reference)?;
    let name = lowering.sources.resolve(reference).ok()?.name;
    Some((node, name))
}

/// A name of a schema counts before a path, as names may have dots.
fn target_of<'s>(
    lowering: &mut Lowering<'s, '_>,
    target: Str<'s>,
) -> Option<(&'s Node, Option<&'s str>)> {
    let is_name = !target.text.contains(['#', '/']);
    let heirs = lowering.heirs();
    if let Some(named) = heirs.named(target.text).filter(|_| is_name) {
        return Some((named.node, Some(named.name)));
    }
    let reference = Reference::from(target);
    let (node, _) = lowering.resolved(reference)?;
    let name = lowering.sources.resolve(reference).ok()?.name;
    Some((node, name))
}
