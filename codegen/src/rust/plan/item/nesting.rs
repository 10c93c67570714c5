//! How far rustc follows types from one to the next to find out what dropping a value does.

use crate::model::{Shape, TypeId, Types};

use super::boxing::Cycles;

/// Steps that rustc takes by default, less some for what stands around a value: an answer, a future, a list.
const ENOUGH: usize = 100;

/// Types from which the way is measured; where types hold one another, it is much the same from each.
const STARTS: usize = 8;

/// The recursion limit that a crate needs in which values of these types are dropped, where the usual one is too low.
///
/// It is at least twice the way that is found, which depends on the order in which rustc looks at the parts of a type.
pub fn recursion_limit(types: &Types, cycles: &Cycles) -> Option<usize> {
    let starts: Vec<TypeId> = types
        .iter()
        .filter(|(_, ty)| ty.is_item())
        .map(|(id, _)| id)
        .collect();
    if starts.len() * 2 < ENOUGH {
        return None;
    }
    let parts: Vec<Vec<(usize, usize)>> = types.ids().map(|id| parts(types, cycles, id)).collect();
    let ways = starts
        .iter()
        .take(STARTS)
        .map(|start| longest(&parts, start.index()));
    let longest = ways.max().unwrap_or_default();
    (longest > ENOUGH).then(|| (longest * 2).next_power_of_two())
}

/// The most steps from a type to one that is met for the first time, going as rustc does: the last part first.
fn longest(parts: &[Vec<(usize, usize)>], start: usize) -> usize {
    let mut met = vec![false; parts.len()];
    let mut open = vec![(start, 0)];
    let mut longest = 0;
    while let Some((at, steps)) = open.pop() {
        longest = longest.max(steps);
        for (part, more) in &parts[at] {
            if !std::mem::replace(&mut met[*part], true) {
                open.push((*part, steps + more));
            }
        }
    }
    longest
}

/// The types that a type is made of, each with the steps to it.
fn parts(types: &Types, cycles: &Cycles, id: TypeId) -> Vec<(usize, usize)> {
    let own = match types.shape(id) {
        Shape::Alias(_) | Shape::Nullable(_) | Shape::OrEmptyObject(_) => 0,
        Shape::Map(_) => 3,
        _ => 1,
    };
    let boxed = |part: TypeId| usize::from(cycles.closes(id, part));
    types
        .parts(id)
        .into_iter()
        .map(|part| (part.index(), own + boxed(part)))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Map, Value, json};

    /// The root of a tree of types that hold one another in a ring.
    fn ring(count: usize) -> String {
        let reference = |index: usize| json!({ "$ref": format!("#/$defs/T{}", index % count) });
        let node = |index: usize| json!({ "type": "object", "properties": { "next": reference(index + 1) } });
        let all: Map<String, Value> = (0..count)
            .map(|index| (format!("T{index}"), node(index)))
            .collect();
        let schema = json!({ "$ref": "#/$defs/T0", "$defs": all }).to_string();
        let files = BTreeMap::from([("ring.json".to_owned(), schema.into_bytes())]);
        let compilation = crate::types("ring.json", "Ring", &files, &crate::Options::default());
        compilation.files.unwrap_or_default()["mod.rs"].clone()
    }

    #[test]
    fn a_ring_of_many_types_asks_for_more_than_the_usual_limit() {
        assert!(!ring(45).contains("recursion_limit"));
        assert!(ring(62).contains("`#![recursion_limit = \"256\"]`"));
        assert!(ring(300).contains("`#![recursion_limit = \"2048\"]`"));
    }
}
