//! Resources: the operations of each tag.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Docs, Name, Operation, Resource, Security};
use crate::openapi::{self, Document, Tag, Template};

use super::action;
use super::{Called, Requirements};
use crate::lower::context::Lowering;
use crate::lower::{operations, text};

/// All operations by their first tag: the tags that the document declares first, in its order, then the others.
pub fn lower<'s>(
    lowering: &mut Lowering<'s, '_>,
    document: &Document<'s>,
    schemes: &[Security],
    usual: &[Vec<usize>],
) -> Vec<Resource> {
    let requirements = Requirements { schemes, usual };
    let (mut resources, found) = collect(document);
    let called = called(&resources, &found);
    for ((index, template, operation), called) in found.into_iter().zip(called) {
        let name = &resources[index].name.clone();
        let lowered = operations::lower(lowering, template, operation, called, name, &requirements);
        resources[index].operations.push(lowered);
    }
    resources.retain(|resource| !resource.operations.is_empty());
    for resource in &mut resources {
        tell_apart(&resource.name, &mut resource.operations);
    }
    resources
}

/// An operation as written, its path and the index of its resource.
type Found<'a, 's> = (usize, &'a Template<'s>, &'a openapi::Operation<'s>);

/// All resources, still empty, and the operations of each.
fn collect<'a, 's>(document: &'a Document<'s>) -> (Vec<Resource>, Vec<Found<'a, 's>>) {
    let mut resources: Vec<Resource> = document.tags.iter().map(declared).collect();
    let mut found: Vec<Found<'a, 's>> = Vec::new();
    for (template, item) in &document.paths {
        for (_, operation) in &item.operations {
            let tag = operation.tags.first().map(|tag| tag.text);
            let index = match tag {
                Some(tag) => tagged(&mut resources, tag),
                None => untagged(&mut resources, template),
            };
            found.push((index, template, operation));
        }
    }
    let used: BTreeSet<usize> = found.iter().map(|(index, ..)| *index).collect();
    shorten(&mut resources, &used);
    (resources, found)
}

/// What each operation is called, without articles where no other one of its resource would be called so, too.
fn called(resources: &[Resource], found: &[Found<'_, '_>]) -> Vec<Called> {
    let paths: Vec<&str> = found.iter().map(|found| found.1.text.text).collect();
    let opening = opening(&paths);
    let called = found.iter().enumerate();
    let called = called.map(|(number, (index, template, operation))| {
        let path = behind(template.text.text, opening);
        Called::new(number, &path, operation, &resources[*index].name)
    });
    let mut called: Vec<Called> = called.collect();
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
    called
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

/// Tags that are too few to tell whether the words at their beginning are chance.
const FEW: usize = 4;

/// Drops the words with which every tag begins: they name the API, not the resource.
fn shorten(resources: &mut [Resource], used: &BTreeSet<usize>) {
    let names = || used.iter().map(|index| &resources[*index].name);
    let count = |first: &Name| {
        let shared =
            |at: &usize| names().all(|name| name.words().get(*at) == first.words().get(*at));
        (0..first.words().len()).take_while(shared).count()
    };
    let count = names().next().map_or(0, count);
    let says_all = names().any(|name| name.words().len() <= count);
    if used.len() >= FEW && !says_all {
        for index in used {
            resources[*index].name = resources[*index].name.from(count);
        }
    }
}

/// Operations whose names fall together take more words of their ids, then all, and those whose ids do, too, method and
/// path.
fn tell_apart(resource: &Name, operations: &mut [Operation]) {
    let longer = |operation: &Operation| action::name(&Name::parse(&operation.id), resource);
    let telling = |operation: &Operation| operation.title.clone();
    let whole = |operation: &Operation| Name::parse(&operation.id);
    let by_path = |operation: &Operation| {
        Name::parse(&operations::made_up_id(operation.method, &operation.path))
    };
    let ways: [&dyn Fn(&Operation) -> Name; 4] = [&longer, &telling, &whole, &by_path];
    for way in ways {
        let mut counts: BTreeMap<Name, usize> = BTreeMap::new();
        for operation in operations.iter() {
            *counts.entry(operation.name.clone()).or_default() += 1;
        }
        for operation in operations
            .iter_mut()
            .filter(|operation| counts[&operation.name] > 1)
        {
            operation.name = way(operation);
        }
    }
}

fn declared(tag: &Tag<'_>) -> Resource {
    Resource {
        name: Name::parse(tag.name.text),
        tag: Some(tag.name.to_string()),
        docs: Docs {
            page: text::page(tag.external_docs.as_ref()),
            ..text::docs(None, tag.description)
        },
        operations: Vec::new(),
    }
}

fn tagged(resources: &mut Vec<Resource>, tag: &str) -> usize {
    let known = resources
        .iter()
        .position(|resource| resource.tag.as_deref() == Some(tag));
    known.unwrap_or_else(|| add(resources, Name::parse(tag), Some(tag.to_owned())))
}

/// An operation without a tag belongs to the thing with which its path begins, which may have a tag, too.
fn untagged(resources: &mut Vec<Resource>, template: &Template<'_>) -> usize {
    let segments = template
        .text
        .text
        .split('/')
        .filter(|text| names_thing(text));
    let mut names = segments.map(Name::parse).filter(|name| !name.is_empty());
    let name = names.next().unwrap_or_else(|| Name::of(&["default"]));
    let known = resources.iter().position(|resource| resource.name == name);
    known.unwrap_or_else(|| add(resources, name, None))
}

fn add(resources: &mut Vec<Resource>, name: Name, tag: Option<String>) -> usize {
    resources.push(Resource {
        name,
        tag,
        docs: Docs::default(),
        operations: Vec::new(),
    });
    resources.len() - 1
}

/// True for a part of a path that is neither a parameter, nor a version, nor a word that every path could begin with.
fn names_thing(segment: &str) -> bool {
    let is_version = segment
        .trim_start_matches(['v', 'V'])
        .starts_with(|first: char| first.is_ascii_digit());
    !segment.contains('{') && !is_version && !matches!(segment, "" | "api" | "rest")
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
