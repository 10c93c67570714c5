//! Finds the types that have a smallest value: whose required parts do not lead round in a circle.

use crate::model::{Member, Shape, TypeId, Types};

/// For each type whether a value of it can be made of nothing.
pub struct Grounded {
    is: Vec<bool>,
}

impl Grounded {
    /// Finds all of them; a type may need others that are found after it, hence the rounds.
    pub fn find(types: &Types) -> Self {
        let ids: Vec<TypeId> = types.ids().collect();
        let mut found = Self {
            is: vec![false; ids.len()],
        };
        let mut changed = true;
        while changed {
            changed = false;
            for id in ids.iter().rev() {
                if !found.has(*id) && found.can_end(types, *id) {
                    found.is[id.index()] = true;
                    changed = true;
                }
            }
        }
        found
    }

    /// Whether the type has a smallest value.
    pub fn has(&self, id: TypeId) -> bool {
        self.is[id.index()]
    }

    fn can_end(&self, types: &Types, id: TypeId) -> bool {
        match types.shape(id) {
            Shape::Record(record) => record
                .members
                .iter()
                .all(|member| self.member_can_end(types, member)),
            Shape::Union(union) => union.variants.iter().any(|variant| self.has(variant.ty)),
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
