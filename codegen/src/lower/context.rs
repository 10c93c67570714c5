//! What every construct needs while it is lowered: the sources, the types so far, and what is still to do.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::diagnostic::{Code, Diagnostics};
use crate::json_schema::{Dialect, Schema, SchemaObject};
use crate::model::{
    Docs, Home, Label, Name, Origin, Owner, Shape, Type, TypeId, Types, Usage, View,
};
use crate::source::{Node, Reference, Sources, Span};

use super::schema;
use super::schema::heirs::Heirs;
use super::schema::inheritance::Family;

/// Where a schema stands, for the name of its type.
#[derive(Debug, Clone)]
pub struct Place {
    /// The named thing inside which it is written.
    pub owner: Owner,
    /// Names from that thing inwards.
    pub context: Vec<Name>,
    /// What its items are called, where that is not its own name in the singular.
    pub items: Option<Name>,
    /// True for the value of an object's member, whose table can carry rules of its own.
    pub is_member: bool,
}

impl Place {
    /// A place inside this one.
    pub fn inside(&self, name: &Name) -> Self {
        let mut context = self.context.clone();
        context.push(name.clone());
        Self {
            owner: self.owner,
            context,
            items: None,
            is_member: false,
        }
    }

    /// The place of a member's value.
    pub fn member(&self, name: &Name) -> Self {
        Self {
            is_member: true,
            ..self.inside(name)
        }
    }

    /// The place of an item or a value of this place, which is called as the place is, in the singular.
    pub fn part(&self) -> Self {
        let mut context = self.context.clone();
        if let Some(last) = context.last_mut() {
            *last = self.items.clone().unwrap_or_else(|| last.singular());
        }
        Self {
            owner: self.owner,
            context,
            items: None,
            is_member: false,
        }
    }
}

/// Members that all merged schemas of a document may have together.
const MOST_MERGES: usize = 1_000_000;

/// Schemas and members that all schemas of a small document may inherit together.
const MOST_INHERITED: usize = 20_000;

/// Bytes of a document for each further one.
const BYTES_PER_INHERITED: usize = 32;

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
    /// True where every valid value must be accepted, however unlikely; otherwise the document is read as its writer
    /// most likely meant it, with a warning.
    pub exact: bool,
    /// How many alternatives are being taken apart inside one another.
    pub nesting: usize,
    /// Alternatives that may still be merged with what stands beside them: a document must not grow without bound.
    pub merges_left: usize,
    /// Schemas and members that may still be inherited; nothing once it was too little.
    inherited_left: Option<usize>,
    /// The alternatives of each schema that has a discriminator and lists none, by its place.
    pub families: BTreeMap<Span, Option<Rc<Family<'s>>>>,
    heirs: Option<Rc<Heirs<'s>>>,
    by_place: BTreeMap<Span, TypeId>,
    /// Referenced schemas that have an id but no shape yet; a queue, so that no chain of references can exhaust the stack.
    pending: Vec<(TypeId, &'s Node, Place)>,
}

impl<'s, 'd> Lowering<'s, 'd> {
    /// Nothing is lowered yet.
    pub fn new(sources: &'s Sources, diagnostics: &'d Diagnostics) -> Self {
        let (types, places, by_place, pending, exact, nesting) = Default::default();
        let (families, heirs) = Default::default();
        let merges_left = MOST_MERGES;
        let bytes: usize = sources.files().map(|file| sources.text(file).len()).sum();
        let inherited_left = Some(MOST_INHERITED + bytes / BYTES_PER_INHERITED);
        Self {
            sources,
            diagnostics,
            types,
            places,
            exact,
            nesting,
            merges_left,
            inherited_left,
            families,
            heirs,
            by_place,
            pending,
        }
    }

    /// Reads one schema.
    pub fn parse(&self, node: &'s Node) -> Schema<'s> {
        Schema::parse(node, Dialect::at(self.sources, node), self.diagnostics)
    }

    /// The reference of a schema that says nothing else; most have none, and so need not be read for it.
    fn plain_reference(&self, node: &'s Node) -> Option<Reference<'s>> {
        Reference::of(node)?;
        schema::plain_reference(&self.parse(node))
    }

    /// The type of a schema that stands inside something else; a schema that several places share has one type.
    pub fn inline(&mut self, node: &'s Node, place: &Place) -> TypeId {
        self.inline_within(node, place, place)
    }

    /// The type of a schema that stands inside something else, what is inside it being called after another place.
    pub fn inline_within(&mut self, node: &'s Node, place: &Place, inner: &Place) -> TypeId {
        if let Some(known) = self.by_place.get(&node.span) {
            return *known;
        }
        let schema = self.parse(node);
        if let Some(target) = schema::plain_reference(&schema) {
            return self.reference(target);
        }
        let id = self.unfilled(node, place);
        schema::fill(self, id, &schema, inner);
        id
    }

    /// The type of a schema that stands inside a component that is no schema, such as a response: it is called as the
    /// component is, else with the word that says what the component is.
    pub fn in_component(&mut self, node: &'s Node, component: &str, word: &str) -> TypeId {
        if let Some(known) = self.by_place.get(&node.span) {
            return *known;
        }
        let schema = self.parse(node);
        if let Some(target) = schema::plain_reference(&schema) {
            return self.reference(target);
        }
        let name = Name::parse(component);
        let context = vec![name.clone(), Name::of(&[word])];
        let id = self.unshared(node, Label::Inline(context), Owner::Itself);
        self.by_place.insert(node.span, id);
        let place = Place {
            owner: Owner::Type(id),
            context: vec![name],
            items: None,
            is_member: false,
        };
        schema::fill(self, id, &schema, &place);
        id
    }

    /// The type of a schema that stands inside a schema that is referred to. It is lowered later, so that no chain of
    /// schemas that refer to one another can exhaust the stack.
    pub fn deferred(&mut self, node: &'s Node, place: &Place) -> TypeId {
        if let Some(known) = self.by_place.get(&node.span) {
            return *known;
        }
        if let Some(target) = self.plain_reference(node) {
            return self.reference(target);
        }
        let id = self.unfilled(node, place);
        self.pending.push((id, node, place.clone()));
        id
    }

    /// A type of a schema that is not the only type of that schema.
    pub fn unshared(&mut self, node: &'s Node, label: Label, owner: Owner) -> TypeId {
        let id = self.types.add(self.blank(node.span, label, owner));
        self.places.insert(id, node);
        id
    }

    fn unfilled(&mut self, node: &'s Node, place: &Place) -> TypeId {
        let id = self.unshared(node, Label::Inline(place.context.clone()), place.owner);
        self.by_place.insert(node.span, id);
        id
    }

    /// The type of a whole document, which has a name whatever its shape.
    pub fn root(&mut self, node: &'s Node, name: &str) -> TypeId {
        let name = Name::parse(name);
        let id = self
            .types
            .add(self.blank(node.span, Label::Named(name.clone()), Owner::Itself));
        self.types.get_mut(id).kept = true;
        self.places.insert(id, node);
        self.by_place.insert(node.span, id);
        self.pending.push((
            id,
            node,
            Place {
                owner: Owner::Type(id),
                context: vec![name],
                items: None,
                is_member: false,
            },
        ));
        id
    }

    /// The type behind a reference; raw JSON where it leads nowhere, which the reader has reported.
    pub fn reference(&mut self, reference: Reference<'s>) -> TypeId {
        match self.target(reference) {
            Some((id, ..)) => id,
            None => self.raw(reference.span),
        }
    }

    /// The type, the schema and the place of what a reference leads to; references that say nothing else are followed.
    pub fn target(&mut self, reference: Reference<'s>) -> Option<(TypeId, &'s Node, Place)> {
        let (node, name) = self.resolved(reference)?;
        let (id, place) = self.entered(node, name);
        Some((id, node, place))
    }

    /// The type of a schema that has a name.
    pub fn named(&mut self, node: &'s Node, name: Option<&str>) -> TypeId {
        if let Some(target) = self.plain_reference(node) {
            return self.reference(target);
        }
        self.entered(node, name).0
    }

    /// Which named schemas are built on which others; looked for where first somebody asks.
    pub fn heirs(&mut self) -> Rc<Heirs<'s>> {
        if let Some(known) = &self.heirs {
            return Rc::clone(known);
        }
        let heirs = Rc::new(Heirs::of(self));
        self.heirs = Some(Rc::clone(&heirs));
        heirs
    }

    /// The type and the place of a schema under a name, which it has a right to if it was not met before.
    fn entered(&mut self, node: &'s Node, name: Option<&str>) -> (TypeId, Place) {
        let name = Name::parse(name.unwrap_or("schema"));
        let known = self.by_place.get(&node.span).copied();
        let id = known.unwrap_or_else(|| {
            let id =
                self.types
                    .add(self.blank(node.span, Label::Named(name.clone()), Owner::Itself));
            self.places.insert(id, node);
            self.by_place.insert(node.span, id);
            id
        });
        let owner = self.types.get(id).owner;
        let place = match &self.types.get(id).label {
            Label::Inline(context) if owner != Owner::Itself => Place {
                owner,
                context: context.clone(),
                items: None,
                is_member: false,
            },
            _ => Place {
                owner: Owner::Type(id),
                context: vec![name],
                items: None,
                is_member: false,
            },
        };
        if known.is_none() {
            self.pending.push((id, node, place.clone()));
        }
        (id, place)
    }

    /// What a reference leads to in the end, through references that say nothing else.
    pub fn resolved(&self, reference: Reference<'s>) -> Option<(&'s Node, Option<&'s str>)> {
        let mut seen = BTreeSet::new();
        let mut target = self.sources.resolve(reference).ok()?;
        while let Some(next) = self.plain_reference(target.node) {
            if !seen.insert(target.node.span) {
                return None;
            }
            target = self.sources.resolve(next).ok()?;
        }
        Some((target.node, target.name))
    }

    /// A type made of another one, with the same place and no text of its own.
    pub fn wrap(&mut self, schema: &SchemaObject<'s>, place: &Place, shape: Shape) -> TypeId {
        let mut ty = self.blank(
            schema.span,
            Label::Inline(place.context.clone()),
            place.owner,
        );
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

    /// Whether one more schema may inherit the members of this one. Where schemas are built on one another in a long row,
    /// what they inherit grows with the square of its length.
    pub fn may_inherit(&mut self, schema: &SchemaObject<'s>) -> bool {
        let Some(left) = self.inherited_left else {
            return false;
        };
        self.inherited_left = left.checked_sub(1 + schema.properties.len());
        if self.inherited_left.is_none() {
            let help = "inherited members are kept as unnamed ones from here on";
            self.unsupported(
                schema.span,
                "more members are inherited in this document than are merged",
                help,
            );
        }
        self.inherited_left.is_some()
    }

    /// Gives every referenced schema its shape.
    pub fn finish_references(&mut self) {
        while let Some((id, node, place)) = self.pending.pop() {
            let schema = self.parse(node);
            schema::fill(self, id, &schema, &place);
        }
    }

    /// The types that stand for all of a schema, in no particular order.
    pub fn shared_types(&self) -> impl Iterator<Item = TypeId> + '_ {
        self.by_place.values().copied()
    }

    /// Reports a construct that is accepted but costs its type or its check.
    pub fn unsupported(&self, span: Span, message: &str, help: &str) {
        self.diagnostics
            .report(Code::UnsupportedKeyword, span, message, help);
    }

    /// Reports a field of OpenAPI that does not do what its author may expect.
    pub fn unsupported_field(
        &self,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.diagnostics
            .report(Code::UnsupportedField, span, message, help);
    }

    fn blank(&self, span: Span, label: Label, owner: Owner) -> Type {
        Type {
            label,
            owner,
            origin: Origin {
                span,
                location: location(self.sources, span),
            },
            docs: Docs::default(),
            shape: Shape::Any,
            checks: Vec::new(),
            view: View::default(),
            usage: Usage::default(),
            home: Home::default(),
            kept: false,
            is_numbered: false,
        }
    }
}

/// File and JSON pointer of a place.
pub fn location(sources: &Sources, place: Span) -> String {
    let path = sources.path(place.file);
    match sources.pointer(place) {
        pointer if pointer.is_empty() => path.to_owned(),
        pointer => [path, "#", &pointer].concat(),
    }
}
