//! Schemas without a name that are written several times: they share one type.

use std::collections::BTreeMap;

use crate::model::{Label, Name, Owner, Shape, TypeId};
use crate::source::FileId;

use super::context::Lowering;
use super::text;

/// Makes each inline type whose schema stands somewhere else in the same words another name for the first such one.
///
/// Only schemas under one name are merged, so that the name still says what the type is for.
pub fn merge(lowering: &mut Lowering<'_, '_>) {
    let mut groups: BTreeMap<(FileId, Name, String), Vec<TypeId>> = BTreeMap::new();
    for (id, name, node) in candidates(lowering) {
        let Some(text) = text::json(node) else {
            continue;
        };
        groups
            .entry((node.span.file, name, text.to_string()))
            .or_default()
            .push(id);
    }
    for group in groups.into_values() {
        let Some((first, others)) = group.split_first().filter(|(_, others)| !others.is_empty())
        else {
            continue;
        };
        for other in others {
            lowering.types.get_mut(*other).shape = Shape::Alias(*first);
        }
        share(lowering, *first, others);
    }
}

/// A type whose users stand in several named things belongs to none of them.
fn share(lowering: &mut Lowering<'_, '_>, first: TypeId, others: &[TypeId]) {
    let owner = lowering.types.get(first).owner;
    if others
        .iter()
        .any(|other| lowering.types.get(*other).owner != owner)
    {
        lowering.types.get_mut(first).owner = Owner::Itself;
    }
}

/// Inline types that become items, under the last name of their place.
fn candidates<'s>(lowering: &Lowering<'s, '_>) -> Vec<(TypeId, Name, &'s crate::source::Node)> {
    let found = lowering.shared_types().filter_map(|id| {
        let ty = lowering.types.get(id);
        let Label::Inline(context) = &ty.label else {
            return None;
        };
        let becomes_item = matches!(
            ty.shape,
            Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_)
        );
        let name = context
            .last()
            .filter(|name| becomes_item && !name.is_empty())?
            .clone();
        Some((id, name, *lowering.places.get(&id)?))
    });
    let mut found: Vec<_> = found.collect();
    found.sort_by_key(|(id, ..)| *id);
    found
}
