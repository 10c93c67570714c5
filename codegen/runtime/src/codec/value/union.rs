//! Values of one of several types, chosen by the kind of the JSON value or by a discriminator.

use serde_json::Value;

use super::super::{Slot, View, Wire};

/// A value that is one of several types.
pub trait UnionSlot {
    /// How the case is chosen.
    fn cases(&self) -> &'static Cases;

    /// Makes the value a blank one of the case with this index, and hands it out.
    fn select(&mut self, case: usize) -> Slot<'_>;

    /// Keeps a value that fits no case, or says by `false` that it cannot.
    fn keep(&mut self, value: &Value) -> bool;

    /// The value of the case that is chosen.
    fn held(&self) -> &dyn Wire;

    /// The union itself.
    fn whole(&self) -> &dyn Wire;
}

/// What is known of a union at compile time.
#[derive(Debug)]
pub struct Cases {
    /// The name of the enum.
    pub(in super::super) name: &'static str,
    /// The member that names the case, if there is one.
    pub(in super::super) discriminator: Option<&'static str>,
    /// The cases in order.
    pub(in super::super) cases: &'static [Case],
}

/// What is known of a case at compile time.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    pub(in super::super) variant: &'static str,
    pub(in super::super) kinds: u8,
    pub(in super::super) tags: &'static [&'static str],
    pub(in super::super) bare: bool,
    pub(in super::super) nearest: bool,
    pub(in super::super) otherwise: bool,
}

/// The kind of a JSON value, an integer being a kind of number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number without fraction, `1.0` among them.
    Integer,
    /// A number with a fraction.
    Fraction,
    /// A string.
    Text,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl Kind {
    /// The kind of a value.
    pub fn of(value: &Value) -> Kind {
        match value {
            Value::Null => Kind::Null,
            Value::Bool(_) => Kind::Boolean,
            Value::Number(number)
                if super::super::check::decimal::Decimal::of_number(number).is_integer() =>
            {
                Kind::Integer
            }
            Value::Number(_) => Kind::Fraction,
            Value::String(_) => Kind::Text,
            Value::Array(_) => Kind::Array,
            Value::Object(_) => Kind::Object,
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

impl Cases {
    /// Cases that are told apart by the kind of the value, or by trial.
    pub const fn new(name: &'static str, cases: &'static [Case]) -> Self {
        Cases {
            name,
            discriminator: None,
            cases,
        }
    }

    /// Cases that are told apart by the value of a member.
    #[must_use]
    pub const fn by(mut self, discriminator: &'static str) -> Self {
        self.discriminator = Some(discriminator);
        self
    }
}

impl Case {
    /// A case that fits nothing yet.
    pub const fn new(variant: &'static str) -> Self {
        Case {
            variant,
            kinds: 0,
            tags: &[],
            bare: false,
            nearest: false,
            otherwise: false,
        }
    }

    /// The case fits `null`.
    pub const fn null(self) -> Self {
        self.with(Kind::Null.bit())
    }

    /// The case fits booleans.
    pub const fn boolean(self) -> Self {
        self.with(Kind::Boolean.bit())
    }

    /// The case fits integers.
    pub const fn integer(self) -> Self {
        self.with(Kind::Integer.bit())
    }

    /// The case fits numbers.
    pub const fn number(self) -> Self {
        self.with(Kind::Integer.bit() | Kind::Fraction.bit())
    }

    /// The case fits strings.
    pub const fn string(self) -> Self {
        self.with(Kind::Text.bit())
    }

    /// The case fits arrays.
    pub const fn array(self) -> Self {
        self.with(Kind::Array.bit())
    }

    /// The case fits objects.
    pub const fn object(self) -> Self {
        self.with(Kind::Object.bit())
    }

    /// The case fits any value.
    pub const fn any(self) -> Self {
        self.with(u8::MAX)
    }

    /// The case fits objects whose discriminator has one of these values.
    pub const fn tagged(mut self, tags: &'static [&'static str]) -> Self {
        self.tags = tags;
        self.object()
    }

    /// The case fits objects without a discriminator.
    pub const fn bare(mut self) -> Self {
        self.bare = true;
        self.object()
    }

    /// The case fits objects, of several such cases the one that names most of an object's members.
    pub const fn nearest(mut self) -> Self {
        self.nearest = true;
        self.object()
    }

    /// The case fits objects that no other case takes.
    pub const fn otherwise(mut self) -> Self {
        self.otherwise = true;
        self.object()
    }

    /// The kinds of value that the case takes, in words.
    pub(in super::super) fn words(&self) -> Vec<&'static str> {
        let words = [
            (Kind::Null, "null"),
            (Kind::Boolean, "a boolean"),
            (Kind::Fraction, "a number"),
            (Kind::Integer, "an integer"),
            (Kind::Text, "a string"),
            (Kind::Array, "an array"),
            (Kind::Object, "an object"),
        ];
        let taken = words.iter().filter(|(kind, _)| match kind {
            Kind::Integer => self.fits(Kind::Integer) && !self.fits(Kind::Fraction),
            kind => self.fits(*kind),
        });
        taken.map(|(_, words)| *words).collect()
    }

    /// Whether the case takes values of a kind.
    pub(in super::super) const fn fits(&self, kind: Kind) -> bool {
        self.kinds & kind.bit() != 0
    }

    const fn with(mut self, kinds: u8) -> Self {
        self.kinds |= kinds;
        self
    }
}

/// One text, which a case holds that has no value of its own.
#[derive(Debug, Clone, Copy)]
pub struct Literal(pub &'static str);

impl Wire for Literal {
    fn blank() -> Self {
        Literal("")
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Literal(self.0)
    }

    fn view(&self) -> View<'_> {
        View::Text(self.0)
    }
}

/// Makes an enum a union: `union! { Id { Number: integer, Text: string, Me: string is "me" } }`, or
/// `union! { Pet by "kind" { Cat = "cat", Dog = "dog", ..Unknown } }`, or `union! { Pet by "kind" { Cat = "cat" } else Other }`,
/// where `Other` holds what all cases have in common.
macro_rules! union {
    (
        $type:ident $(by $discriminator:literal)? {
            $( $variant:ident $(: $($kind:ident)|+)? $(is $literal:tt)? $(= $($tag:literal)|+)? ),+
            $(, ..$unknown:ident $($refused:ident)?)? $(,)?
        } $(else $other:ident)? $(blank $blank:ident $(is $blank_literal:tt)?)? $(check $check:path)?
    ) => {
        impl codec::UnionSlot for $type {
            fn cases(&self) -> &'static codec::Cases {
                static CASES: codec::Cases = codec::Cases::new(stringify!($type), &[$(
                    codec::Case::new(stringify!($variant))
                        $($(.$kind())+)?
                        $(.tagged(&[$($tag),+]))?
                ),+ $(, codec::Case::new(stringify!($other)).otherwise())?])$(.by($discriminator))?;
                &CASES
            }

            fn select(&mut self, case: usize) -> codec::Slot<'_> {
                let blanks: &[fn() -> $type] = &[
                    $(|| codec::union_case!(blank $type $variant $($literal)?),)+
                    $(|| $type::$other(codec::Wire::blank()),)?
                ];
                if let ::core::option::Option::Some(blank) = blanks.get(case) {
                    *self = blank();
                }
                match self {
                    $(codec::union_case!(pattern $type $variant value $($literal)?) =>
                        codec::union_case!(slot value $($literal)?),)+
                    $($type::$other(value) => codec::Wire::slot(value),)?
                    $($type::$unknown(value) => codec::Wire::slot(value),)?
                }
            }

            fn keep(&mut self, _value: &codec::Json) -> bool {
                $(
                    *self = $type::$unknown(::core::clone::Clone::clone(_value));
                    return true;
                )?
                #[allow(unreachable_code, reason = "only a union without a place for the rest")]
                false
            }

            fn whole(&self) -> &dyn codec::Wire {
                self
            }

            fn held(&self) -> &dyn codec::Wire {
                match self {
                    $(codec::union_case!(pattern $type $variant value $($literal)?) =>
                        codec::union_case!(held value $($literal)?),)+
                    $($type::$other(value) => value,)?
                    $($type::$unknown(value) => value,)?
                }
            }
        }

        impl codec::Wire for $type {
            fn blank() -> Self {
                let blanks: &[fn() -> $type] = &[
                    $(|| codec::union_case!(blank $type $blank $($blank_literal)?),)?
                    $(|| $type::$unknown(codec::Wire::blank()),)?
                    $(|| codec::union_case!(blank $type $variant $($literal)?),)+
                    $(|| $type::$other(codec::Wire::blank()),)?
                ];
                blanks[0]()
            }

            fn slot(&mut self) -> codec::Slot<'_> {
                codec::Slot::Union(self)
            }

            fn view(&self) -> codec::View<'_> {
                match codec::Wire::view(codec::UnionSlot::held(self)) {
                    // A case without a value is there all the same.
                    codec::View::Absent => codec::View::Null,
                    view => view,
                }
            }

            fn check(&self, place: &codec::Place<'_>) {
                codec::Wire::check(codec::UnionSlot::held(self), place);
                $(
                    if let $type::$other(_) = self {
                        codec::refuse_misfit(self, place);
                    }
                )?
                $($(
                    if let $type::$unknown(_) = self {
                        place.$refused("oneOf", concat!("fits no case of ", stringify!($type)));
                    }
                )?)?
                $($check(place);)?
            }
        }

        codec::shims!($type);
    };
}

/// A case of a union, which holds a value unless it `is` a text or `null`.
macro_rules! union_case {
    (pattern $type:ident $variant:ident $value:ident) => {
        $type::$variant($value)
    };
    (pattern $type:ident $variant:ident $value:ident $literal:tt) => {
        $type::$variant
    };
    (blank $type:ident $variant:ident) => {
        $type::$variant(codec::Wire::blank())
    };
    (blank $type:ident $variant:ident $literal:tt) => {
        $type::$variant
    };
    (slot $value:ident) => {
        codec::Wire::slot($value)
    };
    (slot $value:ident null) => {
        codec::Slot::Null
    };
    (slot $value:ident $literal:tt) => {
        codec::Slot::Literal($literal)
    };
    (held $value:ident) => {
        $value
    };
    (held $value:ident null) => {
        &()
    };
    (held $value:ident $literal:tt) => {
        &codec::Literal($literal)
    };
}

pub(crate) use {union, union_case};
