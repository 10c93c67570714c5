//! Replaces each alias by the type it stands for.
//!
//! Runs first, because every other pass would have to look through aliases.

use crate::model::{Api, Shape, TypeId, Types};

use super::walk;

/// Leaves no [`Shape::Alias`] reachable.
pub fn run(api: &mut Api) {
    let targets: Vec<TypeId> = api.types.ids().map(|id| target(&api.types, id)).collect();
    let follow = |id: &mut TypeId| *id = targets[id.index()];
    for id in api.types.ids() {
        walk::each_part(&mut api.types.get_mut(id).shape, follow);
    }
    for index in 0..api.roots.len() {
        name_root(api, index, &targets);
    }
    for operation in api
        .resources
        .iter_mut()
        .flat_map(|resource| &mut resource.operations)
    {
        operation.types_mut().for_each(follow);
    }
    api.webhooks.types_mut().for_each(follow);
}

/// What a root is another name for takes its name.
fn name_root(api: &mut Api, index: usize, targets: &[TypeId]) {
    let root = api.roots[index];
    let target = targets[root.index()];
    if target != root {
        let label = api.types.get(root).label.clone();
        let ty = api.types.get_mut(target);
        (ty.label, ty.kept) = (label, true);
        api.roots[index] = target;
    }
}

/// Follows aliases to their end; a circle of aliases, which the reader has reported, ends where it began.
fn target(types: &Types, from: TypeId) -> TypeId {
    let mut at = from;
    for _ in types.ids() {
        match types.shape(at) {
            Shape::Alias(next) => at = *next,
            _ => return at,
        }
    }
    from
}
