//! Every token of a generated crate: whole-item templates, one file per kind of item or file.

mod check_files;
mod checks;
mod client;
mod contract;
mod features;
mod item;
mod library;
mod manifest;
mod module;
mod names;
mod print;
mod resource;
mod runtime;
mod schema;
mod signature;
mod table;
mod types;
mod typeset;
mod webhooks;

use std::collections::BTreeMap;

pub use print::MARKER;

use super::plan::{File, Module, Package, Part, Tree};
use crate::bundle::Bundle;
use crate::parallel;

/// The files of a crate, by path.
pub type Files = BTreeMap<String, String>;

/// What is printed on its own; large pieces come first, so that no thread waits for the last one.
enum Piece<'p> {
    Contract,
    Beside,
    Schemas,
    Checks,
    Module(&'p Module),
    Types(&'p Module, &'p File),
    Part(&'p Module, &'p Part),
}

/// Prints a module tree that holds types alone.
pub fn emit_tree(tree: &Tree) -> Files {
    let mut files = Files::new();
    files.extend(module::tree(tree));
    if !tree.checks.is_empty() {
        files.extend(check_files::files(&tree.checks, types::Codec::Beside));
    }
    files.extend(runtime::codec());
    files
}

/// Prints a crate, and lets `beside` write a page about it at the same time.
pub fn emit(
    package: &Package,
    schemas: &Bundle,
    beside: (&str, &(dyn Fn() -> String + Sync)),
) -> Files {
    let mut files = Files::new();
    files.insert("Cargo.toml".to_owned(), manifest::text(package));
    files.insert("rustfmt.toml".to_owned(), manifest::formatting());
    files.insert("README.md".to_owned(), library::readme(package));
    files.insert("src/lib.rs".to_owned(), library::text(package));
    let mut pieces = vec![Piece::Contract, Piece::Beside, Piece::Schemas];
    pieces.extend((!package.checks.is_empty()).then_some(Piece::Checks));
    pieces.extend(package.modules.iter().map(Piece::Module));
    for module in &package.modules {
        pieces.extend(module.files.iter().map(|file| Piece::Types(module, file)));
        pieces.extend(module.parts.iter().map(|part| Piece::Part(module, part)));
    }
    let printed = parallel::map(&pieces, |piece| match piece {
        Piece::Contract => contract::files(package),
        Piece::Beside => vec![(beside.0.to_owned(), beside.1())],
        Piece::Schemas => schema::files(package, schemas),
        Piece::Checks => {
            let files = check_files::files(&package.checks, types::Codec::Runtime);
            let files = files.into_iter();
            files
                .map(|(path, text)| (format!("src/{path}"), text))
                .collect()
        }
        Piece::Module(module) => {
            let mut files = module::folders(module);
            files.push(module::own(module));
            files
        }
        Piece::Types(module, file) => vec![module::types(module, file)],
        Piece::Part(module, part) => vec![module::part(module, part)],
    });
    files.extend(printed.into_iter().flatten());
    files.insert("src/client.rs".to_owned(), client::text(package));
    files.extend(runtime::files(package.webhooks()));
    files
}
