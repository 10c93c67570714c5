//! Finds what ties values together: references, identifiers and anchors, in the places where they count.

use super::tree::{FileId, Node, Object, Span, Str, Value};

/// Where a value stands: its file, and the position among its siblings on every level.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Address {
    pub file: FileId,
    pub steps: Box<[u32]>,
}

/// What a scan found, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    /// Objects that have a `$ref` or `$dynamicRef`.
    pub references: Vec<Address>,
    /// Objects that have an `$id`, `$schema`, `$anchor` or `$dynamicAnchor`.
    pub marked: Vec<Address>,
    /// Discriminators' mappings, by the object that is the mapping.
    pub mappings: Vec<Address>,
    /// Objects that have an `externalValue`.
    pub externals: Vec<Address>,
    /// Places that were not looked into, since they hold data.
    pub skipped: Vec<Span>,
}

/// What a value is taken for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A schema: only its keywords count.
    Schema,
    /// An object of OpenAPI, or something unknown that may hold anything.
    Any,
    /// An object whose members have names that people chose.
    Map(Inner),
    /// A list of values.
    List(Inner),
    /// A map of examples, or a list of them, which are data.
    Examples,
    /// A discriminator.
    Discriminator,
    /// Data, in which nothing counts.
    Data,
}

/// What the values of a map or list are taken for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Inner {
    /// Schemas.
    Schema,
    /// Anything.
    Any,
    /// Examples.
    Example,
}

/// Scans a value and all that it holds.
pub(super) fn scan(node: &Node, address: &Address, role: Role, scanned: &mut Scanned) {
    let steps = address.steps.to_vec();
    Scan {
        file: address.file,
        steps,
        scanned,
    }
    .visit(node, role);
}

/// What the root of a file is taken for.
pub(super) fn role_of_root(root: &Node) -> Role {
    let is_schema = root.get("openapi").is_none() && root.get("$schema").is_some();
    if is_schema { Role::Schema } else { Role::Any }
}

struct Scan<'a> {
    file: FileId,
    steps: Vec<u32>,
    scanned: &'a mut Scanned,
}

impl Scan<'_> {
    /// Depth is bounded by the readers of the text.
    fn visit(&mut self, node: &Node, role: Role) {
        match (&node.value, role) {
            (Value::Object(_) | Value::Array(_), Role::Data) => {
                self.scanned.skipped.push(node.span);
            }
            (Value::Object(object), Role::Map(inner) | Role::List(inner)) => {
                self.members(object, |_| inner.role());
            }
            (Value::Object(object), Role::Examples) => {
                self.members(object, |_| Inner::Example.role());
            }
            (Value::Array(_), Role::Examples) => self.scanned.skipped.push(node.span),
            (Value::Object(object), _) => self.object(object, role),
            (Value::Array(items), role) => self.items(items, role.of_items()),
            _ => {}
        }
    }

    fn object(&mut self, object: &Object, role: Role) {
        let (mut refers, mut is_marked, mut is_external) = (false, false, false);
        for member in object
            .iter()
            .filter(|member| member.value.as_str().is_some())
        {
            match &*member.name.text {
                "$ref" | "$dynamicRef" | "$recursiveRef" => refers = true,
                "$id" | "$schema" | "$anchor" | "$dynamicAnchor" => is_marked = true,
                "externalValue" => is_external = true,
                _ => {}
            }
        }
        let Scanned {
            references,
            marked,
            externals,
            ..
        } = &mut *self.scanned;
        for (found, list) in [
            (refers, references),
            (is_marked, marked),
            (is_external, externals),
        ] {
            if found {
                list.push(Address {
                    file: self.file,
                    steps: self.steps.as_slice().into(),
                });
            }
        }
        match role {
            Role::Schema => self.members(object, |name| role_of_keyword(name.text)),
            Role::Discriminator => self.discriminator(object),
            _ => self.members(object, |name| role_of_field(name.text)),
        }
    }

    fn discriminator(&mut self, object: &Object) {
        let at = object
            .iter()
            .position(|member| &*member.name.text == "mapping");
        if let Some(at) = at {
            self.steps.push(at as u32);
            self.scanned.mappings.push(self.address());
            self.steps.pop();
        }
    }

    fn members(&mut self, object: &Object, role: impl Fn(Str<'_>) -> Role) {
        for (at, member) in object.iter().enumerate() {
            self.steps.push(at as u32);
            self.visit(&member.value, role(member.name.as_str()));
            self.steps.pop();
        }
    }

    fn items(&mut self, items: &[Node], role: Role) {
        for (at, item) in items.iter().enumerate() {
            self.steps.push(at as u32);
            self.visit(item, role);
            self.steps.pop();
        }
    }

    fn address(&self) -> Address {
        Address {
            file: self.file,
            steps: self.steps.as_slice().into(),
        }
    }
}

impl Role {
    fn of_items(self) -> Self {
        match self {
            Self::Map(inner) | Self::List(inner) => inner.role(),
            role => role,
        }
    }
}

impl Inner {
    fn role(self) -> Role {
        match self {
            Self::Schema => Role::Schema,
            Self::Any | Self::Example => Role::Any,
        }
    }
}

/// What stands under a keyword of a schema.
fn role_of_keyword(name: &str) -> Role {
    match name {
        "additionalItems"
        | "additionalProperties"
        | "contains"
        | "contentSchema"
        | "else"
        | "if"
        | "items"
        | "not"
        | "propertyNames"
        | "then"
        | "unevaluatedItems"
        | "unevaluatedProperties" => Role::Schema,
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => Role::List(Inner::Schema),
        "$defs" | "definitions" | "dependencies" | "dependentSchemas" | "patternProperties"
        | "properties" => Role::Map(Inner::Schema),
        "discriminator" => Role::Discriminator,
        _ => Role::Data,
    }
}

/// What stands under a field of an object that may be a schema or any object of OpenAPI.
fn role_of_field(name: &str) -> Role {
    match name {
        "schema" => Role::Schema,
        "schemas" => Role::Map(Inner::Schema),
        "callbacks" | "content" | "encoding" | "headers" | "links" | "parameters" | "pathItems"
        | "paths" | "requestBodies" | "responses" | "securitySchemes" | "variables"
        | "webhooks" => Role::Map(Inner::Any),
        "examples" => Role::Examples,
        "const" | "default" | "enum" | "example" | "value" | "required" | "tags" => Role::Data,
        "x-conflicts" => Role::Any,
        _ if name.starts_with("x-") => Role::Data,
        _ => match role_of_keyword(name) {
            Role::Data => Role::Any,
            role => role,
        },
    }
}
