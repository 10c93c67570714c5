//! The back door for contract checks: operations by their ids, types by their names, everything as JSON.

use proc_macro2::TokenStream;
use quote::quote;

use super::print::{self, Chunk, ident};
use super::types::Spelling;
use crate::rust::plan::{
    Argument, ArgumentForm, Imports, Method, OperationEntry, Package, Returns, RustType, SchemaType, TypeRef,
};

/// `src/contract.rs`.
pub fn text(package: &Package) -> String {
    let docs = ["Operations and types by name, with JSON in and out: what contract checks call.".to_owned()];
    let imports = [
        quote! { use serde_json::Value; },
        quote! {
            use crate::runtime::client::{Client, Error};
            use crate::runtime::codec;
        },
    ];
    let mut chunks = vec![Chunk::Code(tables(package)), Chunk::Code(declarations())];
    chunks.push(Chunk::Impl(quote! { impl Input<'_> }, input_methods()));
    chunks.extend([conversions(), dispatch(package), decode(package), functions()].map(Chunk::Code));
    print::file(&docs, &imports, &chunks)
}

fn tables(package: &Package) -> TokenStream {
    let operations = package.operations.iter().map(|entry| operation(package, entry));
    let types = package.types.iter().map(|ty| {
        let (name, location) = (name(&ty.reference), &ty.location);
        quote! { (#name, #location) }
    });
    quote! {
        /// Every operation.
        pub const OPERATIONS: &[OperationInfo] = &[#(#operations),*];

        /// Every named type, and the place of its schema below the folder of the document.
        pub const TYPES: &[(&str, &str)] = &[#(#types),*];
    }
}

fn operation(package: &Package, entry: &OperationEntry) -> TokenStream {
    let id = &entry.id;
    let request = method(package, entry).and_then(|method| method.body.as_ref());
    let request = match request.and_then(|body| body.ty.named()) {
        Some(reference) => {
            let name = name(reference);
            quote! { Some(#name) }
        }
        None => quote! { None },
    };
    let responses = entry.responses.iter().map(|(status, media_type, reference)| {
        let name = name(reference);
        quote! { (#status, #media_type, #name) }
    });
    quote! { OperationInfo { id: #id, request: #request, responses: &[#(#responses),*] } }
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
            fn optional<T: codec::Wire>(&self, name: &str) -> Result<Option<T>, DispatchError> {
                match self.parameters.get(name) {
                    Some(_) => self.parameter(name).map(Some),
                    None => Ok(None),
                }
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

fn dispatch(package: &Package) -> TokenStream {
    let arms = package.operations.iter().filter_map(|entry| Some(arm(entry, method(package, entry)?)));
    quote! {
        /// Calls an operation by its id.
        ///
        /// # Errors
        ///
        /// Where the operation is not known, the input does not fit it, or the call fails.
        pub async fn dispatch(client: &Client, operation: &str, input: Input<'_>) -> Result<Value, DispatchError> {
            match operation {
                #(#arms)*
                other => Err(DispatchError::Input(format!("no operation {other}"))),
            }
        }
    }
}

fn arm(entry: &OperationEntry, method: &Method) -> TokenStream {
    let (id, accessor, name) = (&entry.id, ident(&entry.accessor), ident(&method.ident));
    let spelling = Spelling { imports: &QUALIFIED };
    let arguments = method.arguments.iter().map(|given| argument(given, spelling));
    let body = method.body.iter().map(|body| {
        let ty = qualified(&body.ty, spelling);
        if body.optional { quote! { Some(&input.body::<#ty>()?) } } else { quote! { &input.body::<#ty>()? } }
    });
    let call = quote! { client.#accessor().#name(#(#arguments,)* #(#body)*) };
    let optional: Vec<_> = method.options.iter().flat_map(|marker| &marker.parameters).collect();
    let adjusted = optional.iter().map(|one| option(&one.argument, spelling));
    let (prepare, awaited) = if optional.is_empty() {
        (TokenStream::new(), quote! { #call.await? })
    } else {
        (quote! { let mut call = #call; #(#adjusted)* }, quote! { call.await? })
    };
    let answer = match method.returns {
        Returns::Nothing => quote! { #awaited; Ok(Value::Null) },
        Returns::Json(_) => quote! { written(&#awaited) },
    };
    quote! { #id => { #prepare #answer } }
}

/// Sets an optional parameter where the input has it.
fn option(argument: &Argument, spelling: Spelling<'_>) -> TokenStream {
    let (name, wire) = (ident(&argument.ident), &argument.wire);
    let (ty, passed) = match &argument.form {
        ArgumentForm::Text => (quote! { String }, quote! { &value }),
        ArgumentForm::Display(ty) if ty.is_copy() => (spelling.ty(ty), quote! { value }),
        ArgumentForm::Display(ty) => (qualified(ty, spelling), quote! { &value }),
        ArgumentForm::Repeated(ty) => {
            let ty = qualified(ty, spelling);
            (quote! { Vec<#ty> }, quote! { &value })
        }
    };
    quote! {
        if let Some(value) = input.optional::<#ty>(#wire)? {
            call = call.#name(#passed);
        }
    }
}

const QUALIFIED: Imports = Imports::NOTHING;

/// A type spelled with its module, as nothing is imported here.
fn qualified(ty: &RustType, spelling: Spelling<'_>) -> TokenStream {
    match ty {
        RustType::Named(reference) => path(reference),
        RustType::Json => quote! { Value },
        RustType::Number => quote! { codec::Number },
        RustType::DateTime => quote! { codec::DateTime },
        RustType::Date => quote! { codec::Date },
        RustType::Vec(items) => {
            let items = qualified(items, spelling);
            quote! { Vec<#items> }
        }
        RustType::Map(values) => {
            let values = qualified(values, spelling);
            quote! { std::collections::BTreeMap<String, #values> }
        }
        other => spelling.ty(other),
    }
}

fn argument(argument: &Argument, spelling: Spelling<'_>) -> TokenStream {
    let wire = &argument.wire;
    match &argument.form {
        ArgumentForm::Text => quote! { &input.parameter::<String>(#wire)? },
        ArgumentForm::Display(ty) if ty.is_copy() => {
            let ty = spelling.ty(ty);
            quote! { input.parameter::<#ty>(#wire)? }
        }
        ArgumentForm::Display(ty) => {
            let ty = qualified(ty, spelling);
            quote! { &input.parameter::<#ty>(#wire)? }
        }
        ArgumentForm::Repeated(ty) => {
            let ty = qualified(ty, spelling);
            quote! { &input.parameter::<Vec<#ty>>(#wire)? }
        }
    }
}

fn decode(package: &Package) -> TokenStream {
    let arms = package.types.iter().map(|ty: &SchemaType| {
        let (name, path) = (name(&ty.reference), path(&ty.reference));
        quote! { #name => decoded::<#path>(json), }
    });
    quote! {
        /// Reads a JSON text as a type and writes it again; `None` where there is no such type.
        pub fn decode(type_name: &str, json: &[u8]) -> Option<Result<Decoded, codec::DecodeError>> {
            Some(match type_name {
                #(#arms)*
                _ => return None,
            })
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

fn method<'a>(package: &'a Package, entry: &OperationEntry) -> Option<&'a Method> {
    package.modules.get(entry.module)?.resource.as_ref()?.methods.get(entry.method)
}

/// Module and type, which no two types share.
fn name(reference: &TypeRef) -> String {
    format!("{}::{}", reference.module.bare(), reference.ident)
}

fn path(reference: &TypeRef) -> TokenStream {
    let (module, name) = (ident(&reference.module), ident(&reference.ident));
    quote! { crate::#module::#name }
}
