//! Which parts of a schema an instance meets, and how much work it is to judge it.

use std::collections::{BTreeMap, BTreeSet};

use super::schemas::Schemas;
use crate::json_schema::{Schema, SchemaObject};
use crate::source::{Node, Span, Str, Value};

/// The parts of one schema that instances meet.
pub(super) struct Reach<'s, 'x> {
    schemas: &'x Schemas<'s, 'x>,
    /// The schemas that are met, by place.
    pub met: BTreeSet<Span>,
    done: BTreeMap<(Span, Span), Cost>,
    open: BTreeSet<(Span, Span)>,
}

/// Why an instance is not judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TooMuch {
    /// Schemas and values lie too deep within one another for the stack.
    Deep,
    /// Alternatives within alternatives would be tried for ages.
    Wide,
}

/// The work of judging one instance by one schema, without any memory of what was judged before.
#[derive(Debug, Clone, Copy, Default)]
struct Cost {
    visits: u64,
    height: usize,
}

/// How deep schemas may be applied within one another; each level takes some stack of the judge.
const MAX_HEIGHT: usize = 160;

/// How many schemas may be applied to an instance, and how many more for each value in it.
const MAX_VISITS: u64 = 50_000;
const MAX_VISITS_PER_VALUE: u64 = 64;

impl<'s, 'x> Reach<'s, 'x> {
    pub fn new(schemas: &'x Schemas<'s, 'x>) -> Self {
        let (met, done, open) = Default::default();
        Self {
            schemas,
            met,
            done,
            open,
        }
    }

    /// Notes what an instance meets.
    pub fn add(&mut self, schema: &'s Node, instance: &Node) -> Result<(), TooMuch> {
        let limit = MAX_VISITS + MAX_VISITS_PER_VALUE * count(instance);
        self.open.clear();
        match self.visit(schema, instance, 0)? {
            Cost { visits, .. } if visits > limit => Err(TooMuch::Wide),
            _ => Ok(()),
        }
    }

    fn visit(&mut self, node: &'s Node, instance: &Node, level: usize) -> Result<Cost, TooMuch> {
        let pair = (node.span, instance.span);
        if let Some(known) = self.done.get(&pair).copied() {
            return if level + known.height > MAX_HEIGHT {
                Err(TooMuch::Deep)
            } else {
                Ok(known)
            };
        }
        if level > MAX_HEIGHT {
            return Err(TooMuch::Deep);
        }
        // A schema that applies itself to the same value says nothing new about it.
        if !self.open.insert(pair) {
            return Ok(Cost::default());
        }
        self.met.insert(node.span);
        let mut cost = Cost {
            visits: 1,
            height: 1,
        };
        if let Schema::Object(schema) = &*self.schemas.get(node) {
            self.parts(schema, instance, level, &mut cost)?;
        }
        self.open.remove(&pair);
        self.done.insert(pair, cost);
        Ok(cost)
    }

    fn parts(
        &mut self,
        schema: &SchemaObject<'s>,
        instance: &Node,
        level: usize,
        cost: &mut Cost,
    ) -> Result<(), TooMuch> {
        let schemas = self.schemas;
        let mut apply = |node: &'s Node, instance: &Node| {
            let part = self.visit(node, instance, level + 1)?;
            cost.visits = cost.visits.saturating_add(part.visits);
            cost.height = cost.height.max(part.height + 1);
            Ok(())
        };
        let references = [schema.reference, schema.dynamic_reference]
            .into_iter()
            .flatten();
        for target in references.filter_map(|reference| schemas.target(reference)) {
            apply(target, instance)?;
        }
        for node in in_place(schema) {
            apply(node, instance)?;
        }
        within(schema, instance, &mut apply)
    }
}

/// Applies the subschemas that say something about the members or items of an instance.
fn within<'s>(
    schema: &SchemaObject<'s>,
    instance: &Node,
    apply: &mut impl FnMut(&'s Node, &Node) -> Result<(), TooMuch>,
) -> Result<(), TooMuch> {
    for member in instance.as_object().into_iter().flatten() {
        let name = member.name.as_str();
        for node in of_member(schema, name) {
            apply(node, &member.value)?;
        }
        if let Some(names) = schema.property_names {
            apply(names, &text(name))?;
        }
    }
    for (at, item) in instance.as_array().into_iter().flatten().enumerate() {
        for node in of_item(schema, at) {
            apply(node, item)?;
        }
    }
    Ok(())
}

/// The subschemas that say something about the instance itself.
fn in_place<'s>(schema: &SchemaObject<'s>) -> impl Iterator<Item = &'s Node> {
    let lists = [&schema.all_of, &schema.any_of, &schema.one_of];
    let single = [schema.not, schema.if_, schema.then, schema.else_];
    let dependent = schema.dependent_schemas.iter().map(|(_, node)| *node);
    lists
        .into_iter()
        .flatten()
        .copied()
        .chain(single.into_iter().flatten())
        .chain(dependent)
}

/// The subschemas that may say something about a member.
fn of_member<'s>(schema: &SchemaObject<'s>, name: Str<'_>) -> impl Iterator<Item = &'s Node> {
    let own = schema
        .properties
        .iter()
        .find(|(known, _)| known.text == name.text);
    let others = [schema.additional_properties, schema.unevaluated_properties];
    let patterns = schema.pattern_properties.iter();
    own.into_iter()
        .chain(patterns)
        .map(|(_, node)| *node)
        .chain(others.into_iter().flatten())
}

/// The subschemas that may say something about an item.
fn of_item<'s>(schema: &SchemaObject<'s>, at: usize) -> impl Iterator<Item = &'s Node> {
    let own = schema.prefix_items.get(at).copied();
    let others = [schema.items, schema.unevaluated_items, schema.contains];
    own.into_iter().chain(others.into_iter().flatten())
}

fn text(name: Str<'_>) -> Node {
    Node {
        span: name.span,
        value: Value::String(name.text.into()),
    }
}

fn count(instance: &Node) -> u64 {
    let mut pending = vec![instance];
    let mut count = 0;
    while let Some(node) = pending.pop() {
        count += 1;
        match &node.value {
            Value::Array(items) => pending.extend(items.iter()),
            Value::Object(object) => pending.extend(object.iter().map(|member| &member.value)),
            _ => {}
        }
    }
    count
}
