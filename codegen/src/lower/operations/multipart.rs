//! Bodies of several parts: what is a file, what is a value, and what comes with it.

use std::collections::BTreeSet;

use crate::json_schema::{Kind, Schema, SchemaObject};
use crate::model::{
    Access, Files, Location, MediaKind, Parameter, ParameterStyle, Part, Scalar, Shape,
};
use crate::openapi::{Encoding, MediaType};
use crate::source::{Node, Span, Str};

use super::bodies::{has_kind, resolved};
use super::{encodings, parameters};
use crate::lower::context::{Lowering, Place};
use crate::lower::schema::parts;
use crate::lower::{access, schema};

/// How deep `allOf` is followed for the parts of a body.
const DEPTH: usize = 64;

/// The parts of a body, one for each member that its schema names.
pub fn lower<'s>(
    lowering: &mut Lowering<'s, '_>,
    content: &MediaType<'s>,
    place: &Place,
) -> Vec<Part> {
    let mut search = Search::new(lowering);
    if let Some(node) = content.schema {
        search.collect(node, 0);
    }
    let Search {
        mut members,
        others,
        ..
    } = search;
    if let Some(span) = others {
        let message = "parts beyond those that `properties` names are no arguments";
        let help = "a caller adds them: `call.with(|request| request.part(\"name\", \"value\"))`";
        lowering.unsupported_field(span, message, help);
    }
    members.retain(|member| access::of(lowering.sources, member.node) != Access::ReadOnly);
    let encoding = |name: &str| {
        let mut all = content.encoding.iter();
        all.find(|(known, _)| known.text == name)
    };
    members
        .into_iter()
        .map(|member| {
            let encoding = encoding(member.name.text).map(|(_, encoding)| encoding);
            part(lowering, &member, encoding, place)
        })
        .collect()
}

/// The names of the members of a body of several parts or of a form.
pub fn member_names<'s>(lowering: &Lowering<'s, '_>, node: &'s Node) -> Vec<Str<'s>> {
    let mut search = Search::new(lowering);
    search.collect(node, 0);
    let members = search.members.into_iter();
    members.map(|member| member.name).collect()
}

/// A member of the schema of a body of several parts.
struct Member<'s> {
    name: Str<'s>,
    node: &'s Node,
    required: bool,
}

/// How a part is taken from the caller.
enum Taken {
    /// As files.
    File(Files),
    /// As texts, because nothing here can write values in its media type.
    Text(Files),
    /// As a value of its schema.
    Value,
}

fn part<'s>(
    lowering: &mut Lowering<'s, '_>,
    member: &Member<'s>,
    encoding: Option<&Encoding<'s>>,
    place: &Place,
) -> Part {
    let declared = encoding.and_then(|encoding| encoding.content_type);
    let style = encoding.and_then(encodings::of_part);
    let name = parameters::words(member.name.text);
    let taken = taken(lowering, member, declared, style.is_some());
    let text = Shape::Scalar(Scalar::Text);
    let ty = match taken {
        Taken::File(_) | Taken::Text(Files::One) => lowering.made_up(member.node.span, text),
        Taken::Text(Files::Many) => {
            let text = lowering.made_up(member.node.span, text);
            lowering.made_up(member.node.span, Shape::List(text))
        }
        Taken::Value => lowering.inline(member.node, &place.inside(&name)),
    };
    let file = match taken {
        Taken::File(files) => Some(files),
        Taken::Text(_) | Taken::Value => None,
    };
    let (docs, deprecated) = schema::member_docs(&lowering.parse(member.node));
    Part {
        parameter: Parameter {
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
        },
        is_styled: style.is_some() && file.is_none(),
        media_type: media_type(lowering, member.node, declared, file),
        headers: encodings::headers_of_part(lowering, member.name, encoding, file.is_some()),
        file,
    }
}

/// The media type of a part, where one is named: the first of several, or that of a file's content.
fn media_type<'s>(
    lowering: &Lowering<'s, '_>,
    node: &'s Node,
    declared: Option<Str<'s>>,
    file: Option<Files>,
) -> String {
    let of_content = || {
        let schema = resolved(lowering, node)?;
        match file? {
            Files::One => schema.content_media_type,
            Files::Many => resolved(lowering, schema.items?)?.content_media_type,
        }
    };
    let first = declared.or_else(of_content).map_or("", |text| text.text);
    let first = first.split(',').next().unwrap_or_default().trim();
    if first.contains('*') { "" } else { first }.to_owned()
}

/// How a part is taken, or the parts for each item of a list.
fn taken<'s>(
    lowering: &Lowering<'s, '_>,
    member: &Member<'s>,
    declared: Option<Str<'s>>,
    is_styled: bool,
) -> Taken {
    let Some(schema) = resolved(lowering, member.node) else {
        return Taken::Value;
    };
    let items = schema.items.filter(|_| has_kind(&schema, Kind::Array));
    let items = items.and_then(|node| resolved(lowering, node));
    let media_types = declared.map_or("", |text| text.text);
    if is_file(lowering, &schema, media_types) {
        return Taken::File(Files::One);
    }
    if items
        .as_ref()
        .is_some_and(|items| is_file(lowering, items, media_types))
    {
        return Taken::File(Files::Many);
    }
    let Some(declared) = declared.filter(|_| !is_styled && !is_written(media_types)) else {
        return Taken::Value;
    };
    let text = match items {
        Some(items) if is_structured(&items) => Taken::Text(Files::Many),
        None if is_structured(&schema) => Taken::Text(Files::One),
        _ => return Taken::Value,
    };
    let message = format!("a part of the media type `{declared}` is passed as text");
    let help = "describe it as JSON, or write the text";
    lowering.unsupported_field(declared.span, message, help);
    text
}

/// Whether values can be written in the first of some media types.
fn is_written(media_types: &str) -> bool {
    let first = media_types.split(',').next().unwrap_or_default();
    MediaKind::of(first) == MediaKind::Json || first.contains('*')
}

/// Whether values of a schema have members.
fn is_structured(schema: &SchemaObject<'_>) -> bool {
    let are_composed = !schema.all_of.is_empty() || !schema.one_of.is_empty();
    has_kind(schema, Kind::Object) || parts::describes_members(schema) || are_composed
}

/// Whether a schema describes bytes: it says so, its media type does, or nothing is said at all.
fn is_file(lowering: &Lowering<'_, '_>, schema: &SchemaObject<'_>, media_types: &str) -> bool {
    let format = schema.format.map_or("", |format| format.text);
    let content = schema
        .content_media_type
        .map(|text| MediaKind::of(text.text));
    let is_content = content.is_some_and(|kind| kind != MediaKind::Json);
    let bytes = is_content && schema.content_encoding.is_none();
    let text = has_kind(schema, Kind::String) || schema.types.is_none();
    let is_bytes = |one: &str| MediaKind::of(one.trim()) == MediaKind::Bytes;
    let typed = !media_types.is_empty() && media_types.split(',').all(is_bytes);
    let is_open = media_types.is_empty() && says_nothing(lowering, schema);
    text && (format == "binary" || bytes || is_open || (typed && schema.properties.is_empty()))
}

/// Whether a schema takes any value whatever.
fn says_nothing(lowering: &Lowering<'_, '_>, schema: &SchemaObject<'_>) -> bool {
    let limits = [schema.min_length, schema.max_length]
        .iter()
        .any(Option::is_some);
    let texts = [
        schema.format,
        schema.content_encoding,
        schema.content_media_type,
    ];
    schema.types.is_none()
        && !limits
        && schema.pattern.is_none()
        && texts.iter().all(Option::is_none)
        && !parts::shapes(lowering, schema)
}

/// A search for members, in which no schema is asked twice: there may be many ways to one.
struct Search<'a, 's, 'l> {
    lowering: &'a Lowering<'s, 'l>,
    seen: BTreeSet<Span>,
    members: Vec<Member<'s>>,
    /// What says that there may be other members.
    others: Option<Span>,
}

impl<'a, 's, 'l> Search<'a, 's, 'l> {
    fn new(lowering: &'a Lowering<'s, 'l>) -> Self {
        Search {
            lowering,
            seen: BTreeSet::new(),
            members: Vec::new(),
            others: None,
        }
    }

    /// Adds the members of an object schema, those of references and of `allOf` included.
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
        let more = schema
            .additional_properties
            .filter(|node| node.as_bool().is_none());
        let choices = schema.one_of.iter().chain(&schema.any_of).copied();
        let mut more = more.into_iter().chain(choices);
        self.others = self.others.or(more.next().map(|node| node.span));
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
