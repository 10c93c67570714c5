//! The Info Object: what the API is called.

use super::context::Context;
use super::fields::Fields;
use super::objects;
use crate::source::{Node, Str};

/// What an API is called, and by whom it is offered.
#[derive(Clone, Debug, Default)]
pub struct Info<'s> {
    /// `title`
    pub title: Option<Str<'s>>,
    /// `version` of the document.
    pub version: Option<Str<'s>>,
    /// `summary`
    pub summary: Option<Str<'s>>,
    /// `description`
    pub description: Option<Str<'s>>,
    /// `termsOfService`
    pub terms_of_service: Option<Str<'s>>,
    /// `contact`
    pub contact: Option<Contact<'s>>,
    /// `license`
    pub license: Option<License<'s>>,
    /// Members whose names begin with `x-`.
    pub extensions: Vec<(Str<'s>, &'s Node)>,
}

/// Whom to ask.
#[derive(Clone, Debug)]
pub struct Contact<'s> {
    /// `name`
    pub name: Option<Str<'s>>,
    /// `url`
    pub url: Option<Str<'s>>,
    /// `email`
    pub email: Option<Str<'s>>,
}

/// The licence of the API.
#[derive(Clone, Debug)]
pub struct License<'s> {
    /// `name`
    pub name: Option<Str<'s>>,
    /// `identifier`, an SPDX expression.
    pub identifier: Option<Str<'s>>,
    /// `url`
    pub url: Option<Str<'s>>,
}

impl<'s> Info<'s> {
    pub(super) fn parse(cx: &Context<'s, '_>, document: &Fields<'s, '_, '_>) -> Self {
        document.require("info");
        let node = document.node("info");
        let Some(fields) = node.and_then(|node| Fields::open(cx, node, &objects::INFO)) else {
            return Self::default();
        };
        fields.require("title");
        fields.require("version");
        Self {
            title: fields.text("title"),
            version: fields.text("version"),
            summary: fields.text("summary"),
            description: fields.text("description"),
            terms_of_service: fields.text("termsOfService"),
            contact: fields
                .node("contact")
                .and_then(|node| Contact::parse(cx, node)),
            license: fields
                .node("license")
                .and_then(|node| License::parse(cx, node)),
            extensions: fields.extensions(),
        }
    }
}

impl<'s> Contact<'s> {
    fn parse(cx: &Context<'s, '_>, node: &'s Node) -> Option<Self> {
        let fields = Fields::open(cx, node, &objects::CONTACT)?;
        Some(Self {
            name: fields.text("name"),
            url: fields.text("url"),
            email: fields.text("email"),
        })
    }
}

impl<'s> License<'s> {
    fn parse(cx: &Context<'s, '_>, node: &'s Node) -> Option<Self> {
        let fields = Fields::open(cx, node, &objects::LICENSE)?;
        fields.require("name");
        Some(Self {
            name: fields.text("name"),
            identifier: fields.text("identifier"),
            url: fields.text("url"),
        })
    }
}
