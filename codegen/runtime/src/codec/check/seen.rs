//! Which parts of a value the keywords of a schema looked at, for the keywords that ask for the rest.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// The members and items of one value that were looked at.
#[derive(Default)]
pub struct Seen {
    members: RefCell<BTreeSet<String>>,
    /// So many items from the first on.
    first_items: Cell<usize>,
    items: RefCell<BTreeSet<usize>>,
}

impl Seen {
    /// Enters a member.
    pub fn add_member(&self, name: &str) {
        self.members.borrow_mut().insert(name.to_owned());
    }

    /// Enters the items up to this count.
    pub fn add_first_items(&self, count: usize) {
        self.first_items.set(self.first_items.get().max(count));
    }

    /// Enters one item.
    pub fn add_item(&self, index: usize) {
        self.items.borrow_mut().insert(index);
    }

    /// Enters all that another record holds.
    pub fn add(&self, other: Seen) {
        self.members
            .borrow_mut()
            .append(&mut other.members.into_inner());
        self.add_first_items(other.first_items.get());
        self.items
            .borrow_mut()
            .append(&mut other.items.into_inner());
    }

    /// Whether the member was looked at.
    pub fn has_member(&self, name: &str) -> bool {
        self.members.borrow().contains(name)
    }

    /// Whether the item was looked at.
    pub fn has_item(&self, index: usize) -> bool {
        index < self.first_items.get() || self.items.borrow().contains(&index)
    }
}
