//! What is asserted of objects and of their members.

use std::collections::{BTreeMap, BTreeSet};

use crate::json_schema::{Kind, SchemaObject};
use crate::model::{Assertion, Member, Record, Rest, Shape, TypeId};
use crate::source::{Node, Str};

use super::super::access;
use super::builder::{At, Builder};
use super::known::Known;

/// The members of records up to this size are searched from front to back, those of larger ones by name.
const SEARCHED: usize = 16;

/// The members of a record by their names.
pub type MembersByName<'a> = BTreeMap<&'a str, &'a Member>;

impl<'s, 'a> Builder<'s, 'a> {
    /// The keywords of objects.
    pub fn object(&mut self, schema: &SchemaObject<'s>, at: &At<'s>) -> Vec<Assertion> {
        if !at.known.may_be(Kind::Object) {
            return Vec::new();
        }
        let mut asserted = Vec::new();
        let named: Vec<String> = schema
            .properties
            .iter()
            .map(|(name, _)| name.to_string())
            .collect();
        if at.tracking && !named.is_empty() {
            asserted.push(Assertion::Evaluates(named.clone()));
        }
        asserted.extend(self.required(schema, &schema.required, at));
        for (name, node) in &schema.properties {
            // What a view does not show is not looked at, should it come nevertheless.
            if self.is_excused(schema, name, at) {
                continue;
            }
            let known = self.known_member(name.text, at);
            asserted.extend(part(self.schema(node, &at.part(known)), |inner| {
                Assertion::Member(name.to_string(), inner)
            }));
        }
        let patterns = self.matching(schema, at, &mut asserted);
        asserted.extend(self.additional(schema, at, named, patterns));
        asserted.extend(self.names(schema, at));
        asserted.extend(self.dependent(schema, at));
        asserted
    }

    fn required(
        &self,
        schema: &SchemaObject<'s>,
        names: &[Str<'s>],
        at: &At<'s>,
    ) -> Option<Assertion> {
        let record = self.known_record(at);
        let is_certain = |name: &Str<'_>| {
            let member = record.and_then(|(id, record)| self.member(id, record, name.text));
            member.is_some_and(|member| member.required && member.aliases.is_empty())
        };
        let missing: Vec<String> = names
            .iter()
            .filter(|name| !is_certain(name) && !self.is_excused(schema, name, at))
            .map(Str::to_string)
            .collect();
        (!missing.is_empty()).then_some(Assertion::Required(missing))
    }

    /// Whether a member that is required travels in the other direction alone.
    fn is_excused(&self, schema: &SchemaObject<'s>, name: &Str<'s>, at: &At<'s>) -> bool {
        let Some(excused) = at.excused else {
            return false;
        };
        let record = self.known_record(at);
        let is_hidden = |record: &Record| record.hidden.iter().any(|one| one == name.text);
        let mut own = schema.properties.iter();
        let own = own.find(|(known, _)| known.text == name.text);
        record.is_some_and(|(_, record)| is_hidden(record))
            || own.is_some_and(|(_, node)| access::of(self.sources, node) == excused)
    }

    /// Adds what is asserted of members by patterns, and gives the patterns.
    fn matching(
        &mut self,
        schema: &SchemaObject<'s>,
        at: &At<'s>,
        asserted: &mut Vec<Assertion>,
    ) -> Vec<String> {
        let known = self.known_values(at);
        let mut patterns = Vec::new();
        for (text, node) in &schema.pattern_properties {
            let Some(pattern) = self.pattern(*text) else {
                continue;
            };
            let inner = self.schema(node, &at.part(known));
            if at.tracking || !inner.is_empty() {
                asserted.push(Assertion::Matching(pattern.clone(), inner));
            }
            patterns.push(pattern);
        }
        patterns
    }

    fn additional(
        &mut self,
        schema: &SchemaObject<'s>,
        at: &At<'s>,
        names: Vec<String>,
        patterns: Vec<String>,
    ) -> Option<Assertion> {
        let node = schema.additional_properties?;
        // A pattern that cannot be matched leaves open which members are additional.
        if patterns.len() < schema.pattern_properties.len() {
            return None;
        }
        let known = self.known_additional(&names, at);
        let inner = self.schema(node, &at.part(known));
        (at.tracking || !inner.is_empty()).then_some(Assertion::Additional(names, patterns, inner))
    }

    fn names(&mut self, schema: &SchemaObject<'s>, at: &At<'s>) -> Option<Assertion> {
        let inner = self.schema(schema.property_names?, &at.part(Known::kind(Kind::String)));
        part(inner, Assertion::Names)
    }

    fn dependent(&mut self, schema: &SchemaObject<'s>, at: &At<'s>) -> Vec<Assertion> {
        let mut asserted = Vec::new();
        for dependencies in &schema.dependent_required {
            let inner = self
                .required(schema, &dependencies.requires, at)
                .into_iter()
                .collect();
            let name = dependencies.member.to_string();
            asserted.extend(part(inner, |inner| Assertion::WhenMember(name, inner)));
        }
        for (name, node) in &schema.dependent_schemas {
            let mut at = at.clone();
            at.known.kinds = crate::json_schema::Types::default().with(Kind::Object);
            let inner = self.schema(node, &at.apart());
            asserted.extend(part(inner, |inner| {
                Assertion::WhenMember(name.to_string(), inner)
            }));
        }
        asserted
    }

    fn known_record(&self, at: &At<'s>) -> Option<(TypeId, &'a Record)> {
        let api = self.api;
        let core = at.known.core(&api.types)?;
        match api.types.shape(core) {
            Shape::Record(record) => Some((core, record)),
            _ => None,
        }
    }

    /// The member of a record that has this name.
    fn member(&self, id: TypeId, record: &'a Record, name: &str) -> Option<&'a Member> {
        if record.members.len() <= SEARCHED {
            return record
                .members
                .iter()
                .find(|member| member.wire_name == name);
        }
        let mut known = self.members.borrow_mut();
        let by_name = known.entry(id).or_insert_with(|| {
            let members = record.members.iter();
            members
                .map(|member| (member.wire_name.as_str(), member))
                .collect()
        });
        by_name.get(name).copied()
    }

    /// What is known of the member with this name. Beside the member for which it is another spelling, a value stays raw.
    fn known_member(&self, name: &str, at: &At<'s>) -> Known {
        let Some((id, record)) = self.known_record(at) else {
            return self.known_values(at);
        };
        match (self.member(id, record, name), record.rest) {
            (Some(member), _) => self.known(member.ty),
            (None, Rest::Typed(ty)) => self.known(ty),
            (None, _) => Known::nothing(),
        }
    }

    /// What is known of the members beside those that the schema names.
    fn known_additional(&self, names: &[String], at: &At<'s>) -> Known {
        let Some((_, record)) = self.known_record(at) else {
            return self.known_values(at);
        };
        let Rest::Typed(rest) = record.rest else {
            return Known::nothing();
        };
        let names: BTreeSet<&String> = names.iter().collect();
        let mut members = record.members.iter();
        if members.all(|member| names.contains(&member.wire_name)) {
            self.known(rest)
        } else {
            Known::nothing()
        }
    }

    /// What is known of every member.
    fn known_values(&self, at: &At<'s>) -> Known {
        let core = at
            .known
            .core(&self.api.types)
            .map(|core| self.api.types.shape(core));
        match core {
            Some(Shape::Map(values)) => self.known(*values),
            _ => Known::nothing(),
        }
    }
}

/// Wraps assertions, if there are any.
pub fn part(
    inner: Vec<Assertion>,
    wrap: impl FnOnce(Vec<Assertion>) -> Assertion,
) -> Option<Assertion> {
    (!inner.is_empty()).then(|| wrap(inner))
}

/// Whether a schema lets everything pass at first sight.
pub fn is_open(node: &Node) -> bool {
    node.as_bool() == Some(true) || node.as_object().is_some_and(|object| object.is_empty())
}
