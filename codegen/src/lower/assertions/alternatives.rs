//! `anyOf` and `oneOf`: nothing is asked where the type of the value makes certain that an alternative holds.

use std::collections::BTreeMap;

use crate::json_schema::{Kind, SchemaObject, Types as Kinds};
use crate::model::{Assertion, Check, Shape, TypeId};
use crate::source::{Node, Reference, Span};

use super::builder::{At, Builder};
use super::known::{Known, both, expanded};
use super::schema::types;

/// With more alternatives than this, each type is only compared with the alternative that is its own schema.
const MOST_COMPARED: usize = 24;

impl<'s> Builder<'s, '_> {
    /// `anyOf` and `oneOf`.
    pub fn alternatives(&mut self, schema: &SchemaObject<'s>, at: &At<'s>) -> Vec<Assertion> {
        let mut asserted = Vec::new();
        if !schema.any_of.is_empty() {
            let by_case = self.by_case(&schema.any_of, at);
            asserted.extend(by_case.unwrap_or_else(|| any_of(self.lists(&schema.any_of, at), at)));
        }
        if !schema.one_of.is_empty() {
            // A discriminator says which alternative is meant, so that no other one counts.
            let is_told_apart = schema.discriminator.is_some() || self.are_disjoint(&schema.one_of);
            let by_case = is_told_apart
                .then(|| self.by_case(&schema.one_of, at))
                .flatten();
            asserted.extend(by_case.unwrap_or_else(|| self.exactly_one(&schema.one_of, at)));
        }
        asserted
    }

    /// Where some members need not be there, more alternatives may hold than the schema means: then it counts at its word, too.
    fn exactly_one(&mut self, nodes: &[&'s Node], at: &At<'s>) -> Vec<Assertion> {
        let excused = one_of(self.lists(nodes, at), at);
        if at.excused.is_none() || at.tracking {
            return excused;
        }
        let strict = one_of(self.lists(nodes, &at.strict()), at);
        if strict == excused || strict == [Assertion::Never] {
            excused
        } else {
            any_of(vec![excused, strict], at)
        }
    }

    fn lists(&mut self, nodes: &[&'s Node], at: &At<'s>) -> Vec<Vec<Assertion>> {
        nodes
            .iter()
            .map(|node| self.schema(node, &at.apart()))
            .collect()
    }

    /// What is left to ask where each case of the type of a value belongs to one alternative.
    fn by_case(&mut self, nodes: &[&'s Node], at: &At<'s>) -> Option<Vec<Assertion>> {
        if at.tracking || at.known.ty.is_none() || !self.may_compare() {
            return None;
        }
        let cases = self.cases(at);
        let owned = self.owned(nodes);
        let mut asserted = Vec::new();
        for (index, case) in cases.iter().enumerate() {
            let left = self.left_of(nodes, &owned, *case, at)?;
            if left.is_empty() {
                continue;
            }
            let others = cases
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index);
            let of_others: Kinds = others.flat_map(|(_, other)| other.kinds.iter()).collect();
            // What is asked of one case is asked of all, so it must not touch the others.
            if !left
                .iter()
                .all(|assertion| both(kinds_of(assertion), of_others).is_empty())
            {
                return None;
            }
            asserted.extend(left);
        }
        Some(asserted)
    }

    /// What is left to ask of a case that belongs to one alternative.
    fn left_of(
        &mut self,
        nodes: &[&'s Node],
        owned: &BTreeMap<Span, &'s Node>,
        case: Known,
        at: &At<'s>,
    ) -> Option<Vec<Assertion>> {
        let place = case
            .core(&self.api.types)
            .and_then(|core| self.places.get(&core));
        let own = place.and_then(|place| owned.get(&place.span));
        let at = at.knowing(case);
        if own.is_some_and(|own| self.schema(own, &at.apart()).is_empty()) {
            return Some(Vec::new());
        }
        if nodes.len() > MOST_COMPARED {
            return None;
        }
        let mut lists = possible(self.lists(nodes, &at));
        match lists.len() {
            _ if lists.iter().any(Vec::is_empty) => Some(Vec::new()),
            1 => Some(lists.remove(0)),
            _ => None,
        }
    }

    /// The alternative that is, or refers to, each schema.
    fn owned(&self, nodes: &[&'s Node]) -> BTreeMap<Span, &'s Node> {
        let own = nodes.iter().map(|node| (node.span, *node));
        let referred = nodes.iter().filter_map(|node| {
            let target = Reference::of(node).and_then(|reference| self.resolve(reference))?;
            Some((target.node.span, *node))
        });
        own.chain(referred).collect()
    }

    /// The cases of the type of a value: `null` and the variants of a union.
    fn cases(&self, at: &At<'s>) -> Vec<Known> {
        let Some(core) = at.known.core(&self.api.types) else {
            return vec![at.known];
        };
        let null = at.known.may_be(Kind::Null).then(|| Known::kind(Kind::Null));
        let some: Vec<Known> = match self.api.types.shape(core) {
            Shape::Union(union) => union
                .variants
                .iter()
                .map(|variant| self.known(variant.ty))
                .collect(),
            _ => vec![self.without_null(core, at)],
        };
        let possible = some.into_iter().map(|known| known.narrowed(at.known.kinds));
        null.into_iter()
            .chain(possible)
            .filter(|known| !known.kinds.is_empty())
            .collect()
    }

    fn without_null(&self, core: TypeId, at: &At<'s>) -> Known {
        let known = self.known(core);
        Known {
            own: at.known.own,
            ..known
        }
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
        _ => vec![merged(possible)],
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

/// Alternatives that name kinds and nothing else are one list of kinds.
fn merged(lists: Vec<Vec<Assertion>>) -> Assertion {
    let mut all = Kinds::default();
    for list in &lists {
        let [Assertion::Types(names)] = list.as_slice() else {
            return Assertion::AnyOf(lists);
        };
        all = names
            .iter()
            .filter_map(|name| Kind::from_name(name))
            .fold(all, Kinds::with);
    }
    types(all)
}

/// The kinds of which an assertion speaks; of values of any other kind it holds.
fn kinds_of(assertion: &Assertion) -> Kinds {
    use Assertion as A;
    let kind = match assertion {
        A::Limit(Check::MinLength(_) | Check::MaxLength(_)) | A::Pattern(_) => Kind::String,
        A::Limit(Check::MinItems(_) | Check::MaxItems(_) | Check::UniqueItems) => Kind::Array,
        A::Item(..) | A::ItemsFrom(..) | A::Contains(..) => Kind::Array,
        A::Limit(Check::MinProperties(_) | Check::MaxProperties(_)) | A::Required(_) => {
            Kind::Object
        }
        A::Member(..) | A::Matching(..) | A::Additional(..) | A::Names(_) | A::WhenMember(..) => {
            Kind::Object
        }
        A::Limit(_) => return expanded(Kinds::default().with(Kind::Number)),
        _ => return Kind::ALL.into_iter().collect(),
    };
    Kinds::default().with(kind)
}

/// The alternatives that are not impossible.
fn possible(mut lists: Vec<Vec<Assertion>>) -> Vec<Vec<Assertion>> {
    lists.retain(|list| *list != [Assertion::Never]);
    lists
}
