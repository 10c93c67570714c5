//! Overlay 1.0: changes to a document that somebody else keeps, applied before it is read.

mod document;
mod edit;
mod path;
mod text;
mod tree;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{LoadError, Loader, Sources};

use tree::Item;

/// An overlay document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    /// Its path as diagnostics name it; the ending says how it is written.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Reads a document with the overlays applied to its root file, in their order.
///
/// What is read then is a new text of the root. Diagnostics are brought back to the files that people wrote by
/// [`bring_back`].
pub fn load(root: &str, loader: &dyn Loader, overlays: &[Overlay], diagnostics: &Diagnostics) -> Sources {
    let Ok(bytes) = loader.load(root) else { return Sources::load_with_examples(root, loader, diagnostics) };
    if overlays.is_empty() {
        return Sources::load_with_examples(root, loader, diagnostics);
    }
    let own = Diagnostics::new();
    let mut written = Sources::default();
    let document = written.read_alone(root, bytes, &own);
    let files: Vec<_> = overlays.iter().map(|one| written.read_alone(&one.path, one.bytes.clone(), &own)).collect();
    let Some(mut item) = written.tree(document).map(Item::of) else {
        own.into_vec().into_iter().for_each(|found| diagnostics.push(found));
        return written;
    };
    let actions = files.into_iter().filter_map(|file| written.tree(file));
    let actions: Vec<_> = actions.flat_map(|node| document::actions(node, &own)).collect();
    edit::apply(&actions, &mut item, &own);
    let (text, origins) = text::write(&item);
    let mut sources = Sources::load_with_examples(root, &Changed { loader, root, text }, diagnostics);
    let shift = sources.keep_beside(written, origins);
    for mut found in own.into_vec() {
        found.span.file.0 += shift;
        diagnostics.push(found);
    }
    sources
}

/// Brings diagnostics about the changed text of the root back to the files that people wrote.
pub fn bring_back(sources: &Sources, found: &mut [Diagnostic]) {
    for one in found.iter_mut() {
        one.span = sources.written(one.span);
    }
    found.sort_by_key(|one| one.span);
}

/// Serves the changed text in place of the root file.
struct Changed<'l> {
    loader: &'l dyn Loader,
    root: &'l str,
    text: String,
}

impl Loader for Changed<'_> {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        if path == self.root { Ok(self.text.clone().into_bytes()) } else { self.loader.load(path) }
    }
}

/// Reports that an overlay cannot be carried out as it is written.
fn report(diagnostics: &Diagnostics, span: crate::source::Span, message: impl Into<String>, help: &str) {
    diagnostics.report(Code::InvalidOverlay, span, message, help);
}
