//! Handles of tags and the methods on them.

mod answer;
mod arguments;
mod facts;
mod paging;

use proc_macro2::TokenStream;
use quote::quote;

use super::names::Names;
use super::print::{Chunk, deprecated, docs, ident};
use arguments::{check, make, member, parameter, send};

use crate::model::HeaderForm;
use crate::rust::plan::{
    Argument, BodyArgument, BodyForm, Content, FORM_DATA, Group, Header, Marker, Method,
    OptionalParameter, Resource, Returns, RustType, Slot,
};

/// The handle, the accessor of the client, the methods and the constants behind them.
pub fn chunks(resource: &Resource, names: &Names<'_>) -> Vec<Chunk> {
    let mut chunks = vec![
        Chunk::Code(handle_item(resource)),
        Chunk::Impl(quote! { impl Client }, vec![accessor(resource)]),
    ];
    let headers = resource.headers.iter().map(|one| header(one, names));
    chunks.extend(members(headers.collect(), resource, names));
    if !resource.methods.is_empty() {
        chunks.extend(beside_methods(resource, names));
    }
    chunks
}

/// The methods, the types that only they use, and the constants behind them.
pub fn operations(resource: &Resource, names: &Names<'_>) -> Vec<Chunk> {
    let methods = members(Vec::new(), resource, names).into_iter();
    methods.chain(beside_methods(resource, names)).collect()
}

/// What stands on the handle: the headers first, then the methods.
fn members(mut members: Vec<TokenStream>, resource: &Resource, names: &Names<'_>) -> Option<Chunk> {
    let handle = ident(&resource.handle);
    members.extend(resource.all().map(|one| method(one, names)));
    (!members.is_empty()).then(|| Chunk::Impl(quote! { impl #handle<'_> }, members))
}

/// The types that only the methods use, and the constants behind them.
fn beside_methods(resource: &Resource, names: &Names<'_>) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    for one in resource.all() {
        chunks.extend(
            one.group
                .iter()
                .map(|group| group_item(one, group, resource, names)),
        );
        let written = one
            .options
            .iter()
            .filter(|marker| !marker.parameters.is_empty());
        chunks.extend(written.flat_map(|marker| options(one, marker, resource, names)));
        let paged = one.paging.iter().zip(&one.options);
        chunks.extend(paged.map(|(paging, marker)| paging::chunk(paging, marker, names)));
    }
    for one in &resource.methods {
        chunks.extend(answer::chunks(one, resource, names));
    }
    chunks.push(Chunk::Table(
        resource.methods.iter().map(facts::constant).collect(),
    ));
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

fn header(header: &Header, names: &Names<'_>) -> TokenStream {
    let (text, name, wire) = (docs(&header.docs), ident(&header.ident), &header.key.wire);
    let (constant, ty) = (names.of("Header"), names.spelling.ty(&header.key.ty));
    let deprecated = deprecated(header.deprecated);
    let make = match header.key.form {
        HeaderForm::Text => quote! { new },
        HeaderForm::List => quote! { list },
        HeaderForm::Json => quote! { json },
    };
    quote! {
        #text
        #deprecated
        pub const #name: #constant<#ty> = #constant::#make(#wire);
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

fn method(method: &Method, names: &Names<'_>) -> TokenStream {
    let (name, text) = (ident(&method.ident), docs(&method.docs));
    let constant = ident(&method.operation.constant);
    let deprecated = deprecated(method.deprecated);
    let own = method
        .arguments
        .iter()
        .filter(|argument| !argument.is_grouped);
    let arguments = own.map(|argument| parameter(argument, names));
    let group = method.group.as_ref().map(|group| {
        let (argument, ty) = (ident(&group.argument), ident(&group.ident));
        quote! { #argument: &#ty, }
    });
    let body = method.body.as_ref().map(|body| body_argument(body, names));
    let lifetime = method.body.as_ref().and_then(lifetime);
    let in_path = in_path(method);
    let group_of = method.group.as_ref();
    let lists = method.arguments.iter();
    let lists = lists.filter_map(|argument| make(argument, names));
    let sent = method.arguments.iter().map(|argument| {
        if in_path.is_some() && argument.slot == Slot::Path {
            return check(argument, group_of).unwrap_or_default();
        }
        send(argument, group_of, names)
    });
    let parts = method
        .multipart
        .as_deref()
        .map(|media_type| match media_type {
            FORM_DATA => quote! { .multipart() },
            other => quote! { .multipart_as(#other) },
        });
    let content = method.body.as_ref().map(|body| send_body(body, names));
    let call = call(&method.returns);
    let options = method.options.as_ref().map(|_| quote! { .options() });
    let returns = call_type(method, names);
    quote! {
        #text
        #deprecated
        pub fn #name #lifetime(&self, #(#arguments,)* #group #body) -> #returns {
            #(#lists)*
            self.client.request(&#constant) #in_path #parts #(#sent)* #content #call #options
        }
    }
}

/// All values of the path at once, where there are several and each is written as it is.
fn in_path(method: &Method) -> Option<TokenStream> {
    let path = &method.operation.path;
    let mut values: Vec<(usize, &Argument)> = Vec::new();
    let own = method.arguments.iter();
    for argument in own.filter(|argument| argument.slot == Slot::Path) {
        let at = path.find(&format!("{{{}}}", argument.wire));
        values.push((at.filter(|_| argument.style.is_none())?, argument));
    }
    if values.len() < 2 || path.matches('{').count() != values.len() {
        return None;
    }
    values.sort_by_key(|(at, _)| *at);
    let values = values.iter().map(|(_, argument)| ident(&argument.ident));
    Some(quote! { .in_path(&[#(&#values),*]) })
}

fn body_argument(body: &BodyArgument, names: &Names<'_>) -> TokenStream {
    let name = ident(&body.ident);
    let ty = match &body.form {
        BodyForm::Json(ty) | BodyForm::Form(ty, ..) if is_owned(ty) => names.spelling.ty(ty),
        BodyForm::Json(ty) | BodyForm::Form(ty, ..) => {
            let ty = names.spelling.ty(ty);
            if body.takes_either() {
                quote! { &'b #ty }
            } else {
                quote! { &#ty }
            }
        }
        BodyForm::Text if body.optional => quote! { String },
        BodyForm::Text => quote! { impl Into<String> },
        BodyForm::Bytes => {
            let bytes = names.of("Bytes");
            if body.optional {
                bytes
            } else {
                quote! { impl Into<#bytes> }
            }
        }
    };
    if body.takes_either() {
        quote! { #name: impl Into<Option<#ty>> }
    } else if body.optional {
        quote! { #name: Option<#ty> }
    } else {
        quote! { #name: #ty }
    }
}

/// The lifetime of a body that is named in its type, which it must be where a caller may leave it out.
fn lifetime(body: &BodyArgument) -> Option<TokenStream> {
    let is_borrowed =
        matches!(&body.form, BodyForm::Json(ty) | BodyForm::Form(ty, ..) if !is_owned(ty));
    (is_borrowed && body.takes_either()).then(|| quote! { <'b> })
}

/// Types that are passed by value, as a reference to them would ask for more than is needed.
fn is_owned(ty: &RustType) -> bool {
    ty.is_copy() || matches!(ty, RustType::String | RustType::Vec(_))
}

fn send_body(body: &BodyArgument, names: &Names<'_>) -> TokenStream {
    let (name, media_type) = (ident(&body.ident), &body.media_type);
    let value = match &body.form {
        BodyForm::Json(ty) | BodyForm::Form(ty, ..) if is_owned(ty) => quote! { &#name },
        _ => quote! { #name },
    };
    let set = match &body.form {
        BodyForm::Json(ty) if media_type == "application/json" => {
            if body.optional && !is_owned(ty) {
                return quote! { .json_opt(#name.into()) };
            }
            quote! { json(#value) }
        }
        BodyForm::Json(_) => quote! { json_as(#media_type, #value) },
        BodyForm::Form(ty, styles, reserved) => {
            let styles = styles.iter().map(|(member, style)| {
                let (kind, style) = (names.of("Style"), ident(style));
                quote! { (#member, #kind::#style) }
            });
            match reserved.as_slice() {
                [] if body.optional && !is_owned(ty) => {
                    return quote! { .form_opt(#name.into(), &[#(#styles),*]) };
                }
                [] => quote! { form(#value, &[#(#styles),*]) },
                some => quote! { form_reserved(#value, &[#(#styles),*], &[#(#some),*]) },
            }
        }
        BodyForm::Text => quote! { text(#media_type, #value) },
        BodyForm::Bytes => quote! { bytes(#media_type, #value) },
    };
    if body.takes_either() {
        quote! { .body_opt(#name.into(), |request, #name| request.#set) }
    } else if body.optional {
        quote! { .body_opt(#name, |request, #name| request.#set) }
    } else {
        quote! { .#set }
    }
}

fn call(returns: &Returns) -> TokenStream {
    match returns {
        Returns::One(Content::Nothing) => quote! { .call_empty() },
        Returns::One(Content::Json(_)) => quote! { .call() },
        Returns::One(Content::Text) => quote! { .call_text() },
        Returns::One(Content::Bytes) => quote! { .call_bytes() },
        Returns::Optional(_) => quote! { .call_optional() },
        Returns::Several(_) => quote! { .call_answer() },
    }
}

fn call_type(method: &Method, names: &Names<'_>) -> TokenStream {
    let answer = match &method.returns {
        Returns::One(content) => answer::content(content, names).unwrap_or_else(|| quote! { () }),
        Returns::Optional(ty) => {
            let ty = names.spelling.ty(ty);
            quote! { Option<#ty> }
        }
        Returns::Several(answer) => {
            let name = ident(&answer.ident);
            quote! { #name }
        }
    };
    match &method.options {
        Some(marker) => {
            let marker = ident(&marker.ident);
            quote! { Call<#answer, #marker> }
        }
        None => quote! { Call<#answer> },
    }
}

/// Arguments that are members of one struct, because there are many.
fn group_item(method: &Method, group: &Group, resource: &Resource, names: &Names<'_>) -> Chunk {
    let name = ident(&group.ident);
    let text = format!(
        " What [`{}::{}`] needs to know.",
        resource.handle,
        method.ident.bare()
    );
    let members = method
        .arguments
        .iter()
        .filter(|argument| argument.is_grouped)
        .map(|argument| {
            let (name, text, ty) = (
                ident(&argument.ident),
                docs(&argument.docs),
                member(argument, names),
            );
            quote! {
                #text
                pub #name: #ty
            }
        });
    Chunk::Code(quote! {
        #[doc = #text]
        #[derive(Debug, Clone)]
        pub struct #name {
            #(#members),*
        }
    })
}

/// Optional parameters: methods on the call of this operation alone.
fn options(method: &Method, marker: &Marker, resource: &Resource, names: &Names<'_>) -> Vec<Chunk> {
    let name = ident(&marker.ident);
    let text = format!(
        " Optional parameters of [`{}::{}`], set on its call.",
        resource.handle,
        method.ident.bare()
    );
    let item = quote! {
        #[doc = #text]
        #[derive(Debug, Clone, Copy)]
        pub enum #name {}
    };
    let call = call_type(method, names);
    let setters = marker
        .parameters
        .iter()
        .map(|one| option(one, names))
        .collect();
    vec![
        Chunk::Code(item),
        Chunk::Impl(quote! { impl #call }, setters),
    ]
}

fn option(option: &OptionalParameter, names: &Names<'_>) -> TokenStream {
    let (name, text) = (ident(&option.argument.ident), docs(&option.argument.docs));
    let (argument, sent) = (
        parameter(&option.argument, names),
        send(&option.argument, None, names),
    );
    let deprecated = deprecated(option.deprecated);
    let list = make(&option.argument, names);
    let body = match is_simple(&option.argument) {
        true => quote! { self #sent },
        false => quote! { self.with(|request| request #sent) },
    };
    quote! {
        #text
        #deprecated
        pub fn #name(self, #argument) -> Self {
            #list
            #body
        }
    }
}

/// What a call itself offers for any query and header.
fn is_simple(argument: &Argument) -> bool {
    let is_plain =
        argument.style.is_none() && argument.checks.is_empty() && !argument.may_be_infinite();
    is_plain && matches!(argument.slot, Slot::Query | Slot::Header)
}
