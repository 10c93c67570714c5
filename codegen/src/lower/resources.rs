//! Resources: the operations of each tag.

use std::collections::BTreeMap;

use crate::model::{Docs, Name, Operation, Resource, Security};
use crate::openapi::{Document, Tag};

use super::context::Lowering;
use super::operations::Requirements;
use super::{operations, text};

/// All operations by their first tag: the tags that the document declares first, in its order, then the others.
pub fn lower<'s>(
    lowering: &mut Lowering<'s, '_>,
    document: &Document<'s>,
    schemes: &[Security],
    usual: &[Vec<usize>],
) -> Vec<Resource> {
    let requirements = Requirements { schemes, usual };
    let mut resources: Vec<Resource> = document.tags.iter().map(declared).collect();
    for (template, item) in &document.paths {
        for (_, operation) in &item.operations {
            let tag = operation.tags.first().map(|tag| tag.text);
            let index = find(&mut resources, tag);
            let number = resources
                .iter()
                .map(|resource| resource.operations.len())
                .sum();
            let name = &resources[index].name.clone();
            let lowered =
                operations::lower(lowering, template, operation, number, name, &requirements);
            resources[index].operations.push(lowered);
        }
    }
    resources.retain(|resource| !resource.operations.is_empty());
    resources
        .iter_mut()
        .for_each(|resource| tell_apart(&mut resource.operations));
    resources
}

/// Operations whose names fall together take the whole of their ids, and those whose ids do, too, method and path.
fn tell_apart(operations: &mut [Operation]) {
    let whole = |operation: &Operation| Name::parse(&operation.id);
    let by_path = |operation: &Operation| {
        Name::parse(&operations::made_up_id(operation.method, &operation.path))
    };
    let ways: [&dyn Fn(&Operation) -> Name; 2] = [&whole, &by_path];
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
        docs: text::docs(None, tag.description),
        operations: Vec::new(),
    }
}

/// Operations without a tag come together under a name of their own.
fn find(resources: &mut Vec<Resource>, tag: Option<&str>) -> usize {
    let known = resources
        .iter()
        .position(|resource| resource.tag.as_deref() == tag);
    known.unwrap_or_else(|| {
        let name = Name::parse(tag.unwrap_or("default"));
        let tag = tag.map(str::to_owned);
        resources.push(Resource {
            name,
            tag,
            docs: Docs::default(),
            operations: Vec::new(),
        });
        resources.len() - 1
    })
}
