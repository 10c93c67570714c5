//! What a record read beyond its members: unknown members, and the forms of known ones.

use std::fmt;

use serde_json::Value;

use super::super::read::form::Form;
use super::unknown::Unknown;

/// Members that the contract does not name, kept so that nothing is lost.
///
/// It also remembers how members were written (`null` against absent, an item against an array of it). That is
/// not part of the value, and takes no part in equality.
#[derive(Clone, Default)]
pub struct Extra {
    content: Option<Box<Content>>,
    /// Which of the first 64 members were `null`: the form that is common enough to cost no allocation.
    nulls: u64,
}

#[derive(Clone, Default)]
struct Content {
    unknown: Unknown,
    notes: Vec<Note>,
}

/// How a member was written where that differs from how it would be written by itself.
#[derive(Debug, Clone, Copy)]
struct Note {
    member: usize,
    form: Form,
    name: usize,
}

impl Extra {
    /// No members.
    pub const fn new() -> Self {
        Extra {
            content: None,
            nulls: 0,
        }
    }

    /// The value of an unknown member.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.content()?.unknown.members().get(name)
    }

    /// Sets an unknown member and gives back the value it had.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        let (name, value) = (name.into(), value.into());
        let unknown = &mut self.content_mut().unknown;
        unknown.change(|members| members.insert(name, value))
    }

    /// Removes an unknown member and gives back the value it had.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let unknown = &mut self.content.as_mut()?.unknown;
        unknown.change(|members| members.remove(name))
    }

    /// The unknown members in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        let members = self
            .content()
            .into_iter()
            .flat_map(|content| content.unknown.members());
        members.map(|(name, value)| (name.as_str(), value))
    }

    /// The number of unknown members.
    pub fn len(&self) -> usize {
        self.content()
            .map_or(0, |content| content.unknown.members().len())
    }

    /// Whether there is no unknown member.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Extra::new();
    }

    /// Keeps an unknown member as its text, which is JSON.
    pub(in super::super) fn keep(&mut self, name: &str, text: &str) {
        self.content_mut().unknown.keep(name, text);
    }

    /// The text of all unknown members, without braces, as long as it says what they are.
    pub(in super::super) fn text(&self) -> Option<&str> {
        self.content()?.unknown.text()
    }

    /// Remembers the form of a member, and by which of its names it came.
    pub fn note(&mut self, member: usize, form: Form, name: usize) {
        self.forget(member);
        if form == Form::NULL && name == 0 && member < 64 {
            self.nulls |= 1 << member;
        } else if form != Form::PLAIN || name != 0 {
            self.content_mut().notes.push(Note { member, form, name });
        }
    }

    /// The form of a member, and by which of its names it came.
    #[inline]
    pub fn noted(&self, member: usize) -> (Form, usize) {
        if member < 64 && self.nulls >> member & 1 == 1 {
            return (Form::NULL, 0);
        }
        let notes = self.content().map(|content| &content.notes);
        let note = notes.and_then(|notes| notes.iter().find(|note| note.member == member));
        note.map_or((Form::PLAIN, 0), |note| (note.form, note.name))
    }

    fn forget(&mut self, member: usize) {
        if member < 64 {
            self.nulls &= !(1 << member);
        }
        if let Some(content) = &mut self.content {
            content.notes.retain(|note| note.member != member);
        }
    }

    fn content(&self) -> Option<&Content> {
        self.content.as_deref()
    }

    fn content_mut(&mut self) -> &mut Content {
        self.content.get_or_insert_default()
    }
}

impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        match (self.content(), other.content()) {
            (Some(one), Some(other)) => one.unknown.members() == other.unknown.members(),
            _ => self.is_empty() && other.is_empty(),
        }
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}
