//! The checks beyond compiling: examples against their schemas, and the extensions of our own.

mod trial;

mod collect;
mod declared;
mod missing;

mod examine;
mod judge;

mod blame;
mod place;
mod undocumented;
mod words;

mod bundle;
mod keywords;
mod reach;
mod schemas;

pub mod extension;
mod extensions;

mod aliases;
mod conflicts;

use crate::diagnostic::Diagnostics;
use crate::openapi::Document;
use crate::source::{Loader, Sources};
use crate::{Compilation, Options};

/// Which checks are run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Only examples in files of their own: they are what the contract is tested with.
    Payloads,
    /// All examples and default values, and everything else that can be said about a document.
    Everything,
}

/// All diagnostics of the document at `root`; no files.
pub fn lint(root: &str, loader: &dyn Loader, options: &Options) -> Compilation {
    let diagnostics = Diagnostics::new();
    let mut sources = crate::overlay::load(root, loader, &options.overlays, &diagnostics);
    crate::build(
        &mut sources,
        &diagnostics,
        options,
        Scope::Everything,
        |_, _| (),
    );
    crate::finish(sources, diagnostics, None, options)
}

/// Runs the checks on a document that was read.
pub(crate) fn check(
    document: &Document<'_>,
    sources: &Sources,
    scope: Scope,
    diagnostics: &Diagnostics,
) {
    let mut trials = collect::trials(document, sources, scope, diagnostics);
    if scope == Scope::Everything {
        trials.extend(declared::trials(document, sources));
        missing::check(document, sources, diagnostics);
        extensions::check(sources, diagnostics);
        aliases::check(sources, diagnostics);
    }
    examine::all(trials, sources, diagnostics);
}

/// True for `application/json`, for `…+json`, and for both with parameters.
fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    matches!(essence.as_str(), "application/json" | "text/json") || essence.ends_with("+json")
}

#[cfg(test)]
mod tests;
