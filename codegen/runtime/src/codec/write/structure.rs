//! A typed value as the JSON that it stands for, for those who ask about JSON alone.

use super::super::read::form::Form;
use super::super::{Extra, Member, Record, View, Views, Wire};

/// A place in the JSON of a value.
#[derive(Clone, Copy)]
pub enum Node<'a> {
    /// Nothing is there.
    Absent,
    /// A `null` for which no typed value stands.
    Null,
    /// An empty object for which no typed value stands.
    Empty,
    /// A typed value.
    Value(&'a dyn Wire),
}

/// A member of a record as it stands in JSON.
pub struct Standing<'a> {
    /// The name by which it stands.
    pub name: &'a str,
    /// What is known of it, if it is known.
    pub member: Option<&'static Member>,
    /// Its value.
    pub node: Node<'a>,
    /// Whether an array stands around the value.
    pub wrapped: bool,
}

impl<'a> Standing<'a> {
    /// A member of which nothing is known.
    pub fn unknown(name: &'a str, value: &'a dyn Wire) -> Self {
        Standing {
            name,
            member: None,
            node: Node::Value(value),
            wrapped: false,
        }
    }
}

impl<'a> Node<'a> {
    /// What stands there. An empty place that is no member stands as `null`.
    pub fn view(self) -> Option<View<'a>> {
        match self {
            Node::Absent => None,
            Node::Null => Some(View::Null),
            Node::Empty => Some(View::Record(&Empty)),
            Node::Value(value) => Some(match value.view() {
                View::Absent => View::Null,
                view => view,
            }),
        }
    }
}

/// The members of a record that stand in JSON, except those that have no table and no type of their own.
pub fn known_members<'a>(record: &'a dyn Record) -> Vec<Standing<'a>> {
    let mut standing = Vec::new();
    record.views(&mut |views: Views<'_, 'a>| {
        let members = record.table().members.iter().zip(views.known).enumerate();
        standing.extend(members.filter_map(|(index, (member, value))| {
            standing_member(index, member, *value, views.extra)
        }));
        let extra: &'a Extra = views.extra;
        standing.extend(
            extra
                .iter()
                .map(|(name, value)| Standing::unknown(name, value)),
        );
    });
    standing
}

/// Visits all members of a record that stand in JSON.
pub fn each_member(record: &dyn Record, visit: &mut dyn FnMut(&Standing<'_>)) {
    for standing in known_members(record) {
        visit(&standing);
    }
    record.views(&mut |views| {
        let Some(rest) = views.rest else { return };
        rest.each(&mut |name, value| {
            visit(&Standing::unknown(name, value));
            true
        });
    });
}

/// The member of a record that stands under a name.
pub fn member<'a>(record: &'a dyn Record, name: &str) -> Option<Standing<'a>> {
    if let Some(known) = known_members(record)
        .into_iter()
        .find(|known| known.name == name)
    {
        return Some(known);
    }
    let mut found = None;
    record.views(&mut |views: Views<'_, 'a>| {
        let rest = views.rest;
        found = rest.and_then(|rest| rest.value(name));
    });
    found.map(|value| Standing::unknown("", value))
}

fn standing_member<'a>(
    index: usize,
    member: &'static Member,
    value: &'a dyn Wire,
    extra: &Extra,
) -> Option<Standing<'a>> {
    let (form, name) = extra.noted(index);
    let node = match value.view() {
        View::Absent if form.has(Form::EMPTY) => Node::Empty,
        View::Absent if form.has(Form::NULL) || member.required => Node::Null,
        View::Absent => return None,
        _ => Node::Value(value),
    };
    let wrapped = form.has(Form::LIST);
    Some(Standing {
        name: member.name_at(name),
        member: Some(member),
        node,
        wrapped,
    })
}

/// A record without members.
struct Empty;

impl Record for Empty {
    fn table(&self) -> &'static super::super::Table {
        static TABLE: super::super::Table = super::super::Table {
            name: "Empty",
            members: &[],
            hidden: &[],
        };
        &TABLE
    }

    fn slots(&mut self, _visit: &mut dyn FnMut(super::super::Slots<'_>)) {}

    fn views<'a>(&'a self, _visit: &mut dyn FnMut(Views<'_, 'a>)) {}
}
