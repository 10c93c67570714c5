//! What every construct needs while it is lowered: the sources, the types so far, and what is still to do.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::json_schema::{Dialect, Schema, SchemaObject};
use crate::model::{Docs, Home, Label, Name, Origin, Owner, Shape, Type, TypeId, Types, Usage};
use crate::source::{Node, Reference, Sources, Span};

use super::schema;

/// Where a schema stands, for the name of its type.
#[derive(Debug, Clone)]
pub struct Place {
    /// The named thing inside which it is written.
    pub owner: Owner,
    /// Names from that thing inwards.
    pub context: Vec<Name>,
    /// True for the value of an object's member, whose table can carry rules of its own.
    pub is_member: bool,
}

impl Place {
    /// A place inside this one.
    pub fn inside(&self, name: &Name) -> Self {
        let mut context = self.context.clone();
        context.push(name.clone());
        Self { owner: self.owner, context, is_member: false }
    }

    /// The place of a member's value.
    pub fn member(&self, name: &Name) -> Self {
        Self { is_member: true, ..self.inside(name) }
    }

    /// The place of an item or a value of this place, which is called as the place is, in the singular.
    pub fn part(&self) -> Self {
        let mut context = self.context.clone();
        if let Some(last) = context.last_mut() {
            *last = last.singular();
        }
        Self { owner: self.owner, context, is_member: false }
    }
}

/// The state of lowering one document.
pub struct Lowering<'s, 'd> {
    /// The source files.
    pub sources: &'s Sources,
    /// Where problems are reported.
    pub diagnostics: &'d Diagnostics,
    /// The types so far.
    pub types: Types,
    /// The schema of each type.
    pub places: BTreeMap<TypeId, &'s Node>,
    by_place: BTreeMap<Span, TypeId>,
    /// Referenced schemas that have an id but no shape yet; a queue, so that no chain of references can exhaust the stack.
    pending: Vec<(TypeId, &'s Node, Place)>,
}

impl<'s, 'd> Lowering<'s, 'd> {
    /// Nothing is lowered yet.
    pub fn new(sources: &'s Sources, diagnostics: &'d Diagnostics) -> Self {
        let (types, places, by_place, pending) = Default::default();
        Self { sources, diagnostics, types, places, by_place, pending }
    }

    /// Reads one schema.
    pub fn parse(&self, node: &'s Node) -> Schema<'s> {
        Schema::parse(node, Dialect::at(self.sources, node), self.diagnostics)
    }

    /// The type of a schema that stands inside something else.
    pub fn inline(&mut self, node: &'s Node, place: &Place) -> TypeId {
        let schema = self.parse(node);
        if let Some(target) = schema::plain_reference(&schema) {
            return self.reference(target);
        }
        let id = self.types.add(self.blank(node.span, Label::Inline(place.context.clone()), place.owner));
        self.places.insert(id, node);
        schema::fill(self, id, &schema, place);
        id
    }

    /// The type behind a reference; raw JSON where it leads nowhere, which the reader has reported.
    pub fn reference(&mut self, reference: Reference<'s>) -> TypeId {
        let Some(target) = self.sources.follow(reference, self.diagnostics) else {
            return self.raw(reference.span);
        };
        if let Some(known) = self.by_place.get(&target.node.span) {
            return *known;
        }
        let name = Name::parse(target.name.unwrap_or("schema"));
        let id = self.types.add(self.blank(target.node.span, Label::Named(name.clone()), Owner::Itself));
        self.places.insert(id, target.node);
        self.by_place.insert(target.node.span, id);
        let place = Place { owner: Owner::Type(id), context: vec![name], is_member: false };
        self.pending.push((id, target.node, place));
        id
    }

    /// A type made of another one, with the same place and no text of its own.
    pub fn wrap(&mut self, schema: &SchemaObject<'s>, place: &Place, shape: Shape) -> TypeId {
        let mut ty = self.blank(schema.span, Label::Inline(place.context.clone()), place.owner);
        ty.shape = shape;
        let id = self.types.add(ty);
        self.places.insert(id, schema.node);
        id
    }

    /// A type that no schema describes.
    pub fn made_up(&mut self, span: Span, shape: Shape) -> TypeId {
        let mut ty = self.blank(span, Label::Inline(Vec::new()), Owner::Itself);
        ty.shape = shape;
        self.types.add(ty)
    }

    /// Raw JSON.
    pub fn raw(&mut self, span: Span) -> TypeId {
        self.made_up(span, Shape::Any)
    }

    /// Gives every referenced schema its shape.
    pub fn finish_references(&mut self) {
        while let Some((id, node, place)) = self.pending.pop() {
            let schema = self.parse(node);
            schema::fill(self, id, &schema, &place);
        }
    }

    /// Reports a construct that is accepted but costs its type or its check.
    pub fn unsupported(&self, span: Span, message: &str, help: &str) {
        self.diagnostics.report(Code::UnsupportedKeyword, span, message, help);
    }

    fn blank(&self, span: Span, label: Label, owner: Owner) -> Type {
        Type {
            label,
            owner,
            origin: Origin { span, location: location(self.sources, span) },
            docs: Docs::default(),
            shape: Shape::Any,
            checks: Vec::new(),
            usage: Usage::default(),
            home: Home::default(),
        }
    }
}

/// File and JSON pointer of a place.
pub fn location(sources: &Sources, place: Span) -> String {
    let path = sources.path(place.file);
    match sources.pointer(place) {
        pointer if pointer.is_empty() => path.to_owned(),
        pointer => format!("{path}#{pointer}"),
    }
}
