//! Dates that keep the text they came in.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::super::{Slot, View, Wire};

macro_rules! textual {
    ($(#[$doc:meta])* $type:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $type(String);

        impl $type {
            /// The text as it stands in JSON.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text as it stands in JSON.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<String> for $type {
            fn from(text: String) -> Self {
                $type(text)
            }
        }

        impl From<&str> for $type {
            fn from(text: &str) -> Self {
                $type(text.to_owned())
            }
        }

        impl Wire for $type {
            fn blank() -> Self {
                $type(String::new())
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::Text(&mut self.0)
            }

            fn view(&self) -> View<'_> {
                View::Text(&self.0)
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                super::super::serialize(self, serializer)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                super::super::deserialize(deserializer)
            }
        }
    };
}

textual! {
    /// A point in time, kept as the text it came in, such as `2024-11-22T21:29:43Z`.
    DateTime
}

textual! {
    /// A day of the calendar, kept as the text it came in, such as `2024-11-22`.
    Date
}
