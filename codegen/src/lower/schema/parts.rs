//! Schemas that must hold together: `allOf` and `$ref` with what stands beside them, as one flat list.

use std::collections::BTreeSet;

use crate::json_schema::{Kind, Schema, SchemaObject, Types};
use crate::model::TypeId;
use crate::source::{Node, Span};

use crate::lower::context::{Lowering, Place};

/// Schemas that one value must match; beyond this the rest is left to the checks.
const MOST_PARTS: usize = 20_000;

/// One schema of several that must hold together.
#[derive(Debug, Clone)]
pub struct Part<'s> {
    /// The schema, without `allOf` and `$ref`, which are parts of their own.
    pub schema: Box<SchemaObject<'s>>,
    /// Where its members stand.
    pub place: Place,
    /// Whether it stands in a schema that is referred to.
    pub is_elsewhere: bool,
}

impl<'s> Part<'s> {
    /// The type of a schema that stands in this one.
    pub fn ty(&self, lowering: &mut Lowering<'s, '_>, node: &'s Node, place: &Place) -> TypeId {
        if self.is_elsewhere {
            lowering.deferred(node, place)
        } else {
            lowering.inline(node, place)
        }
    }
}

/// What must hold together.
#[derive(Debug, Clone)]
pub struct Parts<'s> {
    /// The schemas, bases before what is built on them.
    pub list: Vec<Part<'s>>,
    /// Whether `false` is among them, so that no value matches.
    pub never: bool,
}

impl<'s> Parts<'s> {
    /// Takes a schema apart, down to what has neither `allOf` nor `$ref`.
    pub fn of(lowering: &mut Lowering<'s, '_>, schema: &SchemaObject<'s>, place: &Place) -> Self {
        let mut search = Search {
            parts: Parts {
                list: Vec::new(),
                never: false,
            },
            seen: BTreeSet::from([schema.span]),
            pending: vec![Task::Open(Box::new(schema.clone()), place.clone(), false)],
        };
        search.run(lowering);
        let Search {
            mut parts, seen, ..
        } = search;
        parts.drop_descendants(lowering, &seen);
        parts
    }

    /// The parts of a schema as a node.
    pub fn of_node(lowering: &mut Lowering<'s, '_>, node: &'s Node, place: &Place) -> Self {
        match lowering.parse(node) {
            Schema::Object(schema) => Self::of(lowering, &schema, place),
            Schema::Bool(accepts, _) => Parts {
                list: Vec::new(),
                never: !accepts,
            },
        }
    }

    /// The kinds of value that all parts accept.
    pub fn kinds(&self) -> Types {
        let every = Kind::ALL.into_iter().collect();
        self.list
            .iter()
            .fold(every, |known, part| common(known, kinds(&part.schema)))
    }

    /// The names of the members that any part names.
    pub fn member_names(&self) -> BTreeSet<&'s str> {
        let members = self.list.iter().flat_map(|part| &part.schema.properties);
        members.map(|(name, _)| name.text).collect()
    }

    /// True where the parts name members or say what other members are.
    pub fn describe_members(&self) -> bool {
        self.list.iter().any(|part| describes_members(&part.schema))
    }

    /// A schema that is built on one that lists it as an alternative is not a choice among the alternatives again.
    fn drop_descendants(&mut self, lowering: &Lowering<'s, '_>, seen: &BTreeSet<Span>) {
        for part in self.list.iter_mut().filter(|part| part.is_elsewhere) {
            let mut nodes = part.schema.one_of.iter().chain(&part.schema.any_of);
            let own = nodes.any(|node| match lowering.parse(node) {
                Schema::Object(schema) => schema
                    .reference
                    .and_then(|reference| lowering.resolved(reference))
                    .is_some_and(|(target, _)| seen.contains(&target.span)),
                Schema::Bool(..) => false,
            });
            if own {
                part.schema.one_of.clear();
                part.schema.any_of.clear();
            }
        }
    }
}

/// The kinds of value that a schema's own `type`, `enum` and `const` accept; `integer` is named beside `number`.
pub fn kinds(schema: &SchemaObject<'_>) -> Types {
    let mut kinds: Types = schema
        .types
        .unwrap_or_else(|| Kind::ALL.into_iter().collect());
    if kinds.contains(Kind::Number) {
        kinds = kinds.with(Kind::Integer);
    }
    let literals = schema
        .enumeration
        .into_iter()
        .flatten()
        .chain(schema.constant);
    let listed: Types = literals.map(kind_of).collect();
    if !listed.is_empty() {
        kinds = common(
            kinds,
            if listed.contains(Kind::Number) {
                listed.with(Kind::Integer)
            } else {
                listed
            },
        );
    }
    if schema.nullable {
        kinds.with(Kind::Null)
    } else {
        kinds
    }
}

/// True where a schema says something on which the shape of its values depends.
pub fn shapes(lowering: &Lowering<'_, '_>, schema: &SchemaObject<'_>) -> bool {
    schema.reference.is_some()
        || describes_members(schema)
        || describes_items(schema)
        || !schema.required.is_empty()
        || schema.enumeration.is_some()
        || schema.constant.is_some()
        || !schema.all_of.is_empty()
        || chooses(lowering, schema)
}

/// True where a schema chooses among alternatives of different shapes; often they only say which members are required.
pub fn chooses(lowering: &Lowering<'_, '_>, schema: &SchemaObject<'_>) -> bool {
    let alternatives = schema.one_of.iter().chain(&schema.any_of);
    alternatives.copied().any(|node| {
        match Schema::parse(node, schema.dialect, lowering.diagnostics) {
            Schema::Object(one) => {
                one.reference.is_some()
                    || one.types.is_some() && one.types != schema.types
                    || describes_members(&one)
                    || describes_items(&one)
                    || one.enumeration.is_some()
                    || one.constant.is_some()
                    || !one.all_of.is_empty()
                    || !one.one_of.is_empty()
                    || !one.any_of.is_empty()
            }
            Schema::Bool(..) => false,
        }
    })
}

/// True where a schema names members or says what other members are.
pub fn describes_members(schema: &SchemaObject<'_>) -> bool {
    let says_more = schema
        .additional_properties
        .is_some_and(|node| node.as_bool() != Some(true));
    !schema.properties.is_empty() || !schema.pattern_properties.is_empty() || says_more
}

/// True where a schema says what the items of an array are.
pub fn describes_items(schema: &SchemaObject<'_>) -> bool {
    schema.items.is_some() || !schema.prefix_items.is_empty()
}

fn common(one: Types, other: Types) -> Types {
    one.iter().filter(|kind| other.contains(*kind)).collect()
}

/// The kind of a value; every number counts as one with a fraction, which `integer` is then added to.
fn kind_of(node: &Node) -> Kind {
    use crate::source::Value;
    match &node.value {
        Value::Null => Kind::Null,
        Value::Bool(_) => Kind::Boolean,
        Value::Number(text)
            if text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'-') =>
        {
            Kind::Integer
        }
        Value::Number(_) => Kind::Number,
        Value::String(_) => Kind::String,
        Value::Array(_) => Kind::Array,
        Value::Object(_) => Kind::Object,
    }
}

enum Task<'s> {
    /// A schema that is still to be taken apart.
    Open(Box<SchemaObject<'s>>, Place, bool),
    /// What is left of it, after its bases.
    Close(Part<'s>),
}

struct Search<'s> {
    parts: Parts<'s>,
    seen: BTreeSet<Span>,
    pending: Vec<Task<'s>>,
}

impl<'s> Search<'s> {
    fn run(&mut self, lowering: &mut Lowering<'s, '_>) {
        while let Some(task) = self.pending.pop() {
            match task {
                Task::Close(part) => self.parts.list.push(part),
                Task::Open(schema, place, is_elsewhere) => {
                    self.open(lowering, schema, place, is_elsewhere)
                }
            }
            if self.parts.list.len() + self.pending.len() > MOST_PARTS {
                let span = self.parts.list.first().map(|part| part.schema.span);
                span.into_iter().for_each(|span| {
                    let help = "members of the parts beyond are kept as unnamed ones";
                    lowering.unsupported(
                        span,
                        "more schemas than are merged must hold together here",
                        help,
                    );
                });
                return;
            }
        }
    }

    fn open(
        &mut self,
        lowering: &mut Lowering<'s, '_>,
        mut schema: Box<SchemaObject<'s>>,
        place: Place,
        is_elsewhere: bool,
    ) {
        let reference = schema.reference.take();
        let nodes = std::mem::take(&mut schema.all_of);
        let inner = Place {
            is_member: false,
            ..place.clone()
        };
        self.pending.push(Task::Close(Part {
            schema,
            place,
            is_elsewhere,
        }));
        for node in nodes.into_iter().rev() {
            self.add(lowering, node, &inner, is_elsewhere);
        }
        if let Some((_, node, place)) = reference.and_then(|reference| lowering.target(reference)) {
            self.add(lowering, node, &place, true);
        }
    }

    fn add(
        &mut self,
        lowering: &mut Lowering<'s, '_>,
        node: &'s Node,
        place: &Place,
        is_elsewhere: bool,
    ) {
        if !self.seen.insert(node.span) {
            return;
        }
        match lowering.parse(node) {
            Schema::Bool(accepts, _) => self.parts.never |= !accepts,
            Schema::Object(schema) if is_elsewhere && !lowering.may_inherit(&schema) => {}
            Schema::Object(schema) => {
                self.pending
                    .push(Task::Open(schema, place.clone(), is_elsewhere))
            }
        }
    }
}
