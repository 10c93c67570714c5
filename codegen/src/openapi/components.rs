//! The Components Object: what references lead to.

use std::rc::Rc;

use super::context::{Component, Context};
use super::fields::Fields;
use super::objects;
use super::{
    Callback, Example, Header, Link, Parameter, PathItem, RequestBody, Response, SecurityScheme,
};
use crate::source::{Node, Str};

/// A list of named objects, in order.
type Named<'s, T> = Vec<(Str<'s>, Rc<T>)>;

/// What references lead to.
#[derive(Clone, Debug, Default)]
pub struct Components<'s> {
    /// `schemas`
    pub schemas: Vec<(Str<'s>, &'s Node)>,
    /// `responses`
    pub responses: Vec<(Str<'s>, Rc<Response<'s>>)>,
    /// `parameters`
    pub parameters: Vec<(Str<'s>, Rc<Parameter<'s>>)>,
    /// `examples`
    pub examples: Vec<(Str<'s>, Rc<Example<'s>>)>,
    /// `requestBodies`
    pub request_bodies: Vec<(Str<'s>, Rc<RequestBody<'s>>)>,
    /// `headers`
    pub headers: Vec<(Str<'s>, Rc<Header<'s>>)>,
    /// `securitySchemes`
    pub security_schemes: Vec<(Str<'s>, Rc<SecurityScheme<'s>>)>,
    /// `links`
    pub links: Vec<(Str<'s>, Rc<Link<'s>>)>,
    /// `callbacks`
    pub callbacks: Vec<(Str<'s>, Rc<Callback<'s>>)>,
    /// `pathItems`
    pub path_items: Vec<(Str<'s>, Rc<PathItem<'s>>)>,
    /// Members whose names begin with `x-`.
    pub extensions: Vec<(Str<'s>, &'s Node)>,
}

impl<'s> Components<'s> {
    pub(super) fn parse(cx: &Context<'s, '_>, document: &Fields<'s, '_, '_>) -> Self {
        let node = document.node("components");
        let Some(fields) = node.and_then(|node| Fields::open(cx, node, &objects::COMPONENTS))
        else {
            return Self::default();
        };
        Self {
            schemas: fields.members("schemas"),
            responses: parse_named(cx, &fields, "responses"),
            parameters: parse_named(cx, &fields, "parameters"),
            examples: parse_named(cx, &fields, "examples"),
            request_bodies: parse_named(cx, &fields, "requestBodies"),
            headers: parse_named(cx, &fields, "headers"),
            security_schemes: parse_named(cx, &fields, "securitySchemes"),
            links: parse_named(cx, &fields, "links"),
            callbacks: parse_named(cx, &fields, "callbacks"),
            path_items: parse_named(cx, &fields, "pathItems"),
            extensions: fields.extensions(),
        }
    }
}

fn parse_named<'s, T: Component<'s>>(
    cx: &Context<'s, '_>,
    fields: &Fields<'s, '_, '_>,
    name: &str,
) -> Named<'s, T> {
    let members = fields.members(name).into_iter();
    members
        .filter_map(|(name, node)| Some((name, cx.read_named(node, Some(name.text))?)))
        .collect()
}
