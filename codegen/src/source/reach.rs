//! Reads the root and whatever is reachable from it, file by file.

use std::collections::BTreeSet;

use super::file::{File, Format, MAX_BYTES, Purpose};
use super::load::{LoadError, Loader};
use super::scan::{self, Address, Role, Scanned};
use super::sources::{Sources, node_at};
use super::tree::{FileId, Node, Span};
use super::uri::{self, UriRef};
use super::{Reference, ResolveError, follow, pointer};
use crate::diagnostic::{Code, Diagnostics};

/// What is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading<'u> {
    /// The root and what it refers to.
    Plain,
    /// The files of examples as well.
    WithExamples,
    /// A root that is a schema, and the `$schema` that it has where it names none.
    Schema(Option<&'u str>),
}

/// Reads all files of a document, and checks what they refer to.
pub(super) fn load(
    root: &str,
    loader: &dyn Loader,
    reading: &Reading<'_>,
    diagnostics: &Diagnostics,
) -> Sources {
    let mut reach = Reach {
        sources: Sources::default(),
        loader,
        diagnostics,
        reading,
        absent: BTreeSet::new(),
        pending: Vec::new(),
        references: Vec::new(),
        skipped: Vec::new(),
        opened: BTreeSet::new(),
    };
    if let Reading::Schema(assumed) = reading {
        reach.sources.index.assumed = assumed.map(str::to_owned);
    }
    reach.read_root(&uri::remove_dots(root));
    reach.follow_all();
    let Reach {
        sources,
        references,
        ..
    } = reach;
    follow::check(&sources, &references, diagnostics);
    sources
}

/// The path of the file that a reference in a file leads to.
pub(super) fn path_of(from: &str, reference: &str) -> Result<String, ResolveError> {
    let parsed = UriRef::parse(reference);
    let joined = UriRef {
        query: None,
        ..parsed
    }
    .join(from);
    let (scheme, authority) = {
        let joined = UriRef::parse(&joined);
        (joined.scheme, joined.authority)
    };
    if scheme.is_some() || authority.is_some() {
        return Err(ResolveError::Remote);
    }
    match uri::decode(&joined) {
        Some(path) => Ok(path.into_owned()),
        None => Err(ResolveError::Invalid(
            "its percent-encoding is no UTF-8".to_owned(),
        )),
    }
}

/// The state of the reading.
struct Reach<'l> {
    sources: Sources,
    loader: &'l dyn Loader,
    diagnostics: &'l Diagnostics,
    reading: &'l Reading<'l>,
    /// Paths that the loader does not serve.
    absent: BTreeSet<String>,
    /// Places that are to be scanned.
    pending: Vec<(Address, Role)>,
    /// Every object with a reference.
    references: Vec<Address>,
    /// Places that were not scanned, since they look like data; none lies within another.
    skipped: Vec<Span>,
    /// Those places among them that were scanned after all.
    opened: BTreeSet<Span>,
}

/// A reference to another file.
struct Link {
    text: String,
    span: Span,
    purpose: Purpose,
}

impl Reach<'_> {
    fn read_root(&mut self, path: &str) {
        let place = Span::start_of(FileId(0));
        match self.loader.load(path) {
            Ok(bytes) => self.read(path, bytes, Purpose::Value, place),
            Err(error) => self.fail(path, place, &error),
        }
    }

    /// Scans until nothing new is found. A reference may lead into a place that was skipped as
    /// data, so that place is scanned then, and may refer to more files.
    fn follow_all(&mut self) {
        let mut looked = 0;
        while !self.pending.is_empty() {
            while let Some((address, role)) = self.pending.pop() {
                self.scan(&address, role);
            }
            let fresh = self.references.split_off(looked);
            for address in &fresh {
                self.look_into_skipped(address);
            }
            self.references.extend(fresh);
            looked = self.references.len();
        }
    }

    fn scan(&mut self, address: &Address, role: Role) {
        let mut scanned = Scanned::default();
        if let Some(node) = self.sources.node_at(address) {
            scan::scan(node, address, role, &mut scanned);
        }
        let Sources { files, index, .. } = &mut self.sources;
        for marked in &scanned.marked {
            if let Some(node) = node_at(files, marked) {
                index.add_marked(node, marked, self.diagnostics);
            }
        }
        for dialect in self.dialects(&scanned) {
            self.ensure_copy(&dialect);
        }
        for link in self.links(&scanned) {
            let paths = self.paths(&link);
            if !paths.iter().any(|path| self.ensure(path, &link)) {
                self.ensure_copy(&link);
            }
        }
        self.references.append(&mut scanned.references);
        if address.steps.is_empty() {
            self.skipped.append(&mut scanned.skipped);
            self.skipped.sort_unstable();
        }
    }

    /// Every reference that was found and leads to another file, in the order of the text.
    fn links(&self, scanned: &Scanned) -> Vec<Link> {
        let mut links = Vec::new();
        for node in self.nodes(&scanned.references) {
            links.extend(["$ref", "$dynamicRef"].map(|keyword| link(node.get(keyword))));
        }
        for node in self.nodes(&scanned.mappings) {
            let values = node.as_object().into_iter().flatten();
            let names_file = |link: &Link| {
                let path = link.text.split('#').next();
                path.and_then(Format::of).is_some()
            };
            links.extend(values.map(|member| link(Some(&member.value)).filter(names_file)));
        }
        if *self.reading == Reading::WithExamples {
            let externals = self.nodes(&scanned.externals);
            links.extend(externals.map(|node| {
                let purpose = Purpose::Example;
                Some(Link {
                    purpose,
                    ..link(node.get("externalValue"))?
                })
            }));
        }
        links.into_iter().flatten().collect()
    }

    /// Every `$schema` that names something else than a known schema of schemas.
    fn dialects(&self, scanned: &Scanned) -> Vec<Link> {
        let all = self.nodes(&scanned.marked);
        let named = all.filter_map(|node| link(node.get("$schema")));
        let plain = |text: &str| super::meta::text(text.trim_end_matches('#')).is_none();
        named.filter(|link| plain(&link.text)).collect()
    }

    fn nodes<'a>(&'a self, addresses: &'a [Address]) -> impl Iterator<Item = &'a Node> {
        addresses
            .iter()
            .filter_map(|address| self.sources.node_at(address))
    }

    /// The paths that a reference may mean: beside the nearest `$id`, then beside its own file.
    fn paths(&self, link: &Link) -> Vec<String> {
        let Sources { index, .. } = &self.sources;
        let base = index
            .resource_at(link.span)
            .map_or("", |(_, resource)| &resource.base);
        if index
            .resource(&UriRef::parse(&link.text).join(base))
            .is_some()
        {
            return Vec::new();
        }
        let bases = [base, self.sources.path(link.span.file)];
        bases
            .into_iter()
            .filter_map(|base| path_of(base, &link.text).ok())
            .collect()
    }

    /// Whether the file is there, after reading it if need be.
    fn ensure(&mut self, path: &str, link: &Link) -> bool {
        if self.sources.by_path.contains_key(path) {
            return true;
        }
        if self.absent.contains(path) {
            return false;
        }
        match self.loader.load(path) {
            Ok(bytes) => self.read(path, bytes, link.purpose, link.span),
            Err(LoadError::NotFound) => {
                self.absent.insert(path.to_owned());
                return false;
            }
            Err(error) => self.fail(path, link.span, &error),
        }
        true
    }

    /// Reads what a reference to the network leads to, where there is a copy of it.
    fn ensure_copy(&mut self, link: &Link) {
        let base = self.sources.index.resource_at(link.span);
        let uri = UriRef::parse(&link.text).join(base.map_or("", |(_, base)| &base.base));
        let is_new = self.sources.index.resource(&uri).is_none() && !self.absent.contains(&uri);
        if !is_new || UriRef::parse(&uri).scheme.is_none() {
            return;
        }
        let copy = super::meta::text(&uri)
            .map(|text| Ok(text.into_bytes()))
            .unwrap_or_else(|| self.loader.load_copy(&uri));
        match copy {
            Ok(bytes) => {
                let id = self.next_id();
                let file = File::read_copy(id, &uri, bytes, self.diagnostics);
                self.enter(id, file);
            }
            Err(LoadError::NotFound) => drop(self.absent.insert(uri)),
            Err(error) => self.fail(&uri, link.span, &error),
        }
    }

    fn read(&mut self, path: &str, bytes: Vec<u8>, purpose: Purpose, place: Span) {
        if bytes.len() > MAX_BYTES {
            let error = LoadError::Other("it is larger than 1 GiB".to_owned());
            return self.fail(path, place, &error);
        }
        let id = self.next_id();
        let file = File::read(id, path, bytes, purpose, self.diagnostics);
        match purpose {
            Purpose::Value => self.enter(id, file),
            Purpose::Example => self.sources.add(file),
        }
    }

    fn next_id(&self) -> FileId {
        FileId(self.sources.files.len() as u32)
    }

    /// Keeps a file, and remembers to scan it.
    fn enter(&mut self, id: FileId, file: File) {
        if let Some(root) = &file.tree {
            self.sources.index.add_file(id, &file.path, root);
            let whole = Address {
                file: id,
                steps: Box::default(),
            };
            let is_schema = id == FileId(0) && matches!(self.reading, Reading::Schema(_));
            let role = if is_schema {
                Role::Schema
            } else {
                scan::role_of_root(root)
            };
            self.pending.push((whole, role));
        }
        self.sources.add(file);
    }

    fn fail(&mut self, path: &str, place: Span, error: &LoadError) {
        self.sources.add(File::unread(path));
        self.diagnostics.report(
            Code::UnreadableFile,
            place,
            format!("`{path}` cannot be read: {error}"),
            "check the path and the permissions of the file",
        );
    }

    /// Scans what a reference leads to when it lies in a place that was skipped as data.
    fn look_into_skipped(&mut self, address: &Address) {
        let Some(reference) = self.sources.node_at(address).and_then(Reference::of) else {
            return;
        };
        let Ok(target) = self.sources.resolve(reference) else {
            return;
        };
        let place = target.node.span;
        if self.is_skipped(place) && self.opened.insert(place) {
            let root = self.sources.tree(place.file);
            let steps = root
                .map(|root| pointer::steps_to(root, place))
                .unwrap_or_default();
            let address = Address {
                file: place.file,
                steps: steps.into_boxed_slice(),
            };
            self.pending.push((address, Role::Any));
        }
    }

    fn is_skipped(&self, place: Span) -> bool {
        let begins_before =
            |skipped: &Span| (skipped.file, skipped.start) <= (place.file, place.start);
        let behind = self.skipped.partition_point(begins_before);
        let before = behind.checked_sub(1).and_then(|at| self.skipped.get(at));
        before.is_some_and(|skipped| skipped.contains(place))
    }
}

/// The reference that a node says, when it leads to another file.
fn link(node: Option<&Node>) -> Option<Link> {
    let text = node?.as_str()?;
    let leaves = !text.text.is_empty() && !text.text.starts_with('#');
    let link = Link {
        text: text.text.to_owned(),
        span: text.span,
        purpose: Purpose::Value,
    };
    leaves.then_some(link)
}
