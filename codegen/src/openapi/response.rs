//! The Response Object.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::context::{Component, Context, Memo, Slot};
use super::fields::Fields;
use super::objects;
use super::{Header, Link, MediaType, Version};
use crate::diagnostic::Code;
use crate::source::{Node, Span, Str};

/// What an operation may answer.
#[derive(Clone, Debug)]
pub struct Response<'s> {
    /// The whole object.
    pub span: Span,
    /// The name of the component that a reference led to.
    pub component: Option<&'s str>,
    /// `description`
    pub description: Option<Str<'s>>,
    /// `headers`, in order.
    pub headers: Vec<(Str<'s>, Rc<Header<'s>>)>,
    /// `content` by media type, in order.
    pub content: Vec<(Str<'s>, MediaType<'s>)>,
    /// `links`, in order.
    pub links: Vec<(Str<'s>, Rc<Link<'s>>)>,
    /// Members whose names begin with `x-`.
    pub extensions: Vec<(Str<'s>, &'s Node)>,
}

impl<'s> Response<'s> {
    pub(super) fn parse_map(
        cx: &Context<'s, '_>,
        operation: &Fields<'s, '_, '_>,
    ) -> Vec<(Str<'s>, Rc<Self>)> {
        if cx.version == Version::V30 {
            operation.require("responses");
        }
        let responses = operation.members("responses").into_iter();
        let mut seen = BTreeSet::new();
        responses
            .filter(|(status, _)| !status.starts_with("x-") && check_status(cx, *status))
            .filter(|(status, _)| {
                let is_new = seen.insert(status.text.to_ascii_uppercase());
                if !is_new {
                    report_again(cx, *status);
                }
                is_new
            })
            .filter_map(|(status, node)| Some((status, cx.read(node)?)))
            .collect()
    }
}

impl<'s> Component<'s> for Response<'s> {
    const WHAT: &'static str = "response";

    fn slot<'m>(memo: &'m Memo<'s>) -> &'m Slot<Self> {
        &memo.responses
    }

    fn parse(cx: &Context<'s, '_>, node: &'s Node, component: Option<&'s str>) -> Option<Self> {
        let fields = Fields::open(cx, node, &objects::RESPONSE)?;
        fields.require("description");
        let links = fields.members("links").into_iter();
        Some(Self {
            span: node.span,
            component,
            description: fields.text("description"),
            headers: Header::parse_map(cx, &fields),
            content: MediaType::parse_map(cx, &fields),
            links: links
                .filter_map(|(name, node)| Some((name, cx.read(node)?)))
                .collect(),
            extensions: fields.extensions(),
        })
    }

    fn redescribe(&mut self, _field: &str, text: Str<'s>) {
        self.description = Some(text);
    }
}

/// Whether a status is `default`, three digits, or a digit and `XX`.
fn check_status(cx: &Context<'_, '_>, status: Str<'_>) -> bool {
    let fits = matches!(
        status.text.as_bytes(),
        b"default"
            | [b'1'..=b'5', b'X' | b'x', b'X' | b'x']
            | [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9']
    );
    if !fits {
        cx.diagnostics.report(
            Code::InvalidField,
            status.span,
            format!("`{}` is not a status", status.text),
            "write three digits, a range like `4XX`, or `default`",
        );
    }
    fits
}

/// Reports a range that stands there in letters of another case already.
fn report_again(cx: &Context<'_, '_>, status: Str<'_>) {
    cx.diagnostics.report(
        Code::DuplicateDeclaration,
        status.span,
        format!("the responses of `{}` are described above", status.text),
        "the first ones count; remove one of the two",
    );
}
