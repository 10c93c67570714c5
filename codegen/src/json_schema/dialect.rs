//! The dialects of JSON Schema, and which of them holds where.

use super::Vocabulary;
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
    /// JSON Schema 2020-12 with the vocabularies that a meta-schema of one's own names.
    Own202012(Vocabularies),
    /// JSON Schema 2019-09 with the vocabularies that a meta-schema of one's own names.
    Own201909(Vocabularies),
}

/// The groups of keywords that a meta-schema names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Vocabularies(u8);

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

/// What the URIs of vocabularies end with; that of 2019-09 for applicators has the unevaluated keywords, too.
const VOCABULARIES: &[(&str, Vocabulary)] = &[
    ("/vocab/core", Vocabulary::Core),
    ("/vocab/applicator", Vocabulary::Applicator),
    ("draft/2019-09/vocab/applicator", Vocabulary::Unevaluated),
    ("/vocab/unevaluated", Vocabulary::Unevaluated),
    ("/vocab/validation", Vocabulary::Validation),
    ("/vocab/meta-data", Vocabulary::MetaData),
    ("/vocab/format", Vocabulary::Format),
    ("/vocab/format-annotation", Vocabulary::Format),
    (FORMAT_ASSERTION, Vocabulary::Format),
    ("/vocab/content", Vocabulary::Content),
    ("oas/3.1/vocab/base", Vocabulary::OpenApi),
];

/// The vocabulary in which `format` is more than a word.
const FORMAT_ASSERTION: &str = "/vocab/format-assertion";

impl Dialect {
    /// The dialect that holds for a node: that of the nearest `$schema`, else that of the document.
    pub fn at(sources: &Sources, node: &Node) -> Self {
        let declared = sources.schema_uri(node.span);
        let dialect = declared.and_then(|uri| Self::of_declared(sources, uri));
        dialect.unwrap_or_else(|| Self::of_document(sources))
    }

    /// The dialect of an OpenAPI document; one that is not known is reported.
    pub fn of_root(root: &Node, diagnostics: &Diagnostics) -> Self {
        let (dialect, unknown) = Self::of_openapi(root).unwrap_or((Self::OpenApi31, None));
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
        let Some(named) = meta.get("$vocabulary").and_then(Node::as_object) else {
            return Some(dialect);
        };
        let named = Vocabularies::of(named.iter().map(|member| member.name.as_str().text));
        Some(match dialect {
            Self::Draft202012 => Self::Own202012(named),
            Self::Draft201909 => Self::Own201909(named),
            other => other,
        })
    }

    /// Whether a meta-schema among the files asks for formats to be asserted.
    pub(super) fn asserts_formats(sources: &Sources, uri: &str) -> bool {
        let meta = sources
            .document(uri)
            .filter(|_| Self::of_uri(uri).is_none());
        let named = meta.and_then(|meta| meta.get("$vocabulary")?.as_object());
        let mut named = named.into_iter().flatten();
        named.any(|member| member.name.text.ends_with(FORMAT_ASSERTION))
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
            Self::Own202012(_) => "this dialect of JSON Schema 2020-12",
            Self::Own201909(_) => "this dialect of JSON Schema 2019-09",
            Self::OpenApi31 => "OpenAPI 3.1",
            Self::OpenApi30 => "OpenAPI 3.0",
            Self::Draft201909 => "JSON Schema 2019-09",
            Self::Draft07 => "JSON Schema draft 7",
        }
    }

    /// A `$schema` that names the dialect, without its scheme.
    pub fn uri(self) -> Option<&'static str> {
        let mut names = NAMES.iter();
        names
            .find(|(_, dialect)| *dialect == self)
            .map(|(uri, _)| *uri)
    }

    /// The dialect without regard to vocabularies.
    pub const fn standard(self) -> Self {
        match self {
            Self::Own202012(_) => Self::Draft202012,
            Self::Own201909(_) => Self::Draft201909,
            standard => standard,
        }
    }

    /// The vocabularies that a meta-schema of one's own names.
    pub(super) const fn own(self) -> Option<Vocabularies> {
        match self {
            Self::Own202012(named) | Self::Own201909(named) => Some(named),
            _ => None,
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

    /// The dialect of a document that has no other one in force.
    fn of_document(sources: &Sources) -> Self {
        let root = sources.root();
        let openapi = Self::of_openapi(root).map(|(dialect, _)| dialect);
        openapi.unwrap_or_else(|| {
            let declared = sources.schema_uri(root.span);
            let dialect = declared.and_then(|uri| Self::of_declared(sources, uri));
            dialect.unwrap_or(Self::Draft202012)
        })
    }

    /// The dialect of an OpenAPI document, and the URI that names it when that is not known; `None` for any other document.
    fn of_openapi(root: &Node) -> Option<(Self, Option<Str<'_>>)> {
        let version = root.get("openapi").and_then(Node::as_str)?;
        if version.starts_with("3.0") {
            return Some((Self::OpenApi30, None));
        }
        let Some(uri) = root.get("jsonSchemaDialect").and_then(Node::as_str) else {
            return Some((Self::OpenApi31, None));
        };
        Some(match Self::of_uri(uri.text) {
            Some(dialect) => (dialect, None),
            None => (Self::OpenApi31, Some(uri)),
        })
    }
}

impl Vocabularies {
    /// The vocabularies that these URIs name, as far as they are known.
    fn of<'u>(uris: impl Iterator<Item = &'u str>) -> Self {
        let known = uris.flat_map(|uri| {
            VOCABULARIES
                .iter()
                .filter(move |(end, _)| uri.ends_with(end))
        });
        Self(known.fold(0, |set, (_, vocabulary)| set | 1 << *vocabulary as u8))
    }

    /// Whether a vocabulary is among them; the one of the core always is.
    pub(super) const fn contain(self, vocabulary: Vocabulary) -> bool {
        matches!(vocabulary, Vocabulary::Core) || self.0 & (1 << vocabulary as u8) != 0
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
