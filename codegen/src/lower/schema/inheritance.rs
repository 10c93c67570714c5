//! A discriminator without alternatives: the schemas that are built on the one that has it are the alternatives.
//!
//! Where such a base is a value, it is a union of those; where one of them is built on it, it is a set of members as ever.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::json_schema::{Schema, SchemaObject};
use crate::model::{Fit, Name, Shape, TypeId, Union, Variant};
use crate::source::{Node, Span, Str};

use super::discriminator::{self, Mapping, ineffective};
use super::heirs::{Heirs, Named};
use super::parts::{self, Parts};
use crate::lower::context::{Lowering, Place};
use crate::lower::schema;

/// The alternatives of a base.
#[derive(Debug)]
pub struct Family<'s> {
    /// The member that tells them apart.
    member: Str<'s>,
    heirs: Vec<Heir<'s>>,
}

/// One alternative of a base.
#[derive(Debug)]
struct Heir<'s> {
    schema: Named<'s>,
    /// The values of the member that choose it, those of what is built on it in turn among them.
    tags: Vec<String>,
}

impl<'s> Family<'s> {
    /// The alternatives of a schema that has a discriminator and lists none itself.
    pub fn of(lowering: &mut Lowering<'s, '_>, schema: &SchemaObject<'s>) -> Option<Rc<Self>> {
        if lowering.exact || !is_base(lowering, schema) {
            return None;
        }
        if let Some(known) = lowering.families.get(&schema.span) {
            return known.clone();
        }
        let family = Search::of(lowering, schema).map(Rc::new);
        lowering.families.insert(schema.span, family.clone());
        family
    }
}

/// Whether a type is that of a base on which a schema is built as one of its alternatives: such a schema is not another
/// name for the base, even where it says nothing else.
pub fn is_heir<'s>(
    lowering: &mut Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
    base: TypeId,
) -> bool {
    let base = lowering.places.get(&base).copied();
    let Some(base) = base.filter(|node| node.get("discriminator").is_some()) else {
        return false;
    };
    let Schema::Object(base) = lowering.parse(base) else {
        return false;
    };
    Family::of(lowering, &base).is_some_and(|family| {
        let mut heirs = family.heirs.iter();
        heirs.any(|heir| heir.schema.node.span == schema.span)
    })
}

/// A union of the alternatives of a base, and of all other values, which have the members of the base.
pub fn lower<'s>(
    lowering: &mut Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
    family: &Family<'s>,
    place: &Place,
) -> Shape {
    let parts = Parts::of(lowering, schema, place);
    report_missing(lowering, family.member, &parts);
    match schema::of_parts(lowering, schema, &parts, place) {
        base @ (Shape::Record(_) | Shape::Map(_)) => union(lowering, schema, family, place, base),
        Shape::Nullable(inner) => {
            let base = lowering.types.shape(inner).clone();
            let shape = union(lowering, schema, family, place, base);
            lowering.types.get_mut(inner).shape = shape;
            Shape::Nullable(inner)
        }
        other => other,
    }
}

fn union<'s>(
    lowering: &mut Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
    family: &Family<'s>,
    place: &Place,
    base: Shape,
) -> Shape {
    let own = place.context.last().cloned().unwrap_or_default();
    let mut variants = Vec::new();
    for (heir, name) in family.heirs.iter().zip(names(family, &own)) {
        variants.push(Variant {
            name,
            fit: Fit::Tagged(heir.tags.clone()),
            ty: lowering.named(heir.schema.node, Some(heir.schema.name)),
        });
    }
    let base = lowering.wrap(schema, &place.inside(&Name::of(&["base"])), base);
    lowering.types.get_mut(base).docs = schema::docs(schema);
    variants.push(Variant {
        name: Name::of(&["other"]),
        fit: Fit::Otherwise,
        ty: base,
    });
    Shape::Union(Union {
        variants,
        discriminator: Some(family.member.to_string()),
    })
}

/// The alternatives by their names, without the words of the base where they are still told apart.
fn names(family: &Family<'_>, base: &Name) -> Vec<Name> {
    let whole: Vec<Name> = family
        .heirs
        .iter()
        .map(|heir| Name::parse(heir.schema.name))
        .collect();
    let short: Vec<Name> = whole
        .iter()
        .map(|name| name.without_leading(base).without_trailing(base))
        .collect();
    let distinct: BTreeSet<&Name> = short.iter().collect();
    if distinct.len() == short.len() {
        short
    } else {
        whole
    }
}

fn is_base(lowering: &Lowering<'_, '_>, schema: &SchemaObject<'_>) -> bool {
    schema.discriminator.is_some() && !parts::chooses(lowering, schema)
}

/// The search for the alternatives of one base.
struct Search<'s> {
    heirs: Rc<Heirs<'s>>,
    mapping: Mapping<'s>,
    /// The values that the base allows for the member; nothing where it allows any.
    allowed: Vec<String>,
    seen: BTreeSet<Span>,
}

impl<'s> Search<'s> {
    fn of(lowering: &mut Lowering<'s, '_>, schema: &SchemaObject<'s>) -> Option<Family<'s>> {
        let discriminator = schema.discriminator.as_ref()?;
        let member = discriminator.property_name.text;
        let mut search = Self {
            heirs: lowering.heirs(),
            mapping: Mapping::of(lowering, discriminator),
            allowed: discriminator::allowed(lowering, member, schema.node),
            seen: BTreeSet::from([schema.span]),
        };
        let heirs = search.alternatives(lowering, schema.node);
        if heirs.is_empty() {
            let message = "this discriminator chooses nothing: no schema is built on this one";
            let help = "write `allOf` with a reference to this schema in those that are meant, or a `mapping`";
            ineffective(lowering, discriminator.span, message, help);
            return None;
        }
        Some(Family {
            member: discriminator.property_name,
            heirs,
        })
    }

    /// What is built on the base, and what the mapping names beside it.
    fn alternatives(&mut self, lowering: &mut Lowering<'s, '_>, base: &'s Node) -> Vec<Heir<'s>> {
        let mut found = Vec::new();
        let mut pending: Vec<Named<'s>> = self.below(lowering, base);
        let mapped: Vec<_> = self.mapping.found().collect();
        for (node, name) in mapped.into_iter().rev() {
            let is_new = |named: &Named<'s>| named.node.span != node.span;
            if node.span != base.span && pending.iter().all(is_new) {
                let name = name.unwrap_or("schema");
                pending.insert(0, Named { name, node });
            }
        }
        pending.reverse();
        while let Some(schema) = pending.pop() {
            if !self.seen.insert(schema.node.span) {
                continue;
            }
            let tags = self.tags(lowering, schema);
            if is_base_node(lowering, schema.node) {
                let tags = self.with_tags_below(lowering, schema, tags);
                found.extend((!tags.is_empty()).then_some(Heir { schema, tags }));
                continue;
            }
            pending.extend(self.below(lowering, schema.node).into_iter().rev());
            found.extend((!tags.is_empty()).then_some(Heir { schema, tags }));
        }
        found
    }

    /// A base below the base is one alternative, for all that is built on it.
    fn with_tags_below(
        &mut self,
        lowering: &Lowering<'s, '_>,
        base: Named<'s>,
        mut tags: Vec<String>,
    ) -> Vec<String> {
        let mut pending = self.below(lowering, base.node);
        while let Some(schema) = pending.pop() {
            if self.seen.insert(schema.node.span) {
                tags.extend(self.tags(lowering, schema));
                pending.extend(self.below(lowering, schema.node));
            }
        }
        tags
    }

    /// The schemas that are built on one, without those that are only another name for it.
    fn below(&self, lowering: &Lowering<'s, '_>, base: &Node) -> Vec<Named<'s>> {
        let heirs = self.heirs.direct(base).iter().copied();
        let is_meant = |heir: &Named<'s>| {
            self.mapping.names(heir.node) || !self.is_another_name(lowering, heir.node)
        };
        heirs.filter(is_meant).collect()
    }

    /// True for what says nothing but the reference, where the mapping says who is meant, or where `null` is added.
    fn is_another_name(&self, lowering: &Lowering<'s, '_>, node: &'s Node) -> bool {
        let Schema::Object(schema) = lowering.parse(node) else {
            return false;
        };
        let adds_nothing = schema.all_of.len() == 1 && !schema::constrains_beside_parts(&schema);
        adds_nothing && (schema.nullable || self.mapping.found().next().is_some())
    }

    /// The values that choose a schema, as far as the base allows them.
    fn tags(&self, lowering: &Lowering<'s, '_>, schema: Named<'s>) -> Vec<String> {
        let mut tags = self.mapping.tags(lowering, schema.node, Some(schema.name));
        if !self.allowed.is_empty() && !self.mapping.names(schema.node) {
            tags.retain(|tag| self.allowed.contains(tag));
        }
        tags
    }
}

fn is_base_node<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> bool {
    node.get("discriminator").is_some()
        && match lowering.parse(node) {
            Schema::Object(schema) => is_base(lowering, &schema),
            Schema::Bool(..) => false,
        }
}

/// Reports a member that no schema of the base names.
fn report_missing<'s>(lowering: &Lowering<'s, '_>, member: Str<'s>, base: &Parts<'s>) {
    if !base.member_names().contains(member.text) {
        let message = format!(
            "no member is called `{}`, by which values are told apart",
            member.text
        );
        let help = "name it under `properties`, and require it";
        ineffective(lowering, member.span, &message, help);
    }
}
