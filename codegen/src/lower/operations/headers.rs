//! Headers of answers.

use crate::json_schema::Kind;
use crate::model::{Header, HeaderForm, MediaKind, Scalar, Shape, TypeId};
use crate::openapi::{self, ParameterShape, Response};
use crate::source::{Node, Str};

use super::{bodies, parameters};
use crate::lower::context::{Lowering, Place};

/// The headers of a response, but for `Content-Type`, which its media types describe.
pub fn lower<'s>(
    lowering: &mut Lowering<'s, '_>,
    response: &Response<'s>,
    place: &Place,
) -> Vec<Header> {
    let mut headers = Vec::new();
    for (name, header) in &response.headers {
        if name.eq_ignore_ascii_case("content-type") {
            let message = "OpenAPI ignores response headers called `Content-Type`";
            let help = "describe media types under `content`";
            let span = name.span;
            lowering.unsupported_field(span, message, help);
            continue;
        }
        let (ty, form) = value(lowering, (*name, header), response.component, place);
        headers.push(Header {
            name: name.to_string(),
            docs: parameters::docs_of_value(lowering, header.description, header.shape.as_ref()),
            ty,
            form,
            required: header.required,
            deprecated: header.deprecated,
        });
    }
    headers
}

/// The type of a header's value, and how it is written.
fn value<'s>(
    lowering: &mut Lowering<'s, '_>,
    (name, header): (Str<'s>, &openapi::Header<'s>),
    component: Option<&str>,
    place: &Place,
) -> (TypeId, HeaderForm) {
    let (node, form) = match &header.shape {
        Some(ParameterShape::Schema(node)) => (Some(*node), form(lowering, node)),
        Some(ParameterShape::Content(media_type, content)) => {
            let is_json = MediaKind::of(media_type.text) == MediaKind::Json;
            if !is_json {
                report_text(lowering, *media_type, media_type.text);
            }
            (content.schema, is_json.then_some(HeaderForm::Json))
        }
        None => (None, None),
    };
    let Some(form) = form else {
        if let Some(node) = node.filter(|_| matches!(header.shape, Some(ParameterShape::Schema(_))))
        {
            let at = Str {
                span: node.span,
                text: name.text,
            };
            report_text(lowering, at, "an object");
        }
        let text = lowering.made_up(header.span, Shape::Scalar(Scalar::Text));
        return (text, HeaderForm::Text);
    };
    let Some(node) = node else {
        return (lowering.raw(header.span), form);
    };
    let own = parameters::words(name.text);
    let ty = match (header.component, component) {
        (Some(name), _) => lowering.in_component(node, name, "header"),
        (None, Some(component)) => {
            lowering.in_component(node, &format!("{component} {own}"), "header")
        }
        (None, None) => lowering.inline(node, &place.inside(&own)),
    };
    (ty, form)
}

/// How a value of the schema is written; members of objects have no place in a header.
fn form<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> Option<HeaderForm> {
    let Some(schema) = bodies::resolved(lowering, node) else {
        return Some(HeaderForm::Text);
    };
    let has = |kind: Kind| schema.types.is_some_and(|types| types.contains(kind));
    if has(Kind::Object) || !schema.properties.is_empty() {
        return None;
    }
    let is_list = has(Kind::Array) || schema.items.is_some();
    Some(if is_list {
        HeaderForm::List
    } else {
        HeaderForm::Text
    })
}

fn report_text(lowering: &Lowering<'_, '_>, place: Str<'_>, what: &str) {
    lowering.unsupported_field(
        place.span,
        format!("a header that holds {what} is read as text"),
        "describe it as a text, a number or a list, or as JSON under `content`",
    );
}
