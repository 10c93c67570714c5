//! The run-time part, copied into every crate.

use super::print::MARKER;

/// Paths below `src/runtime`, and texts.
const SOURCES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/runtime.rs"));

/// Path and text of each file; those for webhooks only where the service sends some.
pub fn files(with_webhooks: bool) -> impl Iterator<Item = (String, String)> {
    let copied = SOURCES
        .iter()
        .filter(move |(path, _)| with_webhooks || !path.starts_with("webhook/"))
        .map(|(path, text)| (format!("src/runtime/{path}"), marked(text)));
    copied.chain([("src/runtime/mod.rs".to_owned(), module(with_webhooks))])
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

fn module(with_webhooks: bool) -> String {
    let webhook = if with_webhooks {
        "\n\npub mod webhook;"
    } else {
        ""
    };
    let text = format!(
        "//! What every operation shares: reading and writing JSON, and talking HTTP.\n\n\
        pub mod codec;\n\npub mod client;{webhook}\n\n#[cfg(feature = \"schemars\")]\npub mod schema;\n\n\
        #[cfg(feature = \"contract\")]\npub mod contract;\n"
    );
    marked(&text)
}
