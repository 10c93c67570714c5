//! The Security Scheme Object, the OAuth Flow Object and the Security Requirement Object.

use super::Location;
use super::context::{Component, Context, Memo, Slot};
use super::fields::Fields;
use super::objects;
use crate::source::{Node, Span, Str};

/// A way to show who is calling.
#[derive(Clone, Debug)]
pub struct SecurityScheme<'s> {
    /// The whole object.
    pub span: Span,
    /// The name of the component that a reference led to.
    pub component: Option<&'s str>,
    /// `description`
    pub description: Option<Str<'s>>,
    /// `type` with the fields that it needs.
    pub kind: SecurityKind<'s>,
    /// Members whose names begin with `x-`.
    pub extensions: Vec<(Str<'s>, &'s Node)>,
}

/// What a security scheme asks for.
#[derive(Clone, Debug)]
pub enum SecurityKind<'s> {
    /// A key in a header, the query or a cookie.
    ApiKey {
        /// The name of the header, query parameter or cookie.
        name: Str<'s>,
        /// Which of the three.
        location: Location,
    },
    /// A scheme of the header `Authorization`.
    Http {
        /// `bearer`, `basic`, or another registered one; case does not matter.
        scheme: Str<'s>,
        /// What kind of token it is, for people.
        bearer_format: Option<Str<'s>>,
    },
    /// A client certificate.
    MutualTls,
    /// OAuth 2.
    OAuth2 {
        /// The flows by name: `implicit`, `password`, `clientCredentials`, `authorizationCode`.
        flows: Vec<(Str<'s>, Flow<'s>)>,
    },
    /// OpenID Connect.
    OpenIdConnect {
        /// Where its configuration is found.
        url: Option<Str<'s>>,
    },
}

/// One flow of OAuth 2.
#[derive(Clone, Debug)]
pub struct Flow<'s> {
    /// `authorizationUrl`
    pub authorization_url: Option<Str<'s>>,
    /// `tokenUrl`
    pub token_url: Option<Str<'s>>,
    /// `refreshUrl`
    pub refresh_url: Option<Str<'s>>,
    /// `scopes` with their descriptions, in order.
    pub scopes: Vec<(Str<'s>, Option<Str<'s>>)>,
}

/// Security schemes that are needed together; none at all means that nothing is needed.
#[derive(Clone, Debug)]
pub struct SecurityRequirement<'s> {
    /// The whole object.
    pub span: Span,
    /// Each scheme by name, with the scopes or roles that it must have.
    pub schemes: Vec<(Str<'s>, Vec<Str<'s>>)>,
}

const KINDS: [&str; 5] = ["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"];

impl<'s> SecurityKind<'s> {
    fn parse(cx: &Context<'s, '_>, fields: &Fields<'s, '_, '_>) -> Option<Self> {
        if fields.node("type").is_none() {
            fields.missing("type");
        }
        let named = fields.text("type")?;
        match named.text {
            "apiKey" => Self::parse_key(fields),
            "http" => Some(Self::Http {
                scheme: required(fields, "scheme")?,
                bearer_format: fields.text("bearerFormat"),
            }),
            "mutualTLS" => Some(Self::MutualTls),
            "oauth2" => Some(Self::OAuth2 {
                flows: Flow::parse_map(cx, fields),
            }),
            "openIdConnect" => {
                fields.require("openIdConnectUrl");
                Some(Self::OpenIdConnect {
                    url: fields.text("openIdConnectUrl"),
                })
            }
            _ => {
                fields.invalid_word("type", &named, &KINDS);
                None
            }
        }
    }

    fn parse_key(fields: &Fields<'s, '_, '_>) -> Option<Self> {
        let name = required(fields, "name")?;
        let named = required(fields, "in")?;
        let allowed = [Location::Query, Location::Header, Location::Cookie];
        let location = allowed
            .into_iter()
            .find(|location| location.name() == named.text);
        if location.is_none() {
            fields.invalid_word("in", &named, &allowed.map(Location::name));
        }
        Some(Self::ApiKey {
            name,
            location: location?,
        })
    }
}

impl<'s> Flow<'s> {
    fn parse_map(cx: &Context<'s, '_>, scheme: &Fields<'s, '_, '_>) -> Vec<(Str<'s>, Self)> {
        scheme.require("flows");
        let node = scheme.node("flows");
        let flows = node.and_then(|node| Fields::open(cx, node, &objects::FLOWS));
        let entries = flows.iter().flat_map(|flows| flows.entries());
        let known = entries.filter(|(name, _)| objects::FLOWS.fields.contains(&name.text));
        known
            .filter_map(|(name, node)| Some((name, Self::parse(cx, node)?)))
            .collect()
    }

    fn parse(cx: &Context<'s, '_>, node: &'s Node) -> Option<Self> {
        let fields = Fields::open(cx, node, &objects::FLOW)?;
        fields.require("scopes");
        let scopes = fields.members("scopes").into_iter();
        Some(Self {
            authorization_url: fields.text("authorizationUrl"),
            token_url: fields.text("tokenUrl"),
            refresh_url: fields.text("refreshUrl"),
            scopes: scopes.map(|(name, node)| (name, node.as_str())).collect(),
        })
    }
}

impl<'s> SecurityRequirement<'s> {
    pub(super) fn parse_list(
        cx: &Context<'s, '_>,
        owner: &Fields<'s, '_, '_>,
    ) -> Option<Vec<Self>> {
        owner.node("security")?;
        let items = owner.items("security").iter();
        Some(items.filter_map(|node| Self::parse(cx, node)).collect())
    }

    fn parse(cx: &Context<'s, '_>, node: &'s Node) -> Option<Self> {
        let fields = Fields::open_map(cx, node, "security requirement")?;
        let entries = fields.entries();
        Some(Self {
            span: node.span,
            schemes: entries
                .map(|(name, _)| (name, fields.texts(name.text)))
                .collect(),
        })
    }
}

impl<'s> Component<'s> for SecurityScheme<'s> {
    const WHAT: &'static str = "security scheme";

    fn slot<'m>(memo: &'m Memo<'s>) -> &'m Slot<Self> {
        &memo.security_schemes
    }

    fn parse(cx: &Context<'s, '_>, node: &'s Node, component: Option<&'s str>) -> Option<Self> {
        let fields = Fields::open(cx, node, &objects::SECURITY_SCHEME)?;
        Some(Self {
            span: node.span,
            component,
            description: fields.text("description"),
            kind: SecurityKind::parse(cx, &fields)?,
            extensions: fields.extensions(),
        })
    }

    fn redescribe(&mut self, _field: &str, text: Str<'s>) {
        self.description = Some(text);
    }
}

/// A field without which the scheme means nothing.
fn required<'s>(fields: &Fields<'s, '_, '_>, name: &str) -> Option<Str<'s>> {
    if fields.node(name).is_none() {
        fields.missing(name);
    }
    fields.text(name)
}
