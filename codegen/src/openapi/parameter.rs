//! The Parameter Object: a value in the path, the query, a header or a cookie.

use std::collections::BTreeSet;
use std::fmt;
use std::rc::Rc;

use super::context::{Component, Context, Memo, Slot};
use super::fields::Fields;
use super::objects;
use super::{Example, MediaType};
use crate::diagnostic::Code;
use crate::source::{Node, Span, Str};

/// A value in the path, the query, a header or a cookie.
#[derive(Clone, Debug)]
pub struct Parameter<'s> {
    /// The whole object.
    pub span: Span,
    /// The name of the component that a reference led to.
    pub component: Option<&'s str>,
    /// `name`
    pub name: Str<'s>,
    /// `in`
    pub location: Location,
    /// `description`
    pub description: Option<Str<'s>>,
    /// `required: true`; always set for the path.
    pub required: bool,
    /// `deprecated: true`
    pub deprecated: bool,
    /// `allowEmptyValue: true`
    pub allow_empty_value: bool,
    /// `style`, or the one that its location has by default.
    pub style: Style,
    /// `explode`, or what its style has by default.
    pub explode: bool,
    /// `allowReserved: true`
    pub allow_reserved: bool,
    /// `schema` or `content`; absent where the document names neither.
    pub shape: Option<ParameterShape<'s>>,
    /// `examples`, or the one `example` under an empty name.
    pub examples: Vec<(Str<'s>, Rc<Example<'s>>)>,
    /// Members whose names begin with `x-`.
    pub extensions: Vec<(Str<'s>, &'s Node)>,
}

/// How the value of a parameter or header is described.
#[derive(Clone, Debug)]
pub enum ParameterShape<'s> {
    /// By a schema, and written by its style.
    Schema(&'s Node),
    /// As a document of a media type of its own.
    Content(Str<'s>, Box<MediaType<'s>>),
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

/// How the value of a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// `;name=value`
    Matrix,
    /// `.value`
    Label,
    /// `value,value`
    Simple,
    /// `name=value`
    Form,
    /// `name=value%20value`
    SpaceDelimited,
    /// `name=value|value`
    PipeDelimited,
    /// `name[member]=value`
    DeepObject,
}

impl Location {
    /// Every location.
    pub const ALL: [Self; 4] = [Self::Path, Self::Query, Self::Header, Self::Cookie];

    /// The word that `in` has for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }

    /// The style of a parameter that names none.
    pub const fn default_style(self) -> Style {
        match self {
            Self::Path | Self::Header => Style::Simple,
            Self::Query | Self::Cookie => Style::Form,
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Style {
    /// Every style.
    pub const ALL: [Self; 7] = [
        Self::Matrix,
        Self::Label,
        Self::Simple,
        Self::Form,
        Self::SpaceDelimited,
        Self::PipeDelimited,
        Self::DeepObject,
    ];

    /// The word that `style` has for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Matrix => "matrix",
            Self::Label => "label",
            Self::Simple => "simple",
            Self::Form => "form",
            Self::SpaceDelimited => "spaceDelimited",
            Self::PipeDelimited => "pipeDelimited",
            Self::DeepObject => "deepObject",
        }
    }

    /// Whether a parameter of that location may have the style.
    pub fn fits(self, location: Location) -> bool {
        match self {
            Self::Matrix | Self::Label => location == Location::Path,
            Self::Simple => matches!(location, Location::Path | Location::Header),
            Self::Form => matches!(location, Location::Query | Location::Cookie),
            Self::SpaceDelimited | Self::PipeDelimited | Self::DeepObject => {
                location == Location::Query
            }
        }
    }
}

impl<'s> Parameter<'s> {
    /// The parameters of an operation or path item, those that say the same twice left out.
    pub(super) fn parse_list(cx: &Context<'s, '_>, owner: &Fields<'s, '_, '_>) -> Vec<Rc<Self>> {
        let mut seen = BTreeSet::new();
        let read = |node: &'s Node| {
            let parameter: Rc<Self> = cx.read(node)?;
            let new = seen.insert((parameter.name.text, parameter.location));
            if !new {
                parameter.report_duplicate(cx, node);
            }
            new.then_some(parameter)
        };
        owner.items("parameters").iter().filter_map(read).collect()
    }

    /// The parameters of an operation, and those of its path item that it does not replace.
    pub(super) fn merge(own: Vec<Rc<Self>>, inherited: &[Rc<Self>]) -> Vec<Rc<Self>> {
        let names: BTreeSet<_> = own
            .iter()
            .map(|own| (own.name.text, own.location))
            .collect();
        let kept = inherited
            .iter()
            .filter(|p| !names.contains(&(p.name.text, p.location)));
        let kept: Vec<_> = kept.cloned().collect();
        own.into_iter().chain(kept).collect()
    }

    fn report_duplicate(&self, cx: &Context<'s, '_>, node: &Node) {
        cx.diagnostics.report(
            Code::DuplicateParameter,
            node.span,
            format!(
                "the {} parameter `{}` is declared twice",
                self.location, self.name.text
            ),
            "the first one counts; remove the other",
        );
    }
}

impl<'s> ParameterShape<'s> {
    pub(super) fn parse(cx: &Context<'s, '_>, fields: &Fields<'s, '_, '_>) -> Option<Self> {
        if let Some(schema) = fields.node("schema") {
            if let Some(content) = fields.node("content") {
                let message = "both `schema` and `content` describe the value";
                let help = "keep one of the two; `schema` counts";
                cx.diagnostics
                    .report(Code::DuplicateDeclaration, content.span, message, help);
            }
            return Some(Self::Schema(schema));
        }
        let mut content = MediaType::parse_map(cx, fields).into_iter();
        let Some((name, media_type)) = content.next() else {
            fields.require("schema");
            return None;
        };
        for (other, _) in content {
            let message = format!("`{name}` is the media type here, and `{other}` has no effect");
            let help = "keep one media type; OpenAPI allows no more";
            cx.diagnostics
                .report(Code::DuplicateDeclaration, other.span, message, help);
        }
        for without in ["style", "explode"] {
            fields.without_effect(without, "`content` says how the value is written");
        }
        Some(Self::Content(name, Box::new(media_type)))
    }
}

impl<'s> Component<'s> for Parameter<'s> {
    const WHAT: &'static str = "parameter";

    fn slot<'m>(memo: &'m Memo<'s>) -> &'m Slot<Self> {
        &memo.parameters
    }

    fn parse(cx: &Context<'s, '_>, node: &'s Node, component: Option<&'s str>) -> Option<Self> {
        let fields = Fields::open(cx, node, &objects::PARAMETER)?;
        let name = parse_name(&fields)?;
        let location = parse_location(&fields)?;
        let style = parse_style(&fields, location);
        if location != Location::Query {
            for without in ["allowReserved", "allowEmptyValue"] {
                fields.without_effect(without, "it is for parameters of the query alone");
            }
        }
        Some(Self {
            span: node.span,
            component,
            name,
            location,
            description: fields.text("description"),
            required: parse_required(cx, &fields, name, location),
            deprecated: fields.flag("deprecated").unwrap_or(false),
            allow_empty_value: fields.flag("allowEmptyValue").unwrap_or(false),
            style,
            explode: fields.flag("explode").unwrap_or(style == Style::Form),
            allow_reserved: fields.flag("allowReserved").unwrap_or(false),
            shape: ParameterShape::parse(cx, &fields),
            examples: Example::parse_all(cx, &fields),
            extensions: fields.extensions(),
        })
    }

    fn redescribe(&mut self, _field: &str, text: Str<'s>) {
        self.description = Some(text);
    }
}

fn parse_name<'s>(fields: &Fields<'s, '_, '_>) -> Option<Str<'s>> {
    if fields.node("name").is_none() {
        fields.missing("name");
    }
    fields.text("name")
}

fn parse_location(fields: &Fields<'_, '_, '_>) -> Option<Location> {
    if fields.node("in").is_none() {
        fields.missing("in");
    }
    let named = fields.text("in")?;
    let location = Location::ALL
        .into_iter()
        .find(|location| location.name() == named.text);
    if location.is_none() {
        fields.invalid_word("in", &named, &Location::ALL.map(Location::name));
    }
    location
}

fn parse_style(fields: &Fields<'_, '_, '_>, location: Location) -> Style {
    let Some(named) = fields.text("style") else {
        return location.default_style();
    };
    let fitting = Style::ALL.into_iter().filter(|style| style.fits(location));
    let names: Vec<&str> = fitting.clone().map(Style::name).collect();
    let style = fitting.into_iter().find(|style| style.name() == named.text);
    if style.is_none() {
        fields.invalid_word("style", &named, &names);
    }
    style.unwrap_or(location.default_style())
}

/// A parameter of the path is always required, whether the document says so or not.
fn parse_required(
    cx: &Context<'_, '_>,
    fields: &Fields<'_, '_, '_>,
    name: Str<'_>,
    location: Location,
) -> bool {
    let required = fields.flag("required").unwrap_or(false);
    if location == Location::Path && !required {
        cx.diagnostics.report(
            Code::MissingDetail,
            name.span,
            format!(
                "the path parameter `{}` is not marked as required",
                name.text
            ),
            "add `\"required\": true`; a path parameter is never optional",
        );
    }
    required || location == Location::Path
}
