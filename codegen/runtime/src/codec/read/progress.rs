//! How far the reading of one record has come: shared by all readers.

use super::super::{Extra, Member, Slot, Slots, Table, write};
use super::form::Form;
use super::misfit::Misfit;

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
    count: usize,
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

    /// The member that comes next if members come in their order.
    #[inline]
    pub fn expected(&self) -> Option<&'static Member> {
        let member = self.table.members.get(self.next);
        member.filter(|_| !self.seen.has(self.next))
    }

    /// Goes on from the member that is expected.
    #[inline]
    pub fn take_expected(&mut self) -> Found {
        let index = self.next;
        self.next += 1;
        Found { index, name: 0 }
    }

    /// The member with a name, looked for from the expected one on. Another name of a member that is there already is
    /// no name of it, unless it is the first one.
    pub fn find(&mut self, name: &str, extra: &Extra) -> Option<Found> {
        if !self.table.may_name(name) {
            return None;
        }
        let members = self.table.members;
        let (before, after) = members.split_at(self.next.min(members.len()));
        let first = |members: &[Member]| members.iter().position(|member| member.name == name);
        let index = first(after).map(|index| before.len() + index);
        let found = match index.or_else(|| first(before)) {
            Some(index) => Found { index, name: 0 },
            None => self.alias(name)?,
        };
        let is_again = self.seen.has(found.index) && extra.noted(found.index).1 != found.name;
        if is_again && found.name != 0 {
            return None;
        }
        self.next = found.index + 1;
        Some(found)
    }

    /// Makes place for a member that came by another name before: what it holds goes to the unknown members.
    #[inline]
    pub fn make_place(&self, found: Found, slots: &mut Slots<'_>) {
        if found.name == 0 && self.seen.has(found.index) {
            self.move_away(found, slots);
        }
    }

    /// Notes that a member has been read, and in which form.
    #[inline(always)]
    pub fn done(&mut self, found: Found, form: Form, extra: &mut Extra) {
        let again = self.seen.insert(found.index);
        if again || form != Form::PLAIN || found.name != 0 {
            self.note(found, form, extra);
        }
    }

    /// Empties the members that were absent; the name of one that must not be is an error.
    pub fn finish(&self, slots: &mut Slots<'_>) -> Result<(), Misfit> {
        if self.seen.count == slots.known.len() {
            return Ok(());
        }
        for (index, place) in slots.known.iter_mut().enumerate() {
            if self.seen.has(index) {
                continue;
            }
            let member = &self.table.members[index];
            match place.slot() {
                Slot::Option(option) if !member.required => option.absent(),
                _ => return Err(Misfit::unfit(absence(member))),
            }
        }
        Ok(())
    }

    fn note(&self, found: Found, form: Form, extra: &mut Extra) {
        let written_anyway = self.member(found).required && form == Form::NULL;
        let form = if written_anyway { Form::PLAIN } else { form };
        let (before, name) = extra.noted(found.index);
        if before.has(Form::BESIDE) && !form.has(Form::BESIDE) && name == found.name {
            extra.remove(self.name(found));
        }
        extra.note(found.index, form, found.name);
    }

    /// The first member of which a name is another one.
    fn alias(&self, name: &str) -> Option<Found> {
        let mut members = self.table.members.iter().enumerate();
        members.find_map(|(index, member)| {
            let alias = member.aliases.iter().position(|alias| *alias == name)?;
            Some(Found {
                index,
                name: alias + 1,
            })
        })
    }

    #[cold]
    fn move_away(&self, found: Found, slots: &mut Slots<'_>) {
        let (form, name) = slots.extra.noted(found.index);
        if name != 0 && !form.has(Form::BESIDE) {
            let value = write::value_of(&*slots.known[found.index], form);
            let name = self.member(found).name_at(name);
            slots.extra.insert(name, value);
        }
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
        self.count += usize::from(!before);
        match index {
            0..64 => self.low |= 1 << index,
            _ => self.insert_high(index - 64),
        }
        before
    }

    #[cold]
    fn insert_high(&mut self, index: usize) {
        if self.high.len() <= index {
            self.high.resize(index + 1, false);
        }
        self.high[index] = true;
    }
}

/// The words for a member that must be there and is not.
pub fn absence(member: &Member) -> String {
    format!("missing member `{}`", member.name)
}
