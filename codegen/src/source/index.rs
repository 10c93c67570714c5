//! The index of base URIs and anchors: which resource a place belongs to, and what resources there are.

use std::collections::BTreeMap;

use super::meta;
use super::scan::Address;
use super::tree::{FileId, Node, Span, Str};
use super::uri::UriRef;
use crate::diagnostic::{Code, Diagnostics};

/// The resources of all files: each file is one, and so is each schema that has an `$id`.
#[derive(Debug, Default)]
pub(super) struct Index {
    resources: Vec<Resource>,
    /// The resources of each file in the order of the text.
    by_file: BTreeMap<FileId, Vec<usize>>,
    by_uri: BTreeMap<String, usize>,
    anchors: BTreeMap<(usize, String), (Address, Span)>,
    /// The `$schema` of a root that does not name one.
    pub assumed: Option<String>,
}

/// A part of a file that has a base URI of its own.
#[derive(Debug)]
pub(super) struct Resource {
    /// Where it begins.
    pub address: Address,
    /// Its base URI, or the path of its file.
    pub base: String,
    /// Its `$schema`.
    pub schema: Option<String>,
    span: Span,
    /// The resource that it lies in.
    parent: Option<usize>,
}

impl Index {
    /// Adds a file as a resource of its own.
    pub fn add_file(&mut self, file: FileId, path: &str, root: &Node) {
        // The root's own span leaves out the space around it, which belongs to the file as well.
        let span = Span {
            file,
            start: 0,
            end: u32::MAX,
        };
        let address = Address {
            file,
            steps: Box::default(),
        };
        let schema = root
            .get("$schema")
            .and_then(Node::as_str)
            .map(|uri| uri.text.to_owned())
            .or_else(|| self.assumed.take());
        let base = path.to_owned();
        self.by_uri
            .entry(base.clone())
            .or_insert(self.resources.len());
        self.push(Resource {
            address,
            base,
            schema,
            span,
            parent: None,
        });
    }

    /// Adds what the keywords of one schema declare; outer schemas come before inner ones.
    pub fn add_marked(&mut self, node: &Node, address: &Address, diagnostics: &Diagnostics) {
        let text = |name: &str| node.get(name).and_then(Node::as_str);
        if text("$ref").is_some()
            && self
                .schema_at(node)
                .is_some_and(meta::reads_reference_alone)
        {
            return;
        }
        let id = text("$id").filter(|id| !id.starts_with('#'));
        let schema = text("$schema");
        if id.is_some() || (schema.is_some() && !address.steps.is_empty()) {
            self.add_resource(node, address, id, schema, diagnostics);
        }
        let old_anchor = text("$id").and_then(|id| {
            Some(Str {
                text: id.text.strip_prefix('#')?,
                ..id
            })
        });
        for anchor in [old_anchor, text("$anchor"), text("$dynamicAnchor")]
            .into_iter()
            .flatten()
        {
            self.add_anchor(anchor, address, diagnostics);
        }
    }

    /// The innermost resource that holds a place.
    pub fn resource_at(&self, place: Span) -> Option<(usize, &Resource)> {
        let inside = self.by_file.get(&place.file)?;
        let behind = inside.partition_point(|&at| self.resources[at].span.start <= place.start);
        let mut candidate = Some(*inside.get(behind.checked_sub(1)?)?);
        while let Some(at) = candidate {
            let resource = &self.resources[at];
            if resource.span.end >= place.end {
                return Some((at, resource));
            }
            candidate = resource.parent;
        }
        None
    }

    /// The resource of a URI or path.
    pub fn resource(&self, uri: &str) -> Option<(usize, &Resource)> {
        let at = *self.by_uri.get(uri)?;
        Some((at, &self.resources[at]))
    }

    /// The resource that is the whole file.
    pub fn file(&self, file: FileId) -> Option<(usize, &Resource)> {
        let at = *self.by_file.get(&file)?.first()?;
        Some((at, &self.resources[at]))
    }

    /// Where an anchor of a resource stands.
    pub fn anchor(&self, resource: usize, name: &str) -> Option<(&str, &Address)> {
        let found = self.anchors.get_key_value(&(resource, name.to_owned()))?;
        Some((&found.0.1, &found.1.0))
    }

    /// The names of all anchors of a resource.
    pub fn anchors(&self, resource: usize) -> impl Iterator<Item = &str> {
        let all = self
            .anchors
            .range((resource, String::new())..(resource + 1, String::new()));
        all.map(|((_, name), _)| name.as_str())
    }

    /// The `$schema` in force for a schema: its own, that of the resource around it, or that of the root.
    fn schema_at<'n>(&'n self, node: &'n Node) -> Option<&'n str> {
        let own = node
            .get("$schema")
            .and_then(Node::as_str)
            .map(|uri| uri.text);
        let around = || self.resource_at(node.span)?.1.schema.as_deref();
        let root = || self.file(FileId(0))?.1.schema.as_deref();
        own.or_else(around).or_else(root)
    }

    fn push(&mut self, resource: Resource) {
        let Self {
            resources, by_file, ..
        } = self;
        let inside = by_file.entry(resource.span.file).or_default();
        // Places that were skipped at first are entered late.
        let place = inside.partition_point(|&at| resources[at].span.start <= resource.span.start);
        inside.insert(place, resources.len());
        resources.push(resource);
    }

    fn add_resource(
        &mut self,
        node: &Node,
        address: &Address,
        id: Option<Str<'_>>,
        schema: Option<Str<'_>>,
        diagnostics: &Diagnostics,
    ) {
        let parent = self.resource_at(node.span);
        let outer = parent.map_or("", |(_, parent)| parent.base.as_str());
        let base = match id {
            Some(id) => UriRef::parse(id.text).join(outer),
            None => outer.to_owned(),
        };
        let inherited = parent.and_then(|(_, parent)| parent.schema.clone());
        let schema = schema.map(|uri| uri.text.to_owned()).or(inherited);
        let parent = parent.map(|(at, _)| at);
        let is_file = address.steps.is_empty();
        let at = parent.filter(|_| is_file).unwrap_or(self.resources.len());
        if let Some(id) = id {
            self.claim(&base, at, node, id, diagnostics);
        }
        if let Some(file) = parent.filter(|_| is_file) {
            self.resources[file].base = base;
            return;
        }
        self.push(Resource {
            address: address.clone(),
            base,
            schema,
            span: node.span,
            parent,
        });
    }

    /// Enters the URI of a resource; the first claim counts.
    fn claim(
        &mut self,
        base: &str,
        at: usize,
        node: &Node,
        id: Str<'_>,
        diagnostics: &Diagnostics,
    ) {
        let first = *self.by_uri.entry(base.to_owned()).or_insert(at);
        // The copies that YAML makes of a value share its span.
        if first == at || self.resources[first].span == node.span {
            return;
        }
        diagnostics.report(
            Code::DuplicateIdentifier,
            id.span,
            format!("`{base}` is the identifier of another schema already"),
            "give each schema an `$id` of its own; the first one counts",
        );
    }

    fn add_anchor(&mut self, name: Str<'_>, address: &Address, diagnostics: &Diagnostics) {
        let Some((resource, _)) = self.resource_at(name.span) else {
            return;
        };
        let key = (resource, name.text.to_owned());
        let first = self
            .anchors
            .entry(key)
            .or_insert_with(|| (address.clone(), name.span));
        if first.1 != name.span {
            diagnostics.report(
                Code::DuplicateIdentifier,
                name.span,
                format!("the anchor `{}` stands elsewhere already", name.text),
                "give each anchor a name of its own; the first one counts",
            );
        }
    }
}
