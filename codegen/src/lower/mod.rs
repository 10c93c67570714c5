//! From the document as written to the model: one file per construct.

mod context;
mod schema;

mod all_of;
mod alternatives;
mod array;
mod checks;
mod enumeration;
mod object;
mod scalar;

mod operations;
mod parameters;
mod bodies;
mod responses;
mod resources;
mod security;

mod text;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::model::{Api, Info, Name, TypeId};
use crate::openapi::Document;
use crate::source::{Node, Sources};

use context::Lowering;
pub use context::location;
pub use text::json;

/// The schema of each type.
pub type Places<'s> = BTreeMap<TypeId, &'s Node>;

/// Lowers a document; what can't be expressed is reported and becomes a raw JSON value.
pub fn lower<'s>(
    document: &Document<'s>,
    sources: &'s Sources,
    diagnostics: &Diagnostics,
) -> (Api, Places<'s>) {
    let mut lowering = Lowering::new(sources, diagnostics);
    let resources = resources::lower(&mut lowering, document);
    lowering.finish_references();
    let api = Api {
        info: info(document),
        servers: security::servers(document),
        security: security::schemes(document, diagnostics),
        resources,
        types: lowering.types,
    };
    (api, lowering.places)
}

fn info(document: &Document<'_>) -> Info {
    let title = document.info.title.map_or("api", |title| title.text);
    Info {
        name: Name::parse(title),
        title: title.to_owned(),
        version: document.info.version.map_or("0.0.0", |version| version.text).to_owned(),
        docs: text::docs(document.info.summary, document.info.description),
    }
}
