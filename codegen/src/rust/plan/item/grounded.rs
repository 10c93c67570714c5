//! Finds the types that have a smallest value: whose required parts do not lead round in a circle.

use crate::model::{Member, Shape, TypeId, Types};

/// For each type whether a value of it can be made of nothing, and after how many others that was found.
pub struct Grounded {
    found: Vec<Option<usize>>,
}

impl Grounded {
    /// Finds all of them; a type may need others that are found after it, hence the rounds.
    pub fn find(types: &Types) -> Self {
        let ids: Vec<TypeId> = types.ids().collect();
        let mut grounded = Self {
            found: vec![None; ids.len()],
        };
        let (mut before, mut count) = (None, 0);
        while before != Some(count) {
            before = Some(count);
            for id in ids.iter().rev() {
                if !grounded.has(*id) && grounded.can_end(types, *id) {
                    grounded.found[id.index()] = Some(count);
                    count += 1;
                }
            }
        }
        grounded
    }

    /// Whether the type has a smallest value.
    pub fn has(&self, id: TypeId) -> bool {
        self.found[id.index()].is_some()
    }

    /// Whether a part has a smallest value that does not hold one of its owner.
    ///
    /// What made the owner grounded was found before it; a part that was found later may lead back to it.
    pub fn without(&self, owner: TypeId, part: TypeId) -> bool {
        match (self.found[part.index()], self.found[owner.index()]) {
            (Some(part), Some(owner)) => part < owner,
            (part, _) => part.is_some(),
        }
    }

    fn can_end(&self, types: &Types, id: TypeId) -> bool {
        match types.shape(id) {
            Shape::Record(record) => record
                .members
                .iter()
                .all(|member| self.member_can_end(types, member)),
            Shape::Union(union) => union.variants.iter().any(|variant| self.has(variant.ty)),
            Shape::Tuple(places) => places.iter().all(|place| self.has(*place)),
            Shape::Alias(target) => self.has(*target),
            _ => true,
        }
    }

    fn member_can_end(&self, types: &Types, member: &Member) -> bool {
        let empty = matches!(
            types.shape(member.ty),
            Shape::Nullable(_) | Shape::OrEmptyObject(_)
        );
        !member.required || empty || self.has(member.ty)
    }
}
