//! From a reference to what it leads to, and the check of all references of the files.

use std::collections::BTreeSet;

use super::index::Resource;
use super::pointer::{self, Lost};
use super::reach;
use super::scan::Address;
use super::tree::{Node, Span};
use super::uri::{self, UriRef};
use super::{Reference, ResolveError, Sources, Target};
use crate::diagnostic::{Code, Diagnostics, nearest};

/// How many names are compared to find out what a dangling reference may mean.
const COMPARED: usize = 1_000;

/// For how many dangling references that is tried; it costs more than all the rest.
const GUESSES: usize = 100;

impl Sources {
    /// What a reference leads to, be it a reference again.
    pub fn resolve(&self, reference: Reference<'_>) -> Result<Target<'_>, ResolveError> {
        self.resolve_guessing(reference, 0)
    }

    /// Like [`Sources::resolve`], comparing that many names when the reference leads nowhere.
    fn resolve_guessing(
        &self,
        reference: Reference<'_>,
        compared: usize,
    ) -> Result<Target<'_>, ResolveError> {
        let uri = UriRef::parse(reference.text);
        let (at, resource) = self.resource_of(reference, uri)?;
        match uri.fragment {
            None | Some("") => {
                let node = self
                    .node_at(&resource.address)
                    .ok_or(ResolveError::Unreadable)?;
                Ok(Target {
                    node,
                    name: stem(&resource.base),
                })
            }
            Some(pointer) if pointer.starts_with('/') => {
                self.resolve_pointer(reference, resource, pointer, compared)
            }
            Some(anchor) => self.resolve_anchor(reference, at, anchor, compared),
        }
    }

    /// What a reference leads to in the end, through any number of further ones.
    ///
    /// `None`, after reporting it, when it leads nowhere or round in a circle.
    pub fn follow(
        &self,
        reference: Reference<'_>,
        diagnostics: &Diagnostics,
    ) -> Option<Target<'_>> {
        let mut seen = BTreeSet::new();
        let mut target = self.resolve_or_report(reference, diagnostics)?;
        while let Some(next) = Reference::of(target.node) {
            // Circles were reported when the files were read.
            if !seen.insert(target.node.span) {
                return None;
            }
            target = self.resolve_or_report(next, diagnostics)?;
        }
        Some(target)
    }

    fn resolve_or_report(
        &self,
        reference: Reference<'_>,
        diagnostics: &Diagnostics,
    ) -> Option<Target<'_>> {
        let result = self.resolve(reference);
        result
            .map_err(|error| error.report(reference, diagnostics))
            .ok()
    }

    /// The resource that a reference means, whatever its fragment.
    fn resource_of(
        &self,
        reference: Reference<'_>,
        uri: UriRef<'_>,
    ) -> Result<(usize, &Resource), ResolveError> {
        let own = self
            .index
            .resource_at(reference.span)
            .ok_or(ResolveError::Unreadable)?;
        if uri.stays() {
            return Ok(own);
        }
        if let Some(found) = self.index.resource(&uri.join(&own.1.base)) {
            return Ok(found);
        }
        // A schema with an `$id` of the web may refer to the files beside it all the same.
        let bases = [own.1.base.as_str(), self.path(reference.span.file)];
        let mut missing = None;
        for base in bases {
            match reach::path_of(base, reference.text).map(|path| (self.by_path.get(&path), path)) {
                Ok((Some(file), _)) => {
                    return self.index.file(*file).ok_or(ResolveError::Unreadable);
                }
                Ok((None, path)) => missing = missing.or(Some(no_file(&path))),
                Err(error) => missing = missing.or(Some(error)),
            }
        }
        Err(missing.unwrap_or(ResolveError::Remote))
    }

    fn resolve_pointer(
        &self,
        reference: Reference<'_>,
        resource: &Resource,
        fragment: &str,
        compared: usize,
    ) -> Result<Target<'_>, ResolveError> {
        let root = self
            .node_at(&resource.address)
            .ok_or(ResolveError::Unreadable)?;
        let lost = match pointer::follow(root, fragment) {
            Ok(found) => {
                return Ok(Target {
                    node: found.node,
                    name: found.name,
                });
            }
            Err(lost) => lost,
        };
        // Components of OpenAPI that have an `$id` often mean the whole document by `#`.
        let whole = self
            .tree(resource.address.file)
            .ok_or(ResolveError::Unreadable)?;
        match pointer::follow(whole, fragment) {
            Ok(found) => Ok(Target {
                node: found.node,
                name: found.name,
            }),
            Err(_) => Err(lost_at(reference, &lost, compared)),
        }
    }

    fn resolve_anchor(
        &self,
        reference: Reference<'_>,
        resource: usize,
        anchor: &str,
        compared: usize,
    ) -> Result<Target<'_>, ResolveError> {
        let name = uri::decode(anchor).unwrap_or(anchor.into());
        let found = self.index.anchor(resource, &name);
        match found.and_then(|(name, address)| Some((name, self.node_at(address)?))) {
            Some((name, node)) => Ok(Target {
                node,
                name: Some(name),
            }),
            None => {
                let meant = nearest(&name, self.index.anchors(resource).take(compared));
                let or = "write a pointer that begins with `#/`, or add the `$anchor`";
                Err(dangling(
                    reference,
                    &format!("there is no anchor `{name}`"),
                    meant,
                    or,
                ))
            }
        }
    }
}

/// Reports the references that lead nowhere, or round in a circle.
pub(super) fn check(sources: &Sources, references: &[Address], diagnostics: &Diagnostics) {
    let mut done = BTreeSet::new();
    let mut dangling = 0;
    for node in references
        .iter()
        .filter_map(|address| sources.node_at(address))
    {
        let texts = ["$ref", "$dynamicRef", "$recursiveRef"].map(|name| node.get(name)?.as_str());
        let mut leads_on = false;
        for reference in texts.into_iter().flatten().map(Reference::from) {
            let compared = if dangling < GUESSES { COMPARED } else { 0 };
            match sources.resolve_guessing(reference, compared) {
                Ok(target) => leads_on |= Reference::of(target.node).is_some(),
                Err(error) => {
                    error.report(reference, diagnostics);
                    dangling += 1;
                }
            }
        }
        if leads_on && let Some(circle) = find_circle(sources, node, &mut done) {
            report_circle(&circle, diagnostics);
        }
    }
}

/// The name of a file without its folder and extension.
pub(super) fn stem(path: &str) -> Option<&str> {
    let path = UriRef::parse(path).path;
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    Some(stem).filter(|stem| !stem.is_empty())
}

/// The circle that the references from a node lead into, unless a walk before came past it.
fn find_circle<'s>(
    sources: &'s Sources,
    start: &'s Node,
    done: &mut BTreeSet<Span>,
) -> Option<Vec<Reference<'s>>> {
    let mut walk: Vec<(Span, Reference<'s>)> = Vec::new();
    let mut walked = BTreeSet::new();
    let mut node = start;
    while let Some(reference) = Reference::of(node) {
        if walked.contains(&node.span) {
            let begin = walk.iter().position(|(span, _)| *span == node.span)?;
            return Some(
                walk[begin..]
                    .iter()
                    .map(|(_, reference)| *reference)
                    .collect(),
            );
        }
        if !done.insert(node.span) {
            return None;
        }
        walked.insert(node.span);
        walk.push((node.span, reference));
        node = sources.resolve(reference).ok()?.node;
    }
    None
}

fn report_circle(circle: &[Reference<'_>], diagnostics: &Diagnostics) {
    let Some(first) = circle.iter().min_by_key(|reference| reference.span) else {
        return;
    };
    let shown = circle
        .iter()
        .take(6)
        .map(|reference| format!("`{}`", reference.text));
    let chain = shown.collect::<Vec<_>>().join(" -> ");
    diagnostics.report(
        Code::ReferenceCycle,
        first.span,
        format!("the reference leads back to itself: {chain}"),
        "replace one of these references by a schema of its own",
    );
}

fn no_file(path: &str) -> ResolveError {
    ResolveError::Dangling {
        message: format!("there is no file `{path}`"),
        help: "paths are relative to the file that refers; check the spelling".to_owned(),
    }
}

fn lost_at(reference: Reference<'_>, lost: &Lost<'_>, compared: usize) -> ResolveError {
    let names = lost
        .object
        .into_iter()
        .flatten()
        .map(|member| &*member.name.text);
    let meant = nearest(&lost.name, names.take(compared));
    let what = format!("there is no `{}`", lost.name);
    dangling(reference, &what, meant, "add it, or correct the reference")
}

fn dangling(reference: Reference<'_>, what: &str, meant: Option<&str>, or: &str) -> ResolveError {
    ResolveError::Dangling {
        message: format!("`{}` leads nowhere: {what}", reference.text),
        help: meant.map_or(or.to_owned(), |meant| format!("did you mean `{meant}`?")),
    }
}
