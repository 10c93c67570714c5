//! The Media Type Object and the Encoding Object.

use std::rc::Rc;

use super::context::Context;
use super::fields::Fields;
use super::objects;
use super::{Example, Header, Style};
use crate::source::{Node, Span, Str};

/// One form in which a body may come.
#[derive(Clone, Debug)]
pub struct MediaType<'s> {
    /// The whole object.
    pub span: Span,
    /// `schema`
    pub schema: Option<&'s Node>,
    /// `examples`, or the one `example` under an empty name.
    pub examples: Vec<(Str<'s>, Rc<Example<'s>>)>,
    /// `encoding` by member, in order.
    pub encoding: Vec<(Str<'s>, Encoding<'s>)>,
    /// Members whose names begin with `x-`.
    pub extensions: Vec<(Str<'s>, &'s Node)>,
}

/// How one member of a form is written.
#[derive(Clone, Debug)]
pub struct Encoding<'s> {
    /// The whole object.
    pub span: Span,
    /// `contentType`; may be a list with commas.
    pub content_type: Option<Str<'s>>,
    /// `headers`, in order.
    pub headers: Vec<(Str<'s>, Rc<Header<'s>>)>,
    /// `style`
    pub style: Option<Style>,
    /// `explode`, or what its style has by default.
    pub explode: bool,
    /// `allowReserved: true`
    pub allow_reserved: bool,
    /// Members whose names begin with `x-`.
    pub extensions: Vec<(Str<'s>, &'s Node)>,
}

impl<'s> MediaType<'s> {
    pub(super) fn parse_map(
        cx: &Context<'s, '_>,
        owner: &Fields<'s, '_, '_>,
    ) -> Vec<(Str<'s>, Self)> {
        let content = owner.members("content").into_iter();
        content
            .filter(|(name, _)| !name.starts_with("x-"))
            .filter_map(|(name, node)| Some((name, Self::parse(cx, node)?)))
            .collect()
    }

    fn parse(cx: &Context<'s, '_>, node: &'s Node) -> Option<Self> {
        let fields = Fields::open(cx, node, &objects::MEDIA_TYPE)?;
        let encoding = fields.members("encoding").into_iter();
        Some(Self {
            span: node.span,
            schema: fields.node("schema"),
            examples: Example::parse_all(cx, &fields),
            encoding: encoding
                .filter_map(|(name, node)| Some((name, Encoding::parse(cx, node)?)))
                .collect(),
            extensions: fields.extensions(),
        })
    }
}

impl<'s> Encoding<'s> {
    fn parse(cx: &Context<'s, '_>, node: &'s Node) -> Option<Self> {
        let fields = Fields::open(cx, node, &objects::ENCODING)?;
        let style = parse_style(&fields);
        Some(Self {
            span: node.span,
            content_type: fields.text("contentType"),
            headers: Header::parse_map(cx, &fields),
            style,
            explode: fields
                .flag("explode")
                .unwrap_or(matches!(style, None | Some(Style::Form))),
            allow_reserved: fields.flag("allowReserved").unwrap_or(false),
            extensions: fields.extensions(),
        })
    }
}

fn parse_style(fields: &Fields<'_, '_, '_>) -> Option<Style> {
    let named = fields.text("style")?;
    let fitting = [
        Style::Form,
        Style::SpaceDelimited,
        Style::PipeDelimited,
        Style::DeepObject,
    ];
    let style = fitting.into_iter().find(|style| style.name() == named.text);
    if style.is_none() {
        fields.invalid_word("style", &named, &fitting.map(Style::name));
    }
    style
}
