//! Schemas without a name that are written several times: they share one type.

use std::collections::BTreeMap;

use crate::model::{Label, Name, Owner, Shape, TypeId};
use crate::source::FileId;

use super::common::{self, Common, Place};
use crate::lower::context::Lowering;
use crate::lower::text;

/// Clusters of one group that are looked at before a type stays alone: a document must not cost its square.
const MOST_CLUSTERS: usize = 32;

/// Makes each inline type whose schema stands somewhere else in the same words another name for one of them, where a
/// name can be found that says what all of them are for.
///
/// That is the name under which they stand, where nothing else in the document stands under it and it tells enough;
/// else the words that their places have in common, with that name. Schemas that have no such words, because two
/// operations have nothing to do with one another, stay types of their own.
pub fn merge(lowering: &mut Lowering<'_, '_>) {
    let mut groups: BTreeMap<(FileId, Name), BTreeMap<String, Vec<Candidate>>> = BTreeMap::new();
    for candidate in candidates(lowering) {
        let key = (candidate.file, candidate.name.clone());
        let texts = groups.entry(key).or_default();
        texts
            .entry(candidate.text.clone())
            .or_default()
            .push(candidate);
    }
    for ((_, name), texts) in groups {
        let alone = texts.len() == 1 && common::stands_alone(&name);
        for group in texts.into_values() {
            for cluster in clusters(group, alone) {
                unite(lowering, &name, &cluster);
            }
        }
    }
}

/// An inline type that becomes an item.
struct Candidate {
    id: TypeId,
    file: FileId,
    /// The last name of its place, behind its only value where it has one.
    name: Name,
    /// The last name of its place.
    last: Name,
    text: String,
    place: Place,
    context: Vec<Name>,
}

/// Types of one schema under one name that have something in common.
struct Cluster {
    common: Common,
    /// The last name of the places of all.
    last: Name,
    members: Vec<TypeId>,
}

fn clusters(mut group: Vec<Candidate>, alone: bool) -> Vec<Cluster> {
    group.sort_by(|one, other| (&one.context, one.id).cmp(&(&other.context, other.id)));
    let mut clusters: Vec<Cluster> = Vec::new();
    for candidate in group {
        let fits = |cluster: &&mut Cluster| alone || cluster.common.with(&candidate.place).tells();
        match clusters.iter_mut().take(MOST_CLUSTERS).find(fits) {
            Some(cluster) => {
                cluster.common = cluster.common.with(&candidate.place);
                cluster.members.push(candidate.id);
            }
            None => clusters.push(Cluster {
                common: Common::of(&candidate.place),
                last: candidate.last,
                members: vec![candidate.id],
            }),
        }
    }
    clusters
}

fn unite(lowering: &mut Lowering<'_, '_>, name: &Name, cluster: &Cluster) {
    let Some((first, others)) = cluster.members.split_first() else {
        return;
    };
    for other in others {
        lowering.types.get_mut(*other).shape = Shape::Alias(*first);
    }
    let owner = lowering.types.get(*first).owner;
    let is_foreign = |other: &TypeId| lowering.types.get(*other).owner != owner;
    if others.iter().any(is_foreign) {
        let common = if cluster.common.tells() {
            inside(&cluster.common.name(), &cluster.last)
        } else {
            name.clone()
        };
        // A type whose users stand in several named things belongs to none of them.
        let ty = lowering.types.get_mut(*first);
        let mut names = vec![common];
        if let Label::Inline(context) = &ty.label {
            let telling = common::telling(context, matches!(owner, Owner::Operation(_)));
            let whole = telling.fold(Name::default(), |all, part| inside(&all, part));
            names.push(whole);
        }
        let of_operations = cluster.common.is_of_operations();
        let label = Label::Shared {
            names,
            of_operations,
        };
        (ty.owner, ty.label) = (Owner::Itself, label);
    }
}

/// The name of what stands inside something, which is never that of the thing itself.
fn inside(around: &Name, name: &Name) -> Name {
    match around.join(name) {
        same if same == *around => around.append(&Name::of(&["details"])),
        joined => joined,
    }
}

fn candidates(lowering: &Lowering<'_, '_>) -> Vec<Candidate> {
    let found = lowering.shared_types().filter_map(|id| {
        let ty = lowering.types.get(id);
        let Label::Inline(context) = &ty.label else {
            return None;
        };
        let becomes_item = matches!(
            ty.shape,
            Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_)
        );
        let (name, around) = context.split_last()?;
        if !becomes_item || name.is_empty() {
            return None;
        }
        let node = lowering.places.get(&id)?;
        Some(Candidate {
            id,
            file: node.span.file,
            name: only_value(&ty.shape).map_or_else(|| name.clone(), |value| value.join(name)),
            last: name.clone(),
            text: text::json(node)?.to_string(),
            place: Place::new(around, matches!(ty.owner, Owner::Operation(_))),
            context: context.clone(),
        })
    });
    found.collect()
}

/// The one value that there is, which is what such a type is for.
fn only_value(shape: &Shape) -> Option<&Name> {
    match shape {
        Shape::Enumeration(values) if values.is_constant() => {
            let value = values.values.first().map(|value| &value.name);
            value.filter(|name| !name.is_empty())
        }
        _ => None,
    }
}
