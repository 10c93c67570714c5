//! All files of a document, and what may be asked about them.

use std::collections::BTreeMap;

use super::file::{File, Purpose};
use super::follow;
use super::index::Index;
use super::json;
use super::load::Loader;
use super::origins::Origins;
use super::pointer;
use super::reach::{self, Reading};
use super::scan::Address;
use super::tree::{FileId, Node, Position, Span, Str, Value};
use super::{Reference, ResolveError};
use crate::diagnostic::Diagnostics;

/// The root of a document and every file that it refers to.
#[derive(Debug, Default)]
pub struct Sources {
    pub(super) files: Vec<File>,
    pub(super) by_path: BTreeMap<String, FileId>,
    pub(super) index: Index,
    /// Where the root was written, when it was made of other files.
    origins: Option<(Origins, u32)>,
}

/// A file that an example lies in.
#[derive(Clone, Copy, Debug)]
pub struct External<'s> {
    /// The file.
    pub file: FileId,
    /// Its value, when it is JSON or YAML.
    pub node: Option<&'s Node>,
    /// Its text.
    pub text: &'s str,
}

static NOTHING: Node = Node {
    span: Span {
        file: FileId(0),
        start: 0,
        end: 0,
    },
    value: Value::Null,
};

impl Sources {
    /// Reads the root and every file that it refers to by `$ref`.
    ///
    /// All references are checked; a root that cannot be read is reported and stands as null.
    pub fn load(root: &str, loader: &dyn Loader, diagnostics: &Diagnostics) -> Self {
        reach::load(root, loader, &Reading::Plain, diagnostics)
    }

    /// Reads, as [`Sources::load`] does, a root that is a schema; where it names no `$schema`, this one is assumed.
    pub fn load_schema(
        root: &str,
        loader: &dyn Loader,
        assumed: Option<&str>,
        diagnostics: &Diagnostics,
    ) -> Self {
        reach::load(root, loader, &Reading::Schema(assumed), diagnostics)
    }

    /// Reads, beyond what [`Sources::load`] does, the files of examples (`externalValue`).
    pub fn load_with_examples(root: &str, loader: &dyn Loader, diagnostics: &Diagnostics) -> Self {
        reach::load(root, loader, &Reading::WithExamples, diagnostics)
    }

    /// Reads one file and nothing that it refers to; it can be looked at, not resolved.
    pub(crate) fn read_alone(
        &mut self,
        path: &str,
        bytes: Vec<u8>,
        diagnostics: &Diagnostics,
    ) -> FileId {
        let id = FileId(self.files.len() as u32);
        self.add(File::read(id, path, bytes, Purpose::Value, diagnostics));
        id
    }

    /// Keeps the files that the root was made of, so that places in them can be shown; their numbers grow by the result.
    pub(crate) fn keep_beside(&mut self, written: Self, origins: Origins) -> u32 {
        let shift = self.files.len() as u32;
        self.files.extend(written.files);
        self.origins = Some((origins, shift));
        shift
    }

    /// Where a place was written, when the root was made of other files; else the place itself.
    pub(crate) fn written(&self, place: Span) -> Span {
        let Some((origins, shift)) = self.origins.as_ref().filter(|_| place.file == FileId(0))
        else {
            return place;
        };
        let written = origins.written(place.start, place.end);
        written.map_or(place, |span| Span {
            file: FileId(span.file.0 + shift),
            ..span
        })
    }

    /// The value of the root file.
    pub fn root(&self) -> &Node {
        self.tree(FileId(0)).unwrap_or(&NOTHING)
    }

    /// Every file, the root first.
    pub fn files(&self) -> impl Iterator<Item = FileId> {
        (0..self.files.len() as u32).map(FileId)
    }

    /// The path of a file, relative to the folder of the root.
    pub fn path(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.path)
    }

    /// The name of a file without its folder and extension.
    pub fn name_of(&self, file: FileId) -> Option<&str> {
        follow::stem(self.path(file))
    }

    /// The text of a file; bytes that are no UTF-8 are replaced.
    pub fn text(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.text)
    }

    /// The value of a file; absent when it is neither JSON nor YAML, or broken.
    pub fn tree(&self, file: FileId) -> Option<&Node> {
        self.file(file)?.tree.as_ref()
    }

    /// Where a span begins.
    pub fn position(&self, span: Span) -> Position {
        self.position_of(span.file, span.start)
    }

    /// Where a span ends: the place after its last character.
    pub fn end_position(&self, span: Span) -> Position {
        self.position_of(span.file, span.end)
    }

    /// The JSON pointer of the innermost value that holds a place, for messages.
    pub fn pointer(&self, place: Span) -> String {
        self.tree(place.file)
            .map(|root| pointer::to(root, place))
            .unwrap_or_default()
    }

    /// The path of the file that a URI reference leads to, its fragment left out.
    pub fn path_of(&self, reference: Reference<'_>) -> Result<String, ResolveError> {
        reach::path_of(self.path(reference.span.file), reference.text)
    }

    /// The file of an example, when the examples were loaded and it is there.
    pub fn external(&self, value: Str<'_>) -> Option<External<'_>> {
        let path = self.path_of(value.into()).ok()?;
        let file = *self.by_path.get(&path)?;
        Some(External {
            file,
            node: self.tree(file),
            text: self.text(file),
        })
    }

    /// The text of a file as JSON, whatever the name of the file says; what is wrong is reported.
    pub fn read_as_json(&self, file: FileId, diagnostics: &Diagnostics) -> Option<Node> {
        json::read(file, self.text(file), diagnostics)
    }

    /// The `$schema` that holds at a place, when one is declared.
    pub fn schema_uri(&self, place: Span) -> Option<&str> {
        self.index.resource_at(place)?.1.schema.as_deref()
    }

    /// The document or schema that has this URI, a fragment left out.
    pub fn document(&self, uri: &str) -> Option<&Node> {
        let whole = uri.split_once('#').map_or(uri, |(whole, _)| whole);
        self.node_at(&self.index.resource(whole)?.1.address)
    }

    /// The text of a line, counted from 1, with the offset at which it begins.
    pub(crate) fn line(&self, file: FileId, line: u32) -> Option<(usize, &str)> {
        let file = self.file(file)?;
        let range = file.lines().range(&file.text, line)?;
        Some((range.start, file.text.get(range)?))
    }

    /// Gives the memory of all values back; texts, and with them places as lines and columns, stay.
    pub(crate) fn forget_values(&mut self) {
        for file in &mut self.files {
            file.tree = None;
        }
    }

    pub(super) fn add(&mut self, file: File) {
        let id = FileId(self.files.len() as u32);
        self.by_path.insert(file.path.clone(), id);
        self.files.push(file);
    }

    pub(super) fn node_at(&self, address: &Address) -> Option<&Node> {
        node_at(&self.files, address)
    }

    fn file(&self, file: FileId) -> Option<&File> {
        self.files.get(file.0 as usize)
    }

    fn position_of(&self, file: FileId, offset: u32) -> Position {
        match self.file(file) {
            Some(file) => file.lines().position(&file.text, offset),
            None => Position { line: 1, column: 1 },
        }
    }
}

/// The node that stands at an address.
pub(super) fn node_at<'f>(files: &'f [File], address: &Address) -> Option<&'f Node> {
    let mut node = files.get(address.file.0 as usize)?.tree.as_ref()?;
    for &step in &address.steps {
        node = match &node.value {
            Value::Object(object) => &object.nth(step as usize)?.value,
            Value::Array(items) => items.get(step as usize)?,
            _ => return None,
        };
    }
    Some(node)
}
