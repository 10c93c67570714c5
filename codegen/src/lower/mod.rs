//! From the document as written to the model: one file per construct.

mod context;

mod schema;

pub mod assertions;

pub mod operations;

mod access;
mod extensions;
mod text;
mod title;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::model::{Api, Assertions, Contact, Docs, Info, License, Name, TypeId, View, Webhooks};
use crate::openapi::Document;
use crate::source::{Node, Sources, Str};

pub use access::of as access;
use context::Lowering;
pub use context::location;
use operations::{resources, security, webhooks};
use schema::equal;

/// The schema of each type.
pub type Places<'s> = BTreeMap<TypeId, &'s Node>;

/// Lowers a document; what can't be expressed is reported and becomes a raw JSON value.
pub fn lower<'s>(
    document: &Document<'s>,
    sources: &'s Sources,
    diagnostics: &Diagnostics,
) -> (Api, Places<'s>) {
    let mut lowering = Lowering::new(sources, diagnostics);
    let security = security::schemes(document, diagnostics);
    let requirement = security::requirement(document, &security);
    let resources = resources::lower(&mut lowering, document, &security, &requirement);
    let webhooks = webhooks::lower(&mut lowering, document);
    lowering.finish_references();
    equal::merge(&mut lowering);
    let api = Api {
        info: info(document),
        servers: security::servers(document),
        rate_limit: extensions::rate_limit(&document.extensions, diagnostics),
        security,
        requirement,
        resources,
        webhooks,
        types: lowering.types,
        roots: Vec::new(),
        assertions: Assertions::default(),
    };
    (api, lowering.places)
}

/// Lowers a plain JSON Schema document to its types; the root of the document becomes the type of this name.
pub fn lower_schema<'s>(
    sources: &'s Sources,
    name: &str,
    diagnostics: &Diagnostics,
) -> (Api, Places<'s>) {
    let mut lowering = Lowering::new(sources, diagnostics);
    lowering.exact = true;
    let root = lowering.root(sources.root(), name);
    lowering.finish_references();
    equal::merge(&mut lowering);
    let info = Info {
        name: Name::parse(name),
        title: name.to_owned(),
        version: String::new(),
        docs: Docs::default(),
        contact: None,
        license: None,
        terms: None,
    };
    let (servers, rate_limit, security, requirement, resources) = Default::default();
    let api = Api {
        info,
        servers,
        rate_limit,
        security,
        requirement,
        resources,
        webhooks: Webhooks::default(),
        types: lowering.types,
        roots: vec![root],
        assertions: Assertions::default(),
    };
    (api, lowering.places)
}

/// The schemas of types that stand beside another view of the same schema.
pub fn place_views(api: &Api, places: &mut Places<'_>) {
    for (id, ty) in api.types.iter() {
        let View::RequestBeside(answered) = ty.view else {
            continue;
        };
        if let Some(node) = places.get(&answered).copied() {
            places.insert(id, node);
        }
    }
}

fn info(document: &Document<'_>) -> Info {
    let own = |text: Option<Str<'_>>| text.map(|text| text.to_string());
    let title = document.info.title.map_or("api", |title| title.text);
    Info {
        name: title::name(title),
        title: title.to_owned(),
        version: document
            .info
            .version
            .map_or("0.0.0", |version| version.text)
            .to_owned(),
        docs: Docs {
            page: text::page(document.external_docs.as_ref()),
            ..text::docs(document.info.summary, document.info.description)
        },
        contact: document.info.contact.as_ref().map(|contact| Contact {
            name: own(contact.name),
            url: own(contact.url),
            email: own(contact.email),
        }),
        license: document.info.license.as_ref().map(|license| License {
            name: own(license.name),
            identifier: own(license.identifier),
            url: own(license.url),
        }),
        terms: own(document.info.terms_of_service),
    }
}
