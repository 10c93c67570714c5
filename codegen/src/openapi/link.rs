//! The Link Object: how one answer leads to another operation.

use super::Server;
use super::context::{Component, Context, Memo, Slot};
use super::fields::Fields;
use super::objects;
use crate::diagnostic::Code;
use crate::source::{Node, Span, Str};

/// How one answer leads to another operation.
#[derive(Clone, Debug)]
pub struct Link<'s> {
    /// The whole object.
    pub span: Span,
    /// The name of the component that a reference led to.
    pub component: Option<&'s str>,
    /// `operationRef`
    pub operation_ref: Option<Str<'s>>,
    /// `operationId`
    pub operation_id: Option<Str<'s>>,
    /// `parameters`: a name, and an expression or a value.
    pub parameters: Vec<(Str<'s>, &'s Node)>,
    /// `requestBody`: an expression or a value.
    pub request_body: Option<&'s Node>,
    /// `description`
    pub description: Option<Str<'s>>,
    /// `server`
    pub server: Option<Server<'s>>,
    /// Members whose names begin with `x-`.
    pub extensions: Vec<(Str<'s>, &'s Node)>,
}

impl<'s> Component<'s> for Link<'s> {
    const WHAT: &'static str = "link";

    fn slot<'m>(memo: &'m Memo<'s>) -> &'m Slot<Self> {
        &memo.links
    }

    fn parse(cx: &Context<'s, '_>, node: &'s Node, component: Option<&'s str>) -> Option<Self> {
        let fields = Fields::open(cx, node, &objects::LINK)?;
        let (by_ref, by_id) = (fields.text("operationRef"), fields.text("operationId"));
        match (by_ref, by_id) {
            (Some(other), Some(_)) => {
                let message = "the link has both `operationId` and `operationRef`";
                let help = "keep one of the two; `operationId` counts";
                cx.diagnostics
                    .report(Code::DuplicateDeclaration, other.span, message, help);
            }
            (None, None) => fields.require("operationId"),
            _ => {}
        }
        Some(Self {
            span: node.span,
            component,
            operation_ref: by_ref,
            operation_id: by_id,
            parameters: fields.members("parameters"),
            request_body: fields.node("requestBody"),
            description: fields.text("description"),
            server: fields
                .node("server")
                .and_then(|node| Server::parse(cx, node)),
            extensions: fields.extensions(),
        })
    }

    fn redescribe(&mut self, _field: &str, text: Str<'s>) {
        self.description = Some(text);
    }
}
