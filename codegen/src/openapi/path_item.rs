//! The Path Item Object: the operations of one path.

use std::rc::Rc;

use super::context::{Component, Context, Memo, Slot};
use super::fields::Fields;
use super::objects;
use super::{Method, Operation, Parameter, Server};
use crate::diagnostic::Code;
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
                (operation.path_summary, operation.path_description) =
                    (self.summary, self.description);
                self.operations.push((method, operation));
            }
        }
    }

    /// Adds the other item: what both have, this one keeps.
    fn join(mut self, cx: &Context<'s, '_>, other: &Self) -> Self {
        self.summary = self.summary.or(other.summary);
        self.description = self.description.or(other.description);
        for (method, operation) in &other.operations {
            let own = self.operations.iter().find(|(own, _)| own == method);
            if let Some((_, own)) = own {
                let message = format!("the path item behind `$ref` has `{}`, too", method.field());
                let help = "the one beside `$ref` counts; remove one of the two";
                let span = own.method_span;
                cx.diagnostics
                    .report(Code::DuplicateDeclaration, span, message, help);
            } else {
                let mut operation = operation.clone();
                operation.parameters = Parameter::merge(operation.parameters, &self.parameters);
                let first = |servers: &[Server<'_>]| servers.first().map(|server| server.span);
                if first(&operation.servers) == first(&other.servers) && !self.servers.is_empty() {
                    operation.servers.clone_from(&self.servers);
                }
                self.operations.push((*method, operation));
            }
        }
        for (_, operation) in &mut self.operations {
            let own = std::mem::take(&mut operation.parameters);
            operation.parameters = Parameter::merge(own, &other.parameters);
            (operation.path_summary, operation.path_description) = (self.summary, self.description);
            if operation.servers.is_empty() {
                operation.servers.clone_from(&other.servers);
            }
        }
        self.parameters = Parameter::merge(self.parameters, &other.parameters);
        self
    }
}

impl<'s> Component<'s> for PathItem<'s> {
    const WHAT: &'static str = "path item";
    const TEXTS: &'static [&'static str] = &["summary", "description"];

    fn slot<'m>(memo: &'m Memo<'s>) -> &'m Slot<Self> {
        &memo.path_items
    }

    fn parse(cx: &Context<'s, '_>, node: &'s Node, name: Option<&'s str>) -> Option<Self> {
        let fields = Fields::open(cx, node, &objects::PATH_ITEM)?;
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

    /// Fields beside the reference are those of the same path item.
    fn beside(cx: &Context<'s, '_>, node: &'s Node, object: Rc<Self>) -> Rc<Self> {
        let is_alone = node.as_object().is_some_and(|object| object.len() == 1);
        let own = (!is_alone).then(|| Self::parse(cx, node, None)).flatten();
        own.map_or(object.clone(), |own| Rc::new(own.join(cx, &object)))
    }

    fn redescribe(&mut self, field: &str, text: Str<'s>) {
        let own = match field {
            "summary" => &mut self.summary,
            _ => &mut self.description,
        };
        *own = Some(text);
    }
}
