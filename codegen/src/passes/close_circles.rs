//! Gives a name to types that contain themselves without a record between: a list of itself cannot be spelled out.
//!
//! Runs after `collapse_aliases`, because only then does a circle show, and before `name_types`.

use std::collections::BTreeSet;

use crate::model::{Api, Label, Shape, TypeId, TypeSet, Types};

/// Types that may lie around one another in one spelling.
const DEEPEST: usize = 8;

/// Leaves no circle of types that are spelled out where they stand.
///
/// One type of each circle is kept as an item, one with a name where there is one. A circle without list and map has no
/// value but `null`, and becomes raw JSON.
pub fn run(api: &mut Api) {
    let mut sound = TypeSet::default();
    for id in api.types.ids() {
        if wraps_itself(&api.types, id, &mut sound) {
            api.types.get_mut(id).shape = Shape::Any;
        }
    }
    close_tuples(&mut api.types);
    let mut done = TypeSet::default();
    for id in api.types.ids() {
        let mut path = path(&api.types, id, &done);
        while let Some(start) = closes_at(&api.types, &path) {
            break_up(&mut api.types, &path[start..]);
            path = self::path(&api.types, id, &done);
        }
        for far in path.iter().skip(DEEPEST).step_by(DEEPEST) {
            api.types.get_mut(*far).kept = true;
        }
        done.extend(path);
    }
}

/// A tuple that holds itself within a list or a map is an item; one that holds itself at once becomes raw JSON.
fn close_tuples(types: &mut Types) {
    for id in types.ids() {
        if !matches!(types.shape(id), Shape::Tuple(_)) {
            continue;
        }
        if holds_itself(types, id, |shape| {
            !matches!(shape, Shape::List(_) | Shape::Map(_))
        }) {
            types.get_mut(id).shape = Shape::Any;
        } else if holds_itself(types, id, |_| true) {
            types.get_mut(id).kept = true;
        }
    }
}

/// Whether the spelling of a tuple leads back to it, through shapes that may be looked into.
fn holds_itself(types: &Types, id: TypeId, is_open: fn(&Shape) -> bool) -> bool {
    let mut seen = TypeSet::default();
    let mut pending = types.parts(id);
    while let Some(at) = pending.pop() {
        if at == id {
            return true;
        }
        let shape = types.shape(at);
        let is_item = types.get(at).kept || matches!(shape, Shape::Record(_) | Shape::Union(_));
        if !is_item && is_open(shape) && seen.insert(at) {
            pending.extend(types.parts(at));
        }
    }
    false
}

fn break_up(types: &mut Types, circle: &[TypeId]) {
    let named = |id: &&TypeId| matches!(types.get(**id).label, Label::Named(_));
    let chosen = circle.iter().find(named).or(circle.first()).copied();
    if let Some(chosen) = chosen {
        types.get_mut(chosen).kept = true;
    }
}

/// True for a value or `null` that is such a value or `null`, and so on; where it ends, all on the way are known to be
/// sound, so that no row of types is walked twice.
fn wraps_itself(types: &Types, id: TypeId, sound: &mut TypeSet) -> bool {
    let mut seen = BTreeSet::new();
    let mut at = id;
    while let Shape::Nullable(inner) | Shape::OrEmptyObject(inner) | Shape::Alias(inner) =
        types.shape(at)
    {
        if sound.contains(*inner) {
            break;
        }
        if *inner == id || !seen.insert(*inner) {
            return true;
        }
        at = *inner;
    }
    sound.insert(id);
    sound.extend(seen);
    false
}

/// Where the circle begins in which a way ends, if it ends in one.
fn closes_at(types: &Types, path: &[TypeId]) -> Option<usize> {
    let next = inner(types, *path.last()?)?;
    path.iter().position(|id| *id == next)
}

/// The way from a type to what it spells out to, until it ends or meets itself.
fn path(types: &Types, from: TypeId, done: &TypeSet) -> Vec<TypeId> {
    let mut path = vec![from];
    let mut seen = BTreeSet::new();
    let mut at = from;
    let mut is_new = |id: TypeId| id != from && !done.contains(id) && seen.insert(id);
    while let Some(next) = inner(types, at).filter(|next| is_new(*next)) {
        path.push(next);
        at = next;
    }
    path
}

/// The one type that a spelled-out type is made of.
fn inner(types: &Types, id: TypeId) -> Option<TypeId> {
    match types.shape(id) {
        _ if types.get(id).kept => None,
        Shape::Record(_) | Shape::Union(_) | Shape::Tuple(_) => None,
        Shape::Any | Shape::Scalar(_) | Shape::Enumeration(_) => None,
        _ => types.parts(id).first().copied(),
    }
}
