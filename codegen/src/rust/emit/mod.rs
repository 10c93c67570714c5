//! Every token of a generated crate: whole-item templates, one file per kind of item or file.

mod answer;
mod arguments;
mod checks;
mod client;
mod contract;
mod dispatch;
mod enumeration;
mod facts;
mod library;
mod manifest;
mod module;
mod names;
mod newtype;
mod print;
mod record;
mod resource;
mod runtime;
mod schema;
mod types;
mod union;

use std::collections::BTreeMap;

pub use print::MARKER;

use super::plan::{Package, Tree};
use crate::bundle::Bundle;

/// The files of a crate, by path.
pub type Files = BTreeMap<String, String>;

/// Prints a module tree that holds types alone.
pub fn emit_tree(tree: &Tree) -> Files {
    let mut files = Files::new();
    files.extend(module::tree(tree));
    if !tree.checks.is_empty() {
        files.insert(
            "checks.rs".to_owned(),
            checks::file(&tree.checks, types::Codec::Beside),
        );
    }
    files.extend(runtime::codec());
    files
}

/// Prints a crate.
pub fn emit(package: &Package, schemas: &Bundle) -> Files {
    let mut files = Files::new();
    files.insert("Cargo.toml".to_owned(), manifest::text(package));
    files.insert("rustfmt.toml".to_owned(), manifest::formatting());
    files.insert("README.md".to_owned(), library::readme(package));
    files.insert("src/lib.rs".to_owned(), library::text(package));
    files.insert("src/client.rs".to_owned(), client::text(package));
    files.insert("src/contract.rs".to_owned(), contract::text(package));
    if !package.checks.is_empty() {
        files.insert(
            "src/checks.rs".to_owned(),
            checks::file(&package.checks, types::Codec::Runtime),
        );
    }
    files.extend(schema::files(package, schemas));
    files.extend(package.modules.iter().flat_map(module::files));
    files.extend(runtime::files());
    files
}
