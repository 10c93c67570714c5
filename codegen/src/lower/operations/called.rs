//! What operations are called, each told apart from the others of its resource.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Name, Resource};
use crate::openapi;

use super::by_path::{self, Request};
use super::resources::{Found, names_thing};
use super::{action, made_up_id};

/// What an operation is called before its parts are known.
#[derive(Debug, Clone)]
pub struct Called {
    /// Its place among the operations of the whole document.
    pub number: usize,
    /// Its id as written, else made of its method and path.
    pub id: String,
    /// The words of the id without those of its resource where they lead.
    pub title: Name,
    /// What its method is called.
    pub name: Name,
    /// False where the document does not say its id.
    is_written: bool,
}

impl Called {
    /// By its id alone, which is made of `path` where none is written.
    fn new(number: usize, path: &str, operation: &openapi::Operation<'_>, resource: &Name) -> Self {
        let made_up = || made_up_id(super::method(operation.method), path);
        let id = operation.id.map_or_else(made_up, |id| id.to_string());
        Self {
            title: Name::parse(&id).without_leading(resource),
            name: Name::default(),
            is_written: operation.id.is_some(),
            number,
            id,
        }
    }
}

/// What each operation is called, without articles where no other one of its resource would be called so, too.
pub fn all(resources: &[Resource], found: &[Found<'_, '_>]) -> Vec<Called> {
    let paths: Vec<&str> = found.iter().map(|found| found.1.text.text).collect();
    let opening = opening(&paths);
    let called = found.iter().enumerate();
    let called = called.map(|(number, (index, template, operation))| {
        let path = behind(template.text.text, opening);
        Called::new(number, &path, operation, &resources[*index].name)
    });
    let mut called: Vec<Called> = called.collect();
    leave_out_articles(&mut called, found);
    name_methods(&mut called, resources, found);
    called
}

fn leave_out_articles(called: &mut [Called], found: &[Found<'_, '_>]) {
    let short: Vec<Name> = called
        .iter()
        .map(|one| action::without_articles(&one.title))
        .collect();
    let keys = || found.iter().map(|(index, ..)| index).zip(&short);
    let mut counts: BTreeMap<(&usize, &Name), usize> = BTreeMap::new();
    keys().for_each(|key| *counts.entry(key).or_default() += 1);
    for (one, key) in called.iter_mut().zip(keys()) {
        if counts[&key] == 1 {
            one.title = key.1.clone();
        }
    }
}

/// A way to call an operation of a resource.
type Way<'a> = &'a dyn Fn(&Called, &Request<'_>, &Name) -> Name;

/// Operations whose names fall together take more words of their ids, then all, and those whose ids do, too, method and
/// path.
fn name_methods(called: &mut [Called], resources: &[Resource], found: &[Found<'_, '_>]) {
    let requests = found.iter().map(|(_, template, operation)| Request {
        method: super::method(operation.method),
        path: template.text.text,
    });
    let requests: Vec<Request<'_>> = requests.collect();
    let all: BTreeSet<Request<'_>> = requests.iter().copied().collect();
    let id = |one: &Called| Name::parse(&one.id);
    let written = called
        .iter()
        .zip(&requests)
        .filter(|(one, _)| one.is_written);
    let are_made = by_path::are_made(written.map(|(one, request)| (id(one), *request)));
    let ways: [Way<'_>; 5] = [
        &|one, request, resource| {
            let is_made = !one.is_written || are_made;
            let by_path = is_made.then(|| by_path::name(&id(one), resource, request, &all));
            let shortest = || action::shortest(&id(one), resource, request.reads_all());
            by_path.flatten().unwrap_or_else(shortest)
        },
        &|one, _, resource| action::name(&id(one), resource),
        &|one, _, _| one.title.clone(),
        &|one, _, _| id(one),
        &|_, request, _| Name::parse(&made_up_id(request.method, request.path)),
    ];
    let mut unsettled: Vec<usize> = (0..called.len()).collect();
    for way in ways {
        for index in unsettled {
            let resource = &resources[found[index].0].name;
            called[index].name = way(&called[index], &requests[index], resource);
        }
        unsettled = alike(called, found);
    }
}

/// Those that are called as another one of their resource.
fn alike(called: &[Called], found: &[Found<'_, '_>]) -> Vec<usize> {
    let keys = || {
        called
            .iter()
            .zip(found)
            .map(|(one, found)| (found.0, &one.name))
    };
    let mut counts: BTreeMap<(usize, &Name), usize> = BTreeMap::new();
    keys().for_each(|key| *counts.entry(key).or_default() += 1);
    let alike = keys().enumerate().filter(|(_, key)| counts[key] > 1);
    alike.map(|(index, _)| index).collect()
}

/// The parts with which every path begins, up to the last one that is a version or a word such as `api`.
fn opening(paths: &[&str]) -> usize {
    let goes_on = |path: &&str, at: usize, part: &str| {
        let mut rest = path.split('/').skip(at);
        rest.next() == Some(part) && rest.any(|part| !part.is_empty())
    };
    let first = paths.iter().take(1).flat_map(|path| path.split('/'));
    let shared = first.enumerate().take_while(|(at, part)| {
        !part.contains('{') && paths.iter().all(|path| goes_on(path, *at, part))
    });
    let says_nothing = shared.filter(|(_, part)| !part.is_empty() && !names_thing(part));
    says_nothing.last().map_or(0, |(at, _)| at + 1)
}

/// A path without the first of its parts.
fn behind(path: &str, parts: usize) -> String {
    path.split('/').skip(parts).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::{behind, opening};

    #[test]
    fn what_all_paths_begin_with_names_no_operation() {
        for (paths, left) in [
            (["/api/v1/pets", "/api/v1/pets/{id}"], "pets"),
            (["/shop/v2/pets", "/shop/v2/toys"], "pets"),
            (["/v1/pets", "/v2/pets"], "/v1/pets"),
            (["/pets/toys", "/pets/{id}"], "/pets/toys"),
            (["/v1", "/v1/pets"], "/v1"),
            (["/{shop}/v1/pets", "/{shop}/v1/toys"], "/{shop}/v1/pets"),
        ] {
            assert_eq!(behind(paths[0], opening(&paths)), left);
        }
    }
}
