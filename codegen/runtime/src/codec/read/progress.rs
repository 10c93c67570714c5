//! How far the reading of one record has come: shared by all readers.

use super::super::{Extra, Member, Slot, Slots, Table, write};
use super::form::Form;

/// Which members of a record have been met, and where the next one is expected.
pub struct Progress {
    table: &'static Table,
    next: usize,
    seen: Seen,
}

/// A member, and the number of the name by which it came.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    pub index: usize,
    pub name: usize,
}

/// A set of member indices, of which the first 64 need no allocation.
#[derive(Default)]
struct Seen {
    low: u64,
    high: Vec<bool>,
}

impl Progress {
    /// The beginning of a record.
    pub fn new(table: &'static Table) -> Self {
        Progress {
            table,
            next: 0,
            seen: Seen::default(),
        }
    }

    /// Forgets what the record held beside its members.
    pub fn begin(&self, slots: &mut Slots<'_>) {
        slots.extra.clear();
        if let Some(rest) = &mut slots.rest {
            rest.clear();
        }
    }

    /// What is known of a member.
    pub fn member(&self, found: Found) -> &'static Member {
        &self.table.members[found.index]
    }

    /// The name by which a member came.
    pub fn name(&self, found: Found) -> &'static str {
        self.member(found).name_at(found.name)
    }

    /// The member with a name. Another name of a member that is there already is no name of it, unless it is the first one.
    #[inline]
    pub fn locate(&mut self, name: &str, extra: &Extra) -> Option<Found> {
        let index = self.next;
        let expected = self
            .table
            .members
            .get(index)
            .is_some_and(|member| member.name == name);
        if expected && !self.seen.has(index) {
            self.next += 1;
            return Some(Found { index, name: 0 });
        }
        self.search(name, extra)
    }

    /// Makes place for a member that came by another name before: what it holds goes to the unknown members.
    #[inline]
    pub fn make_place(&self, found: Found, slots: &mut Slots<'_>) {
        if found.name == 0 && self.seen.has(found.index) {
            self.move_away(found, slots);
        }
    }

    /// Notes that a member has been read, and in which form.
    #[inline]
    pub fn done(&mut self, found: Found, form: Form, extra: &mut Extra) {
        let again = self.seen.insert(found.index);
        if again || form != Form::PLAIN || found.name != 0 {
            let written_anyway = self.member(found).required && form == Form::NULL;
            let form = if written_anyway { Form::PLAIN } else { form };
            extra.note(found.index, form, found.name);
        }
    }

    /// Empties the members that were absent; the name of one that must not be is an error.
    pub fn finish(&self, slots: &mut Slots<'_>) -> Result<(), String> {
        for (index, place) in slots.known.iter_mut().enumerate() {
            if self.seen.has(index) {
                continue;
            }
            let member = &self.table.members[index];
            match place.slot() {
                Slot::Option(option) if !member.required => option.absent(),
                _ => return Err(absence(member)),
            }
        }
        Ok(())
    }

    #[cold]
    fn move_away(&self, found: Found, slots: &mut Slots<'_>) {
        let (form, name) = slots.extra.noted(found.index);
        if name != 0 {
            let value = write::value_of(&*slots.known[found.index], form);
            let name = self.member(found).name_at(name);
            slots.extra.insert(name, value);
        }
    }

    /// Looks for a name among all members, from the expected one on.
    fn search(&mut self, name: &str, extra: &Extra) -> Option<Found> {
        let members = self.table.members;
        let start = self.next.min(members.len());
        let mut order = (start..members.len()).chain(0..start);
        let found = order.find_map(|index| {
            let number = members[index].number_of(name)?;
            Some(Found {
                index,
                name: number,
            })
        })?;
        let is_again = self.seen.has(found.index) && extra.noted(found.index).1 != found.name;
        if is_again && found.name != 0 {
            return None;
        }
        self.next = found.index + 1;
        Some(found)
    }
}

impl Seen {
    #[inline]
    fn has(&self, index: usize) -> bool {
        match index.checked_sub(64) {
            None => self.low >> index & 1 == 1,
            Some(high) => self.high.get(high).copied().unwrap_or(false),
        }
    }

    /// Adds an index; `true` when it was there already.
    #[inline]
    fn insert(&mut self, index: usize) -> bool {
        let before = self.has(index);
        match index.checked_sub(64) {
            None => self.low |= 1 << index,
            Some(high) => {
                if self.high.len() <= high {
                    self.high.resize(high + 1, false);
                }
                self.high[high] = true;
            }
        }
        before
    }
}

/// The words for a member that must be there and is not.
pub fn absence(member: &Member) -> String {
    format!("missing member `{}`", member.name)
}
