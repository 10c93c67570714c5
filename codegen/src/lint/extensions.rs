//! Judges every use of the extensions of our own, and names those that are misspelt.

use std::collections::BTreeSet;

use jsonschema::Validator;
use serde_json::Value as Json;

use super::extension::{self, Evidence};
use super::judge::{self, Misfit};
use super::{bundle, conflicts};
use crate::diagnostic::{Code, Diagnostics, slip_of};
use crate::source::{FileId, Member, Node, Sources, Value};

/// Reads all files of a document through, payloads left out.
pub(super) fn check(sources: &Sources, diagnostics: &Diagnostics) {
    let mut found = Found {
        sources,
        members: Vec::new(),
        payloads: BTreeSet::new(),
    };
    for tree in sources.files().filter_map(|file| sources.tree(file)) {
        found.visit(tree, Role::Fields);
    }
    let known: Vec<Known> = extension::schemas()
        .into_iter()
        .filter_map(|(name, schema)| Known::new(name, schema))
        .collect();
    let Found {
        mut members,
        payloads,
        ..
    } = found;
    members.retain(|member| !payloads.contains(&member.name.span.file));
    for member in &members {
        check_member(member, &known, diagnostics);
    }
    members.retain(|member| &*member.name.text == "x-evidence");
    conflicts::check(sources, &members, diagnostics);
}

/// An extension of our own.
struct Known {
    name: &'static str,
    schema: Json,
    validator: Validator,
}

/// What a value is there for, as far as extensions in it are concerned.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// An object whose members are fields or extensions.
    Fields,
    /// An object whose members have names that people chose, or are extensions.
    Entries,
    /// An object whose members have names that people chose, whatever they begin with.
    Names,
}

/// The extensions of all files, and the files that are examples.
struct Found<'s> {
    sources: &'s Sources,
    members: Vec<&'s Member>,
    payloads: BTreeSet<FileId>,
}

impl<'s> Found<'s> {
    /// Depth is bounded by the readers of the text.
    fn visit(&mut self, node: &'s Node, role: Role) {
        match &node.value {
            Value::Object(object) => {
                for member in object {
                    self.member(member, role);
                }
            }
            Value::Array(items) => {
                for item in items {
                    self.visit(item, Role::Fields);
                }
            }
            _ => {}
        }
    }

    fn member(&mut self, member: &'s Member, role: Role) {
        let (name, value) = (&*member.name.text, &member.value);
        if role != Role::Names && name.starts_with("x-") {
            return self.members.push(member);
        }
        if role != Role::Fields {
            return self.visit(value, Role::Fields);
        }
        if let ("externalValue", Some(path)) = (name, value.as_str()) {
            self.payloads
                .extend(self.sources.external(path).map(|external| external.file));
        }
        if let Some(role) = role_of(name, value) {
            self.visit(value, role);
        }
    }
}

/// What stands under a field; nothing where it is data, in which a name means nothing.
fn role_of(name: &str, value: &Node) -> Option<Role> {
    match name {
        "const" | "default" | "enum" | "example" | "value" => None,
        "examples" if value.as_array().is_some() => None,
        "callbacks" | "paths" | "responses" | "webhooks" => Some(Role::Entries),
        "$defs" | "content" | "definitions" | "dependentSchemas" | "encoding" | "examples"
        | "headers" | "links" | "mapping" | "parameters" | "pathItems" | "patternProperties"
        | "properties" | "requestBodies" | "schemas" | "scopes" | "securitySchemes"
        | "variables" => Some(Role::Names),
        _ => Some(Role::Fields),
    }
}

impl Known {
    fn new(name: &'static str, schema: Json) -> Option<Self> {
        let validator = judge::validator(&schema).ok()?;
        Some(Self {
            name,
            schema,
            validator,
        })
    }

    fn check(&self, member: &Member, diagnostics: &Diagnostics) {
        let json = bundle::value(&member.value);
        let misfits = judge::misfits(&self.validator, &member.value, &json);
        for misfit in &misfits {
            let message = format!("`{}` {}", self.name, misfit.message);
            diagnostics.report(
                Code::InvalidExtension,
                misfit.span,
                message,
                self.help(misfit),
            );
        }
        if let Ok(evidence) = serde_json::from_value::<Evidence>(json)
            && let Some(letter) = evidence.repeated_letter()
        {
            let span = member.value.get("mark").unwrap_or(&member.value).span;
            let message = format!("the letter `{letter}` stands in the mark twice");
            let help = "write each kind of source once";
            diagnostics.report(Code::InvalidExtension, span, message, help);
        }
    }

    /// What the schema says about the place, or which members there are.
    fn help(&self, misfit: &Misfit) -> String {
        let described = self.description(&misfit.schema_path);
        described.unwrap_or_else(|| {
            let members = self.members();
            match self.schema.get("type").and_then(Json::as_str) {
                Some(kind) if members.is_empty() => format!("write a {kind}"),
                _ => format!("the members of `{}` are {members}", self.name),
            }
        })
    }

    /// The description of the innermost schema around a keyword.
    fn description(&self, path: &str) -> Option<String> {
        let ends = path.match_indices('/').map(|(at, _)| at);
        let owners = ends
            .rev()
            .filter_map(|end| self.schema.pointer(path.get(..end)?));
        let mut described = owners.filter_map(|owner| owner.get("description")?.as_str());
        described.next().map(str::to_owned)
    }

    fn members(&self) -> String {
        let alternatives = self.schema.get("oneOf").and_then(Json::as_array);
        let schemas = std::iter::once(&self.schema).chain(alternatives.into_iter().flatten());
        let members = schemas.filter_map(|schema| schema.get("properties")?.as_object());
        let names: BTreeSet<String> = members
            .flat_map(|members| members.keys())
            .map(|name| format!("`{name}`"))
            .collect();
        names.into_iter().collect::<Vec<_>>().join(", ")
    }
}

fn check_member(member: &Member, known: &[Known], diagnostics: &Diagnostics) {
    let name = member.name.as_str();
    if let Some(known) = known.iter().find(|known| known.name == name.text) {
        return known.check(member, diagnostics);
    }
    if let Some(meant) = slip_of(name.text, known.iter().map(|known| known.name)) {
        diagnostics.report(
            Code::MisspeltExtension,
            name.span,
            format!("`{}` is not an extension of ours", name.text),
            format!("did you mean `{meant}`?"),
        );
    }
}
