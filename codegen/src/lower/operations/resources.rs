//! Resources: the operations of each tag.

use std::collections::BTreeSet;

use crate::model::{Docs, Name, Resource, Security};
use crate::openapi::{self, Document, Tag, Template};

use super::{Requirements, called};
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
    let called = called::all(&resources, &found);
    for ((index, template, operation), called) in found.into_iter().zip(called) {
        let name = &resources[index].name.clone();
        let lowered = operations::lower(lowering, template, operation, called, name, &requirements);
        resources[index].operations.push(lowered);
    }
    resources.retain(|resource| !resource.operations.is_empty());
    resources
}

/// True for a part of a path that is neither a parameter, nor a version, nor a word that every path could begin with.
pub fn names_thing(segment: &str) -> bool {
    let is_version = segment
        .trim_start_matches(['v', 'V'])
        .starts_with(|first: char| first.is_ascii_digit());
    !segment.contains('{') && !is_version && !matches!(segment, "" | "api" | "rest")
}

/// An operation as written, its path and the index of its resource.
pub type Found<'a, 's> = (usize, &'a Template<'s>, &'a openapi::Operation<'s>);

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
