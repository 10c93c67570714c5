//! Alternatives beside other keywords: what stands beside them belongs to each.

use crate::json_schema::{Kind, Schema, SchemaObject};
use crate::model::{Label, Name, Shape, Union, Variant};
use crate::source::{Node, Reference};

use super::parts::{self, Parts};
use super::{alternatives, discriminator, variant_names};
use crate::lower::context::{Lowering, Place};
use crate::lower::schema;

/// Alternatives within alternatives that are merged with what stands beside them; beyond, the checks alone see to them.
const DEEPEST: usize = 3;

/// True where what stands beside the alternatives has a part in their shape that they do not have themselves.
pub fn is_needed<'s>(
    lowering: &mut Lowering<'s, '_>,
    parts: &Parts<'s>,
    choice: usize,
    nodes: &[&'s Node],
) -> bool {
    let base = base(parts, choice);
    let typed = base
        .list
        .iter()
        .any(|part| part.schema.types.is_some() || part.schema.enumeration.is_some());
    if base.describe_members()
        || base
            .list
            .iter()
            .any(|part| parts::describes_items(&part.schema))
    {
        return !nodes.iter().all(|node| repeats(lowering, &base, node));
    }
    let chooses_again = base
        .list
        .iter()
        .any(|part| parts::chooses(lowering, &part.schema));
    chooses_again || (typed && nodes.iter().any(|node| is_untyped(lowering, node)))
}

/// A union of what stands beside the alternatives, merged with each of them.
pub fn lower<'s>(
    lowering: &mut Lowering<'s, '_>,
    schema: &SchemaObject<'s>,
    parts: &Parts<'s>,
    choice: usize,
    nodes: &[&'s Node],
    place: &Place,
) -> Shape {
    let base = base(parts, choice);
    let cost = nodes.len().saturating_mul(1 + base.member_names().len());
    if lowering.nesting >= DEEPEST || lowering.merges_left < cost {
        let help = "write each combination as a schema of its own";
        lowering.unsupported(
            schema.span,
            "the members of these alternatives have no type of their own",
            help,
        );
        return schema::of_parts(lowering, schema, &without_choices(base), place);
    }
    lowering.nesting += 1;
    lowering.merges_left -= cost;
    let (null, nodes): (Vec<&'s Node>, Vec<&'s Node>) = nodes
        .iter()
        .partition(|node| alternatives::is_null(lowering, node));
    let takes_null = !null.is_empty() && base.kinds().contains(Kind::Null);
    let mut variants: Vec<Variant> = nodes
        .iter()
        .zip(variant_names::of(lowering, &nodes, place))
        .map(|(node, name)| variant(lowering, &base, node, name, place))
        .collect();
    lowering.nesting -= 1;
    let discriminator =
        discriminator::tag(lowering, &parts.list[choice].schema, &nodes, &mut variants);
    match variants.as_slice() {
        [] => Shape::Any,
        [only] if takes_null => Shape::Nullable(only.ty),
        [only] => Shape::Alias(only.ty),
        _ => {
            let union = Shape::Union(Union {
                variants,
                discriminator,
            });
            if takes_null {
                Shape::Nullable(lowering.wrap(schema, place, union))
            } else {
                union
            }
        }
    }
}

fn variant<'s>(
    lowering: &mut Lowering<'s, '_>,
    base: &Parts<'s>,
    node: &'s Node,
    name: Name,
    place: &Place,
) -> Variant {
    let place = place.inside(&name);
    let own = Parts::of_node(lowering, node, &place);
    let mut whole = base.clone();
    whole.never |= own.never;
    let known = |span| base.list.iter().any(|part| part.schema.span == span);
    whole
        .list
        .extend(own.list.into_iter().filter(|part| !known(part.schema.span)));
    let id = lowering.unshared(node, Label::Inline(place.context.clone()), place.owner);
    if let Schema::Object(schema) = lowering.parse(node) {
        let shape = schema::of_parts(lowering, &schema, &whole, &place);
        let ty = lowering.types.get_mut(id);
        (ty.shape, ty.docs) = (shape, schema::docs(&schema));
    }
    Variant::new(name, id)
}

/// What stands beside the alternatives.
fn base<'s>(parts: &Parts<'s>, choice: usize) -> Parts<'s> {
    let mut base = parts.clone();
    let schema = &mut base.list[choice].schema;
    schema.one_of.clear();
    schema.any_of.clear();
    schema.discriminator = None;
    base
}

fn without_choices(mut parts: Parts<'_>) -> Parts<'_> {
    for part in &mut parts.list {
        part.schema.one_of.clear();
        part.schema.any_of.clear();
    }
    parts
}

/// True for a reference to a schema that names all members of the base itself.
fn repeats<'s>(lowering: &mut Lowering<'s, '_>, base: &Parts<'s>, node: &'s Node) -> bool {
    let Some(target) = Reference::of(node).and_then(|reference| lowering.target(reference)) else {
        return false;
    };
    let (_, node, place) = target;
    let own = Parts::of_node(lowering, node, &place);
    own.kinds().only() == Some(Kind::Object) && own.member_names().is_superset(&base.member_names())
}

fn is_untyped<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> bool {
    match lowering.parse(node) {
        Schema::Object(schema) => {
            let literal = schema.enumeration.is_some() || schema.constant.is_some();
            schema.types.is_none()
                && schema.reference.is_none()
                && schema.all_of.is_empty()
                && !literal
        }
        Schema::Bool(..) => false,
    }
}
