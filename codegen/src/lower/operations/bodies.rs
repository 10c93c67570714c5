//! Request bodies: one form per kind of media type.

use crate::json_schema::{Kind, Schema, SchemaObject};
use crate::model::{Body, BodyContent, MediaKind, Name};
use crate::openapi::{self, MediaType};
use crate::source::{Node, Str};

use super::{encodings, multipart, parameters};
use crate::lower::context::{Lowering, Place};
use crate::lower::text;

/// The forms of an operation's body, JSON first; media types that no form stands for are reported.
pub fn lower<'s>(
    lowering: &mut Lowering<'s, '_>,
    operation: &openapi::Operation<'s>,
    place: &Place,
) -> Vec<Body> {
    let Some(body) = operation.request_body.as_ref() else {
        return Vec::new();
    };
    if body.content.is_empty() {
        let message = "the request body has no media type, and is not sent";
        let help = "name a media type, or remove the request body";
        let span = body.span;
        lowering.unsupported_field(span, message, help);
    }
    let mut found: Vec<(MediaKind, Str<'s>, &MediaType<'s>)> = body
        .content
        .iter()
        .map(|(name, content)| (kind(lowering, name.text, content), *name, content))
        .collect();
    found.sort_by_key(|(kind, ..)| *kind);
    let mut bodies: Vec<Body> = Vec::new();
    let mut kinds: Vec<MediaKind> = Vec::new();
    for (kind, name, content) in found {
        if kind == MediaKind::Form && !body.required && is_blank(lowering, content) {
            continue;
        }
        let known = kinds.iter().position(|known| *known == kind);
        match known {
            _ if is_other_form(name.text, &kinds) => report_unused(lowering, name, &bodies),
            Some(known) if is_opaque(kind) => bodies[known].others.push(name.trim().to_owned()),
            Some(_) => report_unused(lowering, name, &bodies),
            None => {
                kinds.push(kind);
                bodies.push(one(lowering, body, (kind, name), content, place));
            }
        }
    }
    bodies
}

/// The schema of a value, or the one that a reference in its place leads to.
pub fn resolved<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> Option<Box<SchemaObject<'s>>> {
    let Schema::Object(schema) = lowering.parse(node) else {
        return None;
    };
    let Some(reference) = schema.reference else {
        return Some(schema);
    };
    match lowering.parse(
        lowering
            .sources
            .follow(reference, lowering.diagnostics)?
            .node,
    ) {
        Schema::Object(schema) => Some(schema),
        Schema::Bool(..) => None,
    }
}

/// Whether a schema names a kind of value.
pub fn has_kind(schema: &SchemaObject<'_>, kind: Kind) -> bool {
    schema.types.is_some_and(|types| types.contains(kind))
}

fn one<'s>(
    lowering: &mut Lowering<'s, '_>,
    body: &openapi::RequestBody<'s>,
    (kind, name): (MediaKind, Str<'s>),
    content: &MediaType<'s>,
    place: &Place,
) -> Body {
    let inside = place.inside(&Name::of(&["request"]));
    let mut lowered = Body {
        media_type: media_type(kind, name.text),
        others: Vec::new(),
        required: body.required,
        docs: text::docs(None, body.description),
        ty: lowering.raw(content.span),
        content: BodyContent::Bytes,
        examples: Vec::new(),
    };
    if is_opaque(kind) && name.contains('*') {
        lowered.others.push(name.trim().to_owned());
    }
    match kind {
        MediaKind::Text => lowered.content = BodyContent::Text,
        MediaKind::Bytes => {}
        MediaKind::Multipart => {
            lowered.content = BodyContent::Multipart(multipart::lower(lowering, content, place))
        }
        MediaKind::Json | MediaKind::Form => {
            if let Some(node) = content.schema {
                lowered.ty = match body.component {
                    Some(name) => lowering.in_component(node, name, "request"),
                    None => lowering.inline(node, &inside),
                };
            }
            lowered.examples = parameters::examples(lowering, &content.examples);
            lowered.content = match kind {
                MediaKind::Json => BodyContent::Json,
                _ => BodyContent::Form(encodings::of_form(lowering, content)),
            };
        }
    }
    encodings::check(lowering, kind, content);
    lowered
}

/// Whether bodies are what the caller says, whatever their media type.
fn is_opaque(kind: MediaKind) -> bool {
    matches!(kind, MediaKind::Text | MediaKind::Bytes)
}

/// True for a form in which nothing can stand: sent or not, it is the same.
fn is_blank<'s>(lowering: &Lowering<'s, '_>, content: &MediaType<'s>) -> bool {
    let schema = content.schema.and_then(|node| resolved(lowering, node));
    schema.is_some_and(|schema| {
        let others = schema.additional_properties;
        let is_closed = others.is_some_and(|node| node.as_bool() == Some(false));
        let is_plain =
            schema.all_of.is_empty() && schema.one_of.is_empty() && schema.any_of.is_empty();
        is_closed
            && is_plain
            && schema.properties.is_empty()
            && schema.pattern_properties.is_empty()
    })
}

/// A media type that says nothing is JSON where its schema describes JSON.
fn kind<'s>(lowering: &Lowering<'s, '_>, name: &str, content: &MediaType<'s>) -> MediaKind {
    let is_json = |node| match lowering.parse(node) {
        Schema::Object(schema) => !has_kind(&schema, Kind::String),
        Schema::Bool(..) => false,
    };
    match content.schema {
        Some(node) if MediaKind::is_open(name) && is_json(node) => MediaKind::Json,
        _ => MediaKind::of(name),
    }
}

fn media_type(kind: MediaKind, name: &str) -> String {
    match kind {
        MediaKind::Json if name.contains('*') => "application/json".to_owned(),
        MediaKind::Multipart if name.contains('*') => "multipart/form-data".to_owned(),
        // The boundary is the client's.
        MediaKind::Multipart => name.split(';').next().unwrap_or_default().trim().to_owned(),
        _ if name.contains('*') => "application/octet-stream".to_owned(),
        _ => name.trim().to_owned(),
    }
}

/// XML and YAML beside JSON only say the same in other words.
fn is_other_form(name: &str, kinds: &[MediaKind]) -> bool {
    kinds.contains(&MediaKind::Json) && (name.contains("xml") || name.contains("yaml"))
}

fn report_unused(lowering: &Lowering<'_, '_>, name: Str<'_>, bodies: &[Body]) {
    let sent = bodies
        .first()
        .map_or("another form", |body| body.media_type.as_str());
    let message = format!(
        "bodies of the media type `{}` are not sent: `{sent}` is",
        name.text
    );
    let help = "remove the media type, or the one that is sent in its place";
    lowering.unsupported_field(name.span, &message, help);
}
