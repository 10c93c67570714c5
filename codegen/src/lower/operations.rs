//! Operations.

use crate::model::{Method, Name, Operation, Origin, Owner};
use crate::openapi;
use crate::openapi::Template;

use super::context::{Lowering, Place};
use super::{bodies, parameters, responses, text};

/// One operation of a resource; `number` counts operations over the whole document.
pub fn lower<'s>(
    lowering: &mut Lowering<'s, '_>,
    template: &Template<'s>,
    operation: &openapi::Operation<'s>,
    number: usize,
    resource: &Name,
) -> Operation {
    let method = method(operation.method);
    let id = operation.id.map_or_else(|| made_up_id(method, template), |id| id.to_string());
    let whole = Name::parse(&id);
    let place = Place { owner: Owner::Operation(number), context: vec![whole.clone()], is_member: false };
    let path = template.text.to_string();
    let location = format!("{}#{}", lowering.sources.path(operation.span.file), method.as_str());
    Operation {
        number,
        name: whole.without(resource),
        method,
        docs: text::docs(operation.summary, operation.description),
        deprecated: operation.deprecated,
        parameters: parameters::lower(lowering, template, operation, &place),
        body: bodies::lower(lowering, operation, &place),
        responses: responses::lower(lowering, operation, &place),
        origin: Origin { span: operation.method_span, location },
        id,
        path,
    }
}

/// `GET /a/{b}` without an operationId is `get a by b`.
fn made_up_id(method: Method, template: &Template<'_>) -> String {
    let mut words = method.as_str().to_ascii_lowercase();
    for part in template.text.text.split(['{', '}']).enumerate() {
        let (index, text) = part;
        let link = if index % 2 == 1 { "_by_" } else { "_" };
        words.push_str(link);
        words.push_str(text);
    }
    Name::parse(&words).words().join("_")
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
