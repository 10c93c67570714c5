//! The function that calls an operation by its id, with JSON in and out.

use proc_macro2::TokenStream;
use quote::quote;

use super::print::ident;
use super::types::Spelling;
use crate::rust::plan::{
    Argument, ArgumentForm, BodyArgument, BodyForm, Content, Group, Ident, Imports, Method,
    OperationEntry, Package, Returns, RustType, TypeRef,
};

const QUALIFIED: Imports = Imports::NOTHING;

/// The function with an arm per operation.
pub fn function(package: &Package) -> TokenStream {
    let methods = package
        .operations
        .iter()
        .filter_map(|entry| Some((entry, method(package, entry)?)));
    let deprecated = methods
        .clone()
        .any(|(_, method)| method.deprecated || has_deprecated_option(method));
    let allow = deprecated.then(|| quote! { #[allow(deprecated)] });
    let arms = methods.map(|(entry, method)| arm(entry, method));
    quote! {
        /// Calls an operation by its id.
        ///
        /// # Errors
        ///
        /// Where the operation is not known, the input does not fit it, or the call fails.
        #allow
        pub async fn dispatch(client: &Client, operation: &str, input: Input<'_>) -> Result<Value, DispatchError> {
            match operation {
                #(#arms)*
                other => Err(DispatchError::Input(format!("no operation {other}"))),
            }
        }
    }
}

/// The method of an operation.
pub fn method<'a>(package: &'a Package, entry: &OperationEntry) -> Option<&'a Method> {
    package
        .modules
        .get(entry.module)?
        .resource
        .as_ref()?
        .methods
        .get(entry.method)
}

/// A type with its module.
pub fn path(reference: &TypeRef) -> TokenStream {
    let (module, name) = (ident(&reference.module), ident(&reference.ident));
    quote! { crate::#module::#name }
}

fn has_deprecated_option(method: &Method) -> bool {
    method
        .options
        .iter()
        .flat_map(|marker| &marker.parameters)
        .any(|parameter| parameter.deprecated)
}

fn arm(entry: &OperationEntry, method: &Method) -> TokenStream {
    let (id, accessor, name) = (&entry.id, ident(&entry.accessor), ident(&method.ident));
    let own = method
        .arguments
        .iter()
        .filter(|argument| !argument.is_grouped)
        .map(argument);
    let group = method
        .group
        .as_ref()
        .map(|group| grouped(&entry.accessor, group, method));
    let body = method.body.as_ref().map(body);
    let call = quote! { client.#accessor().#name(#(#own,)* #group #body) };
    let optional = method.options.iter().flat_map(|marker| &marker.parameters);
    let adjusted: Vec<_> = optional.map(|one| option(&one.argument)).collect();
    let (prepare, call) = if adjusted.is_empty() {
        (TokenStream::new(), call)
    } else {
        (quote! { let call = #call; #(#adjusted)* }, quote! { call })
    };
    let answer = match &method.returns {
        Returns::One(Content::Nothing) => quote! { #call.await?; Ok(Value::Null) },
        Returns::One(Content::Text) => quote! { Ok(Value::String(#call.await?)) },
        Returns::One(Content::Json(_)) | Returns::Optional(_) => quote! { written(&#call.await?) },
        Returns::One(Content::Bytes) | Returns::Several(_) => {
            quote! { Ok(#call.raw().await?.decode_optional()?.unwrap_or_default()) }
        }
    };
    quote! { #id => { #prepare #answer } }
}

fn argument(argument: &Argument) -> TokenStream {
    let wire = &argument.wire;
    match &argument.form {
        ArgumentForm::Text => quote! { &input.text(#wire)? },
        ArgumentForm::Display(ty) | ArgumentForm::Value(ty) if ty.is_copy() => {
            quote! { input.parameter(#wire)? }
        }
        ArgumentForm::Display(_) | ArgumentForm::Value(_) => quote! { &input.parameter(#wire)? },
        ArgumentForm::Slice(ty) => {
            let ty = qualified(ty);
            quote! { &input.parameter::<Vec<#ty>>(#wire)? }
        }
        ArgumentForm::File => quote! { input.text(#wire)? },
        ArgumentForm::Texts | ArgumentForm::Files => {
            quote! { input.parameter::<Vec<String>>(#wire)? }
        }
    }
}

fn grouped(module: &Ident, group: &Group, method: &Method) -> TokenStream {
    let (module, ty) = (ident(module), ident(&group.ident));
    let members = method.arguments.iter().filter(|argument| argument.is_grouped).map(|argument| {
        let (name, wire) = (ident(&argument.ident), &argument.wire);
        match &argument.form {
            ArgumentForm::Text => quote! { #name: input.text(#wire)? },
            ArgumentForm::File => quote! { #name: input.text(#wire)?.into() },
            ArgumentForm::Files => quote! {
                #name: input.parameter::<Vec<String>>(#wire)?.into_iter().map(Into::into).collect()
            },
            _ => quote! { #name: input.parameter(#wire)? },
        }
    });
    quote! { &crate::#module::#ty { #(#members),* }, }
}

fn body(body: &BodyArgument) -> TokenStream {
    let value = match &body.form {
        BodyForm::Json(ty) | BodyForm::Form(ty, _)
            if ty.is_copy() || matches!(ty, RustType::Vec(_)) =>
        {
            quote! { input.body()? }
        }
        BodyForm::Json(RustType::String) => quote! { input.body::<String>()? },
        BodyForm::Json(_) | BodyForm::Form(..) => quote! { &input.body()? },
        BodyForm::Text => {
            quote! { String::from_utf8_lossy(input.body.unwrap_or_default()).into_owned() }
        }
        BodyForm::Bytes => quote! { input.body.unwrap_or_default().to_vec() },
    };
    match (&body.form, body.optional) {
        (_, false) => value,
        (BodyForm::Bytes, true) => quote! { Some(#value.into()) },
        (_, true) => quote! { Some(#value) },
    }
}

/// Sets an optional parameter where the input has it.
fn option(argument: &Argument) -> TokenStream {
    let (name, wire) = (ident(&argument.ident), &argument.wire);
    let (ty, passed) = match &argument.form {
        ArgumentForm::Text => (quote! { String }, quote! { &value }),
        ArgumentForm::Display(ty) | ArgumentForm::Value(ty) if ty.is_copy() => {
            (qualified(ty), quote! { value })
        }
        ArgumentForm::Display(ty) | ArgumentForm::Value(ty) => (qualified(ty), quote! { &value }),
        ArgumentForm::Slice(ty) => {
            let ty = qualified(ty);
            (quote! { Vec<#ty> }, quote! { &value })
        }
        ArgumentForm::File => (quote! { String }, quote! { value }),
        ArgumentForm::Texts | ArgumentForm::Files => (quote! { Vec<String> }, quote! { value }),
    };
    quote! { let call = input.option(call, #wire, |call, value: #ty| call.#name(#passed))?; }
}

/// A type spelled with its module, as nothing is imported here.
fn qualified(ty: &RustType) -> TokenStream {
    let wrapped = |outer: TokenStream, inner: &RustType| {
        let inner = qualified(inner);
        quote! { #outer<#inner> }
    };
    match ty {
        RustType::Named(reference) => path(reference),
        RustType::Json => quote! { Value },
        RustType::Number => quote! { codec::Number },
        RustType::DateTime => quote! { codec::DateTime },
        RustType::Date => quote! { codec::Date },
        RustType::JsonText(inner) => wrapped(quote! { codec::JsonText }, inner),
        RustType::Option(inner) => wrapped(quote! { Option }, inner),
        RustType::Maybe(inner) => wrapped(quote! { codec::Maybe }, inner),
        RustType::OneOrMany(inner) => wrapped(quote! { codec::OneOrMany }, inner),
        RustType::Boxed(inner) => wrapped(quote! { Box }, inner),
        RustType::Vec(items) => wrapped(quote! { Vec }, items),
        RustType::Map(values) => {
            let values = qualified(values);
            quote! { std::collections::BTreeMap<String, #values> }
        }
        other => Spelling {
            imports: &QUALIFIED,
        }
        .ty(other),
    }
}
