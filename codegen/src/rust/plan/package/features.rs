//! Which Cargo feature turns on what, where an API is so large that a caller will want a part of it.

use std::collections::{BTreeMap, BTreeSet};

use super::imports::Imports;
use super::{File, Module};
use crate::rust::plan::scope::Ident;
use crate::rust::plan::types::TypeRef;

/// Operations from which on each tag is a feature.
const LARGE: usize = 100;

/// Tags that are named for a file of shared types; what more of them use is always there, as most callers would need it.
const FEW: usize = 3;

/// Features of every SDK, and those that Cargo knows.
const RESERVED: [&str; 8] = [
    "default", "full", "rustls", "jiff", "schemars", "tracing", "contract", "webhooks",
];

/// Gives each module with operations a feature, and each file of shared types the features that use it.
///
/// The names of the features come back, none where the API is not large. What describes failures is always there.
pub fn plan(modules: &mut [Module], always: Option<&TypeRef>) -> Vec<String> {
    let operations: usize = modules.iter().map(|module| module.methods().count()).sum();
    let tags = modules.iter().filter(|module| module.resource.is_some());
    if operations < LARGE || tags.count() < 2 {
        return Vec::new();
    }
    let mut features = Vec::new();
    for module in modules.iter_mut().filter(|one| one.resource.is_some()) {
        let name = name(&module.ident, &features);
        module.only = vec![name.clone()];
        features.push(name);
    }
    let users = users(modules, always);
    for module in modules.iter_mut().filter(|one| is_shared(one)) {
        for (file, users) in module.files.iter_mut().zip(&users) {
            let is_always = users.is_empty() || users.len() > FEW;
            file.only = if is_always {
                Vec::new()
            } else {
                users.iter().cloned().collect()
            };
        }
    }
    features
}

/// The module of what several others use; that of what the service sends is always there.
fn is_shared(module: &Module) -> bool {
    module.resource.is_none() && module.webhooks.is_none()
}

fn name(module: &Ident, taken: &[String]) -> String {
    let mut name = module.bare().replace('_', "-");
    while RESERVED.contains(&name.as_str()) || taken.contains(&name) {
        name.push_str("-api");
    }
    name
}

/// The features that use each file of shared types; none where the file is always there.
fn users(modules: &[Module], always: Option<&TypeRef>) -> Vec<BTreeSet<String>> {
    let shared = modules.iter().filter(|module| is_shared(module));
    let files: Vec<&File> = shared.flat_map(|module| &module.files).collect();
    let mut file_of: BTreeMap<&Ident, usize> = BTreeMap::new();
    for (index, file) in files.iter().enumerate() {
        file_of.extend(file.exports.iter().map(|ident| (ident, index)));
    }
    let uses = |imports: &Imports| -> BTreeSet<usize> {
        let short = imports.types.values().flatten();
        let long = imports.qualified.iter().map(|reference| &reference.ident);
        short
            .chain(long)
            .filter_map(|ident| file_of.get(ident).copied())
            .collect()
    };
    let mut users = vec![BTreeSet::new(); files.len()];
    for module in modules.iter().filter(|module| module.resource.is_some()) {
        let parts = module.parts.iter().map(|part| &part.imports);
        let own = module.files.iter().map(|file| &file.imports).chain(parts);
        for index in own.chain([&module.imports]).flat_map(uses) {
            users[index].extend(module.only.iter().cloned());
        }
    }
    let of_files: Vec<BTreeSet<usize>> = files.iter().map(|file| uses(&file.imports)).collect();
    spread(&of_files, &mut users);
    let always = always.and_then(|reference| file_of.get(&reference.ident).copied());
    let sent = modules
        .iter()
        .filter(|module| module.resource.is_none() && !is_shared(module));
    let sent = sent.flat_map(|module| {
        let own = module.files.iter().map(|file| &file.imports);
        own.chain([&module.imports]).flat_map(uses)
    });
    let always: Vec<usize> = sent.chain(always).collect();
    let unused = (0..files.len()).filter(|index| users[*index].is_empty());
    for index in reached(&of_files, unused.chain(always).collect()) {
        users[index].clear();
    }
    users
}

/// Whoever uses a file uses what that file uses.
fn spread(uses: &[BTreeSet<usize>], users: &mut [BTreeSet<String>]) {
    let mut pending: Vec<usize> = (0..uses.len()).collect();
    while let Some(index) = pending.pop() {
        for used in &uses[index] {
            let more: Vec<String> = users[index].difference(&users[*used]).cloned().collect();
            if !more.is_empty() {
                users[*used].extend(more);
                pending.push(*used);
            }
        }
    }
}

fn reached(uses: &[BTreeSet<usize>], roots: Vec<usize>) -> BTreeSet<usize> {
    let mut seen = BTreeSet::new();
    let mut pending = roots;
    while let Some(index) = pending.pop() {
        if seen.insert(index) {
            pending.extend(&uses[index]);
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{reached, spread};

    #[test]
    fn a_file_is_there_for_all_that_lead_to_it() {
        let uses = [
            BTreeSet::from([1]),
            BTreeSet::from([2]),
            BTreeSet::from([0]),
        ];
        let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let mut users: Vec<BTreeSet<String>> = vec![named(&["a"]), named(&["b"]), named(&[])];
        spread(&uses, &mut users);
        assert!(users.iter().all(|users| *users == named(&["a", "b"])));
        assert_eq!(reached(&uses[..], vec![1]), BTreeSet::from([0, 1, 2]));
    }
}
