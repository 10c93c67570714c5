//! The Operation Object: one method of one path.

use std::fmt;
use std::rc::Rc;

use super::context::Context;
use super::fields::Fields;
use super::objects;
use super::{
    Callback, ExternalDocs, Parameter, RequestBody, Response, SecurityRequirement, Server,
};
use crate::source::{Node, Span, Str};

/// One method of one path.
#[derive(Clone, Debug)]
pub struct Operation<'s> {
    /// The whole object.
    pub span: Span,
    /// The method, at the place of its name.
    pub method: Method,
    /// Where the method is named; a place for messages about the operation.
    pub method_span: Span,
    /// `operationId`
    pub id: Option<Str<'s>>,
    /// `tags`
    pub tags: Vec<Str<'s>>,
    /// `summary`
    pub summary: Option<Str<'s>>,
    /// `description`
    pub description: Option<Str<'s>>,
    /// `parameters`, followed by those of the path item that it does not replace.
    pub parameters: Vec<Rc<Parameter<'s>>>,
    /// `requestBody`
    pub request_body: Option<Rc<RequestBody<'s>>>,
    /// `responses` by status (`200`, `4XX`, `default`), in order.
    pub responses: Vec<(Str<'s>, Rc<Response<'s>>)>,
    /// `callbacks`, in order.
    pub callbacks: Vec<(Str<'s>, Rc<Callback<'s>>)>,
    /// `deprecated: true`
    pub deprecated: bool,
    /// `security`; `None` leaves it to the document, an empty list asks for nothing.
    pub security: Option<Vec<SecurityRequirement<'s>>>,
    /// `summary` of the path item.
    pub path_summary: Option<Str<'s>>,
    /// `description` of the path item.
    pub path_description: Option<Str<'s>>,
    /// `servers`, or those of the path item; empty leaves it to the document.
    pub servers: Vec<Server<'s>>,
    /// `externalDocs`
    pub external_docs: Option<ExternalDocs<'s>>,
    /// Members whose names begin with `x-`.
    pub extensions: Vec<(Str<'s>, &'s Node)>,
}

/// A method of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// `GET`
    Get,
    /// `PUT`
    Put,
    /// `POST`
    Post,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
    /// `HEAD`
    Head,
    /// `PATCH`
    Patch,
    /// `TRACE`
    Trace,
}

impl Method {
    /// Every method, in the order in which OpenAPI lists them.
    pub const ALL: [Self; 8] = [
        Self::Get,
        Self::Put,
        Self::Post,
        Self::Delete,
        Self::Options,
        Self::Head,
        Self::Patch,
        Self::Trace,
    ];

    /// The name of the method in a path item, in lower case.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::Put => "put",
            Self::Post => "post",
            Self::Delete => "delete",
            Self::Options => "options",
            Self::Head => "head",
            Self::Patch => "patch",
            Self::Trace => "trace",
        }
    }

    /// The name of the method in a request, in upper case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl<'s> Operation<'s> {
    pub(super) fn parse(
        cx: &Context<'s, '_>,
        method: (Method, Span),
        node: &'s Node,
        inherited: &[Rc<Parameter<'s>>],
    ) -> Option<Self> {
        let fields = Fields::open(cx, node, &objects::OPERATION)?;
        let own = Parameter::parse_list(cx, &fields);
        let request_body = fields.node("requestBody").and_then(|node| cx.read(node));
        Some(Self {
            span: node.span,
            method: method.0,
            method_span: method.1,
            id: fields.text("operationId"),
            tags: fields.texts("tags"),
            summary: fields.text("summary"),
            description: fields.text("description"),
            parameters: Parameter::merge(own, inherited),
            request_body,
            responses: Response::parse_map(cx, &fields),
            callbacks: Callback::parse_map(cx, &fields),
            deprecated: fields.flag("deprecated").unwrap_or(false),
            security: SecurityRequirement::parse_list(cx, &fields),
            path_summary: None,
            path_description: None,
            servers: Server::parse_list(cx, &fields),
            external_docs: ExternalDocs::parse(cx, &fields),
            extensions: fields.extensions(),
        })
    }
}
