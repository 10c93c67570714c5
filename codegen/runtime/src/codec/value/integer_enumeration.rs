//! Enumerations of integers, open (an unknown one is kept) or closed.

use std::fmt;

use super::super::expected_one_of;

/// An integer that is none of an enumeration's values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownInteger {
    values: &'static [i64],
}

impl UnknownInteger {
    /// An error that names the values which are allowed.
    pub const fn new(values: &'static [i64]) -> Self {
        UnknownInteger { values }
    }
}

impl fmt::Display for UnknownInteger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&expected_integers(self.values))
    }
}

impl std::error::Error for UnknownInteger {}

/// The words for an integer that is none of the values.
pub fn expected_integers(values: &[i64]) -> String {
    let texts: Vec<String> = values.iter().map(i64::to_string).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    expected_one_of(&texts)
}

/// Makes an enum stand as an integer: `integer_enumeration! { Status { Ok = 200, Gone = 410, ..Unknown } check check_status }`.
macro_rules! integer_enumeration {
    ($type:ident { $($variant:ident = $value:literal),+ $(,)? } $(check $check:path)?) => {
        codec::integer_enumeration_common!($type { $($variant = $value,)+ });

        impl $type {
            /// The integer as it stands in JSON.
            pub fn value(&self) -> i64 {
                match self {
                    $($type::$variant => $value,)+
                }
            }
        }

        impl ::core::convert::TryFrom<i64> for $type {
            type Error = codec::UnknownInteger;

            fn try_from(value: i64) -> ::core::result::Result<Self, codec::UnknownInteger> {
                match value {
                    $($value => ::core::result::Result::Ok($type::$variant),)+
                    _ => ::core::result::Result::Err(codec::UnknownInteger::new(Self::VALUES)),
                }
            }
        }

        impl codec::Integer for $type {
            fn set(&mut self, value: i128) -> bool {
                let known = i64::try_from(value).ok().and_then(|value| Self::try_from(value).ok());
                known.map(|known| *self = known).is_some()
            }

            fn expected(&self) -> ::core::option::Option<::std::string::String> {
                ::core::option::Option::Some(codec::expected_integers(Self::VALUES))
            }
        }

        impl codec::Wire for $type {
            fn blank() -> Self {
                let [first, ..] = [$($type::$variant),+];
                first
            }

            fn slot(&mut self) -> codec::Slot<'_> {
                codec::Slot::Integer(self)
            }

            fn view(&self) -> codec::View<'_> {
                codec::View::I64(self.value())
            }

            $(fn check(&self, place: &codec::Place<'_>) {
                $check(place);
            })?
        }
    };
    ($type:ident { $($variant:ident = $value:literal,)* ..$unknown:ident $($refused:ident)? $(,)? } $(check $check:path)?) => {
        codec::integer_enumeration_common!($type { $($variant = $value,)* });

        impl $type {
            /// The integer as it stands in JSON.
            pub fn value(&self) -> i64 {
                match self {
                    $($type::$variant => $value,)*
                    $type::$unknown(value) => *value,
                }
            }
        }

        impl ::core::convert::From<i64> for $type {
            fn from(value: i64) -> Self {
                match value {
                    $($value => $type::$variant,)*
                    _ => $type::$unknown(value),
                }
            }
        }

        impl codec::Integer for $type {
            fn set(&mut self, value: i128) -> bool {
                let value = i64::try_from(value).ok();
                value.map(|value| *self = Self::from(value)).is_some()
            }
        }

        impl codec::Wire for $type {
            fn blank() -> Self {
                $type::$unknown(0)
            }

            fn slot(&mut self) -> codec::Slot<'_> {
                codec::Slot::Integer(self)
            }

            fn view(&self) -> codec::View<'_> {
                codec::View::I64(self.value())
            }

            fn check(&self, _place: &codec::Place<'_>) {
                // An integer of the table is allowed however it was made.
                $(if !Self::VALUES.contains(&self.value()) {
                    _place.$refused("enum", codec::expected_integers(Self::VALUES));
                })?
                $($check(_place);)?
            }
        }
    };
}

/// What open and closed enumerations of integers share.
macro_rules! integer_enumeration_common {
    ($type:ident { $($variant:ident = $value:literal,)* }) => {
        impl $type {
            /// The values that the contract names.
            pub const VALUES: &'static [i64] = &[$($value),*];
        }

        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.value(), f)
            }
        }

        codec::shims!($type);
    };
}

pub(crate) use {integer_enumeration, integer_enumeration_common};
