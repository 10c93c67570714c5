//! What is asserted of arrays and of their items.

use crate::json_schema::{Kind, SchemaObject};
use crate::model::{Assertion, Shape, TypeId};

use super::builder::{At, Builder};
use super::known::Known;
use super::objects::part;

impl<'s> Builder<'s, '_> {
    /// The keywords of arrays.
    pub fn array(&mut self, schema: &SchemaObject<'s>, at: &At<'s>) -> Vec<Assertion> {
        if !at.known.may_be(Kind::Array) {
            return Vec::new();
        }
        let mut asserted = Vec::new();
        let prefix = schema.prefix_items.len();
        let places = self.places_of(at);
        // Of an array with a type for each place, nothing is left beyond them.
        let known = if places.is_empty() {
            self.known_items(at)
        } else {
            Known::nothing()
        };
        if at.tracking && prefix > 0 {
            asserted.push(Assertion::EvaluatesItems(prefix));
        }
        for (index, node) in schema.prefix_items.iter().enumerate() {
            let known = places.get(index).map_or(known, |ty| self.known(*ty));
            asserted.extend(part(self.schema(node, &at.part(known)), |inner| {
                Assertion::Item(index, inner)
            }));
        }
        let is_whole = !places.is_empty() && places.len() <= prefix && !at.tracking;
        if let Some(node) = schema.items.filter(|_| !is_whole) {
            let inner = self.schema(node, &at.part(known));
            if at.tracking || !inner.is_empty() {
                asserted.push(Assertion::ItemsFrom(prefix, inner));
            }
        }
        asserted.extend(self.contains(schema, at, known));
        asserted
    }

    fn contains(
        &mut self,
        schema: &SchemaObject<'s>,
        at: &At<'s>,
        known: Known,
    ) -> Option<Assertion> {
        let inner = self.schema(schema.contains?, &at.part(known));
        let least = schema.min_contains.unwrap_or(1);
        if !at.tracking && least == 0 && schema.max_contains.is_none() {
            return None;
        }
        Some(Assertion::Contains(least, schema.max_contains, inner))
    }

    /// The types of the places of an array that has a fixed number of them.
    fn places_of(&self, at: &At<'s>) -> Vec<TypeId> {
        let core = at.known.core(&self.api.types);
        match core.map(|core| self.api.types.shape(core)) {
            Some(Shape::Tuple(places)) => places.clone(),
            _ => Vec::new(),
        }
    }

    fn known_items(&self, at: &At<'s>) -> Known {
        let core = at
            .known
            .core(&self.api.types)
            .map(|core| self.api.types.shape(core));
        match core {
            Some(Shape::List(items)) => self.known(*items),
            _ => Known::nothing(),
        }
    }
}
