//! Gives every type a name that no other type of its module and no shared type has.
//!
//! Runs last, because a name is only given to what is still there.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Api, Home, Label, Name, Type, TypeId};

use super::candidates::{self, Candidates};

/// Leaves no [`Label::Inline`].
///
/// Named types keep their names, the first met before the others. Of the others, all that would share a name take the
/// next longer one, so that none gets by its order what several could claim; but what stands inside a type and would be
/// called as the type is leaves it the name.
pub fn run(api: &mut Api) {
    let named = |ty: &Type| matches!(ty.label, Label::Named(_));
    let (first, others): (Vec<TypeId>, Vec<TypeId>) =
        api.types.ids().partition(|id| named(api.types.get(*id)));
    let candidates = Candidates::new(api);
    let claims = |id: &TypeId| Claim::new(api, &candidates, *id);
    let mut names: Vec<Named> = Vec::new();
    let mut taken = BTreeSet::new();
    for claim in first.iter().map(claims) {
        settle(vec![claim], &BTreeSet::new(), &mut taken, &mut names);
    }
    let mut by_home: BTreeMap<Home, Vec<Claim>> = BTreeMap::new();
    for id in &others {
        let home = api.types.get(*id).home;
        by_home.entry(home).or_default().push(claims(id));
    }
    let shared = by_home.remove(&Home::Shared).unwrap_or_default();
    // What an operation takes or answers is called after it, whatever several other places have in common.
    let contents = by_home.values().flatten().filter(|claim| claim.is_content);
    let contents: BTreeSet<Name> = contents.map(|claim| claim.name().clone()).collect();
    settle(shared, &contents, &mut taken, &mut names);
    for (home, claims) in by_home {
        let mut taken = taken.clone();
        if let Home::Resource(index) = home {
            taken.insert(api.resources[index].name.clone());
        }
        settle(claims, &BTreeSet::new(), &mut taken, &mut names);
    }
    for Named {
        id,
        name,
        is_numbered,
    } in names
    {
        let ty = api.types.get_mut(id);
        ty.label = Label::Named(name);
        ty.is_numbered = is_numbered;
    }
}

/// A type and what it is called.
struct Named {
    id: TypeId,
    name: Name,
    is_numbered: bool,
}

/// A type and what it may be called.
struct Claim {
    id: TypeId,
    /// False where its name is only one for its file.
    is_item: bool,
    /// True where it is what an operation takes or answers.
    is_content: bool,
    /// True where it stands in several things, and is called by what they have in common.
    is_common: bool,
    /// True where its own name adds no word to the name of what it stands in.
    echoes: bool,
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
            is_content: candidates::is_content(ty),
            is_common: matches!(ty.label, Label::Shared { .. }),
            echoes: is_item && candidates.echoes(ty),
            names,
            at: 0,
        }
    }

    /// True while it is called as what it stands in.
    fn is_echo(&self) -> bool {
        self.echoes && self.at == 0
    }

    fn name(&self) -> &Name {
        &self.names[self.at]
    }
}

/// How many types would have one name.
#[derive(Default)]
struct Count {
    all: usize,
    /// Those that do not only repeat what they stand in.
    own: usize,
}

/// Gives names to types that meet one another, and takes them; `kept` are those that are no names for what several
/// places have in common.
fn settle(
    mut claims: Vec<Claim>,
    kept: &BTreeSet<Name>,
    taken: &mut BTreeSet<Name>,
    names: &mut Vec<Named>,
) {
    while grow(&mut claims, kept, taken) {}
    let mut numbers = BTreeMap::new();
    for claim in claims {
        let mut name = claim.name().clone();
        let is_numbered = claim.is_item && !taken.insert(name.clone());
        if is_numbered {
            name = numbered(&name, taken, &mut numbers);
            taken.insert(name.clone());
        }
        names.push(Named {
            id: claim.id,
            name,
            is_numbered,
        });
    }
}

/// Lets each type whose name is not its alone take the next longer one; false where none has one.
fn grow(claims: &mut [Claim], kept: &BTreeSet<Name>, taken: &BTreeSet<Name>) -> bool {
    let mut counts: BTreeMap<Name, Count> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| claim.is_item) {
        let count = counts.entry(claim.name().clone()).or_default();
        count.all += 1;
        count.own += usize::from(!claim.is_echo());
    }
    let mut moved = false;
    for claim in claims.iter_mut().filter(|claim| claim.is_item) {
        let count = &counts[claim.name()];
        let others = if claim.is_echo() {
            count.all
        } else {
            count.own
        };
        let is_kept = claim.is_common && kept.contains(claim.name());
        let shared = others > 1 || is_kept || taken.contains(claim.name());
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
