//! The back door for contract checks: operations by their ids, types by their names, everything as JSON.

use proc_macro2::TokenStream;
use quote::quote;

use super::dispatch;
use super::print::{self, Chunk, literal};
use crate::rust::plan::{OperationEntry, Package, TypeRef};

/// `src/contract.rs`.
pub fn text(package: &Package) -> String {
    let docs = [
        "Operations and types by name, with JSON in and out: what contract checks call.".to_owned(),
    ];
    let imports = [
        quote! { use serde_json::Value; },
        quote! {
            use crate::runtime::client::{Client, Error};
            use crate::runtime::codec;
        },
    ];
    let chunks = [
        Chunk::Code(declarations()),
        Chunk::Table(operations(package)),
        Chunk::Code(type_table()),
        Chunk::Table(types(package)),
        Chunk::Impl(quote! { impl Input<'_> }, input_methods()),
        Chunk::Code(conversions()),
        Chunk::Code(dispatch::function(package)),
        Chunk::Code(functions()),
    ];
    print::file(&docs, imports, chunks)
}

/// Every operation, a line each.
fn operations(package: &Package) -> String {
    let mut text = "/// Every operation.\npub const OPERATIONS: &[OperationInfo] = &[\n".to_owned();
    for entry in &package.operations {
        text.push_str(&format!("    {},\n", operation(package, entry)));
    }
    text.push_str("];\n");
    text
}

fn operation(package: &Package, entry: &OperationEntry) -> String {
    let body = dispatch::method(package, entry).and_then(|method| method.body.as_ref());
    let request = body
        .and_then(|body| body.ty()?.named())
        .map(|reference| literal(&name(reference)));
    let request = request.map_or("None".to_owned(), |request| format!("Some({request})"));
    let responses = entry
        .responses
        .iter()
        .map(|(status, media_type, reference)| {
            let texts = [status, media_type, &name(reference)].map(|text| literal(text));
            format!("({})", texts.join(", "))
        });
    let responses: Vec<String> = responses.collect();
    format!(
        "OperationInfo {{ id: {}, request: {request}, responses: &[{}] }}",
        literal(&entry.id),
        responses.join(", ")
    )
}

/// What makes the table of types out of a line per type.
fn type_table() -> TokenStream {
    quote! {
        macro_rules! types {
            ($($module:ident :: $type:ident at $place:literal;)*) => {
                /// Every named type, and the place of its schema below the folder of the document.
                pub const TYPES: &[(&str, &str)] =
                    &[$((concat!(stringify!($module), "::", stringify!($type)), $place)),*];

                /// Reads a JSON text as a type and writes it again; `None` where there is no such type.
                pub fn decode(type_name: &str, json: &[u8]) -> Option<Result<Decoded, codec::DecodeError>> {
                    Some(match type_name {
                        $(concat!(stringify!($module), "::", stringify!($type)) => {
                            decoded::<crate::$module::$type>(json)
                        })*
                        _ => return None,
                    })
                }
            };
        }
    }
}

fn types(package: &Package) -> String {
    let mut text = "types! {\n".to_owned();
    for ty in &package.types {
        let (place, location) = (&ty.reference, literal(&ty.location));
        text.push_str(&format!(
            "    {}::{} at {location};\n",
            place.module, place.ident
        ));
    }
    text.push_str("}\n");
    text
}

fn declarations() -> TokenStream {
    quote! {
        /// The types of one operation.
        #[derive(Debug, Clone, Copy)]
        pub struct OperationInfo {
            /// `operationId`.
            pub id: &'static str,
            /// The type of the request body.
            pub request: Option<&'static str>,
            /// Status, media type and type of each response.
            pub responses: &'static [(&'static str, &'static str, &'static str)],
        }

        /// What a call is given.
        #[derive(Debug, Clone, Copy)]
        pub struct Input<'a> {
            /// Parameters by their names.
            pub parameters: &'a Value,
            /// The body's JSON text.
            pub body: Option<&'a [u8]>,
        }

        /// A value that was read, and written again.
        #[derive(Debug, Clone)]
        pub struct Decoded {
            /// What was written.
            pub value: Value,
            /// What the value breaks of its schema.
            pub violations: Vec<String>,
        }

        /// Why a call gave no answer.
        #[derive(Debug)]
        pub enum DispatchError {
            /// What it was given does not fit.
            Input(String),
            /// It was made, and failed.
            Call(Error),
        }
    }
}

fn input_methods() -> Vec<TokenStream> {
    vec![
        quote! {
            #[allow(dead_code)]
            fn parameter<T: codec::Wire>(&self, name: &str) -> Result<T, DispatchError> {
                let value = self.parameters.get(name).unwrap_or(&Value::Null);
                codec::from_value(value).map_err(|error| DispatchError::Input(format!("{name}: {error}")))
            }
        },
        quote! {
            #[allow(dead_code)]
            fn text(&self, name: &str) -> Result<String, DispatchError> {
                self.parameter(name)
            }
        },
        quote! {
            #[allow(dead_code)]
            fn option<C, T: codec::Wire>(
                &self,
                call: C,
                name: &str,
                set: impl FnOnce(C, T) -> C,
            ) -> Result<C, DispatchError> {
                Ok(match self.parameters.get(name) {
                    Some(_) => set(call, self.parameter(name)?),
                    None => call,
                })
            }
        },
        quote! {
            #[allow(dead_code)]
            fn body<T: codec::Wire>(&self) -> Result<T, DispatchError> {
                codec::decode(self.body.unwrap_or_default()).map_err(|error| DispatchError::Input(error.to_string()))
            }
        },
    ]
}

fn conversions() -> TokenStream {
    quote! {
        impl From<Error> for DispatchError {
            fn from(error: Error) -> Self {
                Self::Call(error)
            }
        }
    }
}

fn functions() -> TokenStream {
    quote! {
        /// The JSON Schema that a type reports.
        pub fn json_schema(type_name: &str) -> Option<Value> {
            crate::schema::by_name(type_name)
        }

        /// A client for a server on this machine.
        ///
        /// # Errors
        ///
        /// Where the base URL or the token can't be used.
        pub fn client(base_url: &str, token: &str) -> Result<Client, Error> {
            Client::builder().base_url(base_url).token(token).build()
        }

        fn decoded<T: codec::Wire>(json: &[u8]) -> Result<Decoded, codec::DecodeError> {
            let value: T = codec::decode(json)?;
            let violations = match codec::validate(&value) {
                Ok(()) => Vec::new(),
                Err(violations) => violations.iter().map(ToString::to_string).collect(),
            };
            Ok(Decoded { value: codec::to_value(&value).unwrap_or_default(), violations })
        }

        fn written(value: &dyn codec::Wire) -> Result<Value, DispatchError> {
            codec::to_value(value).map_err(|error| DispatchError::Input(error.to_string()))
        }
    }
}

/// Module and type, which no two types share.
fn name(reference: &TypeRef) -> String {
    format!("{}::{}", reference.module.bare(), reference.ident)
}
