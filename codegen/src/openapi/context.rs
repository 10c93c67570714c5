//! What all objects are read with: the files, the collector, and what was read before.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::{
    Callback, Example, Header, Link, Parameter, PathItem, RequestBody, Response, SecurityScheme,
    Version,
};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::{Node, Reference, Sources, Span, Str};

/// Reads objects; each place once, however many references lead to it.
pub(super) struct Context<'s, 'd> {
    pub sources: &'s Sources,
    pub diagnostics: &'d Diagnostics,
    pub version: Version,
    memo: Memo<'s>,
    depth: Cell<u32>,
    overridden: Cell<u32>,
}

/// An object in whose place a reference may stand.
pub(super) trait Component<'s>: Clone {
    /// What it is called in messages.
    const WHAT: &'static str;

    /// Which of its texts may be replaced by one that stands beside a reference.
    const TEXTS: &'static [&'static str] = &["description"];

    /// Where those read before are kept.
    fn slot<'m>(memo: &'m Memo<'s>) -> &'m Slot<Self>;

    /// Reads the object; `None` when it means nothing, which has been reported.
    fn parse(cx: &Context<'s, '_>, node: &'s Node, name: Option<&'s str>) -> Option<Self>;

    /// Replaces one of [`Self::TEXTS`].
    fn redescribe(&mut self, field: &str, text: Str<'s>);

    /// Adds what stands beside the reference that led to it.
    fn beside(cx: &Context<'s, '_>, node: &'s Node, object: Rc<Self>) -> Rc<Self> {
        cx.redescribe(node, object)
    }
}

/// Objects by place; an absent one is being read.
pub(super) type Slot<T> = RefCell<BTreeMap<Span, Option<Option<Rc<T>>>>>;

/// Everything that was read before.
#[derive(Default)]
pub(super) struct Memo<'s> {
    pub callbacks: Slot<Callback<'s>>,
    pub examples: Slot<Example<'s>>,
    pub headers: Slot<Header<'s>>,
    pub links: Slot<Link<'s>>,
    pub parameters: Slot<Parameter<'s>>,
    pub path_items: Slot<PathItem<'s>>,
    pub request_bodies: Slot<RequestBody<'s>>,
    pub responses: Slot<Response<'s>>,
    pub security_schemes: Slot<SecurityScheme<'s>>,
}

/// How many references deep objects may lie within one another.
const MAX_DEPTH: u32 = 48;

/// How many references may have a description of their own; each costs a copy of the object.
const MAX_OVERRIDDEN: u32 = 1_000;

impl<'s, 'd> Context<'s, 'd> {
    pub fn new(sources: &'s Sources, diagnostics: &'d Diagnostics, version: Version) -> Self {
        Self {
            sources,
            diagnostics,
            version,
            memo: Memo::default(),
            depth: Cell::new(0),
            overridden: Cell::new(0),
        }
    }

    /// Reads an object, or the one that a reference in its place leads to.
    pub fn read<T: Component<'s>>(&self, node: &'s Node) -> Option<Rc<T>> {
        self.read_named(node, None)
    }

    /// Reads an object that stands under a name of its own.
    pub fn read_named<T: Component<'s>>(
        &self,
        node: &'s Node,
        name: Option<&'s str>,
    ) -> Option<Rc<T>> {
        let Some(reference) = Reference::of(node) else {
            return self.remember(node, name);
        };
        let target = self.sources.follow(reference, self.diagnostics)?;
        let object = self.remember(target.node, target.name)?;
        Some(T::beside(self, node, object))
    }

    fn remember<T: Component<'s>>(&self, node: &'s Node, name: Option<&'s str>) -> Option<Rc<T>> {
        let slot = T::slot(&self.memo);
        let before = slot.borrow().get(&node.span).cloned();
        match before {
            Some(Some(object)) => return object,
            Some(None) => return self.too_deep(node, T::WHAT),
            None if self.depth.get() >= MAX_DEPTH => return self.too_deep(node, T::WHAT),
            None => slot.borrow_mut().insert(node.span, None),
        };
        self.depth.set(self.depth.get() + 1);
        let object = T::parse(self, node, name).map(Rc::new);
        self.depth.set(self.depth.get() - 1);
        slot.borrow_mut().insert(node.span, Some(object.clone()));
        object
    }

    fn too_deep<T>(&self, node: &Node, what: &str) -> Option<T> {
        self.diagnostics.report(
            Code::UnsupportedField,
            node.span,
            format!("this {what} contains itself"),
            "the inner one is left out; end the recursion if it matters",
        );
        None
    }

    /// Applies the texts beside a reference, and names the members that have no effect there.
    fn redescribe<T: Component<'s>>(&self, node: &'s Node, object: Rc<T>) -> Rc<T> {
        let mut object = object;
        for member in node.as_object().into_iter().flatten() {
            let name = member.name.as_str();
            match (name.text, member.value.as_str()) {
                ("$ref", _) => {}
                (field, Some(text)) if T::TEXTS.contains(&field) && self.may_override() => {
                    Rc::make_mut(&mut object).redescribe(field, text);
                }
                _ if name.starts_with("x-") => {}
                _ => self.diagnostics.report(
                    Code::IgnoredSibling,
                    name.span,
                    format!("`{}` beside `$ref` has no effect", name.text),
                    format!("move it to the {} that the reference leads to", T::WHAT),
                ),
            }
        }
        object
    }

    fn may_override(&self) -> bool {
        self.overridden.set(self.overridden.get() + 1);
        self.version != Version::V30 && self.overridden.get() <= MAX_OVERRIDDEN
    }
}
