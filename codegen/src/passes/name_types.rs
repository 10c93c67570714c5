//! Gives every type a name that no other type has.
//!
//! Runs last, because a name is only given to what is still there.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Api, Label, Name, Owner, Shape, Type, TypeId};

/// Leaves no [`Label::Inline`].
///
/// Named types keep their names, the first met before the others. An inline type is called after its place:
/// by the fewest enclosing names that tell it apart, nearest first.
pub fn run(api: &mut Api) {
    let mut taken = BTreeSet::new();
    let mut numbers = BTreeMap::new();
    let named = |ty: &Type| matches!(ty.label, Label::Named(_));
    let (first, second): (Vec<TypeId>, Vec<TypeId>) =
        api.types.ids().partition(|id| named(api.types.get(*id)));
    for id in first.into_iter().chain(second) {
        let ty = api.types.get(id);
        let name = choose(ty, &taken, &mut numbers);
        if ty.is_item() {
            taken.insert(name.clone());
        }
        api.types.get_mut(id).label = Label::Named(name);
    }
}

fn choose(ty: &Type, taken: &BTreeSet<Name>, numbers: &mut BTreeMap<Name, usize>) -> Name {
    let candidates = candidates(ty);
    let free = candidates
        .iter()
        .find(|name| !name.is_empty() && !taken.contains(*name));
    free.cloned()
        .unwrap_or_else(|| numbered(candidates.last(), taken, numbers))
}

fn candidates(ty: &Type) -> Vec<Name> {
    let word = Name::of(&[shape_word(&ty.shape)]);
    let mut names = match &ty.label {
        Label::Named(name) => vec![name.clone()],
        Label::Inline(context) => enclosing(context, ty.owner == Owner::Itself),
    };
    let last = names.last().cloned().unwrap_or_default();
    names.push(last.join(&word));
    names
}

/// `[contact, address, street]` gives `contact address street` after `address street`; a name of one place alone
/// (`street`) would say too little away from its owner.
///
/// A type that belongs to no single place is called by its own name first.
fn enclosing(context: &[Name], is_shared: bool) -> Vec<Name> {
    let whole = |from: usize| {
        context[from..]
            .iter()
            .fold(Name::default(), |name, part| name.join(part))
    };
    let wanted = if is_shared { 1 } else { 2 };
    let telling = context
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, name)| !is_weak(name));
    let nearest = telling
        .map(|(index, _)| index)
        .nth(wanted - 1)
        .unwrap_or_default();
    (0..=nearest).rev().map(whole).collect()
}

/// Names that only say what kind of value stands there.
fn is_weak(name: &Name) -> bool {
    const WEAK: [&str; 7] = ["object", "other", "list", "number", "text", "bool", "any"];
    matches!(name.words(), [word] if WEAK.contains(&word.as_str()))
}

fn shape_word(shape: &Shape) -> &'static str {
    match shape {
        Shape::Enumeration(_) => "kind",
        Shape::Union(_) => "choice",
        Shape::Record(_) => "details",
        _ => "value",
    }
}

/// The last resort, where no word tells two types apart.
fn numbered(
    name: Option<&Name>,
    taken: &BTreeSet<Name>,
    numbers: &mut BTreeMap<Name, usize>,
) -> Name {
    let base = name.cloned().unwrap_or_default();
    let number = |count: usize| base.join(&Name::of(&[&count.to_string()]));
    let count = numbers.entry(base.clone()).or_insert(2);
    while taken.contains(&number(*count)) {
        *count += 1;
    }
    number(*count)
}
