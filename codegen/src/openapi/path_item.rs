//! The Path Item Object: the operations of one path.

use std::rc::Rc;

use super::context::{Component, Context, Memo, Slot};
use super::fields::Fields;
use super::{Method, Operation, Parameter, Server};
use crate::source::{Node, Span, Str};

/// The operations of one path.
#[derive(Clone, Debug)]
pub struct PathItem<'s> {
    /// The whole object.
    pub span: Span,
    /// The name of the place that a reference led to.
    pub component: Option<&'s str>,
    /// `summary`
    pub summary: Option<Str<'s>>,
    /// `description`
    pub description: Option<Str<'s>>,
    /// `servers`
    pub servers: Vec<Server<'s>>,
    /// `parameters`; each operation has them already, unless it replaces them.
    pub parameters: Vec<Rc<Parameter<'s>>>,
    /// The operations, in the order of the document.
    pub operations: Vec<(Method, Operation<'s>)>,
    /// Members whose names begin with `x-`.
    pub extensions: Vec<(Str<'s>, &'s Node)>,
}

const FIELDS: &[&str] = &[
    "$ref",
    "summary",
    "description",
    "servers",
    "parameters",
    "get",
    "put",
    "post",
    "delete",
    "options",
    "head",
    "patch",
    "trace",
];

impl<'s> PathItem<'s> {
    pub(super) fn parse_map(
        cx: &Context<'s, '_>,
        owner: &Fields<'s, '_, '_>,
        field: &'static str,
    ) -> Vec<(Str<'s>, Rc<Self>)> {
        let members = owner.members(field).into_iter();
        members
            .filter(|(name, _)| !name.starts_with("x-"))
            .filter_map(|(name, node)| Some((name, cx.read(node)?)))
            .collect()
    }

    fn parse_operations(&mut self, cx: &Context<'s, '_>, node: &'s Node) {
        for member in node.as_object().into_iter().flatten() {
            let named = |method: &Method| method.field() == &*member.name.text;
            let Some(method) = Method::ALL.into_iter().find(named) else {
                continue;
            };
            let place = (method, member.name.span);
            if let Some(mut operation) =
                Operation::parse(cx, place, &member.value, &self.parameters)
            {
                if operation.servers.is_empty() {
                    operation.servers.clone_from(&self.servers);
                }
                self.operations.push((method, operation));
            }
        }
    }
}

impl<'s> Component<'s> for PathItem<'s> {
    const WHAT: &'static str = "path item";

    fn slot<'m>(memo: &'m Memo<'s>) -> &'m Slot<Self> {
        &memo.path_items
    }

    fn parse(cx: &Context<'s, '_>, node: &'s Node, name: Option<&'s str>) -> Option<Self> {
        let fields = Fields::open(cx, node, Self::WHAT, FIELDS)?;
        let mut item = Self {
            span: node.span,
            component: name,
            summary: fields.text("summary"),
            description: fields.text("description"),
            servers: Server::parse_list(cx, &fields),
            parameters: Parameter::parse_list(cx, &fields),
            operations: Vec::new(),
            extensions: fields.extensions(),
        };
        item.parse_operations(cx, node);
        Some(item)
    }

    fn redescribe(&mut self, description: Str<'s>) {
        self.description = Some(description);
    }
}
