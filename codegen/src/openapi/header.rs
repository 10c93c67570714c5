//! The Header Object.

use std::rc::Rc;

use super::context::{Component, Context, Memo, Slot};
use super::fields::Fields;
use super::objects;
use super::{Example, ParameterShape};
use crate::source::{Node, Span, Str};

/// A header of a response or of a part of a form.
#[derive(Clone, Debug)]
pub struct Header<'s> {
    /// The whole object.
    pub span: Span,
    /// The name of the component that a reference led to.
    pub component: Option<&'s str>,
    /// `description`
    pub description: Option<Str<'s>>,
    /// `required: true`
    pub required: bool,
    /// `deprecated: true`
    pub deprecated: bool,
    /// `explode: true`
    pub explode: bool,
    /// `schema` or `content`; absent where the document names neither.
    pub shape: Option<ParameterShape<'s>>,
    /// `examples`, or the one `example` under an empty name.
    pub examples: Vec<(Str<'s>, Rc<Example<'s>>)>,
    /// Members whose names begin with `x-`.
    pub extensions: Vec<(Str<'s>, &'s Node)>,
}

impl<'s> Header<'s> {
    pub(super) fn parse_map(
        cx: &Context<'s, '_>,
        owner: &Fields<'s, '_, '_>,
    ) -> Vec<(Str<'s>, Rc<Self>)> {
        let headers = owner.members("headers").into_iter();
        headers
            .filter_map(|(name, node)| Some((name, cx.read(node)?)))
            .collect()
    }
}

impl<'s> Component<'s> for Header<'s> {
    const WHAT: &'static str = "header";

    fn slot<'m>(memo: &'m Memo<'s>) -> &'m Slot<Self> {
        &memo.headers
    }

    fn parse(cx: &Context<'s, '_>, node: &'s Node, component: Option<&'s str>) -> Option<Self> {
        let fields = Fields::open(cx, node, &objects::HEADER)?;
        if let Some(style) = fields.text("style").filter(|style| style.text != "simple") {
            fields.invalid_word("style", &style, &["simple"]);
        }
        Some(Self {
            span: node.span,
            component,
            description: fields.text("description"),
            required: fields.flag("required").unwrap_or(false),
            deprecated: fields.flag("deprecated").unwrap_or(false),
            explode: fields.flag("explode").unwrap_or(false),
            shape: ParameterShape::parse(cx, &fields),
            examples: Example::parse_all(cx, &fields),
            extensions: fields.extensions(),
        })
    }

    fn redescribe(&mut self, _field: &str, text: Str<'s>) {
        self.description = Some(text);
    }
}
