//! Named types that stand in JSON as what they hold.

/// Makes a struct of one public field stand as that field: `newtype! { Tags check tags::check }`.
macro_rules! newtype {
    ($type:ident $(check $check:path)?) => {
        impl codec::Wire for $type {
            fn blank() -> Self {
                $type(codec::Wire::blank())
            }

            fn slot(&mut self) -> codec::Slot<'_> {
                codec::Wire::slot(&mut self.0)
            }

            fn view(&self) -> codec::View<'_> {
                codec::Wire::view(&self.0)
            }

            fn check(&self, place: &codec::Place<'_>) {
                codec::Wire::check(&self.0, place);
                $($check(place);)?
            }
        }

        codec::shims!($type);
    };
}

/// Lets serde read and write a wire type, and callers check it.
macro_rules! shims {
    ($type:ident) => {
        #[allow(dead_code, reason = "a type that is not public may never be checked")]
        impl $type {
            /// Checks what the schema demands beyond the type.
            ///
            /// # Errors
            ///
            /// Everything that the schema forbids, each with its place.
            pub fn validate(&self) -> ::core::result::Result<(), codec::Violations> {
                codec::validate(self)
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                codec::serialize(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                codec::deserialize(deserializer)
            }
        }
    };
}

pub(crate) use {newtype, shims};
