//! `lint`: everything that `compile` reports.

use crate::source::Loader;
use crate::{Compilation, Options, compile};

/// All diagnostics of the document at `root`; no files.
pub fn lint(root: &str, loader: &dyn Loader, options: &Options) -> Compilation {
    Compilation { files: None, ..compile(root, loader, options) }
}
