//! Types: what a JSON value may look like, one entry per schema that an operation reaches.

use crate::source::Span;

use super::{Check, Docs, Name};

/// The place of a type in [`Types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub(super) u32);

impl TypeId {
    /// The place as a number, for tables beside [`Types`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// All types of an API; a [`TypeId`] is only valid for the list that gave it out.
#[derive(Debug, Clone, Default)]
pub struct Types {
    #[expect(
        clippy::vec_box,
        reason = "they are many and large, and a row of them would be copied as it grows"
    )]
    list: Vec<Box<Type>>,
}

impl Types {
    /// Adds a type.
    pub fn add(&mut self, ty: Type) -> TypeId {
        self.list.push(Box::new(ty));
        TypeId(self.list.len() as u32 - 1)
    }

    /// The type with this id.
    pub fn get(&self, id: TypeId) -> &Type {
        &self.list[id.0 as usize]
    }

    /// The type with this id, for a pass to change.
    pub fn get_mut(&mut self, id: TypeId) -> &mut Type {
        &mut self.list[id.0 as usize]
    }

    /// All types with their ids, in the order in which they were met.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, &Type)> {
        self.list
            .iter()
            .enumerate()
            .map(|(index, ty)| (TypeId(index as u32), &**ty))
    }

    /// All ids.
    pub fn ids(&self) -> impl Iterator<Item = TypeId> + use<> {
        (0..self.list.len() as u32).map(TypeId)
    }

    /// The types that a type is directly made of.
    pub fn parts(&self, id: TypeId) -> Vec<TypeId> {
        match self.shape(id) {
            Shape::Any | Shape::Scalar(_) | Shape::Enumeration(_) | Shape::Literal(_) => Vec::new(),
            Shape::Record(record) => record.parts().collect(),
            Shape::Union(union) => union.variants.iter().map(|variant| variant.ty).collect(),
            Shape::Tuple(places) => places.clone(),
            Shape::Alias(inner)
            | Shape::JsonText(inner)
            | Shape::Map(inner)
            | Shape::List(inner)
            | Shape::Nullable(inner)
            | Shape::OneOrArrayOfOne(inner)
            | Shape::OneOrMany(inner)
            | Shape::OrEmptyObject(inner) => vec![*inner],
        }
    }

    /// Whether `null` is a value of a type.
    pub fn takes_null(&self, id: TypeId) -> bool {
        self.takes_null_within(id, 0)
    }

    /// The shape of a type.
    pub fn shape(&self, id: TypeId) -> &Shape {
        &self.get(id).shape
    }

    /// The type below everything that only says in which other forms its value may come.
    pub fn peeled(&self, mut id: TypeId) -> TypeId {
        // Types that lie around one value are few; a longer row is a circle, which is reported where it is read.
        for _ in 0..16 {
            match self.shape(id) {
                Shape::Alias(inner)
                | Shape::Nullable(inner)
                | Shape::OneOrArrayOfOne(inner)
                | Shape::OrEmptyObject(inner) => id = *inner,
                _ => break,
            }
        }
        id
    }

    /// Types that lie around one value are few; a longer row is a circle, which is reported where it is read.
    fn takes_null_within(&self, id: TypeId, depth: usize) -> bool {
        let inner = |id: TypeId| depth < 16 && self.takes_null_within(id, depth + 1);
        match self.shape(id) {
            Shape::Any | Shape::Scalar(Scalar::Null) | Shape::Nullable(_) => true,
            Shape::Alias(target) | Shape::OneOrArrayOfOne(target) => inner(*target),
            Shape::OneOrMany(one) => inner(*one),
            Shape::OrEmptyObject(some) => inner(*some),
            Shape::Union(union) => union.variants.iter().any(|variant| inner(variant.ty)),
            _ => false,
        }
    }
}

/// One type.
#[derive(Debug, Clone)]
pub struct Type {
    /// What it is called, or where it stands while it has no name.
    pub label: Label,
    /// The named thing inside which it is written.
    pub owner: Owner,
    /// Where its schema is written.
    pub origin: Origin,
    /// What the document says of it.
    pub docs: Docs,
    /// What its values look like.
    pub shape: Shape,
    /// What must hold of a value beside its shape.
    pub checks: Vec<Check>,
    /// Which of a schema's members its values show; found by the pass `split_views`.
    pub view: View,
    /// In which direction it travels; found by the pass `find_directions`.
    pub usage: Usage,
    /// Beside which resource it is placed; found by the pass `place_types`.
    pub home: Home,
    /// True where it has a name of its own although its shape could be spelled out where it stands: because it contains
    /// itself, or because it is asked for by name.
    pub kept: bool,
    /// True where only a number tells its name from another one; found by the pass `name_types`.
    pub is_numbered: bool,
}

impl Type {
    /// True for a type that an operation reaches and that becomes an item of its own; others are spelled out where they
    /// stand.
    pub fn is_item(&self) -> bool {
        let reached = self.usage.request || self.usage.response;
        reached
            && (self.kept
                || matches!(
                    self.shape,
                    Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_)
                ))
    }
}

/// How a type comes to its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// A component, a definition or a file names it.
    Named(Name),
    /// It stands inside something else: the names from the outermost named thing inwards.
    Inline(Vec<Name>),
    /// It stands inside several things: names for what they have in common, the shortest first.
    Shared {
        /// As many as there are.
        names: Vec<Name>,
        /// Each of those things belongs to an operation.
        of_operations: bool,
    },
}

/// The named thing inside which a type is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// The type is itself a component, a definition or a file.
    Itself,
    /// It stands inside this named type.
    Type(TypeId),
    /// It stands inside the operation with this number, counted over the whole document.
    Operation(usize),
}

/// Where something is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The place in the source text.
    pub span: Span,
    /// File and JSON pointer, for example `schemas/Contact.json` or `openapi.json#/components/schemas/A`.
    pub location: String,
}

/// Where a type is placed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// Beside the resource with this index, its only user.
    Resource(usize),
    /// Beside the webhooks.
    Webhooks,
    /// Among the types that several resources use.
    #[default]
    Shared,
}

/// In which direction a type travels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// Callers write it.
    pub request: bool,
    /// Callers read it.
    pub response: bool,
}

/// What a type shows of a schema whose members do not all travel in both directions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// All of it.
    #[default]
    Whole,
    /// What is sent: without members that are only read.
    Request,
    /// What is answered: without members that are only written.
    Response,
    /// What is sent, where the type with this id is what is answered for the same schema.
    RequestBeside(TypeId),
}

impl View {
    /// Whether it has members of this kind.
    pub fn shows(self, access: Access) -> bool {
        self.hides() != Some(access)
    }

    /// The members that it does not have.
    pub fn hides(self) -> Option<Access> {
        match self {
            Self::Whole => None,
            Self::Request | Self::RequestBeside(_) => Some(Access::ReadOnly),
            Self::Response => Some(Access::WriteOnly),
        }
    }
}

/// What the values of a type look like.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Any JSON value.
    Any,
    /// Another name for a type; the pass `collapse_aliases` leaves none.
    Alias(TypeId),
    /// A scalar.
    Scalar(Scalar),
    /// Text that holds a JSON document of a type.
    JsonText(TypeId),
    /// One of some literal values.
    Enumeration(Enumeration),
    /// One text and no other, as an alternative of a union; made by the pass `say_literals`.
    Literal(String),
    /// An object with named members.
    Record(Record),
    /// An object whose members all have one type.
    Map(TypeId),
    /// An array whose items all have one type.
    List(TypeId),
    /// An array with a fixed number of places, each of a type of its own.
    Tuple(Vec<TypeId>),
    /// One of several types.
    Union(Union),
    /// The type, or `null`.
    Nullable(TypeId),
    /// The type, or an array that holds exactly one of it.
    OneOrArrayOfOne(TypeId),
    /// The type, or an array of it.
    OneOrMany(TypeId),
    /// The type, or an object without members that stands for nothing.
    OrEmptyObject(TypeId),
}

/// A value that is no array and no object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar {
    /// `null` and nothing else.
    Null,
    /// `true` or `false`.
    Boolean,
    /// An integer of any size.
    Integer,
    /// An integer of 32 bits.
    Integer32,
    /// An integer of 64 bits.
    Integer64,
    /// An integer of 64 bits that is not negative.
    Unsigned64,
    /// A number of no declared size.
    Number,
    /// A number in double precision.
    Double,
    /// Text.
    Text,
    /// Text that holds an RFC 3339 date and time.
    DateTime,
    /// Text that holds an RFC 3339 date.
    Date,
}

/// A set of literal values of one kind.
#[derive(Debug, Clone)]
pub struct Enumeration {
    /// What the values are.
    pub kind: LiteralKind,
    /// The values that the document names.
    pub values: Vec<EnumValue>,
    /// What becomes of other values.
    pub openness: Openness,
}

impl Enumeration {
    /// True where no other value than the one that is named is valid, so that nobody has a choice.
    pub fn is_constant(&self) -> bool {
        self.values.len() == 1 && self.openness == Openness::Closed
    }
}

/// What the values of an enumeration are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LiteralKind {
    /// Texts.
    Text,
    /// Integers of 64 bits.
    Integer,
}

/// One literal value of an enumeration.
#[derive(Debug, Clone)]
pub struct EnumValue {
    /// The text on the wire, or the digits of the integer.
    pub wire: String,
    /// The value as words.
    pub name: Name,
    /// What the document says of it.
    pub docs: Docs,
}

/// What a schema says of values that an enumeration does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Openness {
    /// They are valid.
    Open,
    /// They are invalid.
    Closed,
}

/// An object with named members.
#[derive(Debug, Clone)]
pub struct Record {
    /// The members in document order.
    pub members: Vec<Member>,
    /// What other members may be.
    pub rest: Rest,
    /// Members of the schema that this view of it does not show.
    pub hidden: Vec<String>,
}

impl Record {
    fn parts(&self) -> impl Iterator<Item = TypeId> {
        let rest = match self.rest {
            Rest::Typed(ty) => Some(ty),
            Rest::Any | Rest::Nothing => None,
        };
        self.members.iter().map(|member| member.ty).chain(rest)
    }
}

/// Which members an object may have beside its named ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// Anything.
    Any,
    /// None.
    Nothing,
    /// Values of one type.
    Typed(TypeId),
}

/// One named member of an object.
#[derive(Debug, Clone)]
pub struct Member {
    /// Name on the wire.
    pub wire_name: String,
    /// Name as words.
    pub name: Name,
    /// Other names under which it is accepted.
    pub aliases: Vec<String>,
    /// Whether an object without it is invalid.
    pub required: bool,
    /// Marked as deprecated by the document.
    pub deprecated: bool,
    /// In which direction it travels.
    pub access: Access,
    /// What the document says of it here.
    pub docs: Docs,
    /// Its type.
    pub ty: TypeId,
}

/// In which direction a member travels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    /// In both.
    #[default]
    Both,
    /// Services answer it and callers do not send it.
    ReadOnly,
    /// Callers send it and services do not answer it.
    WriteOnly,
}

/// One of several types.
#[derive(Debug, Clone)]
pub struct Union {
    /// The alternatives in document order.
    pub variants: Vec<Variant>,
    /// The member whose value tells the alternatives apart.
    pub discriminator: Option<String>,
}

impl Union {
    /// True where an alternative takes what no other one does.
    pub fn has_otherwise(&self) -> bool {
        let mut variants = self.variants.iter();
        variants.any(|variant| variant.fit == Fit::Otherwise)
    }
}

/// One alternative of a union.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Name as words.
    pub name: Name,
    /// Which values it takes.
    pub fit: Fit,
    /// Its type.
    pub ty: TypeId,
}

impl Variant {
    /// An alternative for the values of a type.
    pub fn new(name: Name, ty: TypeId) -> Self {
        Self {
            name,
            fit: Fit::Shape,
            ty,
        }
    }
}

/// Which values an alternative takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fit {
    /// Those of its type's shape that no alternative before it takes.
    Shape,
    /// Those whose discriminator has one of these values.
    Tagged(Vec<String>),
    /// Those that no other alternative takes.
    Otherwise,
}
