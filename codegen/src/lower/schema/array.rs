//! Arrays: lists of what `items` says.

use crate::model::{Name, Scalar, Shape, TypeId};
use crate::source::{Node, Span};

use super::parts::{self, Part};
use crate::lower::context::Lowering;

/// What the types of places are called; the run time has tuples of so many.
const PLACES: [&str; 8] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
];

/// A list of what `items` says, or of raw JSON.
///
/// `prefixItems` gives each place a schema of its own: the list has a type where all places have the same one, and the
/// places have types of their own where there can be no more and no fewer; else the checks see to them. Of several schemas
/// the first that speaks of the items gives their type, as each of them must hold.
pub fn lower<'s>(lowering: &mut Lowering<'s, '_>, span: Span, parts: &[Part<'s>]) -> Shape {
    let described = parts
        .iter()
        .find(|part| parts::describes_items(&part.schema));
    let Some(part) = described else {
        return Shape::List(lowering.raw(span));
    };
    if !part.schema.prefix_items.is_empty() {
        if let Some(items) = alike(lowering, part) {
            return Shape::List(items);
        }
        if is_fixed(parts, part) {
            return tuple(lowering, part);
        }
        return Shape::List(lowering.raw(span));
    }
    Shape::List(match part.schema.items {
        Some(items) => part.ty(lowering, items, &part.place.part()),
        None => lowering.raw(span),
    })
}

/// True where a list of one of these types may stand for the other: a schema written twice counts as equal only where it
/// is a plain scalar.
pub fn same_type(lowering: &Lowering<'_, '_>, one: TypeId, other: TypeId) -> bool {
    let scalar = |id: TypeId| match lowering.types.shape(id) {
        Shape::Scalar(scalar) => Some(*scalar),
        _ => None,
    };
    let equal: fn(Option<Scalar>, Option<Scalar>) -> bool =
        |one, other| one.is_some() && one == other;
    one == other || equal(scalar(one), scalar(other))
}

/// The type of all items of a list whose places are described one by one, such as a pair of numbers.
fn alike<'s>(lowering: &mut Lowering<'s, '_>, part: &Part<'s>) -> Option<TypeId> {
    let schema = &part.schema;
    let is_closed = schema
        .max_items
        .is_some_and(|most| most <= schema.prefix_items.len() as u64);
    let rest = match schema.items {
        Some(items) if items.as_bool() == Some(false) => None,
        Some(items) => Some(items),
        None if is_closed => None,
        None => return None,
    };
    let place = part.place.part();
    let places = schema.prefix_items.iter().copied().chain(rest);
    let types: Vec<TypeId> = places.map(|node| part.ty(lowering, node, &place)).collect();
    let (first, others) = types.split_first()?;
    let are_alike = others
        .iter()
        .all(|other| same_type(lowering, *first, *other));
    are_alike.then_some(*first)
}

/// Whether all arrays have as many items as there are places, and no more than a tuple may have.
fn is_fixed(parts: &[Part<'_>], part: &Part<'_>) -> bool {
    let count = part.schema.prefix_items.len() as u64;
    let least = parts.iter().filter_map(|part| part.schema.min_items).max();
    let most = parts.iter().filter_map(|part| part.schema.max_items).min();
    let is_closed = most == Some(count)
        || (most.is_none() && part.schema.items.and_then(Node::as_bool) == Some(false));
    (2..=PLACES.len() as u64).contains(&count) && least == Some(count) && is_closed
}

fn tuple<'s>(lowering: &mut Lowering<'s, '_>, part: &Part<'s>) -> Shape {
    let place = part.place.part();
    let places = part.schema.prefix_items.iter().zip(PLACES);
    let types = places.map(|(node, word)| {
        let place = place.inside(&Name::of(&[word]));
        part.ty(lowering, node, &place)
    });
    Shape::Tuple(types.collect())
}
