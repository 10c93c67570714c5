//! Rust types as data, and the Rust type of each type of the model.

use std::slice;

use crate::model::{Api, Scalar, Shape, TypeId, Types, View};

use super::Ident;
use super::checks::Checks;
use super::describe::uses::Uses;
use super::item::boxing::Cycles;
use super::item::grounded::Grounded;
use super::package::layout::Layout;

/// A Rust type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RustType {
    /// `()`, which stands for `null`.
    Unit,
    /// `bool`
    Bool,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `u64`
    U64,
    /// `f64`
    F64,
    /// The run time's number that keeps what was written.
    Number,
    /// `String`
    String,
    /// `serde_json::Value`
    Json,
    /// The run time's date and time that keeps its text.
    DateTime,
    /// The run time's date that keeps its text.
    Date,
    /// The run time's text that holds a JSON document.
    JsonText(Box<RustType>),
    /// `Option<…>`
    Option(Box<RustType>),
    /// The run time's three states: absent, null, value.
    Maybe(Box<RustType>),
    /// `Vec<…>`
    Vec(Box<RustType>),
    /// `(…, …)`
    Tuple(Vec<RustType>),
    /// `BTreeMap<String, …>`
    Map(Box<RustType>),
    /// `Box<…>`
    Boxed(Box<RustType>),
    /// The run time's one or many.
    OneOrMany(Box<RustType>),
    /// A type of this package.
    Named(TypeRef),
}

impl RustType {
    /// `Option` of this, never of an `Option`.
    pub fn optional(self) -> Self {
        match self {
            Self::Option(_) => self,
            other => Self::Option(Box::new(other)),
        }
    }

    /// This type with its named part behind a box.
    fn boxed(self) -> Self {
        match self {
            Self::Option(inner) => Self::Option(Box::new(inner.boxed())),
            Self::OneOrMany(inner) => Self::OneOrMany(Box::new(inner.boxed())),
            other => Self::Boxed(Box::new(other)),
        }
    }

    /// The type of this package that it names, the first of several.
    pub fn named(&self) -> Option<&TypeRef> {
        self.names().into_iter().next()
    }

    /// The types of this package that it names.
    pub fn names(&self) -> Vec<&TypeRef> {
        match self {
            Self::Named(reference) => vec![reference],
            other => other.parts().iter().flat_map(Self::names).collect(),
        }
    }

    /// True for types that are passed by value because a copy costs nothing.
    pub fn is_copy(&self) -> bool {
        matches!(
            self,
            Self::Unit | Self::Bool | Self::I32 | Self::I64 | Self::U64 | Self::F64
        )
    }

    /// True where the type occurs somewhere in this one.
    pub fn contains(&self, wanted: &dyn Fn(&RustType) -> bool) -> bool {
        wanted(self) || self.parts().iter().any(|part| part.contains(wanted))
    }

    /// The types that stand directly in this one.
    fn parts(&self) -> &[RustType] {
        match self {
            Self::Option(inner)
            | Self::Maybe(inner)
            | Self::Vec(inner)
            | Self::Map(inner)
            | Self::Boxed(inner)
            | Self::JsonText(inner)
            | Self::OneOrMany(inner) => slice::from_ref(inner),
            Self::Tuple(places) => places,
            _ => &[],
        }
    }
}

/// A type of this package: its public module and its identifier there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypeRef {
    /// The module under which users find it, for example `contacts`.
    pub module: Ident,
    /// The private module that holds it, one file, for example `contact`.
    pub file: Ident,
    /// The type itself.
    pub ident: Ident,
}

/// What is needed to spell the Rust type of a model type.
pub struct Speller<'a> {
    /// The types of the API.
    pub types: &'a Types,
    /// Where the named ones are placed.
    pub layout: Layout,
    /// Which of them contain themselves.
    pub cycles: Cycles,
    /// What must hold beside their shapes.
    pub checks: Checks,
    /// Which of them have a smallest value.
    pub grounded: Grounded,
    /// What those are used for of which the document says nothing.
    pub uses: Uses,
}

impl<'a> Speller<'a> {
    /// Decides what is asked of the types of an API that are placed so.
    pub fn new(api: &'a Api, layout: Layout) -> Self {
        Self {
            types: &api.types,
            uses: Uses::find(api, &layout),
            layout,
            cycles: Cycles::find(&api.types),
            checks: Checks::plan(api),
            grounded: Grounded::find(&api.types),
        }
    }

    /// The Rust type of a type, wherever it stands.
    pub fn spell(&self, id: TypeId) -> RustType {
        self.layout.get(id).map_or_else(
            || self.spell_shape(id),
            |found| RustType::Named(found.clone()),
        )
    }

    /// What a type is made of, spelled out although it may have a name of its own.
    pub fn spell_shape(&self, id: TypeId) -> RustType {
        let inner = |part: &TypeId| Box::new(self.spell(*part));
        match self.types.shape(id) {
            Shape::Any => RustType::Json,
            Shape::Scalar(scalar) => spell_scalar(*scalar),
            Shape::Literal(_) => RustType::Unit,
            Shape::Enumeration(_) | Shape::Record(_) | Shape::Union(_) => RustType::Json,
            Shape::JsonText(held) => RustType::JsonText(inner(held)),
            Shape::Map(values) => RustType::Map(inner(values)),
            Shape::List(items) => RustType::Vec(inner(items)),
            Shape::Tuple(places) => {
                RustType::Tuple(places.iter().map(|place| self.spell(*place)).collect())
            }
            Shape::Nullable(some) | Shape::OrEmptyObject(some) => self.spell(*some).optional(),
            Shape::OneOrArrayOfOne(one) | Shape::OneOrMany(one) => RustType::OneOrMany(inner(one)),
            Shape::Alias(target) => self.spell(*target),
        }
    }

    /// The type of what is answered, for one that is sent beside it.
    pub fn answered(&self, id: TypeId) -> Option<RustType> {
        match self.types.get(id).view {
            View::RequestBeside(answered) => Some(self.spell(answered)),
            View::Whole | View::Request | View::Response => None,
        }
    }

    /// The Rust type of a part of a named type, boxed where it would contain its owner.
    pub fn spell_part(&self, owner: TypeId, part: TypeId) -> RustType {
        let spelled = self.spell(part);
        if self.cycles.closes(owner, part) {
            spelled.boxed()
        } else {
            spelled
        }
    }
}

fn spell_scalar(scalar: Scalar) -> RustType {
    match scalar {
        Scalar::Null => RustType::Unit,
        Scalar::Boolean => RustType::Bool,
        Scalar::Integer32 => RustType::I32,
        Scalar::Integer64 => RustType::I64,
        Scalar::Unsigned64 => RustType::U64,
        Scalar::Number | Scalar::Integer => RustType::Number,
        Scalar::Double => RustType::F64,
        Scalar::Text => RustType::String,
        Scalar::DateTime => RustType::DateTime,
        Scalar::Date => RustType::Date,
    }
}
