//! Whether two schemas can accept the same value, as far as that is plain to see.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::json_schema::{Kind, Schema, SchemaObject, Types as Kinds};
use crate::source::Node;

use super::builder::Builder;
use super::known::{both, expanded};
use super::values::{json_text, kind_of};

/// How many references and parts are followed.
const DEEPEST: usize = 8;

/// With more alternatives than this, they are not compared pair by pair.
const MOST_COMPARED: usize = 300;

/// What is plain to see of the values that a schema accepts.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Their kinds.
    pub kinds: Kinds,
    /// Which values a member may have, as JSON texts, where that is a short list.
    tags: BTreeMap<String, BTreeSet<String>>,
    required: BTreeSet<String>,
    /// The only members that there may be, where that is certain.
    closed: Option<BTreeSet<String>>,
}

impl Profile {
    fn is_disjoint(&self, other: &Profile) -> bool {
        let shared = both(self.kinds, other.kinds);
        shared.is_empty() || (shared.only() == Some(Kind::Object) && self.has_other_members(other))
    }

    fn has_other_members(&self, other: &Profile) -> bool {
        let lacks = |one: &Profile, other: &Profile| {
            let closed = other.closed.as_ref();
            closed.is_some_and(|closed| one.required.iter().any(|name| !closed.contains(name)))
        };
        let is_tagged = |(name, values): (&String, &BTreeSet<String>)| {
            let is_there = self.required.contains(name) || other.required.contains(name);
            is_there
                && other
                    .tags
                    .get(name)
                    .is_some_and(|others| others.is_disjoint(values))
        };
        lacks(self, other) || lacks(other, self) || self.tags.iter().any(is_tagged)
    }
}

impl<'s> Builder<'s, '_> {
    /// Whether no value can be valid for two of these schemas.
    pub fn are_disjoint(&self, nodes: &[&'s Node]) -> bool {
        if nodes.len() > MOST_COMPARED {
            return false;
        }
        let profiles: Vec<Rc<Profile>> = nodes.iter().map(|node| self.profile(node)).collect();
        let mut pairs = profiles
            .iter()
            .enumerate()
            .flat_map(|(index, one)| profiles[index + 1..].iter().map(move |other| (one, other)));
        pairs.all(|(one, other)| one.is_disjoint(other))
    }

    /// What is plain to see of a schema.
    pub fn profile(&self, node: &'s Node) -> Rc<Profile> {
        self.profile_at(node, 0)
    }

    /// Schemas that are built on one another share what they are built on, so each is looked at once.
    fn profile_at(&self, node: &'s Node, depth: usize) -> Rc<Profile> {
        let key = (node.span, depth);
        if let Some(known) = self.profiles.borrow().get(&key) {
            return Rc::clone(known);
        }
        let profile = Rc::new(self.seen_at(node, depth));
        self.profiles.borrow_mut().insert(key, Rc::clone(&profile));
        profile
    }

    fn seen_at(&self, node: &'s Node, depth: usize) -> Profile {
        let mut profile = Profile {
            kinds: Kind::ALL.into_iter().collect(),
            tags: BTreeMap::new(),
            required: BTreeSet::new(),
            closed: None,
        };
        let schema = match self.parse(node) {
            Schema::Object(schema) => schema,
            Schema::Bool(accepts, _) => {
                if !accepts {
                    profile.kinds = Kinds::default();
                }
                return profile;
            }
        };
        if depth > DEEPEST {
            return profile;
        }
        if let Some(kinds) = schema.types {
            profile.kinds = expanded(kinds);
        }
        if let Some(values) = literals(&schema) {
            profile.kinds = both(
                profile.kinds,
                expanded(values.iter().map(kind_of).collect()),
            );
        }
        let reference = schema
            .reference
            .and_then(|reference| self.resolve(reference));
        let parts = reference
            .map(|target| target.node)
            .into_iter()
            .chain(schema.all_of.iter().copied());
        for part in parts {
            profile = merged(profile, &self.profile_at(part, depth + 1));
        }
        for group in [&schema.any_of, &schema.one_of] {
            profile.kinds = both(profile.kinds, self.kinds_of_any(group, depth));
        }
        self.add_members(&schema, &mut profile, depth);
        if schema.nullable {
            profile.kinds = profile.kinds.with(Kind::Null);
        }
        profile
    }

    /// The kinds that one of these alternatives accepts; all where there are none.
    fn kinds_of_any(&self, alternatives: &[&'s Node], depth: usize) -> Kinds {
        if alternatives.is_empty() {
            return Kind::ALL.into_iter().collect();
        }
        let profiles = alternatives
            .iter()
            .map(|node| self.profile_at(node, depth + 1));
        profiles
            .flat_map(|profile| profile.kinds.iter().collect::<Vec<_>>())
            .collect()
    }

    fn add_members(&self, schema: &SchemaObject<'s>, profile: &mut Profile, depth: usize) {
        profile
            .required
            .extend(schema.required.iter().map(|name| name.to_string()));
        for (name, node) in &schema.properties {
            if let Some(values) = self.tag(node, depth) {
                profile.tags.insert(name.to_string(), values);
            }
        }
        let is_closed = schema.additional_properties.and_then(Node::as_bool) == Some(false);
        if is_closed && schema.pattern_properties.is_empty() {
            profile.closed = Some(
                schema
                    .properties
                    .iter()
                    .map(|(name, _)| name.to_string())
                    .collect(),
            );
        }
    }

    /// The values of a member, where a schema lists them.
    fn tag(&self, node: &'s Node, depth: usize) -> Option<BTreeSet<String>> {
        let Schema::Object(schema) = self.parse(node) else {
            return None;
        };
        if let Some(values) = literals(&schema) {
            let has_number = values.iter().any(|value| value.as_number().is_some());
            return (!has_number && !schema.nullable)
                .then(|| values.iter().map(json_text).collect());
        }
        let target = schema
            .reference
            .filter(|_| depth < DEEPEST)
            .and_then(|reference| self.resolve(reference))?;
        self.tag(target.node, depth + 1)
    }
}

fn literals<'s>(schema: &SchemaObject<'s>) -> Option<&'s [Node]> {
    schema
        .enumeration
        .or(schema.constant.map(std::slice::from_ref))
}

/// What is plain to see of values that two schemas accept together.
fn merged(one: Profile, other: &Profile) -> Profile {
    let mut merged = one;
    merged.kinds = both(merged.kinds, other.kinds);
    merged.required.extend(other.required.iter().cloned());
    let tags = other.tags.iter();
    merged
        .tags
        .extend(tags.map(|(name, values)| (name.clone(), values.clone())));
    merged.closed = merged.closed.or_else(|| other.closed.clone());
    merged
}
