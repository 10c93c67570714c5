//! The Request Body Object.

use super::MediaType;
use super::context::{Component, Context, Memo, Slot};
use super::fields::Fields;
use super::objects;
use crate::source::{Node, Span, Str};

/// What a request carries.
#[derive(Clone, Debug)]
pub struct RequestBody<'s> {
    /// The whole object.
    pub span: Span,
    /// The name of the component that a reference led to.
    pub component: Option<&'s str>,
    /// `description`
    pub description: Option<Str<'s>>,
    /// `required: true`
    pub required: bool,
    /// `content` by media type, in order.
    pub content: Vec<(Str<'s>, MediaType<'s>)>,
    /// Members whose names begin with `x-`.
    pub extensions: Vec<(Str<'s>, &'s Node)>,
}

impl<'s> Component<'s> for RequestBody<'s> {
    const WHAT: &'static str = "request body";

    fn slot<'m>(memo: &'m Memo<'s>) -> &'m Slot<Self> {
        &memo.request_bodies
    }

    fn parse(cx: &Context<'s, '_>, node: &'s Node, component: Option<&'s str>) -> Option<Self> {
        let fields = Fields::open(cx, node, &objects::REQUEST_BODY)?;
        fields.require("content");
        Some(Self {
            span: node.span,
            component,
            description: fields.text("description"),
            required: fields.flag("required").unwrap_or(false),
            content: MediaType::parse_map(cx, &fields),
            extensions: fields.extensions(),
        })
    }

    fn redescribe(&mut self, _field: &str, text: Str<'s>) {
        self.description = Some(text);
    }
}
