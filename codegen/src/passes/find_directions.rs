//! Marks each type as written by callers, read by them, or both.
//!
//! Runs after `collapse_aliases`, because an alias has no direction of its own, and after `split_views`.

use crate::model::{Api, TypeId};

use super::walk;

/// Fills [`crate::model::Usage`] of every type that an operation, a webhook or a root reaches.
pub fn run(api: &mut Api) {
    let roots = || api.roots.iter().copied();
    let written: Vec<TypeId> = api
        .operations()
        .flat_map(walk::inputs)
        .chain(roots())
        .collect();
    let read: Vec<TypeId> = api
        .operations()
        .flat_map(walk::outputs)
        .chain(api.webhooks.all().map(|hook| hook.ty))
        .chain(roots())
        .collect();
    for id in walk::reach(&api.types, written) {
        api.types.get_mut(id).usage.request = true;
    }
    for id in walk::reach(&api.types, read) {
        api.types.get_mut(id).usage.response = true;
    }
}
