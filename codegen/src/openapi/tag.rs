//! The Tag Object and the External Documentation Object.

use std::collections::BTreeSet;

use super::context::Context;
use super::fields::Fields;
use super::objects;
use crate::diagnostic::Code;
use crate::source::{Node, Span, Str};

/// A group of operations.
#[derive(Clone, Debug)]
pub struct Tag<'s> {
    /// The whole object.
    pub span: Span,
    /// `name`
    pub name: Str<'s>,
    /// `description`
    pub description: Option<Str<'s>>,
    /// `externalDocs`
    pub external_docs: Option<ExternalDocs<'s>>,
    /// Members whose names begin with `x-`.
    pub extensions: Vec<(Str<'s>, &'s Node)>,
}

/// A page that says more.
#[derive(Clone, Debug)]
pub struct ExternalDocs<'s> {
    /// `url`
    pub url: Str<'s>,
    /// `description`
    pub description: Option<Str<'s>>,
}

impl<'s> Tag<'s> {
    pub(super) fn parse_list(cx: &Context<'s, '_>, document: &Fields<'s, '_, '_>) -> Vec<Self> {
        let mut seen = BTreeSet::new();
        let tags = document
            .items("tags")
            .iter()
            .filter_map(|node| Self::parse(cx, node));
        tags.filter(|tag| {
            let new = seen.insert(tag.name.text);
            if !new {
                let message = format!("tag `{}` is declared twice", tag.name.text);
                let help = "keep one of the declarations; the first one counts";
                cx.diagnostics
                    .report(Code::DuplicateDeclaration, tag.name.span, message, help);
            }
            new
        })
        .collect()
    }

    fn parse(cx: &Context<'s, '_>, node: &'s Node) -> Option<Self> {
        let fields = Fields::open(cx, node, &objects::TAG)?;
        let Some(name) = fields.text("name") else {
            fields.missing("name");
            return None;
        };
        Some(Self {
            span: node.span,
            name,
            description: fields.text("description"),
            external_docs: ExternalDocs::parse(cx, &fields),
            extensions: fields.extensions(),
        })
    }
}

impl<'s> ExternalDocs<'s> {
    pub(super) fn parse(cx: &Context<'s, '_>, owner: &Fields<'s, '_, '_>) -> Option<Self> {
        let node = owner.node("externalDocs")?;
        let fields = Fields::open(cx, node, &objects::EXTERNAL_DOCS)?;
        fields.require("url");
        Some(Self {
            url: fields.text("url")?,
            description: fields.text("description"),
        })
    }
}
