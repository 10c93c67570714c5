//! The dialects of JSON Schema, and which of them holds where.

use crate::diagnostic::{Code, Diagnostics};
use crate::source::{Node, Sources, Str};

/// A dialect of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dialect {
    /// JSON Schema 2020-12.
    Draft202012,
    /// OpenAPI 3.1: JSON Schema 2020-12 and a few keywords more.
    OpenApi31,
    /// OpenAPI 3.0: a relative of draft 5 with keywords of its own.
    OpenApi30,
    /// JSON Schema 2019-09.
    Draft201909,
    /// JSON Schema draft 7; drafts 4 and 6 are read as this one.
    Draft07,
    /// JSON Schema 2020-12 without the vocabulary of validation, as a meta-schema of one's own may choose.
    Draft202012Unasserted,
}

/// Parts of `$schema` by which a dialect is known, whatever the scheme and the fragment.
const NAMES: &[(&str, Dialect)] = &[
    ("json-schema.org/draft/2020-12/schema", Dialect::Draft202012),
    ("json-schema.org/draft/2019-09/schema", Dialect::Draft201909),
    ("json-schema.org/draft-07/schema", Dialect::Draft07),
    ("json-schema.org/draft-06/schema", Dialect::Draft07),
    ("json-schema.org/draft-04/schema", Dialect::Draft07),
    ("spec.openapis.org/oas/3.1/dialect/base", Dialect::OpenApi31),
    (
        "spec.openapis.org/oas/3.1/dialect/2024-11-10",
        Dialect::OpenApi31,
    ),
];

/// The vocabulary by which a schema asserts more than its subschemas do.
const VALIDATION: &str = "https://json-schema.org/draft/2020-12/vocab/validation";

impl Dialect {
    /// The dialect that holds for a node: that of the nearest `$schema`, else that of the document.
    pub fn at(sources: &Sources, node: &Node) -> Self {
        let declared = sources.schema_uri(node.span);
        let dialect = declared.and_then(|uri| Self::of_declared(sources, uri));
        dialect.unwrap_or_else(|| Self::of_document(sources.root()).0)
    }

    /// The dialect of a document; one that is not known is reported.
    pub fn of_root(root: &Node, diagnostics: &Diagnostics) -> Self {
        let (dialect, unknown) = Self::of_document(root);
        if let Some(uri) = unknown {
            dialect.report_unknown(uri, diagnostics);
        }
        dialect
    }

    /// The dialect that a `$schema` names, be it by a meta-schema among the files.
    pub(super) fn of_declared(sources: &Sources, uri: &str) -> Option<Self> {
        Self::of_uri(uri).or_else(|| Self::of_meta_schema(sources.document(uri)?))
    }

    /// The dialect that a meta-schema describes, as far as its vocabularies tell.
    fn of_meta_schema(meta: &Node) -> Option<Self> {
        let of = meta.get("$schema").and_then(Node::as_str);
        let dialect = of.and_then(|uri| Self::of_uri(uri.text))?;
        let vocabularies = meta.get("$vocabulary").and_then(Node::as_object);
        let asserts = vocabularies.is_none_or(|all| all.get(VALIDATION).is_some());
        Some(match dialect {
            Self::Draft202012 if !asserts => Self::Draft202012Unasserted,
            other => other,
        })
    }

    /// The dialect that a URI names.
    pub fn of_uri(uri: &str) -> Option<Self> {
        let name = uri.split_once("://").map_or(uri, |(_, name)| name);
        let name = name.trim_end_matches('#');
        NAMES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, dialect)| *dialect)
    }

    /// The name of the dialect, for messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft202012 => "JSON Schema 2020-12",
            Self::Draft202012Unasserted => "JSON Schema 2020-12 without validation",
            Self::OpenApi31 => "OpenAPI 3.1",
            Self::OpenApi30 => "OpenAPI 3.0",
            Self::Draft201909 => "JSON Schema 2019-09",
            Self::Draft07 => "JSON Schema draft 7",
        }
    }

    /// Whether keywords beside `$ref` count.
    pub const fn has_siblings_of_ref(self) -> bool {
        !matches!(self, Self::OpenApi30 | Self::Draft07)
    }

    pub(super) fn report_unknown(self, uri: Str<'_>, diagnostics: &Diagnostics) {
        diagnostics.report(
            Code::UnknownDialect,
            uri.span,
            format!("the dialect `{}` is not known", uri.text),
            format!("the schema is read as {}", self.name()),
        );
    }

    /// The dialect of a document, and the URI that names it when that is not known.
    fn of_document(root: &Node) -> (Self, Option<Str<'_>>) {
        let openapi = root.get("openapi").and_then(Node::as_str);
        let (field, default) = match openapi {
            Some(version) if version.starts_with("3.0") => return (Self::OpenApi30, None),
            Some(_) => ("jsonSchemaDialect", Self::OpenApi31),
            None => ("$schema", Self::Draft202012),
        };
        let Some(uri) = root.get(field).and_then(Node::as_str) else {
            return (default, None);
        };
        match Self::of_uri(uri.text) {
            Some(dialect) => (dialect, None),
            None => (default, Some(uri)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_dialects_by_their_uris() {
        let cases = [
            (
                "https://json-schema.org/draft/2020-12/schema",
                Some(Dialect::Draft202012),
            ),
            (
                "http://json-schema.org/draft-07/schema#",
                Some(Dialect::Draft07),
            ),
            (
                "https://spec.openapis.org/oas/3.1/dialect/base",
                Some(Dialect::OpenApi31),
            ),
            ("https://example.com/own", None),
        ];
        for (uri, dialect) in cases {
            assert_eq!(Dialect::of_uri(uri), dialect, "{uri}");
        }
    }
}
