//! The Callback Object: requests that the server sends.

use std::rc::Rc;

use super::PathItem;
use super::context::{Component, Context, Memo, Slot};
use super::fields::Fields;
use crate::source::{Node, Span, Str};

/// Requests that the server sends because of an operation.
#[derive(Clone, Debug)]
pub struct Callback<'s> {
    /// The whole object.
    pub span: Span,
    /// The name of the component that a reference led to.
    pub component: Option<&'s str>,
    /// The requests by the expression that gives their URL, in order.
    pub items: Vec<(Str<'s>, Rc<PathItem<'s>>)>,
    /// Members whose names begin with `x-`.
    pub extensions: Vec<(Str<'s>, &'s Node)>,
}

impl<'s> Callback<'s> {
    pub(super) fn parse_map(
        cx: &Context<'s, '_>,
        operation: &Fields<'s, '_, '_>,
    ) -> Vec<(Str<'s>, Rc<Self>)> {
        let callbacks = operation.members("callbacks").into_iter();
        callbacks
            .filter_map(|(name, node)| Some((name, cx.read(node)?)))
            .collect()
    }
}

impl<'s> Component<'s> for Callback<'s> {
    const WHAT: &'static str = "callback";
    const TEXTS: &'static [&'static str] = &[];

    fn slot<'m>(memo: &'m Memo<'s>) -> &'m Slot<Self> {
        &memo.callbacks
    }

    fn parse(cx: &Context<'s, '_>, node: &'s Node, component: Option<&'s str>) -> Option<Self> {
        let fields = Fields::open_map(cx, node, Self::WHAT)?;
        let items = fields.entries();
        Some(Self {
            span: node.span,
            component,
            items: items
                .filter_map(|(name, node)| Some((name, cx.read(node)?)))
                .collect(),
            extensions: fields.extensions(),
        })
    }

    fn redescribe(&mut self, _field: &str, _text: Str<'s>) {}
}
