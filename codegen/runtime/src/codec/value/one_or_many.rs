//! A list that may stand in JSON as its only item.

use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::super::{ListSlot, OneOrManySlot, Place, Slot, View, Wire};

/// Items that stand in JSON as an array, or, where there is just one, as that item itself.
///
/// The form that was read is written again as long as it can be.
#[derive(Debug, Clone)]
pub struct OneOrMany<T> {
    items: Vec<T>,
    many: bool,
}

impl<T> OneOrMany<T> {
    /// One item, written as itself.
    pub fn one(item: T) -> Self {
        OneOrMany {
            items: vec![item],
            many: false,
        }
    }

    /// Items that are written as an array.
    pub fn many(items: impl IntoIterator<Item = T>) -> Self {
        OneOrMany {
            items: items.into_iter().collect(),
            many: true,
        }
    }

    /// The items as a list.
    pub fn into_vec(self) -> Vec<T> {
        self.items
    }
}

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        OneOrMany {
            items: Vec::new(),
            many: true,
        }
    }
}

/// The form is how a value was written, not what it is: it takes no part in equality.
impl<T: PartialEq> PartialEq for OneOrMany<T> {
    fn eq(&self, other: &Self) -> bool {
        self.items == other.items
    }
}

impl<T: Eq> Eq for OneOrMany<T> {}

impl<T> Deref for OneOrMany<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.items
    }
}

impl<T> DerefMut for OneOrMany<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.items
    }
}

impl<T> From<T> for OneOrMany<T> {
    fn from(item: T) -> Self {
        OneOrMany::one(item)
    }
}

impl<T> From<Vec<T>> for OneOrMany<T> {
    fn from(items: Vec<T>) -> Self {
        OneOrMany { items, many: true }
    }
}

impl<T: Wire> Wire for OneOrMany<T> {
    fn blank() -> Self {
        OneOrMany::default()
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::OneOrMany(self)
    }

    fn view(&self) -> View<'_> {
        match self.items.as_slice() {
            [only] if !self.many => only.view(),
            _ => View::List(&self.items),
        }
    }

    fn check(&self, place: &Place<'_>) {
        if let ([only], false) = (self.items.as_slice(), self.many) {
            only.check(place);
        }
    }
}

impl<T: Wire> ListSlot for OneOrMany<T> {
    fn clear(&mut self) {
        self.items.clear();
    }

    fn push(&mut self) -> Slot<'_> {
        ListSlot::push(&mut self.items)
    }
}

impl<T: Wire> OneOrManySlot for OneOrMany<T> {
    fn set_many(&mut self, many: bool) {
        self.many = many;
    }
}

impl<T: Wire> Serialize for OneOrMany<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::super::serialize(self, serializer)
    }
}

impl<'de, T: Wire> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::super::deserialize(deserializer)
    }
}
