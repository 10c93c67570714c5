//! The Example Object.

use std::rc::Rc;

use super::context::{Component, Context, Memo, Slot};
use super::fields::Fields;
use super::objects;
use crate::diagnostic::Code;
use crate::source::{Node, Span, Str};

/// A documented value.
#[derive(Clone, Debug)]
pub struct Example<'s> {
    /// The whole object.
    pub span: Span,
    /// The name of the component that a reference led to.
    pub component: Option<&'s str>,
    /// `summary`
    pub summary: Option<Str<'s>>,
    /// `description`
    pub description: Option<Str<'s>>,
    /// `value`
    pub value: Option<&'s Node>,
    /// `externalValue`, a URI reference to a file.
    pub external_value: Option<Str<'s>>,
    /// Members whose names begin with `x-`.
    pub extensions: Vec<(Str<'s>, &'s Node)>,
}

impl<'s> Example<'s> {
    /// The `examples` of an object, or its one `example` under an empty name.
    pub(super) fn parse_all(
        cx: &Context<'s, '_>,
        owner: &Fields<'s, '_, '_>,
    ) -> Vec<(Str<'s>, Rc<Self>)> {
        let single = owner.node("example").map(|value| {
            let name = Str {
                span: value.span,
                text: "",
            };
            (name, Rc::new(Self::literal(value)))
        });
        let named = owner.members("examples").into_iter();
        let named = named.filter_map(|(name, node)| Some((name, cx.read(node)?)));
        single.into_iter().chain(named).collect()
    }

    fn literal(value: &'s Node) -> Self {
        Self {
            span: value.span,
            component: None,
            summary: None,
            description: None,
            value: Some(value),
            external_value: None,
            extensions: Vec::new(),
        }
    }
}

impl<'s> Component<'s> for Example<'s> {
    const WHAT: &'static str = "example";
    const TEXTS: &'static [&'static str] = &["summary", "description"];

    fn slot<'m>(memo: &'m Memo<'s>) -> &'m Slot<Self> {
        &memo.examples
    }

    fn parse(cx: &Context<'s, '_>, node: &'s Node, component: Option<&'s str>) -> Option<Self> {
        let fields = Fields::open(cx, node, &objects::EXAMPLE)?;
        let (value, external_value) = (fields.node("value"), fields.text("externalValue"));
        if let (Some(_), Some(external)) = (value, external_value) {
            let message = "the example has both `value` and `externalValue`";
            let help = "keep one of the two; `value` counts";
            cx.diagnostics
                .report(Code::DuplicateDeclaration, external.span, message, help);
        }
        if let (None, Some(external)) = (value, external_value) {
            check_file(cx, external);
        }
        Some(Self {
            span: node.span,
            component,
            summary: fields.text("summary"),
            description: fields.text("description"),
            value,
            external_value: external_value.filter(|_| value.is_none()),
            extensions: fields.extensions(),
        })
    }

    fn redescribe(&mut self, field: &str, text: Str<'s>) {
        let own = match field {
            "summary" => &mut self.summary,
            _ => &mut self.description,
        };
        *own = Some(text);
    }
}

/// Reports the file of an example that was not read.
fn check_file(cx: &Context<'_, '_>, external: Str<'_>) {
    if cx.sources.external(external).is_some() {
        return;
    }
    let (code, message, help) = if external.contains("://") {
        (
            Code::RemoteReference,
            "the example lies in the network, and is neither checked nor shown",
            "copy it to a file beside the document, and name that file",
        )
    } else {
        (
            Code::DanglingReference,
            "the file of the example is not there",
            "correct the path, or remove the example",
        )
    };
    cx.diagnostics.report(code, external.span, message, help);
}
