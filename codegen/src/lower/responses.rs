//! Responses.

use crate::model::{Name, Response, StatusPattern, TypeId};
use crate::openapi;

use super::bodies::is_json;
use super::context::{Lowering, Place};
use super::text;

/// The documented responses of an operation.
pub fn lower<'s>(
    lowering: &mut Lowering<'s, '_>,
    operation: &openapi::Operation<'s>,
    place: &Place,
) -> Vec<Response> {
    let responses = operation.responses.iter();
    responses.filter_map(|(status, response)| one(lowering, status.text, response, place)).collect()
}

fn one<'s>(
    lowering: &mut Lowering<'s, '_>,
    status: &str,
    response: &openapi::Response<'s>,
    place: &Place,
) -> Option<Response> {
    let status = StatusPattern::parse(status)?;
    let word = if status.is_success() { "response" } else { "error" };
    let place = match response.component {
        Some(name) => place.inside(&Name::parse(name)),
        None => place.inside(&Name::of(&[word])),
    };
    let content = response.content.iter().map(|(media_type, content)| {
        (media_type.to_string(), body(lowering, media_type.text, content, &place))
    });
    Some(Response { status, docs: text::docs(None, response.description), content: content.collect() })
}

/// Only JSON has a type; what else a response may be is read as it comes.
fn body<'s>(
    lowering: &mut Lowering<'s, '_>,
    media_type: &str,
    content: &openapi::MediaType<'s>,
    place: &Place,
) -> TypeId {
    match content.schema {
        Some(node) if is_json(media_type) => lowering.inline(node, place),
        _ => lowering.raw(content.span),
    }
}
