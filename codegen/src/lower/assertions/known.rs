//! What is known of a value before its schema is asked.

use crate::json_schema::{Kind, Types as Kinds};
use crate::model::{Check, Limited, LiteralKind, Scalar, Shape, TypeId, Types};

/// How many types may lie around a value of one kind.
const DEEPEST: usize = 16;

/// What is known of a value.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// The kinds of which it may be; here `number` means a number that is no integer.
    pub kinds: Kinds,
    /// Its type, where it has one that says more than "any JSON".
    pub ty: Option<TypeId>,
    /// True while the assertions of that very type are made, which therefore cannot be relied upon.
    pub own: bool,
}

impl Known {
    /// Nothing is known.
    pub fn nothing() -> Self {
        Self {
            kinds: Kind::ALL.into_iter().collect(),
            ty: None,
            own: false,
        }
    }

    /// It is of this kind.
    pub fn kind(kind: Kind) -> Self {
        Self {
            kinds: Kinds::default().with(kind),
            ..Self::nothing()
        }
    }

    /// It is a valid value of this type.
    pub fn of(types: &Types, id: TypeId) -> Self {
        let ty = (!matches!(types.shape(core(types, id)), Shape::Any)).then_some(id);
        Self {
            kinds: kinds(types, id, 0),
            ty,
            own: false,
        }
    }

    /// Only these kinds remain.
    pub fn narrowed(self, kinds: Kinds) -> Self {
        Self {
            kinds: both(self.kinds, kinds),
            ..self
        }
    }

    /// The type without what may stand around its values.
    pub fn core(&self, types: &Types) -> Option<TypeId> {
        self.ty.map(|ty| core(types, ty))
    }

    /// Whether it may be of this kind.
    pub fn may_be(&self, kind: Kind) -> bool {
        self.kinds.contains(kind)
    }

    /// Whether it may be of the kind that the limit is about.
    pub fn may_break(&self, check: &Check) -> bool {
        match check.limits() {
            Limited::Text => self.may_be(Kind::String),
            Limited::Number => self.may_be_number(),
            Limited::Array => self.may_be(Kind::Array),
            Limited::Object => self.may_be(Kind::Object),
        }
    }

    /// Whether it may be a number.
    pub fn may_be_number(&self) -> bool {
        self.may_be(Kind::Number) || self.may_be(Kind::Integer)
    }
}

/// The kinds that `type` names, a number that is no integer apart from one that is.
pub fn expanded(kinds: Kinds) -> Kinds {
    if kinds.contains(Kind::Number) {
        kinds.with(Kind::Integer)
    } else {
        kinds
    }
}

/// The kinds that are in both sets.
pub fn both(one: Kinds, other: Kinds) -> Kinds {
    one.iter().filter(|kind| other.contains(*kind)).collect()
}

/// Whether all kinds of one set are in the other.
pub fn is_within(one: Kinds, other: Kinds) -> bool {
    one.iter().all(|kind| other.contains(kind))
}

/// The type behind aliases and `null`.
fn core(types: &Types, id: TypeId) -> TypeId {
    let mut at = id;
    for _ in 0..DEEPEST {
        match types.shape(at) {
            Shape::Alias(inner) | Shape::Nullable(inner) => at = *inner,
            _ => return at,
        }
    }
    at
}

fn kinds(types: &Types, id: TypeId, depth: usize) -> Kinds {
    if depth > DEEPEST {
        return Known::nothing().kinds;
    }
    let inner = |id: TypeId| kinds(types, id, depth + 1);
    let only = |kind: Kind| Kinds::default().with(kind);
    match types.shape(id) {
        Shape::Scalar(scalar) => of_scalar(*scalar),
        Shape::JsonText(_) | Shape::Literal(_) => only(Kind::String),
        Shape::Enumeration(values) => match values.kind {
            LiteralKind::Text => only(Kind::String),
            LiteralKind::Integer => only(Kind::Integer),
        },
        Shape::Record(_) | Shape::Map(_) => only(Kind::Object),
        Shape::List(_) | Shape::Tuple(_) => only(Kind::Array),
        Shape::Alias(target) | Shape::OneOrArrayOfOne(target) => inner(*target),
        Shape::Nullable(some) => inner(*some).with(Kind::Null),
        Shape::OneOrMany(one) => inner(*one).with(Kind::Array),
        Shape::OrEmptyObject(some) => inner(*some).with(Kind::Object),
        Shape::Union(union) => union
            .variants
            .iter()
            .flat_map(|variant| inner(variant.ty).iter().collect::<Vec<_>>())
            .collect(),
        _ => Known::nothing().kinds,
    }
}

fn of_scalar(scalar: Scalar) -> Kinds {
    let kind = match scalar {
        Scalar::Null => Kind::Null,
        Scalar::Boolean => Kind::Boolean,
        Scalar::Integer32 | Scalar::Integer64 | Scalar::Unsigned64 => Kind::Integer,
        Scalar::Text | Scalar::DateTime | Scalar::Date => Kind::String,
        _ => return expanded(Kinds::default().with(Kind::Number)),
    };
    Kinds::default().with(kind)
}
