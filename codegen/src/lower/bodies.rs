//! Request bodies: one form per kind of media type.

use crate::diagnostic::Code;
use crate::json_schema::{Kind, Schema, SchemaObject};
use crate::model::{
    Access, Body, BodyContent, Files, Location, MediaKind, Name, Parameter, ParameterStyle, Part,
    Scalar, Shape,
};
use crate::openapi::{self, Encoding, MediaType};
use crate::source::{Node, Str};

use super::context::{Lowering, Place};
use super::{access, parameters, schema, text};

/// How deep `allOf` is followed for the parts of a body.
const DEPTH: usize = 16;

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
        lowering
            .diagnostics
            .report(Code::UnsupportedField, span, message, help);
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
        if kinds.contains(&kind) || is_other_form(name.text, &kinds) {
            report_unused(lowering, name, &bodies);
            continue;
        }
        kinds.push(kind);
        bodies.push(one(lowering, body, (kind, name), content, place));
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

fn one<'s>(
    lowering: &mut Lowering<'s, '_>,
    body: &openapi::RequestBody<'s>,
    (kind, name): (MediaKind, Str<'s>),
    content: &MediaType<'s>,
    place: &Place,
) -> Body {
    let inside = place.inside(&Name::of(&["body"]));
    let mut lowered = Body {
        media_type: media_type(kind, name.text),
        required: body.required,
        docs: text::docs(None, body.description),
        ty: lowering.raw(content.span),
        content: BodyContent::Bytes,
        examples: Vec::new(),
    };
    match kind {
        MediaKind::Text => lowered.content = BodyContent::Text,
        MediaKind::Bytes => {}
        MediaKind::Multipart => {
            lowered.content = BodyContent::Multipart(parts(lowering, content, place))
        }
        MediaKind::Json | MediaKind::Form => {
            if let Some(node) = content.schema {
                lowered.ty = match body.component {
                    Some(name) => lowering.in_component(node, name, "body"),
                    None => lowering.inline(node, &inside),
                };
            }
            lowered.examples = parameters::examples(lowering, &content.examples);
            lowered.content = match kind {
                MediaKind::Json => BodyContent::Json,
                _ => BodyContent::Form(styles(&content.encoding)),
            };
        }
    }
    lowered
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
        _ if name.contains('*') => "application/octet-stream".to_owned(),
        _ => name.trim().to_owned(),
    }
}

/// XML and YAML beside JSON only say the same in other words.
fn is_other_form(name: &str, kinds: &[MediaKind]) -> bool {
    kinds.contains(&MediaKind::Json) && (name.contains("xml") || name.contains("yaml"))
}

/// The members of a form that are not written as usual.
fn styles(encoding: &[(Str<'_>, Encoding<'_>)]) -> Vec<(String, ParameterStyle)> {
    let style = |encoding: &Encoding<'_>| match (encoding.style, encoding.content_type) {
        (Some(style), _) => Some(parameters::style(style, encoding.explode)),
        (None, Some(media_type)) => {
            (MediaKind::of(media_type.text) == MediaKind::Json).then_some(ParameterStyle::Json)
        }
        (None, None) => (!encoding.explode).then_some(ParameterStyle::Form { explode: false }),
    };
    encoding
        .iter()
        .filter_map(|(name, encoding)| Some((name.to_string(), style(encoding)?)))
        .collect()
}

fn parts<'s>(lowering: &mut Lowering<'s, '_>, content: &MediaType<'s>, place: &Place) -> Vec<Part> {
    let mut members = Vec::new();
    if let Some(node) = content.schema {
        collect(lowering, node, 0, &mut members);
        members.retain(|member| access::of(lowering.sources, member.node) != Access::ReadOnly);
    }
    for (name, encoding) in &content.encoding {
        if !encoding.headers.is_empty() {
            let message = format!("headers of the part `{}` are not sent", name.text);
            lowering.diagnostics.report(
                Code::UnsupportedField,
                encoding.span,
                message,
                "leave them out",
            );
        }
    }
    let encoding = |name: &str| {
        content
            .encoding
            .iter()
            .find(|(known, _)| known.text == name)
    };
    members
        .into_iter()
        .map(|member| {
            let media_type =
                encoding(member.name.text).and_then(|(_, encoding)| encoding.content_type);
            part(
                lowering,
                &member,
                media_type.map_or("", |text| text.text),
                place,
            )
        })
        .collect()
}

/// A member of the schema of a body of several parts.
struct Member<'s> {
    name: Str<'s>,
    node: &'s Node,
    required: bool,
}

fn part<'s>(
    lowering: &mut Lowering<'s, '_>,
    member: &Member<'s>,
    media_types: &str,
    place: &Place,
) -> Part {
    let name = parameters::words(member.name.text);
    let file = files(lowering, member.node, media_types);
    let ty = match file {
        Some(_) => lowering.made_up(member.node.span, Shape::Scalar(Scalar::Text)),
        None => lowering.inline(member.node, &place.inside(&name)),
    };
    let (docs, deprecated) = schema::member_docs(&lowering.parse(member.node));
    let media_type = media_types.split(',').next().unwrap_or_default().trim();
    let parameter = Parameter {
        wire_name: member.name.to_string(),
        name,
        location: Location::Query,
        style: ParameterStyle::Form { explode: true },
        required: member.required,
        deprecated,
        docs,
        ty,
        allow_reserved: false,
        may_be_empty: false,
        examples: Vec::new(),
    };
    let media_type = if media_type.contains('*') {
        ""
    } else {
        media_type
    };
    Part {
        parameter,
        file,
        media_type: media_type.to_owned(),
    }
}

/// The members of an object schema, those of references and of `allOf` included.
fn collect<'s>(
    lowering: &Lowering<'s, '_>,
    node: &'s Node,
    depth: usize,
    members: &mut Vec<Member<'s>>,
) {
    let Schema::Object(schema) = lowering.parse(node) else {
        return;
    };
    if depth == DEPTH {
        return;
    }
    let target = schema
        .reference
        .and_then(|reference| lowering.sources.follow(reference, lowering.diagnostics));
    if let Some(target) = target {
        collect(lowering, target.node, depth + 1, members);
    }
    for part in &schema.all_of {
        collect(lowering, part, depth + 1, members);
    }
    for (name, node) in &schema.properties {
        if !members.iter().any(|known| known.name.text == name.text) {
            members.push(Member {
                name: *name,
                node,
                required: false,
            });
        }
    }
    for member in members {
        member.required |= schema
            .required
            .iter()
            .any(|name| name.text == member.name.text);
    }
}

/// Whether a part is a file: bytes, or a list of them.
fn files<'s>(lowering: &Lowering<'s, '_>, node: &'s Node, media_types: &str) -> Option<Files> {
    let schema = resolved(lowering, node)?;
    if is_file(&schema, media_types) {
        return Some(Files::One);
    }
    let items = resolved(lowering, schema.items?)?;
    (has_kind(&schema, Kind::Array) && is_file(&items, media_types)).then_some(Files::Many)
}

fn is_file(schema: &SchemaObject<'_>, media_types: &str) -> bool {
    let format = schema.format.map_or("", |format| format.text);
    let bytes = schema.content_media_type.is_some() && schema.content_encoding.is_none();
    let text = has_kind(schema, Kind::String) || schema.types.is_none();
    let typed = !media_types.is_empty()
        && media_types
            .split(',')
            .all(|one| MediaKind::of(one.trim()) == MediaKind::Bytes);
    text && (format == "binary" || bytes || (typed && schema.properties.is_empty()))
}

fn has_kind(schema: &SchemaObject<'_>, kind: Kind) -> bool {
    schema.types.is_some_and(|types| types.contains(kind))
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
    lowering
        .diagnostics
        .report(Code::UnsupportedField, name.span, &message, help);
}
