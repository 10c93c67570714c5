//! Operations.

mod action;
mod bodies;
mod by_path;
mod called;
mod encodings;
mod headers;
mod multipart;
pub mod pagination;
mod parameters;
pub mod resources;
mod responses;
pub mod security;
pub mod webhooks;

use crate::model::{Method, Name, Operation, Origin, Owner, Security, Server};
use crate::openapi;
use crate::openapi::Template;

use super::context::{Lowering, Place};
use super::{extensions, text};
use called::Called;

/// What the API asks of its callers.
pub struct Requirements<'a> {
    /// The schemes that a client can follow.
    pub schemes: &'a [Security],
    /// Sets of them, any one of which suffices.
    pub usual: &'a [Vec<usize>],
}

impl Requirements<'_> {
    /// What an operation asks for, where that is something else.
    fn of(&self, operation: &openapi::Operation<'_>) -> Option<Vec<Vec<usize>>> {
        let sets = security::sets(operation.security.as_ref()?, self.schemes);
        (sets != self.usual).then_some(sets)
    }
}

/// One operation of a resource.
pub fn lower<'s>(
    lowering: &mut Lowering<'s, '_>,
    template: &Template<'s>,
    operation: &openapi::Operation<'s>,
    called: Called,
    resource: &Name,
    api: &Requirements<'_>,
) -> Operation {
    let method = method(operation.method);
    let Called {
        number,
        id,
        title,
        name,
        ..
    } = called;
    let place = Place {
        owner: Owner::Operation(number),
        context: vec![title.clone()],
        items: None,
        is_member: false,
    };
    let path = template.text.to_string();
    let parameters = parameters::lower(lowering, template, operation, &place);
    let location = format!(
        "{}#{}",
        lowering.sources.path(operation.span.file),
        method.as_str()
    );
    Operation {
        number,
        subject: action::subject(&name, resource),
        name,
        title,
        method,
        docs: text::docs_of_operation(operation),
        deprecated: operation.deprecated,
        pagination: pagination::lower(lowering, operation, &parameters),
        parameters,
        bodies: bodies::lower(lowering, operation, &place),
        responses: responses::lower(lowering, operation, &place),
        security: api.of(operation),
        scopes: security::scopes(operation.security.as_deref().unwrap_or_default()),
        server: server(lowering, operation),
        repeatable: extensions::repeatable(&operation.extensions, lowering.diagnostics),
        origin: Origin {
            span: operation.method_span,
            location,
        },
        id,
        path,
    }
}

/// `GET /a/{b}` without an operationId is `get a by b`.
pub fn made_up_id(method: Method, template: &str) -> String {
    let mut words = method.as_str().to_ascii_lowercase();
    for part in template.split(['{', '}']).enumerate() {
        let (index, text) = part;
        let link = if index % 2 == 1 { "_by_" } else { "_" };
        words.push_str(link);
        words.push_str(text);
    }
    Name::parse(&words).words().join("_")
}

/// The first base URL of its own, where it names a host or a path on the client's.
fn server(lowering: &Lowering<'_, '_>, operation: &openapi::Operation<'_>) -> Option<Server> {
    let own = operation.servers.first()?;
    if let Some(other) = operation.servers.get(1) {
        let message = "an operation has one server of its own, and this is another one";
        let help = "list servers for the whole API, of which a client chooses one";
        lowering.unsupported_field(other.span, message, help);
    }
    let server = security::server(own);
    if server.url.contains("://") || server.url.starts_with('/') {
        return Some(server);
    }
    let help = "write the whole URL, or its path with a slash before it";
    let message = "this server depends on where the document lies, and is not followed";
    lowering.unsupported_field(own.span, message, help);
    None
}

fn method(method: openapi::Method) -> Method {
    match method {
        openapi::Method::Get => Method::Get,
        openapi::Method::Put => Method::Put,
        openapi::Method::Post => Method::Post,
        openapi::Method::Delete => Method::Delete,
        openapi::Method::Options => Method::Options,
        openapi::Method::Head => Method::Head,
        openapi::Method::Patch => Method::Patch,
        openapi::Method::Trace => Method::Trace,
    }
}
