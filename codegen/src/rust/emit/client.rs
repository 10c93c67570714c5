//! The file that says what the API is: its servers, its security, how a client for it is made.

use proc_macro2::TokenStream;
use quote::quote;

use super::print::{self, Chunk, ident};
use crate::model::SecurityKind;
use crate::rust::plan::Package;

/// `src/client.rs`.
pub fn text(package: &Package) -> String {
    let docs = [format!("The client of the {} API.", package.title_line)];
    let error_body = package.error_body.as_ref().map(|reference| {
        let (module, name) = (ident(&reference.module), ident(&reference.ident));
        quote! { use crate::#module::#name; }
    });
    let imports = [quote! {
        use crate::runtime::client::{Api, Auth, Client, ClientBuilder, Error};
        #error_body
    }];
    let mut chunks = vec![Chunk::Code(constant(package)), Chunk::Impl(quote! { impl Client }, methods(package))];
    chunks.extend(failure_body(package));
    print::file(&docs, &imports, &chunks)
}

fn constant(package: &Package) -> TokenStream {
    let (name, environment) = (package.name.bare(), &package.environment);
    let servers = &package.servers;
    let auth = package.security.iter().filter_map(auth);
    quote! {
        static API: Api = Api {
            name: #name,
            version: env!("CARGO_PKG_VERSION"),
            env: #environment,
            servers: &[#(#servers),*],
            auth: &[#(#auth),*],
        };
    }
}

fn auth(kind: &SecurityKind) -> Option<TokenStream> {
    match kind {
        SecurityKind::Bearer => Some(quote! { Auth::Bearer }),
        SecurityKind::HeaderKey(name) => {
            let name = name.to_ascii_lowercase();
            Some(quote! { Auth::Header(#name) })
        }
        SecurityKind::Basic | SecurityKind::QueryKey(_) | SecurityKind::CookieKey(_) => None,
    }
}

fn methods(package: &Package) -> Vec<TokenStream> {
    let key = format!(" Reads the key from `{0}_API_KEY`, and from `{0}_BASE_URL`, where it is set, the base", package.environment);
    vec![
        quote! {
            #[doc = " A client with this key."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " [`Error::InvalidRequest`] where the key holds white space or control characters."]
            pub fn new(key: impl Into<String>) -> Result<Self, Error> {
                Self::builder().token(key).build()
            }
        },
        quote! {
            #[doc = " A client from the environment."]
            #[doc = ""]
            #[doc = #key]
            #[doc = " URL. Nothing else is read."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " [`Error::InvalidRequest`] where the key is missing or either value can't be used."]
            pub fn from_env() -> Result<Self, Error> {
                Self::builder().from_env().build()
            }
        },
        quote! {
            #[doc = " A client with settings of its own."]
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new(&API)
            }
        },
    ]
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
