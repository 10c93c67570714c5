//! Reading the fields of an object: each is read by kind, and those that OpenAPI does not define are named.

use super::context::Context;
use super::objects::Object as Kind;
use crate::diagnostic::Code;
use crate::diagnostic::slip_of;
use crate::source::{Node, Object, Span, Str};

/// An object under reading.
pub(super) struct Fields<'s, 'c, 'd> {
    cx: &'c Context<'s, 'd>,
    object: &'s Object,
    /// The whole object.
    pub span: Span,
    what: &'static str,
}

impl<'s, 'c, 'd> Fields<'s, 'c, 'd> {
    /// Opens an object whose fields are fixed; anything but an object is reported.
    pub fn open(cx: &'c Context<'s, 'd>, node: &'s Node, kind: &Kind) -> Option<Self> {
        let fields = Self::open_map(cx, node, kind.name)?;
        for member in fields.object {
            let name = member.name.as_str();
            if !kind.fields.contains(&name.text) && !name.starts_with("x-") {
                fields.report_unknown(name, kind.fields);
            }
        }
        Some(fields)
    }

    /// Opens an object whose members have names of their own.
    pub fn open_map(cx: &'c Context<'s, 'd>, node: &'s Node, what: &'static str) -> Option<Self> {
        let Some(object) = node.as_object() else {
            cx.diagnostics.report(
                Code::InvalidField,
                node.span,
                format!("the {what} is {}", node.kind()),
                format!("write the {what} as an object"),
            );
            return None;
        };
        Some(Self {
            cx,
            object,
            span: node.span,
            what,
        })
    }

    /// The value of a field of any kind.
    pub fn node(&self, name: &str) -> Option<&'s Node> {
        self.object.get(name)
    }

    /// A field that is a string.
    pub fn text(&self, name: &str) -> Option<Str<'s>> {
        self.text_of(self.object.get(name)?, name, "a string")
    }

    /// A field that is a boolean.
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.kind(name, "a boolean", Node::as_bool)
    }

    /// A field that is an array; empty when absent.
    pub fn items(&self, name: &str) -> &'s [Node] {
        self.kind(name, "an array", Node::as_array)
            .unwrap_or_default()
    }

    /// A field that is an array of strings; empty when absent.
    pub fn texts(&self, name: &str) -> Vec<Str<'s>> {
        let items = self.items(name).iter();
        items
            .filter_map(|node| self.text_of(node, name, "a list of strings"))
            .collect()
    }

    /// A field that is an object with names of its own; empty when absent.
    pub fn members(&self, name: &str) -> Vec<(Str<'s>, &'s Node)> {
        let object = self.kind(name, "an object", Node::as_object);
        let members = object.into_iter().flatten();
        members
            .map(|member| (member.name.as_str(), &member.value))
            .collect()
    }

    /// All members of this object but its extensions.
    pub fn entries(&self) -> impl Iterator<Item = (Str<'s>, &'s Node)> {
        let named = self
            .object
            .iter()
            .map(|member| (member.name.as_str(), &member.value));
        named.filter(|(name, _)| !name.starts_with("x-"))
    }

    /// The members whose names begin with `x-`.
    pub fn extensions(&self) -> Vec<(Str<'s>, &'s Node)> {
        let named = self
            .object
            .iter()
            .map(|member| (member.name.as_str(), &member.value));
        named.filter(|(name, _)| name.starts_with("x-")).collect()
    }

    /// Reports that a field is absent without which the object means nothing.
    pub fn missing(&self, name: &str) {
        self.report_missing(Code::MissingField, name);
    }

    /// Reports that a field is absent that OpenAPI requires, unless it is there.
    pub fn require(&self, name: &str) {
        if self.object.get(name).is_none() {
            self.report_missing(Code::MissingDetail, name);
        }
    }

    /// Reports a field that changes nothing where it stands; one that is `false` would not change anything elsewhere.
    pub fn without_effect(&self, name: &str, reason: &str) {
        let set = self.node(name).filter(|node| node.as_bool() != Some(false));
        if let Some(node) = set {
            let message = format!("`{name}` of the {} has no effect here", self.what);
            let help = format!("remove it: {reason}");
            self.cx
                .diagnostics
                .report(Code::UnsupportedField, node.span, message, help);
        }
    }

    /// Reports a value that the field does not allow.
    pub fn invalid(&self, node: &Node, message: String, help: impl Into<String>) {
        self.cx
            .diagnostics
            .report(Code::InvalidField, node.span, message, help);
    }

    /// Reports a word that is none of those that the field allows.
    pub fn invalid_word(&self, field: &str, word: &Str<'_>, allowed: &[&str]) {
        let list = allowed
            .iter()
            .map(|word| format!("`{word}`"))
            .collect::<Vec<_>>()
            .join(", ");
        let message = format!("`{field}` of the {} cannot be `{}`", self.what, word.text);
        let help = format!("write one of {list}");
        self.cx
            .diagnostics
            .report(Code::InvalidField, word.span, message, help);
    }

    /// A string; what YAML takes for a number or a boolean is reported, and is the text that it is written as.
    fn text_of(&self, node: &'s Node, name: &str, expected: &str) -> Option<Str<'s>> {
        let text = node.as_scalar();
        match text {
            None => self.report_kind(node, name, expected),
            Some(text) if node.as_str().is_none() => {
                let message = format!("`{name}` of the {} is {}", self.what, node.kind());
                self.invalid(node, message, format!("write it in quotes: `\"{text}\"`"));
            }
            Some(_) => {}
        }
        text
    }

    fn kind<T>(
        &self,
        name: &str,
        expected: &str,
        read: impl Fn(&'s Node) -> Option<T>,
    ) -> Option<T> {
        let node = self.object.get(name)?;
        let value = read(node);
        if value.is_none() {
            self.report_kind(node, name, expected);
        }
        value
    }

    fn report_kind(&self, node: &Node, name: &str, expected: &str) {
        let message = format!("`{name}` of the {} is {}", self.what, node.kind());
        self.invalid(
            node,
            message,
            format!("write {expected}, or leave `{name}` out"),
        );
    }

    fn report_missing(&self, code: Code, name: &str) {
        let span = Span {
            end: self.span.end.min(self.span.start + 1),
            ..self.span
        };
        let message = format!("the {} has no `{name}`", self.what);
        self.cx
            .diagnostics
            .report(code, span, message, format!("add `{name}`"));
    }

    fn report_unknown(&self, name: Str<'s>, known: &[&str]) {
        let message = format!("`{}` is not a field of the {}", name.text, self.what);
        let diagnostics = self.cx.diagnostics;
        match slip_of(name.text, known.iter().copied()) {
            Some(meant) => {
                let help = format!("did you mean `{meant}`?");
                diagnostics.report(Code::MisspeltField, name.span, message, help);
            }
            None => {
                let help = "remove it, or begin its name with `x-` if it is an extension";
                diagnostics.report(Code::UnknownField, name.span, message, help);
            }
        }
    }
}
