//! Places each type beside the one resource that uses it, or among the shared ones.
//!
//! Runs after `collapse_aliases`, because only what is really used counts, and before `name_types`,
//! because two resources may use one name each for themselves.

use std::collections::BTreeMap;

use crate::model::{Api, Home, TypeId};

use super::walk;

/// Fills [`Home`] of every type that an operation reaches.
///
/// What describes failures is shared from the start: services describe them alike everywhere, and a type that moves when
/// a second resource comes would break its users.
pub fn run(api: &mut Api) {
    let mut homes: BTreeMap<TypeId, Home> = BTreeMap::new();
    for (index, resource) in api.resources.iter().enumerate() {
        let operations = resource.operations.iter();
        let roots = operations
            .flat_map(|operation| walk::inputs(operation).chain(walk::outputs(operation)));
        for id in walk::reach(&api.types, roots) {
            let home = Home::Resource(index);
            homes
                .entry(id)
                .and_modify(|known| *known = meet(*known, home))
                .or_insert(home);
        }
    }
    let failures = api.operations().flat_map(walk::failures);
    for id in walk::reach(&api.types, failures) {
        homes.insert(id, Home::Shared);
    }
    for (id, home) in homes {
        api.types.get_mut(id).home = home;
    }
}

fn meet(one: Home, other: Home) -> Home {
    if one == other { one } else { Home::Shared }
}
