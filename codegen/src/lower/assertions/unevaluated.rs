//! `unevaluatedProperties` and `unevaluatedItems`: what no other keyword looked at.

use crate::json_schema::{Kind, SchemaObject};
use crate::model::Assertion;
use crate::source::Node;

use super::builder::{At, Builder};
use super::known::Known;
use super::objects::is_open;

impl<'s> Builder<'s, '_> {
    /// All keywords of a schema.
    pub fn evaluated(&mut self, schema: &SchemaObject<'s>, at: &At<'s>) -> Vec<Assertion> {
        let wanted = |node: Option<&'s Node>, kind: Kind| {
            node.filter(|node| at.known.may_be(kind) && (at.tracking || !is_open(node)))
        };
        let members = wanted(schema.unevaluated_properties, Kind::Object);
        let items = wanted(schema.unevaluated_items, Kind::Array);
        if members.is_none() && items.is_none() {
            return self.keywords(schema, at);
        }
        let mut asserted = self.keywords(schema, &at.tracked());
        if let Some(node) = items {
            let rest = self.schema(node, &at.part(Known::nothing()));
            asserted = vec![Assertion::UnevaluatedItems(asserted, rest)];
        }
        if let Some(node) = members {
            let rest = self.schema(node, &at.part(Known::nothing()));
            asserted = vec![Assertion::UnevaluatedMembers(asserted, rest)];
        }
        if at.tracking {
            asserted
        } else {
            asserted.into_iter().flat_map(plain).collect()
        }
    }
}

/// Where every member is looked at by its name or by a pattern, whatever the value, the rest are additional members.
fn plain(assertion: Assertion) -> Vec<Assertion> {
    let Assertion::UnevaluatedMembers(first, rest) = assertion else {
        return vec![assertion];
    };
    if !first.iter().all(is_plain) {
        return vec![Assertion::UnevaluatedMembers(first, rest)];
    }
    let (mut names, mut patterns, mut asserted) = (Vec::new(), Vec::new(), Vec::new());
    for one in first {
        match one {
            Assertion::Evaluates(more) => names.extend(more),
            Assertion::Matching(pattern, inner) => {
                patterns.push(pattern.clone());
                if !inner.is_empty() {
                    asserted.push(Assertion::Matching(pattern, inner));
                }
            }
            other => asserted.push(other),
        }
    }
    if !rest.is_empty() {
        asserted.push(Assertion::Additional(names, patterns, rest));
    }
    asserted
}

/// True for what evaluates the same members of every value.
fn is_plain(assertion: &Assertion) -> bool {
    match assertion {
        Assertion::Evaluates(_) | Assertion::Matching(..) => true,
        other => !may_evaluate(other),
    }
}

/// Whether members may count as evaluated by an assertion; those by the names of parts speak of other values.
fn may_evaluate(assertion: &Assertion) -> bool {
    use Assertion as A;
    match assertion {
        A::Evaluates(_) | A::Matching(..) | A::Additional(..) | A::Call(..) => true,
        A::UnevaluatedMembers(..) | A::UnevaluatedItems(..) => true,
        A::AnyOf(_) | A::OneOf(_) | A::When(..) | A::WhenMember(..) => {
            assertion.parts().into_iter().flatten().any(may_evaluate)
        }
        _ => false,
    }
}
