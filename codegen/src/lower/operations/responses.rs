//! Responses.

use crate::json_schema::{Kind, Schema};
use crate::model::{Answer, Link, MediaKind, Name, Response, StatusPattern, TypeId};
use crate::openapi::{self, MediaType};
use crate::source::{Node, Str};

use super::{encodings, headers};
use crate::lower::context::{Lowering, Place};
use crate::lower::text;

/// The documented responses of an operation.
pub fn lower<'s>(
    lowering: &mut Lowering<'s, '_>,
    operation: &openapi::Operation<'s>,
    place: &Place,
) -> Vec<Response> {
    let responses = operation.responses.iter();
    responses
        .filter_map(|(status, response)| {
            let word = word(operation, StatusPattern::parse(status.text)?);
            let name = response
                .component
                .map_or_else(|| Name::of(&word), Name::parse);
            one(
                lowering,
                operation.method,
                status.text,
                response,
                &place.inside(&name),
            )
        })
        .collect()
}

/// What a body without a name is called: by its status where several of one sort have bodies.
fn word(operation: &openapi::Operation<'_>, status: StatusPattern) -> Vec<&'static str> {
    let statuses = operation.responses.iter();
    let mut statuses = statuses.filter_map(|(text, _)| StatusPattern::parse(text.text));
    // Where no success is documented, `default` is one.
    let lonely = !statuses.any(StatusPattern::is_success);
    let succeeds =
        |status: StatusPattern| status.is_success() || lonely && status == StatusPattern::Default;
    let sort = if succeeds(status) {
        "response"
    } else {
        "error"
    };
    let nameless = operation.responses.iter().filter(|(text, response)| {
        let other = StatusPattern::parse(text.text);
        let alike = other.is_some_and(|other| succeeds(other) == succeeds(status));
        alike && response.component.is_none() && !response.content.is_empty()
    });
    if nameless.count() > 1 {
        reason(status).iter().copied().chain([sort]).collect()
    } else {
        vec![sort]
    }
}

/// The words of a status; none where it has no common ones.
fn reason(status: StatusPattern) -> &'static [&'static str] {
    match status {
        StatusPattern::Code(200) => &["ok"],
        StatusPattern::Code(201) => &["created"],
        StatusPattern::Code(202) => &["accepted"],
        StatusPattern::Code(400) => &["bad", "request"],
        StatusPattern::Code(401) => &["unauthorized"],
        StatusPattern::Code(402) => &["payment", "required"],
        StatusPattern::Code(403) => &["forbidden"],
        StatusPattern::Code(404) => &["not", "found"],
        StatusPattern::Code(409) => &["conflict"],
        StatusPattern::Code(410) => &["gone"],
        StatusPattern::Code(412) => &["precondition"],
        StatusPattern::Code(413) => &["too", "large"],
        StatusPattern::Code(422) => &["unprocessable"],
        StatusPattern::Code(429) => &["too", "many", "requests"],
        StatusPattern::Code(500) => &["internal"],
        StatusPattern::Code(502) => &["bad", "gateway"],
        StatusPattern::Code(503) => &["unavailable"],
        StatusPattern::Code(504) => &["timeout"],
        StatusPattern::Range(4) => &["client"],
        StatusPattern::Range(5) => &["server"],
        _ => &[],
    }
}

fn one<'s>(
    lowering: &mut Lowering<'s, '_>,
    method: openapi::Method,
    status: &str,
    response: &openapi::Response<'s>,
    place: &Place,
) -> Option<Response> {
    let status = StatusPattern::parse(status)?;
    let kinds: Vec<MediaKind> = response
        .content
        .iter()
        .map(|(name, content)| kind(lowering, name.text, content))
        .collect();
    // JSON has a type, so it is preferred; among equals the document's order counts.
    let best = kinds
        .iter()
        .enumerate()
        .min_by_key(|(_, kind)| **kind)
        .map(|(index, _)| index);
    let bodiless = method == openapi::Method::Head || status == StatusPattern::Code(204);
    let answer = match best {
        Some(index) if !bodiless => answer(kinds[index], index),
        _ => Answer::Nothing,
    };
    for (_, content) in &response.content {
        // Only what is sent can be encoded.
        encodings::check(lowering, MediaKind::Bytes, content);
    }
    report_others(lowering, status, &response.content, best);
    let content = response.content.iter().zip(kinds).enumerate().map(
        |(index, ((media_type, content), kind))| {
            let typed = kind == MediaKind::Json && best == Some(index);
            (
                media_type.to_string(),
                body(lowering, typed, content, response.component, place),
            )
        },
    );
    let content = content.collect();
    Some(Response {
        status,
        docs: text::docs(None, response.description),
        content,
        answer,
        headers: headers::lower(lowering, response, place),
        links: links(lowering, response),
    })
}

fn links(lowering: &Lowering<'_, '_>, response: &openapi::Response<'_>) -> Vec<Link> {
    let links = response.links.iter().filter_map(|(_, link)| {
        if let Some(server) = &link.server {
            let message = "the server of a link is not told to its readers";
            let help = "name it in the description of the link";
            lowering.unsupported_field(server.span, message, help);
        }
        let parameters = link.parameters.iter();
        Some(Link {
            target: link.operation_id.or(link.operation_ref)?.to_string(),
            parameters: parameters
                .map(|(name, value)| (name.to_string(), expression(value)))
                .collect(),
            body: link.request_body.map(expression),
            docs: text::docs(None, link.description),
        })
    });
    links.collect()
}

/// An expression as it is written, or a value as JSON.
fn expression(node: &Node) -> String {
    let text = node.as_str().map(|text| text.to_string());
    text.unwrap_or_else(|| text::json(node).unwrap_or_default().to_string())
}

fn answer(kind: MediaKind, index: usize) -> Answer {
    match kind {
        MediaKind::Json => Answer::Json(index),
        MediaKind::Text => Answer::Text(index),
        MediaKind::Form | MediaKind::Multipart | MediaKind::Bytes => Answer::Bytes(index),
    }
}

/// A media type that says nothing is JSON where its schema describes JSON.
fn kind<'s>(lowering: &Lowering<'s, '_>, name: &str, content: &MediaType<'s>) -> MediaKind {
    match content.schema {
        Some(node) if MediaKind::is_open(name) && !is_text(lowering, node) => MediaKind::Json,
        _ => MediaKind::of(name),
    }
}

fn is_text<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> bool {
    match lowering.parse(node) {
        Schema::Object(schema) => schema
            .types
            .is_some_and(|types| types.contains(Kind::String)),
        Schema::Bool(..) => true,
    }
}

fn body<'s>(
    lowering: &mut Lowering<'s, '_>,
    typed: bool,
    content: &MediaType<'s>,
    component: Option<&str>,
    place: &Place,
) -> TypeId {
    match (content.schema, component) {
        (Some(node), Some(name)) if typed => lowering.in_component(node, name, "response"),
        (Some(node), None) if typed => lowering.inline(node, place),
        _ => lowering.raw(content.span),
    }
}

/// A client asks for one media type per response; the others are named.
fn report_others(
    lowering: &Lowering<'_, '_>,
    status: StatusPattern,
    content: &[(Str<'_>, MediaType<'_>)],
    best: Option<usize>,
) {
    for (index, (name, _)) in content.iter().enumerate() {
        if best != Some(index) && status.is_success() {
            let message = format!(
                "the media type `{}` of this response is not asked for",
                name.text
            );
            let help = "set the call's `accept` header and read its `raw()` answer to get it";
            lowering.unsupported_field(name.span, message, help);
        }
    }
}
