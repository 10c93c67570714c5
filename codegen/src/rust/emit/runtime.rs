//! The run-time part, copied into every crate.

use super::print::MARKER;
use crate::rust::plan::Webhooks;

/// Paths below `src/runtime`, and texts.
const SOURCES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/runtime.rs"));

/// Path and text of each file; those for webhooks only where the service sends some, and signs them.
pub fn files(webhooks: Option<&Webhooks>) -> impl Iterator<Item = (String, String)> {
    let is_sent = webhooks.is_some();
    let is_signed = webhooks.is_some_and(|webhooks| webhooks.signature.is_some());
    let copied = SOURCES
        .iter()
        .filter(move |(path, _)| is_sent || !path.starts_with("webhook/"))
        .filter(move |(path, _)| is_signed || !path.starts_with("signature/"))
        .map(|(path, text)| (format!("src/runtime/{path}"), marked(text)));
    copied.chain([("src/runtime/mod.rs".to_owned(), module(is_sent, is_signed))])
}

/// Path and text of each file of the part that reads and writes JSON, for a tree that has nothing else.
pub fn codec() -> impl Iterator<Item = (String, String)> {
    let codec = SOURCES
        .iter()
        .filter(|(path, _)| path.starts_with("codec/"));
    codec.map(|(path, text)| ((*path).to_owned(), marked(text)))
}

fn marked(text: &str) -> String {
    format!("// {MARKER}\n\n{text}")
}

fn module(is_sent: bool, is_signed: bool) -> String {
    let webhook = if is_sent { "\n\npub mod webhook;" } else { "" };
    let signature = if is_signed {
        "\n\n#[cfg(feature = \"webhooks\")]\npub mod signature;"
    } else {
        ""
    };
    let text = format!(
        "//! What every operation shares: reading and writing JSON, and talking HTTP.\n\n\
        pub mod codec;\n\npub mod client;{webhook}{signature}\n\n#[cfg(feature = \"schemars\")]\npub mod schema;\n\n\
        #[cfg(feature = \"contract\")]\npub mod contract;\n"
    );
    marked(&text)
}
