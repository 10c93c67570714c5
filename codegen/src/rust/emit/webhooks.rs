//! The enum of all events, and how their origin is proven.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::item::union;
use super::print::{Chunk, docs, ident};
use super::types::Spelling;
use crate::model::Signature;
use crate::rust::plan::{Events, Webhooks};

/// The enums, the methods of the events, and the signature.
pub fn chunks(webhooks: &Webhooks, spelling: Spelling<'_>) -> Vec<Chunk> {
    let Some(events) = &webhooks.events else {
        return Vec::new();
    };
    let mut chunks: Vec<Chunk> = events
        .unions()
        .flat_map(|one| union::chunks(one, spelling))
        .collect();
    let name = ident(&events.event.ident);
    chunks.push(Chunk::Impl(
        quote! { impl #name },
        methods(events, webhooks.signature.is_some()),
    ));
    chunks.extend(webhooks.signature.iter().map(signature));
    chunks
}

fn methods(events: &Events, is_signed: bool) -> Vec<TokenStream> {
    let mut methods = vec![parse(events)];
    methods.extend(is_signed.then(verified));
    methods.extend(from_payload(events));
    let member = &events.member;
    methods.push(quote! {
        #[doc = " The name of the event, where what came says it."]
        pub fn name(&self) -> Option<&str> {
            codec::text_of(self, #member)
        }
    });
    methods.push(quote! {
        #[doc = " The event as JSON text, with all that came."]
        pub fn to_json(&self) -> String {
            crate::runtime::webhook::to_json(self)
        }
    });
    methods
}

fn parse(events: &Events) -> TokenStream {
    let unknown = events.event.unknown.as_ref().map(|unknown| {
        format!(" An event that the contract does not name is [`Self::{unknown}`], not an error.")
    });
    let bare = events
        .bare
        .as_ref()
        .map(|bare| format!(" A body without a name is [`Self::{}`].", bare.variant));
    let told = unknown.into_iter().chain(bare);
    quote! {
        #[doc = " Reads the body of a webhook."]
        #[doc = ""]
        #(#[doc = #told])*
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " [`Error::Webhook`] where the body is no JSON or does not fit its event."]
        pub fn parse(body: &[u8]) -> Result<Self, Error> {
            crate::runtime::webhook::parse(body)
        }
    }
}

fn from_payload(events: &Events) -> Option<TokenStream> {
    let (member, payload) = (&events.member, &events.bare.as_ref()?.payload);
    let text = format!(" Reads a `{payload}` that came alone, as that of the event of this name.");
    let text = docs(&[text.trim_start().to_owned()]);
    Some(quote! {
        #text
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " [`Error::Webhook`] where it is no JSON or does not fit the event."]
        pub fn from_payload(name: &str, payload: &[u8]) -> Result<Self, Error> {
            crate::runtime::webhook::from_payload((#member, name), (#payload, payload))
        }
    })
}

fn verified() -> TokenStream {
    quote! {
        #[doc = " Reads the body of a webhook, after the proof that the service sent it."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " Those of [`verify_signature`] and of [`Self::parse`]."]
        #[cfg(feature = "webhooks")]
        pub fn verified(
            body: &[u8],
            header: &str,
            secret: impl AsRef<[u8]>,
            now: std::time::SystemTime,
        ) -> Result<Self, Error> {
            verify_signature(body, header, secret, now)?;
            Self::parse(body)
        }
    }
}

fn signature(signature: &Signature) -> Chunk {
    let Signature {
        header,
        format,
        signed,
        tolerance,
    } = signature;
    let tolerance = match tolerance {
        Some(seconds) => {
            let seconds = Literal::u64_unsuffixed(*seconds);
            quote! { Some(#seconds) }
        }
        None => quote! { None },
    };
    Chunk::Code(quote! {
        #[doc = " The header that carries the signature of a webhook."]
        pub const SIGNATURE_HEADER: &str = #header;

        #[doc = " Proves that the service sent this body, just as it came over the wire."]
        #[doc = ""]
        #[doc = " `header` is the value of [`SIGNATURE_HEADER`], and `now` the time to which its own is compared."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " [`Error::Webhook`] where the header is malformed, the signature is of another body or secret, or it is too old."]
        #[cfg(feature = "webhooks")]
        pub fn verify_signature(
            body: &[u8],
            header: &str,
            secret: impl AsRef<[u8]>,
            now: std::time::SystemTime,
        ) -> Result<(), Error> {
            let signature = crate::runtime::signature::Signature {
                format: #format,
                signed: #signed,
                tolerance: #tolerance,
            };
            signature.verify(body, header, secret.as_ref(), now)
        }
    })
}
