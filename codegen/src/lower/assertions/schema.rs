//! The assertions of one schema, keyword by keyword.

use crate::json_schema::{Kind, Schema, SchemaObject, Types as Kinds};
use crate::model::{Assertion, Name, Shape};
use crate::source::{Node, Reference, Target};

use super::builder::{At, Builder};
use super::known::{Known, expanded, is_within};

impl<'s> Builder<'s, '_> {
    /// The assertions of a schema as far as they are not known to hold.
    pub fn inner(&mut self, node: &'s Node, at: &At<'s>) -> Vec<Assertion> {
        match self.parse(node) {
            Schema::Bool(true, _) => Vec::new(),
            Schema::Bool(false, _) => vec![Assertion::Never],
            Schema::Object(_) if self.is_checked_elsewhere(node, at) => self.null_refused(node, at),
            Schema::Object(schema) => self
                .of_form(&schema, at)
                .unwrap_or_else(|| self.nullable(&schema, at)),
        }
    }

    /// Whether the type of the value is the one of this schema, which has a check of its own.
    fn is_checked_elsewhere(&self, node: &Node, at: &At<'s>) -> bool {
        let Some(core) = at.known.core(&self.api.types) else {
            return false;
        };
        let is_place = self
            .places
            .get(&core)
            .is_some_and(|place| place.span == node.span);
        let ty = self.api.types.get(core);
        let has_check = ty.is_item()
            && !matches!(ty.shape, Shape::Enumeration(_))
            && !self.around.contains(&core);
        is_place && has_check && !at.tracking && !at.known.own
    }

    /// The type may be one that takes `null` beside what the schema takes.
    fn null_refused(&mut self, node: &'s Node, at: &At<'s>) -> Vec<Assertion> {
        if !at.known.may_be(Kind::Null) {
            return Vec::new();
        }
        let kinds = self.profile(node).kinds;
        if !kinds.contains(Kind::Null) {
            return vec![types(kinds)];
        }
        match self.inner(node, &at.knowing(Known::kind(Kind::Null))) {
            asked if asked.is_empty() => asked,
            asked if asked == [Assertion::Never] => vec![types(kinds.without(Kind::Null))],
            asked => {
                let null = types(Kinds::default().with(Kind::Null));
                vec![Assertion::When(vec![null], asked, Vec::new())]
            }
        }
    }

    /// A value of which one form stands for another is only seen in that form: what the schema says of it counts.
    fn of_form(&mut self, schema: &SchemaObject<'s>, at: &At<'s>) -> Option<Vec<Assertion>> {
        let core = at.known.core(&self.api.types)?;
        let (Shape::OneOrArrayOfOne(inner) | Shape::OrEmptyObject(inner)) =
            self.api.types.shape(core)
        else {
            return None;
        };
        if let Some(target) = schema
            .reference
            .and_then(|reference| self.resolve(reference))
        {
            return Some(self.schema(target.node, at));
        }
        let inner = *inner;
        let known = self.known(inner);
        let branches: Vec<&Node> = schema
            .one_of
            .iter()
            .chain(&schema.any_of)
            .copied()
            .collect();
        let own = branches
            .into_iter()
            .find(|branch| self.leads_to(branch, inner));
        Some(
            own.map(|own| self.schema(own, &at.knowing(known)))
                .unwrap_or_default(),
        )
    }

    /// Whether a schema is the one of a type, or refers to it.
    pub fn leads_to(&self, node: &'s Node, ty: crate::model::TypeId) -> bool {
        let Some(place) = self.places.get(&ty) else {
            return false;
        };
        let target = Reference::of(node).and_then(|reference| self.resolve(reference));
        node.span == place.span || target.is_some_and(|target| target.node.span == place.span)
    }

    /// `nullable` of OpenAPI 3.0 lets `null` pass whatever the rest says.
    fn nullable(&mut self, schema: &SchemaObject<'s>, at: &At<'s>) -> Vec<Assertion> {
        if !schema.nullable || !at.known.may_be(Kind::Null) {
            return self.evaluated(schema, at);
        }
        if at.known.kinds.only() == Some(Kind::Null) {
            return Vec::new();
        }
        let some = Known {
            kinds: at.known.kinds.without(Kind::Null),
            ..at.known
        };
        let null = types(Kinds::default().with(Kind::Null));
        match self.evaluated(schema, &at.knowing(some)) {
            rest if rest.is_empty() => rest,
            // What speaks of other kinds alone lets `null` pass anyway.
            rest if rest.iter().all(speaks_of_parts) => rest,
            rest => vec![Assertion::AnyOf(vec![vec![null], rest])],
        }
    }

    /// The keywords of a schema, those about what the others leave over apart.
    pub fn keywords(&mut self, schema: &SchemaObject<'s>, at: &At<'s>) -> Vec<Assertion> {
        let mut asserted = Vec::new();
        let mut at = at.clone();
        if let Some(kinds) = schema.types.map(expanded) {
            if !is_within(at.known.kinds, kinds) {
                asserted.push(types(kinds));
            }
            at.known = at.known.narrowed(kinds);
        }
        if at.known.kinds.is_empty() {
            return vec![Assertion::Never];
        }
        asserted.extend(self.values(schema, &mut at));
        asserted.extend(self.limits(schema, &at));
        if let Some(reference) = schema.reference {
            asserted.extend(self.reference(reference, &at));
        }
        if let Some(reference) = schema.dynamic_reference {
            asserted.extend(self.dynamic_reference(reference, &at));
        }
        asserted.extend(self.object(schema, &at));
        asserted.extend(self.array(schema, &at));
        for part in &schema.all_of {
            asserted.extend(self.schema(part, &at));
        }
        asserted.extend(self.alternatives(schema, &at));
        asserted.extend(self.conditions(schema, &at));
        never_alone(asserted)
    }

    fn reference(&mut self, reference: Reference<'s>, at: &At<'s>) -> Vec<Assertion> {
        let Some(target) = self.resolve(reference) else {
            return Vec::new();
        };
        if !at.is_first(target.node.span) {
            return Vec::new();
        }
        if self.is_checked_elsewhere(target.node, at) {
            return self.null_refused(target.node, at);
        }
        // Of a typed value and of `null` most is known, so little is left to be asked; of any other value all is asked by a
        // function.
        let is_known = at.known.ty.is_some() || at.known.kinds.only() == Some(Kind::Null);
        let is_little = is_known && !self.inlined.contains(&target.node.span);
        if !is_little || !self.may_write_out() {
            let name = Name::parse(target.name.unwrap_or("schema"));
            return self.call(target, name, at);
        }
        self.inlined.push(target.node.span);
        let asserted = self.schema(target.node, at);
        self.inlined.pop();
        asserted
    }

    fn dynamic_reference(&mut self, reference: Reference<'s>, at: &At<'s>) -> Vec<Assertion> {
        let Some(first) = self.resolve(reference) else {
            return Vec::new();
        };
        let anchor = reference
            .text
            .rsplit_once('#')
            .map_or("", |(_, fragment)| fragment);
        let is_dynamic = crate::source::dynamic_anchor(first.node) == Some(anchor);
        let outermost = at.scope.get(anchor).filter(|_| is_dynamic);
        let target = outermost.map_or(first, |node| Target {
            node,
            name: first.name,
        });
        let name = Name::parse(target.name.unwrap_or("schema"));
        self.call(target, name, at)
    }

    fn conditions(&mut self, schema: &SchemaObject<'s>, at: &At<'s>) -> Vec<Assertion> {
        let mut asserted = Vec::new();
        if let Some(not) = schema.not {
            match self.schema(not, &at.untracked().strict()).as_slice() {
                [] => asserted.push(Assertion::Never),
                [Assertion::Never] => {}
                refused => asserted.push(Assertion::Not(refused.to_vec())),
            }
        }
        if let Some(condition) = schema.if_ {
            asserted.extend(self.condition(schema, condition, at));
        }
        asserted
    }

    fn condition(
        &mut self,
        schema: &SchemaObject<'s>,
        condition: &'s Node,
        at: &At<'s>,
    ) -> Vec<Assertion> {
        let mut branch = |node: Option<&'s Node>| {
            node.map(|node| self.schema(node, &at.apart()))
                .unwrap_or_default()
        };
        let (then, otherwise) = (branch(schema.then), branch(schema.else_));
        if then.is_empty() && otherwise.is_empty() && !at.tracking {
            return Vec::new();
        }
        match self.schema(condition, &at.strict()).as_slice() {
            [] => then,
            [Assertion::Never] => otherwise,
            condition => vec![Assertion::When(condition.to_vec(), then, otherwise)],
        }
    }
}

/// The assertion that a value is of one of these kinds.
pub fn types(kinds: Kinds) -> Assertion {
    Assertion::Types(kinds.normalised().iter().map(Kind::name).collect())
}

/// Where nothing is allowed, there is nothing else to say.
fn never_alone(asserted: Vec<Assertion>) -> Vec<Assertion> {
    if asserted.contains(&Assertion::Never) {
        vec![Assertion::Never]
    } else {
        asserted
    }
}

/// True for what never speaks of `null`.
fn speaks_of_parts(assertion: &Assertion) -> bool {
    use Assertion as A;
    matches!(
        assertion,
        A::Limit(_)
            | A::Required(_)
            | A::Pattern(_)
            | A::Member(..)
            | A::Matching(..)
            | A::Additional(..)
            | A::Names(_)
            | A::WhenMember(..)
            | A::Item(..)
            | A::ItemsFrom(..)
            | A::Contains(..)
            | A::Evaluates(_)
            | A::EvaluatesItems(_)
    )
}
