//! The extensions of our own, and their JSON Schemas.

use std::collections::BTreeMap;

use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings};
use serde::Deserialize;
use serde_json::Value as Json;

/// `x-evidence`: where a disputed fact comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The kinds of sources that speak for what is written here, a letter each.
    #[schemars(regex(pattern = "^[TEPNRD]{1,6}$"))]
    pub mark: String,
    /// The numbers of the contradictions that were settled here.
    #[serde(default)]
    #[schemars(
        with = "std::collections::BTreeSet<String>",
        length(min = 1),
        inner(regex(pattern = "^C[0-9]{2}$"))
    )]
    pub conflicts: Option<Vec<String>>,
    /// Why, in one or two sentences.
    #[serde(default)]
    #[schemars(with = "String", length(min = 1))]
    pub note: Option<String>,
}

/// `x-rate-limit`: how many requests the service takes in a span of time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RateLimit {
    /// How many requests are accepted in one span of time.
    #[schemars(range(min = 1))]
    pub requests: u64,
    /// The span of time.
    pub per: Period,
}

/// `x-pagination`: the answers of the operation are pages of one list. Members that lead into an answer are JSON pointers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(tag = "style", rename_all = "lowercase", deny_unknown_fields)]
pub enum Pagination {
    /// Pages are counted.
    Page {
        /// The parameter of the query that takes the number of a page.
        page: String,
        /// Where the answer has the items.
        #[schemars(regex(pattern = "^(/[^/]+)*$"))]
        items: String,
        /// Where the answer tells its own number.
        #[serde(default)]
        #[schemars(with = "String", regex(pattern = "^(/[^/]+)+$"))]
        current: Option<String>,
        /// Where the answer tells the number of pages; without it, an empty page is the last one.
        #[serde(default)]
        #[schemars(with = "String", regex(pattern = "^(/[^/]+)+$"))]
        pages: Option<String>,
    },
    /// Each page says where the next one begins.
    Cursor {
        /// The parameter of the query that takes what the page before has given.
        cursor: String,
        /// Where the answer has the value for it; null, empty or absent on the last page.
        #[schemars(regex(pattern = "^(/[^/]+)+$"))]
        next: String,
        /// Where the answer has the items.
        #[schemars(regex(pattern = "^(/[^/]+)*$"))]
        items: String,
    },
}

/// `x-repeatable`: sending the operation twice does no more than sending it once, whatever its method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct Repeatable(pub bool);

/// A span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
#[allow(missing_docs, reason = "the names say it all")]
pub enum Period {
    Second,
    Minute,
    Hour,
    Day,
}

/// `x-alias-of`: the member for which this one is another spelling.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct AliasOf(#[schemars(length(min = 1))] pub String);

/// `x-conflicts`: where the conflicts between sources are listed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Conflicts {
    /// The file with the register, relative to this one.
    #[schemars(length(min = 1))]
    pub external_value: String,
}

/// The register that `x-conflicts` refers to: every conflict by its number.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct Register(pub BTreeMap<String, Conflict>);

/// One conflict of the register.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// What disagrees, in one sentence.
    #[schemars(length(min = 1))]
    pub title: String,
    /// What is decided, if there is no place for it elsewhere.
    #[serde(default)]
    #[schemars(with = "String", length(min = 1))]
    pub decision: Option<String>,
}

impl Register {
    /// The JSON Schema of the file.
    pub fn schema() -> Json {
        schema::<Self>()
    }
}

/// `x-webhook-envelope`: how the body of a webhook names its event, and which of its members may also come alone.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookEnvelope {
    /// The member that names the event, as a JSON pointer.
    #[schemars(regex(pattern = "^/[^/~]+$"))]
    pub event: String,
    /// The member that holds what the event is about, as a JSON pointer; it may also come without the rest.
    #[schemars(regex(pattern = "^/[^/~]+$"))]
    pub payload: String,
}

/// `x-webhook-signature`: how a webhook proves who sends it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookSignature {
    /// The header that carries the signature.
    #[schemars(regex(pattern = "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"))]
    pub header: String,
    /// How the signature is computed from what is signed and a secret.
    pub algorithm: SignatureAlgorithm,
    /// What the header holds: parts with commas between them, each with `{timestamp}` or `{signature}` at its end.
    #[schemars(regex(
        pattern = "^[^{},]*\\{(timestamp|signature)\\}(,[^{},]*\\{(timestamp|signature)\\})*$"
    ))]
    pub format: String,
    /// What is signed: a text in which `{timestamp}` and `{body}` stand for their values.
    #[schemars(regex(pattern = "^([^{}]|\\{timestamp\\})*\\{body\\}([^{}]|\\{timestamp\\})*$"))]
    pub signed: String,
    /// How the signature is written.
    pub encoding: SignatureEncoding,
    /// How many seconds the timestamp may be off, to either side.
    #[serde(default)]
    #[schemars(with = "u64")]
    pub tolerance: Option<u64>,
}

/// How a signature is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(inline)]
#[allow(missing_docs, reason = "the names say it all")]
pub enum SignatureAlgorithm {
    #[serde(rename = "hmac-sha256")]
    HmacSha256,
}

/// How a signature is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
#[allow(missing_docs, reason = "the names say it all")]
pub enum SignatureEncoding {
    Hex,
}

impl WebhookSignature {
    /// Why the parts do not go together, if they do not.
    pub fn mistake(&self) -> Option<&'static str> {
        let timed = self.format.contains("{timestamp}");
        if self.format.matches("{signature}").count() != 1 {
            return Some("`format` of the signature has not exactly one `{signature}`");
        }
        if !timed && self.signed.contains("{timestamp}") {
            return Some("the timestamp is signed, but `format` does not carry it");
        }
        if self.tolerance.is_some() && !(timed && self.signed.contains("{timestamp}")) {
            return Some("a tolerance means nothing where no timestamp is signed");
        }
        None
    }
}

impl Evidence {
    /// A letter that stands in the mark more than once.
    pub fn repeated_letter(&self) -> Option<char> {
        let mut rest = self.mark.chars();
        std::iter::from_fn(|| rest.next().map(|letter| (letter, rest.as_str())))
            .find(|(letter, after)| after.contains(*letter))
            .map(|(letter, _)| letter)
    }
}

/// Every extension by its name, with the JSON Schema that its values follow.
pub fn schemas() -> Vec<(&'static str, Json)> {
    vec![
        ("x-alias-of", schema::<AliasOf>()),
        ("x-conflicts", schema::<Conflicts>()),
        ("x-evidence", schema::<Evidence>()),
        ("x-pagination", schema::<Pagination>()),
        ("x-rate-limit", schema::<RateLimit>()),
        ("x-repeatable", schema::<Repeatable>()),
        ("x-webhook-envelope", schema::<WebhookEnvelope>()),
        ("x-webhook-signature", schema::<WebhookSignature>()),
    ]
}

fn schema<T: JsonSchema>() -> Json {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.inline_subschemas = true;
    });
    let mut schema = T::json_schema(&mut SchemaGenerator::new(settings));
    schema.remove("description");
    RecursiveTransform(leave_out_the_obvious).transform(&mut schema);
    schema.to_value()
}

/// Widths of numbers and absent values are a matter of Rust, and an enumeration says its type itself.
fn leave_out_the_obvious(schema: &mut Schema) {
    schema.remove("format");
    if schema.get("default").is_some_and(Json::is_null) {
        schema.remove("default");
    }
    if schema.get("enum").is_some() {
        schema.remove("type");
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// The JSON text that stands below a heading.
    fn shown(readme: &str, name: &str) -> Json {
        let (_, below) = readme.split_once(&format!("### `{name}`")).unwrap();
        let (_, text) = below.split_once("```json").unwrap();
        let (text, _) = text.split_once("```").unwrap();
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn the_table_of_extensions_shows_these_schemas() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/README.md");
        let readme = std::fs::read_to_string(path).unwrap();
        for (name, schema) in schemas() {
            assert_eq!(schema, shown(&readme, name), "{name}: {schema:#}");
        }
        let headings = readme.matches("### `x-").count();
        assert_eq!(
            headings,
            schemas().len(),
            "the table knows other extensions"
        );
    }

    #[test]
    fn what_fits_a_schema_can_be_read() {
        let evidence = r#"{"mark": "TE", "conflicts": ["C01"]}"#;
        let evidence: Evidence = serde_json::from_str(evidence).unwrap();
        assert_eq!((evidence.mark.as_str(), evidence.note), ("TE", None));
        let limit: RateLimit =
            serde_json::from_str(r#"{"requests": 300, "per": "second"}"#).unwrap();
        assert_eq!(
            limit,
            RateLimit {
                requests: 300,
                per: Period::Second
            }
        );
    }
}
