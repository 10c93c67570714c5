//! A set of types, as one mark for each place in the list of types.

use super::TypeId;

/// Some of the types of one list.
///
/// A list has thousands of types and a pass asks of each of them, which a set with an order of its own would take several
/// times as long to answer.
#[derive(Debug, Clone, Default)]
pub struct TypeSet {
    marks: Vec<bool>,
}

impl TypeSet {
    /// Adds a type; false where it was there already.
    pub fn insert(&mut self, id: TypeId) -> bool {
        let index = id.index();
        if index >= self.marks.len() {
            self.marks.resize(index + 1, false);
        }
        !std::mem::replace(&mut self.marks[index], true)
    }

    /// Whether the type is there.
    pub fn contains(&self, id: TypeId) -> bool {
        self.marks.get(id.index()).copied().unwrap_or_default()
    }
}

impl Extend<TypeId> for TypeSet {
    fn extend<I: IntoIterator<Item = TypeId>>(&mut self, ids: I) {
        for id in ids {
            self.insert(id);
        }
    }
}

impl FromIterator<TypeId> for TypeSet {
    fn from_iter<I: IntoIterator<Item = TypeId>>(ids: I) -> Self {
        let mut set = Self::default();
        set.extend(ids);
        set
    }
}

#[cfg(test)]
mod tests {
    use super::{TypeId, TypeSet};

    #[test]
    fn a_type_is_in_a_set_once_it_was_added() {
        let mut set = TypeSet::from_iter([TypeId(2)]);
        assert!(set.insert(TypeId(0)));
        assert!(!set.insert(TypeId(2)));
        let there: Vec<bool> = (0..4).map(|id| set.contains(TypeId(id))).collect();
        assert_eq!(there, [true, false, true, false]);
    }
}
