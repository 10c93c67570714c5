//! What several passes ask of the model: which types a set of types reaches.

use crate::model::{Member, Operation, Rest, Shape, TypeId, TypeSet, Types, View};

/// Everything that the roots reach, the roots included, in the order in which it is met.
pub fn reach(types: &Types, roots: impl IntoIterator<Item = TypeId>) -> Vec<TypeId> {
    reach_in(types, roots, View::Whole)
}

/// Everything that the roots reach through members that a view shows.
pub fn reach_in(types: &Types, roots: impl IntoIterator<Item = TypeId>, view: View) -> Vec<TypeId> {
    let mut seen = TypeSet::default();
    let mut order = Vec::new();
    let mut pending: Vec<TypeId> = roots.into_iter().collect();
    pending.reverse();
    while let Some(id) = pending.pop() {
        if seen.insert(id) {
            order.push(id);
            pending.extend(parts_in(types, id, view).into_iter().rev());
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
    operation.responses.iter().flat_map(|response| {
        let headers = response.headers.iter().map(|header| header.ty);
        response.content.iter().map(|(_, ty)| *ty).chain(headers)
    })
}

/// The types that describe the failures of an operation.
pub fn failures(operation: &Operation) -> impl Iterator<Item = TypeId> {
    let contents = operation.failures().flat_map(|response| &response.content);
    contents.map(|(_, ty)| *ty)
}

/// Lets a pass change each type that a shape is made of.
pub fn each_part(shape: &mut Shape, mut change: impl FnMut(&mut TypeId)) {
    match shape {
        Shape::Any | Shape::Scalar(_) | Shape::Enumeration(_) | Shape::Literal(_) => {}
        Shape::Record(record) => {
            record
                .members
                .iter_mut()
                .for_each(|Member { ty, .. }| change(ty));
            if let Rest::Typed(ty) = &mut record.rest {
                change(ty);
            }
        }
        Shape::Union(union) => union
            .variants
            .iter_mut()
            .for_each(|variant| change(&mut variant.ty)),
        Shape::Tuple(places) => places.iter_mut().for_each(change),
        Shape::Alias(inner)
        | Shape::JsonText(inner)
        | Shape::Map(inner)
        | Shape::List(inner)
        | Shape::Nullable(inner)
        | Shape::OneOrArrayOfOne(inner)
        | Shape::OneOrMany(inner)
        | Shape::OrEmptyObject(inner) => change(inner),
    }
}

fn parts_in(types: &Types, id: TypeId, view: View) -> Vec<TypeId> {
    let Shape::Record(record) = types.shape(id) else {
        return types.parts(id);
    };
    let shown = record.members.iter().filter(|one| view.shows(one.access));
    let rest = match record.rest {
        Rest::Typed(ty) => Some(ty),
        Rest::Any | Rest::Nothing => None,
    };
    shown.map(|member| member.ty).chain(rest).collect()
}
