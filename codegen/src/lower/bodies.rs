//! Request bodies: one form per kind of media type.

use std::collections::BTreeSet;

use crate::json_schema::{Kind, Schema, SchemaObject};
use crate::model::{
    Access, Body, BodyContent, Files, Location, MediaKind, Name, Parameter, ParameterStyle, Part,
    Scalar, Shape,
};
use crate::openapi::{self, Encoding, MediaType};
use crate::source::{Node, Span, Str};

use super::context::{Lowering, Place};
use super::{access, encodings, parameters, schema, text};

/// How deep `allOf` is followed for the parts of a body.
const DEPTH: usize = 64;

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

/// The names of the members of a body of several parts or of a form.
pub fn member_names<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> Vec<Str<'s>> {
    let members = members(lowering, node).into_iter();
    members.map(|member| member.name).collect()
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
                _ => BodyContent::Form(encodings::of_form(lowering, content)),
            };
        }
    }
    encodings::check(lowering, kind, content);
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

fn parts<'s>(lowering: &mut Lowering<'s, '_>, content: &MediaType<'s>, place: &Place) -> Vec<Part> {
    let members = content.schema.map(|node| members(lowering, node));
    let mut members = members.unwrap_or_default();
    members.retain(|member| access::of(lowering.sources, member.node) != Access::ReadOnly);
    let encoding = |name: &str| {
        content
            .encoding
            .iter()
            .find(|(known, _)| known.text == name)
    };
    members
        .into_iter()
        .map(|member| {
            let encoding = encoding(member.name.text).map(|(_, encoding)| encoding);
            part(lowering, &member, encoding, place)
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
    encoding: Option<&Encoding<'s>>,
    place: &Place,
) -> Part {
    let media_types = encoding.and_then(|encoding| encoding.content_type);
    let media_types = media_types.map_or("", |text| text.text);
    let style = encoding.and_then(encodings::of_part);
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
        style: style.unwrap_or(ParameterStyle::Form { explode: true }),
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
        is_styled: style.is_some() && file.is_none(),
        media_type: media_type.to_owned(),
    }
}

/// The members of an object schema, those of references and of `allOf` included.
fn members<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> Vec<Member<'s>> {
    let mut search = Search {
        lowering,
        seen: BTreeSet::new(),
        members: Vec::new(),
    };
    search.collect(node, 0);
    search.members
}

/// A search for members, in which no schema is asked twice: there may be many ways to one.
struct Search<'a, 's, 'l> {
    lowering: &'a Lowering<'s, 'l>,
    seen: BTreeSet<Span>,
    members: Vec<Member<'s>>,
}

impl<'s> Search<'_, 's, '_> {
    fn collect(&mut self, node: &'s Node, depth: usize) {
        let Schema::Object(schema) = self.lowering.parse(node) else {
            return;
        };
        if depth == DEPTH || !self.seen.insert(node.span) {
            return;
        }
        let follow = |reference| {
            let lowering = self.lowering;
            lowering.sources.follow(reference, lowering.diagnostics)
        };
        if let Some(target) = schema.reference.and_then(follow) {
            self.collect(target.node, depth + 1);
        }
        for part in &schema.all_of {
            self.collect(part, depth + 1);
        }
        for (name, node) in &schema.properties {
            let is_known = |known: &Member<'_>| known.name.text == name.text;
            if !self.members.iter().any(is_known) {
                self.members.push(Member {
                    name: *name,
                    node,
                    required: false,
                });
            }
        }
        for member in &mut self.members {
            let is_meant = |name: &Str<'_>| name.text == member.name.text;
            member.required |= schema.required.iter().any(is_meant);
        }
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
    lowering.unsupported_field(name.span, &message, help);
}
