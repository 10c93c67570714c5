//! The OpenAPI Object: the document itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::rc::Rc;

use super::context::Context;
use super::fields::Fields;
use super::objects;
use super::schemas;
use super::{
    Components, ExternalDocs, Info, Operation, PathItem, SecurityRequirement, Segment, Server, Tag,
    Template,
};
use crate::diagnostic::{Code, Diagnostics};
use crate::json_schema::Dialect;
use crate::source::{FileId, Node, Position, Sources, Span, Str, Value};

/// An OpenAPI document.
#[derive(Clone, Debug)]
pub struct Document<'s> {
    /// The whole document.
    pub span: Span,
    /// Which OpenAPI it is written in.
    pub version: Version,
    /// `openapi`, as written.
    pub version_text: Str<'s>,
    /// The dialect of schemas that do not name their own.
    pub dialect: Dialect,
    /// `info`
    pub info: Info<'s>,
    /// `servers`; empty when absent, which OpenAPI reads as one server of URL `/`.
    pub servers: Vec<Server<'s>>,
    /// `paths`, in order.
    pub paths: Vec<(Template<'s>, Rc<PathItem<'s>>)>,
    /// `webhooks`, in order.
    pub webhooks: Vec<(Str<'s>, Rc<PathItem<'s>>)>,
    /// `components`
    pub components: Components<'s>,
    /// `security`; any one of them suffices.
    pub security: Vec<SecurityRequirement<'s>>,
    /// `tags`, in order.
    pub tags: Vec<Tag<'s>>,
    /// `externalDocs`
    pub external_docs: Option<ExternalDocs<'s>>,
    /// Members whose names begin with `x-`.
    pub extensions: Vec<(Str<'s>, &'s Node)>,
}

/// The version of OpenAPI, as far as it makes a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// 3.0.x
    V30,
    /// 3.1.x
    V31,
}

impl<'s> Document<'s> {
    /// Reads the root of the files as an OpenAPI document.
    ///
    /// `None` when it is none; whatever else is wrong is reported and left out.
    pub fn parse(sources: &'s Sources, diagnostics: &Diagnostics) -> Option<Self> {
        // A root that cannot be read was reported when it was read.
        let root = sources.tree(FileId(0))?;
        let (version, version_text) = Version::detect(root, diagnostics)?;
        let cx = &Context::new(sources, diagnostics, version);
        let fields = Fields::open(cx, root, &objects::DOCUMENT)?;
        let document = Self {
            span: root.span,
            version,
            version_text,
            dialect: Dialect::of_root(root, diagnostics),
            info: Info::parse(cx, &fields),
            servers: Server::parse_list(cx, &fields),
            paths: parse_paths(cx, &fields),
            webhooks: PathItem::parse_map(cx, &fields, "webhooks"),
            components: Components::parse(cx, &fields),
            security: SecurityRequirement::parse_list(cx, &fields).unwrap_or_default(),
            tags: Tag::parse_list(cx, &fields),
            external_docs: ExternalDocs::parse(cx, &fields),
            extensions: fields.extensions(),
        };
        document.check(sources, diagnostics);
        Some(document)
    }

    /// Every operation of `paths` and `webhooks` with the name of its place, in order.
    pub fn operations(&self) -> impl Iterator<Item = (Str<'s>, &Operation<'s>)> {
        let paths = self
            .paths
            .iter()
            .map(|(template, item)| (template.text, item));
        let hooks = self.webhooks.iter().map(|(name, item)| (*name, item));
        paths.chain(hooks).flat_map(|(name, item)| {
            item.operations
                .iter()
                .map(move |(_, operation)| (name, operation))
        })
    }

    /// The root of every schema of the document, in no particular order; some stand in several places.
    pub fn schemas(&self) -> Vec<&'s Node> {
        let mut found = schemas::Roots::default();
        found.document(self);
        found.into_vec()
    }

    fn check(&self, sources: &Sources, diagnostics: &Diagnostics) {
        self.check_operation_ids(sources, diagnostics);
        self.check_paths(sources, diagnostics);
        self.check_security_names(diagnostics);
        self.check_links(diagnostics);
        self.check_tags(diagnostics);
    }

    fn check_links(&self, diagnostics: &Diagnostics) {
        let ids = self.operations().filter_map(|(_, operation)| operation.id);
        let ids: BTreeSet<&str> = ids.map(|id| id.text).collect();
        let responses = self
            .operations()
            .flat_map(|(_, operation)| &operation.responses);
        let links = responses.flat_map(|(_, response)| &response.links);
        for id in links.filter_map(|(_, link)| link.operation_id) {
            if ids.contains(id.text) {
                continue;
            }
            diagnostics.report(
                Code::UndeclaredName,
                id.span,
                format!("there is no operation `{id}`"),
                "name the `operationId` of an operation",
            );
        }
    }

    /// What is said of a tag is told where its operations are.
    fn check_tags(&self, diagnostics: &Diagnostics) {
        let first = |operation: &Operation<'s>| operation.tags.first().map(|tag| tag.text);
        let used: BTreeSet<&str> = self
            .operations()
            .filter_map(|(_, operation)| first(operation))
            .collect();
        let says = |tag: &&Tag<'s>| tag.description.is_some() || tag.external_docs.is_some();
        let unused = self.tags.iter().filter(|tag| !used.contains(tag.name.text));
        for tag in unused.filter(says) {
            diagnostics.report(
                Code::UnsupportedField,
                tag.name.span,
                format!("what is said of the tag `{}` is told nowhere", tag.name),
                "no operation has it as its first tag; say it in the description of the API",
            );
        }
        for (_, operation) in self.operations() {
            for other in operation.tags.iter().skip(1) {
                diagnostics.report(
                    Code::UnsupportedField,
                    other.span,
                    format!("the operation is not found under its tag `{other}`"),
                    "an operation belongs to its first tag; put that one first which callers look for",
                );
            }
        }
    }

    fn check_operation_ids(&self, sources: &Sources, diagnostics: &Diagnostics) {
        let mut seen: BTreeMap<&str, Str<'s>> = BTreeMap::new();
        for id in self.operations().filter_map(|(_, operation)| operation.id) {
            if let Some(first) = seen.get(id.text) {
                let other = Place {
                    sources,
                    span: first.span,
                };
                diagnostics.report(
                    Code::DuplicateOperationId,
                    id.span,
                    format!("operationId `{}` is used twice", id.text),
                    format!("{other} has it, too; give each operation an operationId of its own"),
                );
            }
            seen.entry(id.text).or_insert(id);
        }
    }

    /// Two paths that differ only in the names of their parameters cannot be told apart.
    fn check_paths(&self, sources: &Sources, diagnostics: &Diagnostics) {
        let mut seen: BTreeMap<Vec<Segment<'_>>, Str<'s>> = BTreeMap::new();
        for (template, _) in &self.paths {
            if let Some(first) = seen.get(&template.shape()) {
                let other = Place {
                    sources,
                    span: first.span,
                };
                diagnostics.report(
                    Code::DuplicateDeclaration,
                    template.text.span,
                    format!("the path `{}` means the same as `{first}`", template.text),
                    format!("{other} has the other one; put their operations together"),
                );
            }
            seen.entry(template.shape()).or_insert(template.text);
        }
    }

    fn check_security_names(&self, diagnostics: &Diagnostics) {
        let operations = self
            .operations()
            .filter_map(|(_, operation)| operation.security.as_ref());
        let requirements = self.security.iter().chain(operations.flatten());
        let names = requirements.flat_map(|requirement| &requirement.schemes);
        for (name, _) in names {
            let schemes = &self.components.security_schemes;
            if !schemes.iter().any(|(scheme, _)| scheme.text == name.text) {
                diagnostics.report(
                    Code::UndeclaredName,
                    name.span,
                    format!("there is no security scheme `{}`", name.text),
                    "declare it under `components.securitySchemes`",
                );
            }
        }
    }
}

/// A place as messages name it.
struct Place<'a> {
    sources: &'a Sources,
    span: Span,
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.sources.position(self.span);
        write!(f, "{}:{line}:{column}", self.sources.path(self.span.file))
    }
}

impl Version {
    /// The version that a document names; anything but 3.0 and 3.1 is reported.
    pub fn detect<'s>(root: &'s Node, diagnostics: &Diagnostics) -> Option<(Self, Str<'s>)> {
        let text = root
            .get("openapi")
            .and_then(|named| version_text(named, diagnostics));
        let version = match text {
            Some(text) if is_version(text.text, "3.0") => Some((Self::V30, text)),
            Some(text) if is_version(text.text, "3.1") => Some((Self::V31, text)),
            Some(text) if text.text.starts_with("3.") => {
                report_later(text, diagnostics);
                Some((Self::V31, text))
            }
            _ => None,
        };
        if version.is_none() {
            report_version(root, diagnostics);
        }
        version
    }
}

/// YAML takes `openapi: 3.0` for a number.
fn version_text<'s>(named: &'s Node, diagnostics: &Diagnostics) -> Option<Str<'s>> {
    let Value::Number(text) = &named.value else {
        return named.as_str();
    };
    diagnostics.report(
        Code::InvalidField,
        named.span,
        "the version of OpenAPI is a number",
        format!("write it in quotes: `\"{text}\"`"),
    );
    Some(Str {
        text,
        span: named.span,
    })
}

fn report_later(version: Str<'_>, diagnostics: &Diagnostics) {
    diagnostics.report(
        Code::LaterVersion,
        version.span,
        format!("version `{version}` of OpenAPI is read as 3.1"),
        "what it adds to 3.1 is reported as unknown where it stands",
    );
}

fn is_version(text: &str, version: &str) -> bool {
    text.strip_prefix(version)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
}

fn report_version(root: &Node, diagnostics: &Diagnostics) {
    let named = root.get("openapi").or_else(|| root.get("swagger"));
    let span = named.map_or(
        Span {
            end: root.span.end.min(root.span.start + 1),
            ..root.span
        },
        |node| node.span,
    );
    let message = match named.map(|node| &node.value) {
        Some(Value::String(text) | Value::Number(text)) => {
            format!("version `{text}` of OpenAPI is not supported")
        }
        Some(_) => "the version of OpenAPI is not a string".to_owned(),
        None => "the document does not name its version of OpenAPI".to_owned(),
    };
    let help = "write `\"openapi\": \"3.1.1\"`, after converting an older document";
    diagnostics.report(Code::UnsupportedVersion, span, message, help);
}

fn parse_paths<'s>(
    cx: &Context<'s, '_>,
    fields: &Fields<'s, '_, '_>,
) -> Vec<(Template<'s>, Rc<PathItem<'s>>)> {
    let items = PathItem::parse_map(cx, fields, "paths");
    items
        .into_iter()
        .filter_map(|(name, item)| {
            let template = Template::parse(name, cx.diagnostics)?;
            template.check(&item, cx.diagnostics);
            Some((template, item))
        })
        .collect()
}
