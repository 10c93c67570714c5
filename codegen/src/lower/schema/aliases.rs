//! Members that are other spellings of the members beside them: `x-alias-of`.

use std::collections::BTreeMap;

use crate::json_schema::{Schema, SchemaObject};
use crate::source::Node;

use super::parts::Part;
use crate::lower::context::Lowering;

/// The members that are other spellings, with the member that each of them stands for.
pub struct Aliases<'s> {
    targets: BTreeMap<&'s str, &'s str>,
}

impl<'s> Aliases<'s> {
    /// What the parts of an object declare. An alias of what is no member, or is an alias itself, is a member of its own,
    /// which `lint` reports.
    pub fn of(parts: &[Part<'s>]) -> Self {
        let members = || parts.iter().flat_map(|part| &part.schema.properties);
        let mut targets: BTreeMap<&'s str, &'s str> = BTreeMap::new();
        for (name, node) in members() {
            targets.extend(target(node).map(|target| (name.text, target)));
        }
        let all = targets.clone();
        let is_member = |target: &str| members().any(|(name, _)| name.text == target);
        targets.retain(|_, target| is_member(target) && !all.contains_key(target));
        Self { targets }
    }

    /// Whether a member is another spelling.
    pub fn has(&self, name: &str) -> bool {
        self.targets.contains_key(name)
    }

    /// The other spellings of a member.
    pub fn spellings(&self, member: &str) -> Vec<&'s str> {
        let of = self.targets.iter().filter(|(_, target)| **target == member);
        of.map(|(alias, _)| *alias).collect()
    }
}

/// The member for which a schema's member is another spelling.
pub fn target(schema: &Node) -> Option<&str> {
    schema.get("x-alias-of")?.as_str().map(|name| name.text)
}

/// Whether alternatives ask for a member in one spelling or another, which is how a schema says that it is required.
pub fn one_is_required<'s>(
    lowering: &Lowering<'s, '_>,
    parts: &[Part<'s>],
    member: &str,
    aliases: &[&str],
) -> bool {
    let asks = |node: &&'s Node| match lowering.parse(node) {
        Schema::Object(one) => is_any_required(&one, member, aliases),
        Schema::Bool(..) => false,
    };
    let groups = parts
        .iter()
        .flat_map(|part| [&part.schema.any_of, &part.schema.one_of]);
    !aliases.is_empty()
        && groups
            .filter(|group| !group.is_empty())
            .any(|group| group.iter().all(asks))
}

fn is_any_required(schema: &SchemaObject<'_>, member: &str, aliases: &[&str]) -> bool {
    let mut required = schema.required.iter().map(|name| name.text);
    required.any(|name| name == member || aliases.contains(&name))
}
