//! `anyOf` and `oneOf`: nothing is asked where the type of the value makes certain that an alternative holds.

use crate::json_schema::{Kind, SchemaObject};
use crate::model::{Assertion, Shape, TypeId};
use crate::source::Node;

use super::builder::{At, Builder};
use super::known::Known;

/// With more alternatives than this, each type is only compared with the alternative that is its own schema.
const MOST_COMPARED: usize = 24;

impl<'s> Builder<'s, '_> {
    /// `anyOf` and `oneOf`.
    pub fn alternatives(&mut self, schema: &SchemaObject<'s>, at: &At<'s>) -> Vec<Assertion> {
        let mut asserted = Vec::new();
        if !schema.any_of.is_empty() && !self.is_certain_of_one(&schema.any_of, at) {
            let lists = self.lists(&schema.any_of, at);
            asserted.extend(any_of(lists, at));
        }
        if !schema.one_of.is_empty() && !self.is_certain_of_exactly_one(schema, at) {
            let lists = self.lists(&schema.one_of, at);
            asserted.extend(one_of(lists, at));
        }
        asserted
    }

    fn lists(&mut self, nodes: &[&'s Node], at: &At<'s>) -> Vec<Vec<Assertion>> {
        nodes.iter().map(|node| self.schema(node, at)).collect()
    }

    /// Whether a value of this type is valid for at least one alternative, whichever case of the type it is.
    fn is_certain_of_one(&mut self, nodes: &[&'s Node], at: &At<'s>) -> bool {
        if at.tracking || at.known.ty.is_none() {
            return false;
        }
        self.cases(at).into_iter().all(|case| self.fitting(nodes, case, at).is_some())
    }

    /// Whether it is, beyond that, valid for no other alternative.
    fn is_certain_of_exactly_one(&mut self, schema: &SchemaObject<'s>, at: &At<'s>) -> bool {
        // A discriminator says which alternative is meant, so that no other one counts.
        let is_told_apart = |builder: &Self| schema.discriminator.is_some() || builder.are_disjoint(&schema.one_of);
        self.is_certain_of_one(&schema.one_of, at) && is_told_apart(self)
    }

    /// An alternative that surely holds for a case.
    fn fitting(&mut self, nodes: &[&'s Node], case: Known, at: &At<'s>) -> Option<&'s Node> {
        let core = case.core(&self.api.types);
        let own = nodes.iter().copied().find(|node| core.is_some_and(|core| self.leads_to(node, core)));
        let others = nodes.iter().copied().filter(|_| nodes.len() <= MOST_COMPARED);
        let candidates: Vec<&Node> = own.into_iter().chain(others).collect();
        let at = at.knowing(case);
        candidates.into_iter().find(|node| self.schema(node, &at).is_empty())
    }

    /// The cases of the type of a value: `null` and the variants of a union.
    fn cases(&self, at: &At<'s>) -> Vec<Known> {
        let Some(core) = at.known.core(&self.api.types) else { return vec![at.known] };
        let null = at.known.may_be(Kind::Null).then(|| Known::kind(Kind::Null));
        let some: Vec<Known> = match self.api.types.shape(core) {
            Shape::Union(union) => union.variants.iter().map(|variant| self.known(variant.ty)).collect(),
            _ => vec![self.without_null(core, at)],
        };
        let possible = some.into_iter().map(|known| known.narrowed(at.known.kinds));
        null.into_iter().chain(possible).filter(|known| !known.kinds.is_empty()).collect()
    }

    fn without_null(&self, core: TypeId, at: &At<'s>) -> Known {
        let known = self.known(core);
        Known { own: at.known.own, ..known }
    }
}

fn any_of(lists: Vec<Vec<Assertion>>, at: &At<'_>) -> Vec<Assertion> {
    if at.tracking {
        return vec![Assertion::AnyOf(lists)];
    }
    let mut possible = possible(lists);
    match possible.len() {
        _ if possible.iter().any(Vec::is_empty) => Vec::new(),
        0 => vec![Assertion::Never],
        1 => possible.remove(0),
        _ => vec![Assertion::AnyOf(possible)],
    }
}

fn one_of(lists: Vec<Vec<Assertion>>, at: &At<'_>) -> Vec<Assertion> {
    if at.tracking {
        return vec![Assertion::OneOf(lists)];
    }
    let mut possible = possible(lists);
    match possible.len() {
        0 => vec![Assertion::Never],
        1 => possible.remove(0),
        _ => vec![Assertion::OneOf(possible)],
    }
}

/// The alternatives that are not impossible.
fn possible(mut lists: Vec<Vec<Assertion>>) -> Vec<Vec<Assertion>> {
    lists.retain(|list| *list != [Assertion::Never]);
    lists
}
