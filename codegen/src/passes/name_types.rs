//! Gives every type a name that no other type of its module and no shared type has.
//!
//! Runs last, because a name is only given to what is still there.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Api, Home, Label, Name, Type, TypeId};

use super::candidates::Candidates;

/// Leaves no [`Label::Inline`].
///
/// Named types keep their names, the first met before the others. Of the others, all that would share a name take the
/// next longer one, so that none gets by its order what several could claim.
pub fn run(api: &mut Api) {
    let named = |ty: &Type| matches!(ty.label, Label::Named(_));
    let (first, others): (Vec<TypeId>, Vec<TypeId>) =
        api.types.ids().partition(|id| named(api.types.get(*id)));
    let candidates = Candidates::new(api);
    let claims = |id: &TypeId| Claim::new(api, &candidates, *id);
    let mut names: Vec<(TypeId, Name)> = Vec::new();
    let mut taken = BTreeSet::new();
    for claim in first.iter().map(claims) {
        settle(vec![claim], &mut taken, &mut names);
    }
    let mut by_home: BTreeMap<Home, Vec<Claim>> = BTreeMap::new();
    for id in &others {
        let home = api.types.get(*id).home;
        by_home.entry(home).or_default().push(claims(id));
    }
    let shared = by_home.remove(&Home::Shared).unwrap_or_default();
    settle(shared, &mut taken, &mut names);
    for (home, claims) in by_home {
        let mut taken = taken.clone();
        if let Home::Resource(index) = home {
            taken.insert(api.resources[index].name.clone());
        }
        settle(claims, &mut taken, &mut names);
    }
    for (id, name) in names {
        api.types.get_mut(id).label = Label::Named(name);
    }
}

/// A type and what it may be called.
struct Claim {
    id: TypeId,
    /// False where its name is only one for its file.
    is_item: bool,
    names: Vec<Name>,
    at: usize,
}

impl Claim {
    fn new(api: &Api, candidates: &Candidates<'_>, id: TypeId) -> Self {
        let ty = api.types.get(id);
        let is_item = ty.is_item();
        let names = match is_item {
            true => candidates.of(ty),
            false => vec![candidates.first(ty)],
        };
        Self {
            id,
            is_item,
            names,
            at: 0,
        }
    }

    fn name(&self) -> &Name {
        &self.names[self.at]
    }
}

/// Gives names to types that meet one another, and takes them.
fn settle(mut claims: Vec<Claim>, taken: &mut BTreeSet<Name>, names: &mut Vec<(TypeId, Name)>) {
    while grow(&mut claims, taken) {}
    let mut numbers = BTreeMap::new();
    for claim in claims {
        let mut name = claim.name().clone();
        if claim.is_item && !taken.insert(name.clone()) {
            name = numbered(&name, taken, &mut numbers);
            taken.insert(name.clone());
        }
        names.push((claim.id, name));
    }
}

/// Lets each type whose name is not its alone take the next longer one; false where none has one.
fn grow(claims: &mut [Claim], taken: &BTreeSet<Name>) -> bool {
    let mut counts: BTreeMap<Name, usize> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| claim.is_item) {
        *counts.entry(claim.name().clone()).or_default() += 1;
    }
    let mut moved = false;
    for claim in claims.iter_mut().filter(|claim| claim.is_item) {
        let shared = counts[claim.name()] > 1 || taken.contains(claim.name());
        if shared && claim.at + 1 < claim.names.len() {
            claim.at += 1;
            moved = true;
        }
    }
    moved
}

/// The last resort, where no word tells two types apart.
fn numbered(base: &Name, taken: &BTreeSet<Name>, numbers: &mut BTreeMap<Name, usize>) -> Name {
    let number = |count: usize| base.join(&Name::of(&[&count.to_string()]));
    let count = numbers.entry(base.clone()).or_insert(2);
    while taken.contains(&number(*count)) {
        *count += 1;
    }
    number(*count)
}
