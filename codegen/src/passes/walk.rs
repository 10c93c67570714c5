//! What several passes ask of the model: which types a set of types reaches.

use std::collections::BTreeSet;

use crate::model::{Operation, TypeId, Types};

/// Everything that the roots reach, the roots included, in the order in which it is met.
pub fn reach(types: &Types, roots: impl IntoIterator<Item = TypeId>) -> Vec<TypeId> {
    let mut seen = BTreeSet::new();
    let mut order = Vec::new();
    let mut pending: Vec<TypeId> = roots.into_iter().collect();
    pending.reverse();
    while let Some(id) = pending.pop() {
        if seen.insert(id) {
            order.push(id);
            pending.extend(types.parts(id).into_iter().rev());
        }
    }
    order
}

/// The types that a caller of an operation writes.
pub fn inputs(operation: &Operation) -> impl Iterator<Item = TypeId> {
    operation.inputs()
}

/// The types that a caller of an operation reads.
pub fn outputs(operation: &Operation) -> impl Iterator<Item = TypeId> {
    let contents = operation
        .responses
        .iter()
        .flat_map(|response| &response.content);
    contents.map(|(_, ty)| *ty)
}

/// The types that describe the failures of an operation.
pub fn failures(operation: &Operation) -> impl Iterator<Item = TypeId> {
    let contents = operation.failures().flat_map(|response| &response.content);
    contents.map(|(_, ty)| *ty)
}
