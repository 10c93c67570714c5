//! Gives each direction its own view of a schema whose members do not all travel in both.
//!
//! Runs after `collapse_aliases` and `close_circles`, because only final shapes can be copied, after `find_discriminators`,
//! because a member that tells alternatives apart is always shown, and before `find_directions`, because a member that a
//! view does not show takes its type nowhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Access, Api, Label, Name, Owner, Record, Rest, Shape, TypeId, TypeSet, Types, View,
};

use super::walk;

/// Leaves no member that is only read in what is sent, and none that is only written in what is answered.
///
/// A type that is both sent and answered, and whose views differ, is what is answered; a copy, called an input, is what is
/// sent. All that holds such a type is copied, too, and nothing else is. What no operation uses shows all members.
pub fn run(api: &mut Api) {
    show_discriminators(&mut api.types);
    let reach = Reach::of(api);
    let differing = differing(&api.types, &reach);
    let mut copies = BTreeMap::new();
    for id in &differing {
        let copy = api.types.get(*id).clone();
        copies.insert(*id, api.types.add(copy));
    }
    for (original, copy) in &copies {
        make_input(&mut api.types, *original, *copy, &copies);
    }
    let resources = api.resources.iter_mut();
    for operation in resources.flat_map(|resource| &mut resource.operations) {
        operation
            .inputs_mut()
            .for_each(|id| *id = copies.get(id).copied().unwrap_or(*id));
    }
    for id in api.types.ids() {
        let view = match (reach.sent.contains(id), reach.answered.contains(id)) {
            (false, false) => continue,
            _ if differing.contains(&id) => View::Response,
            (true, false) if !reach.rooted.contains(id) => View::Request,
            (false, true) => View::Response,
            _ => View::Whole,
        };
        show(&mut api.types, id, view);
    }
}

/// The types in each direction, as far as the members that are shown there lead to them.
struct Reach {
    sent: TypeSet,
    answered: TypeSet,
    rooted: TypeSet,
}

impl Reach {
    fn of(api: &Api) -> Self {
        let inputs = api.operations().flat_map(walk::inputs);
        let outputs = api.operations().flat_map(walk::outputs);
        let webhooks = api.webhooks.all().map(|hook| hook.ty);
        let roots = api.roots.iter().copied().chain(webhooks);
        Self {
            sent: TypeSet::from_iter(walk::reach_in(&api.types, inputs, View::Request)),
            answered: TypeSet::from_iter(walk::reach_in(&api.types, outputs, View::Response)),
            rooted: TypeSet::from_iter(walk::reach(&api.types, roots)),
        }
    }

    fn is_in_both(&self, id: TypeId) -> bool {
        self.sent.contains(id) && (self.answered.contains(id) || self.rooted.contains(id))
    }
}

/// Without the member that tells what it is, a value could not be read by anyone.
fn show_discriminators(types: &mut Types) {
    let mut told: Vec<(TypeId, String)> = Vec::new();
    for (_, ty) in types.iter() {
        if let Shape::Union(union) = &ty.shape
            && let Some(member) = &union.discriminator
        {
            let variants = union.variants.iter();
            told.extend(variants.map(|variant| (variant.ty, member.clone())));
        }
    }
    let mut seen = BTreeSet::new();
    while let Some((id, name)) = told.pop() {
        match &mut types.get_mut(id).shape {
            Shape::Record(record) => {
                let mut members = record.members.iter_mut();
                members
                    .find(|member| member.wire_name == name)
                    .into_iter()
                    .for_each(|member| member.access = Access::Both);
            }
            Shape::Union(union) if seen.insert((id, name.clone())) => {
                let inner = union.variants.iter();
                told.extend(inner.map(|variant| (variant.ty, name.clone())));
            }
            _ => {}
        }
    }
}

/// The types whose views differ, and those that hold them.
fn differing(types: &Types, reach: &Reach) -> BTreeSet<TypeId> {
    let among = || types.ids().filter(|id| reach.is_in_both(*id));
    let mut pending: Vec<TypeId> = among().filter(|id| has_sides(types.shape(*id))).collect();
    let mut found = BTreeSet::new();
    if pending.is_empty() {
        return found;
    }
    let mut users: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for id in among() {
        for part in types.parts(id) {
            users.entry(part).or_default().push(id);
        }
    }
    while let Some(id) = pending.pop() {
        if found.insert(id) {
            pending.extend(users.get(&id).into_iter().flatten());
        }
    }
    found
}

fn has_sides(shape: &Shape) -> bool {
    match shape {
        Shape::Record(record) => {
            let mut members = record.members.iter();
            members.any(|member| member.access != Access::Both)
        }
        _ => false,
    }
}

/// Makes a copy what is sent: made of what is sent itself, with a name that says so.
fn make_input(
    types: &mut Types,
    original: TypeId,
    copy: TypeId,
    copies: &BTreeMap<TypeId, TypeId>,
) {
    let follow = |id: &mut TypeId| *id = copies.get(id).copied().unwrap_or(*id);
    let ty = types.get_mut(copy);
    walk::each_part(&mut ty.shape, follow);
    if let Owner::Type(owner) = &mut ty.owner {
        follow(owner);
    }
    let input = Name::of(&["input"]);
    match &mut ty.label {
        Label::Named(name) => *name = name.join(&input),
        Label::Shared { names, .. } => names.iter_mut().for_each(|name| *name = name.join(&input)),
        Label::Inline(context) => match context.last_mut() {
            Some(last) => *last = last.join(&input),
            None => context.push(input),
        },
    }
    show(types, copy, View::RequestBeside(original));
}

/// Hides the members that a view does not show.
///
/// Where other members have a type, a hidden one that comes nevertheless would be taken for one of them; it is only not
/// demanded there.
fn show(types: &mut Types, id: TypeId, view: View) {
    let ty = types.get_mut(id);
    ty.view = view;
    let Shape::Record(record) = &mut ty.shape else {
        return;
    };
    let Record {
        members,
        rest,
        hidden,
    } = record;
    for member in members.iter_mut().filter(|one| !view.shows(one.access)) {
        hidden.push(member.wire_name.clone());
        member.required = false;
    }
    if !matches!(rest, Rest::Typed(_)) {
        members.retain(|member| view.shows(member.access));
    }
}
