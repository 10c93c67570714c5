//! Resources: the operations of each tag.

use crate::model::{Docs, Name, Resource};
use crate::openapi::{Document, Tag};

use super::context::Lowering;
use super::{operations, text};

/// All operations by their first tag: the tags that the document declares first, in its order, then the others.
pub fn lower<'s>(lowering: &mut Lowering<'s, '_>, document: &Document<'s>) -> Vec<Resource> {
    let mut resources: Vec<Resource> = document.tags.iter().map(declared).collect();
    for (template, item) in &document.paths {
        for (_, operation) in &item.operations {
            let tag = operation.tags.first().map(|tag| tag.text);
            let index = find(&mut resources, tag);
            let number = resources.iter().map(|resource| resource.operations.len()).sum();
            let name = &resources[index].name.clone();
            let lowered = operations::lower(lowering, template, operation, number, name);
            resources[index].operations.push(lowered);
        }
    }
    resources.retain(|resource| !resource.operations.is_empty());
    resources
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
    let known = resources.iter().position(|resource| resource.tag.as_deref() == tag);
    known.unwrap_or_else(|| {
        let name = Name::parse(tag.unwrap_or("default"));
        let tag = tag.map(str::to_owned);
        resources.push(Resource { name, tag, docs: Docs::default(), operations: Vec::new() });
        resources.len() - 1
    })
}
