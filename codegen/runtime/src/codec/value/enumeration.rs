//! Enumerations of strings, open (an unknown text is kept) or closed.

use std::fmt;

/// A text that is none of an enumeration's values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownValue {
    values: &'static [&'static str],
}

impl UnknownValue {
    /// An error that names the values which are allowed.
    pub const fn new(values: &'static [&'static str]) -> Self {
        UnknownValue { values }
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&expected_one_of(self.values))
    }
}

impl std::error::Error for UnknownValue {}

/// Values in words, the first ten of them at most.
pub fn one_of(values: &[&str]) -> String {
    let shown: Vec<String> = values
        .iter()
        .take(10)
        .map(|value| format!("`{value}`"))
        .collect();
    let more = if values.len() > shown.len() {
        ", ..."
    } else {
        ""
    };
    match values.len() {
        1 => shown.concat(),
        _ => format!("one of {}{more}", shown.join(", ")),
    }
}

/// The words for a text that is none of the values.
pub fn expected_one_of(values: &[&str]) -> String {
    format!("expected {}", one_of(values))
}

/// Any string, with one of these values as an example.
pub fn such_as(values: &[&str]) -> String {
    values.first().map_or("a string".to_owned(), |value| {
        format!("a string such as `{value}`")
    })
}

/// Makes an enum stand as a string: `enumeration! { Source { Web = "web", App = "app", ..Unknown } check check_source }`.
macro_rules! enumeration {
    ($type:ident { $($variant:ident = $text:literal),+ $(,)? } $(check $check:path)?) => {
        codec::enumeration_common!($type { $($variant = $text,)+ });

        impl $type {
            /// The text as it stands in JSON.
            pub fn as_str(&self) -> &'static str {
                match self {
                    $($type::$variant => $text,)+
                }
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = codec::UnknownValue;

            fn from_str(text: &str) -> ::core::result::Result<Self, <Self as ::std::str::FromStr>::Err> {
                match text {
                    $($text => ::core::result::Result::Ok($type::$variant),)+
                    _ => ::core::result::Result::Err(codec::UnknownValue::new(Self::VALUES)),
                }
            }
        }

        impl codec::Scalar for $type {
            fn set(&mut self, text: &str) -> bool {
                match ::core::str::FromStr::from_str(text) {
                    ::core::result::Result::Ok(value) => *self = value,
                    ::core::result::Result::Err(_) => return false,
                }
                true
            }

            fn expected(&self) -> ::std::string::String {
                codec::one_of(Self::VALUES)
            }
        }

        impl codec::Wire for $type {
            fn blank() -> Self {
                let [first, ..] = [$($type::$variant),+];
                first
            }

            fn slot(&mut self) -> codec::Slot<'_> {
                codec::Slot::Scalar(self)
            }

            fn view(&self) -> codec::View<'_> {
                codec::View::Text(self.as_str())
            }

            $(fn check(&self, place: &codec::Place<'_>) {
                $check(place);
            })?
        }
    };
    ($type:ident { $($variant:ident = $text:literal,)* ..$unknown:ident $($refused:ident)? $(,)? } $(check $check:path)?) => {
        codec::enumeration_common!($type { $($variant = $text,)* });

        impl $type {
            /// The text as it stands in JSON.
            pub fn as_str(&self) -> &str {
                match self {
                    $($type::$variant => $text,)*
                    $type::$unknown(text) => text,
                }
            }
        }

        impl ::core::convert::From<&str> for $type {
            fn from(text: &str) -> Self {
                match text {
                    $($text => $type::$variant,)*
                    _ => $type::$unknown(::std::string::String::from(text)),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $type {
            fn from(text: ::std::string::String) -> Self {
                <$type as ::core::convert::From<&str>>::from(&text)
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, <Self as ::std::str::FromStr>::Err> {
                ::core::result::Result::Ok(<$type as ::core::convert::From<&str>>::from(text))
            }
        }

        impl codec::Scalar for $type {
            fn set(&mut self, text: &str) -> bool {
                *self = <$type as ::core::convert::From<&str>>::from(text);
                true
            }

            fn expected(&self) -> ::std::string::String {
                codec::such_as(Self::VALUES)
            }
        }

        impl codec::Wire for $type {
            fn blank() -> Self {
                $type::$unknown(::std::string::String::new())
            }

            fn slot(&mut self) -> codec::Slot<'_> {
                codec::Slot::Scalar(self)
            }

            fn view(&self) -> codec::View<'_> {
                codec::View::Text(self.as_str())
            }

            fn check(&self, _place: &codec::Place<'_>) {
                $(if let $type::$unknown(text) = self {
                    // A text of the table is allowed however it was made.
                    if !Self::VALUES.contains(&text.as_str()) {
                        _place.$refused("enum", codec::expected_one_of(Self::VALUES));
                    }
                })?
                $($check(_place);)?
            }
        }
    };
}

/// What open and closed enumerations share.
macro_rules! enumeration_common {
    ($type:ident { $($variant:ident = $text:literal,)* }) => {
        impl $type {
            /// The values that the contract names.
            pub const VALUES: &'static [&'static str] = &[$($text),*];
        }

        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::core::convert::AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        codec::shims!($type);
    };
}

pub(crate) use {enumeration, enumeration_common};
