//! Places each type beside the one resource that uses it, or among the shared ones.
//!
//! Runs after `collapse_aliases`, because only what is really used counts, and before `name_types`,
//! because two resources may use one name each for themselves.

use crate::model::{Api, Home, Resource};

use super::walk;

/// Fills [`Home`] of every type that an operation or a webhook reaches.
///
/// What describes failures is shared from the start: services describe them alike everywhere, and a type that moves when
/// a second resource comes would break its users.
pub fn run(api: &mut Api) {
    let mut homes: Vec<Option<Home>> = vec![None; api.types.ids().count()];
    for (index, resource) in api.resources.iter().enumerate() {
        let operations = resource.operations.iter();
        let roots = operations
            .flat_map(|operation| walk::inputs(operation).chain(walk::outputs(operation)));
        for id in walk::reach(&api.types, roots) {
            meet(&mut homes[id.index()], Home::Resource(index));
        }
    }
    let sent = api.webhooks.all().map(|hook| hook.ty);
    let beside = of_webhooks(api);
    for id in walk::reach(&api.types, sent) {
        meet(&mut homes[id.index()], beside);
    }
    let failures = api.operations().flat_map(walk::failures);
    for id in walk::reach(&api.types, failures) {
        homes[id.index()] = Some(Home::Shared);
    }
    for (id, home) in api.types.ids().zip(homes) {
        if let Some(home) = home {
            api.types.get_mut(id).home = home;
        }
    }
}

/// Where an API has operations on webhooks, too, what the service sends stands beside them.
fn of_webhooks(api: &Api) -> Home {
    let is_it = |resource: &Resource| matches!(resource.name.words(), [word] if word == "webhooks");
    let found = api.resources.iter().position(is_it);
    found.map_or(Home::Webhooks, Home::Resource)
}

/// Places a type, which is among the shared ones once it is used in two places.
fn meet(known: &mut Option<Home>, home: Home) {
    let is_elsewhere = known.is_some_and(|known| known != home);
    *known = Some(if is_elsewhere { Home::Shared } else { home });
}
