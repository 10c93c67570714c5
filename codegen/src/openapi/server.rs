//! The Server Object: where the API is served.

use super::context::Context;
use super::fields::Fields;
use super::objects;
use crate::diagnostic::Code;
use crate::source::{Node, Span, Str};

/// A place where the API is served.
#[derive(Clone, Debug)]
pub struct Server<'s> {
    /// The whole object.
    pub span: Span,
    /// `url`; may be relative, and may hold variables in braces.
    pub url: Str<'s>,
    /// `description`
    pub description: Option<Str<'s>>,
    /// `variables`, in order.
    pub variables: Vec<(Str<'s>, ServerVariable<'s>)>,
    /// Members whose names begin with `x-`.
    pub extensions: Vec<(Str<'s>, &'s Node)>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug)]
pub struct ServerVariable<'s> {
    /// `enum`; empty when every value is allowed.
    pub enumeration: Vec<Str<'s>>,
    /// `default`
    pub default: Str<'s>,
    /// `description`
    pub description: Option<Str<'s>>,
}

impl<'s> Server<'s> {
    pub(super) fn parse_list(cx: &Context<'s, '_>, owner: &Fields<'s, '_, '_>) -> Vec<Self> {
        owner
            .items("servers")
            .iter()
            .filter_map(|node| Self::parse(cx, node))
            .collect()
    }

    pub(super) fn parse(cx: &Context<'s, '_>, node: &'s Node) -> Option<Self> {
        let fields = Fields::open(cx, node, &objects::SERVER)?;
        let Some(url) = fields.text("url") else {
            fields.missing("url");
            return None;
        };
        let variables = fields.members("variables").into_iter();
        let server = Self {
            span: node.span,
            url,
            description: fields.text("description"),
            variables: variables
                .filter_map(|(name, node)| Some((name, ServerVariable::parse(cx, node)?)))
                .collect(),
            extensions: fields.extensions(),
        };
        server.check(cx);
        Some(server)
    }

    /// Names the variables of the URL that are not declared.
    fn check(&self, cx: &Context<'s, '_>) {
        let used = self
            .url
            .text
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}'));
        for (name, _) in used {
            if !self
                .variables
                .iter()
                .any(|(variable, _)| variable.text == name)
            {
                cx.diagnostics.report(
                    Code::UndeclaredName,
                    self.url.span,
                    format!("there is no server variable `{name}`"),
                    "declare it under `variables` of the server",
                );
            }
        }
    }
}

impl<'s> ServerVariable<'s> {
    fn parse(cx: &Context<'s, '_>, node: &'s Node) -> Option<Self> {
        let fields = Fields::open(cx, node, &objects::SERVER_VARIABLE)?;
        let enumeration = fields.texts("enum");
        let default = fields.text("default").or(enumeration.first().copied());
        let Some(default) = default else {
            fields.missing("default");
            return None;
        };
        if !enumeration.is_empty() && !enumeration.iter().any(|one| one.text == default.text) {
            let allowed: Vec<&str> = enumeration.iter().map(|one| one.text).collect();
            fields.invalid_word("default", &default, &allowed);
        }
        Some(Self {
            enumeration,
            default,
            description: fields.text("description"),
        })
    }
}
