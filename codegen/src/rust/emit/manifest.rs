//! The manifest of the crate.

use super::print::{MARKER, literal};
use crate::rust::plan::Package;

/// What the run time depends on; a test holds the versions against the workspace's.
pub const DEPENDENCIES: &[(&str, &str)] = &[
    ("bytes", "\"1.12\""),
    (
        "futures-core",
        "{ version = \"0.3.34\", default-features = false }",
    ),
    ("http", "\"1.5\""),
    (
        "jiff",
        "{ version = \"0.2.46\", default-features = false, features = [\"std\"], optional = true }",
    ),
    ("percent-encoding", "\"2.3\""),
    (
        "reqwest",
        "{ version = \"0.13.5\", default-features = false, features = [\"http2\"] }",
    ),
    (
        "schemars",
        "{ version = \"1.2\", default-features = false, features = [\"std\"], optional = true }",
    ),
    ("serde", "\"1.0.229\""),
    // Objects in a query or a form are written in the order of their members.
    (
        "serde_json",
        "{ version = \"1.0.154\", features = [\"preserve_order\"] }",
    ),
    (
        "tokio",
        "{ version = \"1.54\", default-features = false, features = [\"time\"] }",
    ),
    (
        "tracing",
        "{ version = \"0.1.44\", default-features = false, features = [\"std\"], optional = true }",
    ),
];

/// `Cargo.toml`.
pub fn text(package: &Package) -> String {
    let version = version(&package.version);
    let description = toml(&package.summary);
    let mut text = format!(
        "# {MARKER}\n\n[package]\nname = {}\nversion = \"{version}\"\nedition = \"2024\"\nrust-version = \"1.88\"\n\
         description = {description}\nreadme = \"README.md\"\npublish = false\n\n",
        literal(package.name.bare()),
    );
    text.push_str(&features(package));
    text.push_str("[dependencies]\n");
    let more = if is_signed(package) { SIGNATURES } else { &[] };
    let mut all: Vec<_> = DEPENDENCIES.iter().chain(more).collect();
    all.sort();
    for (name, requirement) in all {
        text.push_str(&format!("{name} = {requirement}\n"));
    }
    text
}

/// What checking the signatures of webhooks depends on.
const SIGNATURES: &[(&str, &str)] = &[
    ("hmac", "{ version = \"0.13\", optional = true }"),
    (
        "sha2",
        "{ version = \"0.11\", default-features = false, optional = true }",
    ),
];

const SIGNATURES_FEATURE: &str = "\
# Proof that a webhook was sent by the service.
webhooks = [\"dep:hmac\", \"dep:sha2\"]
";

const FEATURES: &str = "\
# TLS for the built-in transport.
rustls = [\"reqwest/rustls\"]
# Dates as types of the crate jiff.
jiff = [\"dep:jiff\"]
# The JSON Schema of each type.
schemars = [\"dep:schemars\"]
# An event for each attempt of a call: its operation, status and delay.
tracing = [\"dep:tracing\"]
# Calls by operationId with JSON, for contract checks; not for applications.
";

/// `rustfmt.toml`: the files are printed in one form, and a second formatter would only make them differ.
pub fn formatting() -> String {
    format!("# {MARKER}\n\ndisable_all_formatting = true\n")
}

/// The features: those of every SDK, and one per tag of a large API.
fn features(package: &Package) -> String {
    let signatures = if is_signed(package) {
        SIGNATURES_FEATURE
    } else {
        ""
    };
    if package.features.is_empty() {
        return format!(
            "[features]\ndefault = [\"rustls\"]\n{signatures}{FEATURES}contract = [\"schemars\"]\n\n"
        );
    }
    let names: Vec<String> = package.features.iter().map(|name| literal(name)).collect();
    let full = super::table::filled(&names, 4);
    let tags: Vec<String> = package
        .features
        .iter()
        .map(|name| format!("{name} = []\n"))
        .collect();
    format!(
        "[features]\ndefault = [\"rustls\", \"full\"]\n{signatures}{FEATURES}contract = [\"schemars\", \"full\"]\n\
         # Every tag of the API.\nfull = [\n{full}]\n# The tags, each with its operations and types.\n{}\n",
        tags.concat()
    )
}

fn is_signed(package: &Package) -> bool {
    let mut webhooks = package.webhooks().into_iter();
    webhooks.any(|webhooks| webhooks.signature.is_some())
}

/// The document's version where it is a semantic one.
fn version(text: &str) -> String {
    let parts: Vec<&str> = text.split('.').collect();
    let number = |part: &&str| {
        part.parse::<u32>()
            .is_ok_and(|number| number.to_string() == **part)
    };
    if parts.len() == 3 && parts.iter().all(number) {
        text.to_owned()
    } else {
        "0.1.0".to_owned()
    }
}

/// A basic string of TOML.
fn toml(text: &str) -> String {
    let escaped = text
        .chars()
        .filter(|char| !char.is_control())
        .flat_map(|char| match char {
            '"' | '\\' => vec!['\\', char],
            other => vec![other],
        });
    format!("\"{}\"", escaped.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::{DEPENDENCIES, SIGNATURES};
    use crate::rust::plan::OTHER_CRATES;

    #[test]
    fn no_crate_has_the_name_of_a_crate_it_depends_on() {
        for (name, _) in DEPENDENCIES.iter().chain(SIGNATURES) {
            let name = name.replace('-', "_");
            assert!(OTHER_CRATES.contains(&name.as_str()), "{name}");
        }
    }
}
