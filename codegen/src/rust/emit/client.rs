//! The file that says what the API is: its servers, its security, how a client for it is made.

use std::time::Duration;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::print::{self, Chunk, docs, ident};
use crate::model::{RateLimit, SecurityKind};
use crate::rust::plan::Package;

/// `src/client.rs`.
pub fn text(package: &Package) -> String {
    let page = [format!("The client of the {}.", package.title_line)];
    let error_body = package.error_body.as_ref().map(|reference| {
        let (module, name) = (ident(&reference.module), ident(&reference.ident));
        quote! { use crate::#module::#name; }
    });
    let auth = (!package.security.is_empty()).then(|| quote! { Auth, });
    let limit = package.rate_limit.map(|_| quote! { , RateLimit });
    let crates = quote! {
        use crate::runtime::client::{Api, #auth Client, ClientBuilder, Error #limit};
        #error_body
    };
    let mut imports = vec![crates];
    if package.rate_limit.is_some() {
        imports.insert(0, quote! { use std::time::Duration; });
    }
    let mut chunks = vec![
        Chunk::Code(constant(package)),
        Chunk::Impl(quote! { impl Client }, methods(package)),
    ];
    chunks.extend(failure_body(package));
    print::file(&page, imports, chunks)
}

fn constant(package: &Package) -> TokenStream {
    let (name, environment) = (package.name.bare(), &package.environment);
    let (servers, variables) = (&package.servers, &package.variables);
    let auth = package.security.iter().map(|(id, kind)| {
        let kind = auth(kind);
        quote! { (#id, #kind) }
    });
    let security = package.requirement.iter().map(|set| {
        let indices = set.iter().map(|index| Literal::usize_unsuffixed(*index));
        quote! { &[#(#indices),*] }
    });
    let limit = rate_limit(package.rate_limit);
    quote! {
        static API: Api = Api {
            name: #name,
            version: env!("CARGO_PKG_VERSION"),
            env: #environment,
            servers: &[#(#servers),*],
            variables: &[#(#variables),*],
            auth: &[#(#auth),*],
            security: &[#(#security),*],
            rate_limit: #limit,
        };
    }
}

fn rate_limit(limit: Option<RateLimit>) -> TokenStream {
    let Some(RateLimit { requests, per }) = limit else {
        return quote! { None };
    };
    let (requests, seconds) = (
        Literal::u32_unsuffixed(requests),
        Literal::u64_unsuffixed(per.as_secs()),
    );
    quote! { Some(RateLimit { requests: #requests, per: Duration::from_secs(#seconds) }) }
}

fn auth(kind: &SecurityKind) -> TokenStream {
    match kind {
        SecurityKind::Bearer => quote! { Auth::Bearer },
        SecurityKind::Basic => quote! { Auth::Basic },
        SecurityKind::Scheme(name) => quote! { Auth::Scheme(#name) },
        SecurityKind::HeaderKey(name) => {
            let name = name.to_ascii_lowercase();
            quote! { Auth::Header(#name) }
        }
        SecurityKind::QueryKey(name) => quote! { Auth::Query(#name) },
        SecurityKind::CookieKey(name) => quote! { Auth::Cookie(#name) },
    }
}

fn methods(package: &Package) -> Vec<TokenStream> {
    vec![new(package), from_env(package), builder(package)]
}

/// A client with what the API asks for: nothing, a key, or a user name and a password.
fn new(package: &Package) -> TokenStream {
    let is_basic = |(_, kind): &(String, SecurityKind)| *kind == SecurityKind::Basic;
    if package.security.is_empty() {
        return quote! {
            #[doc = " A client."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " [`Error::InvalidRequest`] where no connection can be set up."]
            pub fn new() -> Result<Self, Error> {
                Self::builder().build()
            }
        };
    }
    if package.security.iter().all(is_basic) {
        return quote! {
            #[doc = " A client with this user name and password."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " [`Error::InvalidRequest`] where the user name holds a colon."]
            pub fn new(user: impl AsRef<str>, password: impl AsRef<str>) -> Result<Self, Error> {
                Self::builder().basic(user, password).build()
            }
        };
    }
    quote! {
        #[doc = " A client with this key."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " [`Error::InvalidRequest`] where the key holds white space or control characters."]
        pub fn new(key: impl Into<String>) -> Result<Self, Error> {
            Self::builder().token(key).build()
        }
    }
}

fn from_env(package: &Package) -> TokenStream {
    let key = format!(
        " Reads the key from `{0}_API_KEY`, and from `{0}_BASE_URL`, where it is set, the base",
        package.environment
    );
    let basic = package
        .security
        .iter()
        .any(|(_, kind)| *kind == SecurityKind::Basic)
        .then(|| {
            let text = format!(
                " A user name and a password are read from `{0}_USERNAME` and `{0}_PASSWORD`.",
                package.environment
            );
            quote! {
                #[doc = ""]
                #[doc = #text]
            }
        });
    quote! {
        #[doc = " A client from the environment."]
        #[doc = ""]
        #[doc = #key]
        #[doc = " URL. Nothing else is read."]
        #basic
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " [`Error::InvalidRequest`] where the key is missing or either value can't be used."]
        pub fn from_env() -> Result<Self, Error> {
            Self::builder().from_env().build()
        }
    }
}

/// The builder, with what is said of the servers.
fn builder(package: &Package) -> TokenStream {
    let servers = docs(&package.about_servers);
    let limit = package.rate_limit.map(|RateLimit { requests, per }| {
        let per = period(per);
        let text = format!(
            " The service takes {requests} requests per {per}; a client sends nine tenths of that,"
        );
        quote! {
            #[doc = ""]
            #[doc = #text]
            #[doc = " unless its `rate_limit` or `no_rate_limit` says otherwise."]
        }
    });
    quote! {
        #[doc = " A client with settings of its own."]
        #limit
        #servers
        pub fn builder() -> ClientBuilder {
            ClientBuilder::new(&API)
        }
    }
}

/// The word for a span of time.
fn period(per: Duration) -> &'static str {
    match per.as_secs() {
        1 => "second",
        60 => "minute",
        3600 => "hour",
        _ => "day",
    }
}

/// What the service itself says of a failure, where all operations describe it alike.
fn failure_body(package: &Package) -> Option<Chunk> {
    let name = ident(&package.error_body.as_ref()?.ident);
    let method = quote! {
        #[doc = " What the service says of the failure, where its answer has the documented form."]
        pub fn error_body(&self) -> Option<#name> {
            self.decode_body()
        }
    };
    Some(Chunk::Impl(quote! { impl Error }, vec![method]))
}
