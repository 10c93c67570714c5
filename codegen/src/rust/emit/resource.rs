//! Handles of tags and the methods on them.

use proc_macro2::TokenStream;
use quote::quote;

use super::print::{Chunk, deprecated, docs, ident};
use super::types::Spelling;
use crate::rust::plan::{Argument, ArgumentForm, Marker, Method, OptionalParameter, Resource, Returns};

/// The handle, the accessor of the client, the methods and the constants behind them.
pub fn chunks(resource: &Resource, spelling: Spelling<'_>) -> Vec<Chunk> {
    let handle = ident(&resource.handle);
    let methods = resource.methods.iter().map(|one| method(one, spelling)).collect();
    let mut chunks = vec![
        Chunk::Code(handle_item(resource)),
        Chunk::Impl(quote! { impl Client }, vec![accessor(resource)]),
        Chunk::Impl(quote! { impl #handle<'_> }, methods),
    ];
    for one in &resource.methods {
        chunks.extend(one.options.iter().flat_map(|marker| options(one, marker, resource, spelling)));
    }
    chunks.push(Chunk::Code(resource.methods.iter().map(constant).collect()));
    chunks
}

fn handle_item(resource: &Resource) -> TokenStream {
    let (handle, text) = (ident(&resource.handle), docs(&resource.docs));
    quote! {
        #text
        #[derive(Debug, Clone, Copy)]
        pub struct #handle<'a> {
            client: &'a Client,
        }
    }
}

fn accessor(resource: &Resource) -> TokenStream {
    let (accessor, handle) = (ident(&resource.accessor), ident(&resource.handle));
    let text = docs(&resource.docs);
    quote! {
        #text
        pub fn #accessor(&self) -> #handle<'_> {
            #handle { client: self }
        }
    }
}

fn method(method: &Method, spelling: Spelling<'_>) -> TokenStream {
    let (name, text, constant) = (ident(&method.ident), docs(&method.docs), ident(&method.constant));
    let deprecated = deprecated(method.deprecated);
    let arguments = method.arguments.iter().map(|argument| parameter(argument, spelling));
    let body = method.body.iter().map(|body| {
        let (name, ty) = (ident(&body.ident), spelling.ty(&body.ty));
        if body.optional { quote! { #name: Option<&#ty> } } else { quote! { #name: &#ty } }
    });
    let sent = method.arguments.iter().map(send);
    let json = method.body.iter().map(|body| {
        let name = ident(&body.ident);
        if body.optional { quote! { .json_opt(#name) } } else { quote! { .json(#name) } }
    });
    let call = match method.returns {
        Returns::Nothing => quote! { .call_empty() },
        Returns::Json(_) => quote! { .call() },
    };
    let options = method.options.as_ref().map(|_| quote! { .options() });
    let returns = call_type(method, spelling);
    quote! {
        #text
        #deprecated
        pub fn #name(&self, #(#arguments,)* #(#body)*) -> #returns {
            self.client.request(&#constant) #(#sent)* #(#json)* #call #options
        }
    }
}

fn call_type(method: &Method, spelling: Spelling<'_>) -> TokenStream {
    let answer = match &method.returns {
        Returns::Nothing => quote! { () },
        Returns::Json(ty) => spelling.ty(ty),
    };
    match &method.options {
        Some(marker) => {
            let marker = ident(&marker.ident);
            quote! { Call<#answer, #marker> }
        }
        None => quote! { Call<#answer> },
    }
}

fn parameter(argument: &Argument, spelling: Spelling<'_>) -> TokenStream {
    let name = ident(&argument.ident);
    match &argument.form {
        ArgumentForm::Text => quote! { #name: &str },
        ArgumentForm::Display(ty) => {
            let (copy, ty) = (ty.is_copy(), spelling.ty(ty));
            if copy { quote! { #name: #ty } } else { quote! { #name: &#ty } }
        }
        ArgumentForm::Repeated(ty) => {
            let ty = spelling.ty(ty);
            quote! { #name: &[#ty] }
        }
    }
}

fn send(argument: &Argument) -> TokenStream {
    let (name, slot, wire) = (ident(&argument.ident), ident(&argument.slot), &argument.wire);
    match &argument.form {
        ArgumentForm::Text => quote! { .#slot(#wire, #name) },
        ArgumentForm::Display(_) => quote! { .#slot(#wire, &#name.to_string()) },
        ArgumentForm::Repeated(_) => quote! { .query_each(#wire, #name) },
    }
}

/// Optional parameters: methods on the call of this operation alone.
fn options(method: &Method, marker: &Marker, resource: &Resource, spelling: Spelling<'_>) -> Vec<Chunk> {
    let name = ident(&marker.ident);
    let text = format!(" Optional parameters of [`{}::{}`], set on its call.", resource.handle, method.ident);
    let item = quote! {
        #[doc = #text]
        #[derive(Debug, Clone, Copy)]
        pub enum #name {}
    };
    let call = call_type(method, spelling);
    let setters = marker.parameters.iter().map(|one| option(one, spelling)).collect();
    vec![Chunk::Code(item), Chunk::Impl(quote! { impl #call }, setters)]
}

fn option(option: &OptionalParameter, spelling: Spelling<'_>) -> TokenStream {
    let (name, text) = (ident(&option.argument.ident), docs(&option.docs));
    let (argument, send) = (parameter(&option.argument, spelling), send(&option.argument));
    let deprecated = deprecated(option.deprecated);
    quote! {
        #text
        #deprecated
        pub fn #name(self, #argument) -> Self {
            self #send
        }
    }
}

fn constant(method: &Method) -> TokenStream {
    let (name, id, path) = (ident(&method.constant), &method.operation_id, &method.path);
    let http = ident(&method.http_method);
    quote! {
        static #name: Operation = Operation::new(#id, Method::#http, #path);
    }
}
