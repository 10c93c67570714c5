//! A typed value as the JSON that it stands for, for those who ask about JSON alone.

use serde_json::Value;

use super::super::read::form::Form;
use super::super::{Extra, Member, Record, Slots, Table, View, Views, Wire};

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
    /// What stands for it in JSON, within the array if there is one.
    pub view: View<'a>,
    /// Whether an array stands around the value.
    pub wrapped: bool,
    /// Whether an unknown member of the same name counts no longer.
    pub replaces: bool,
}

impl<'a> Standing<'a> {
    /// A member of which nothing is known.
    pub fn unknown(name: &'a str, value: &'a dyn Wire) -> Self {
        Standing {
            name,
            member: None,
            node: Node::Value(value),
            view: value.view(),
            wrapped: false,
            replaces: false,
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

/// Visits all members of a record that stand in JSON.
pub fn each_member(record: &dyn Record, visit: &mut dyn FnMut(&Standing<'_>)) {
    record.views(&mut |views| {
        each_known(record.table(), &views, |standing| visit(&standing));
        if let Some(rest) = views.rest {
            rest.each(&mut |name, value| {
                visit(&Standing::unknown(name, value));
                true
            });
        }
        each_unknown(record.table(), &views, |name, value| {
            visit(&Standing::unknown(name, value));
        });
    });
}

/// Visits those members of its table with which a record stands in JSON.
#[inline]
pub fn each_known<'a>(
    table: &'static Table,
    views: &Views<'_, 'a>,
    mut visit: impl FnMut(Standing<'a>),
) {
    for (index, (member, value)) in table.members.iter().zip(views.known).enumerate() {
        if let Some(standing) = standing(index, member, *value, views.extra) {
            visit(standing);
        }
    }
}

/// Visits the members that have neither a place in the table nor a type.
pub fn each_unknown<'a>(
    table: &'static Table,
    views: &Views<'_, 'a>,
    mut visit: impl FnMut(&'a str, &'a Value),
) {
    for (name, value) in views.extra.iter() {
        if known(table, views, name).is_none() {
            visit(name, value);
        }
    }
}

/// The member of a record that stands under a name.
pub fn member<'a>(record: &'a dyn Record, name: &str) -> Option<Standing<'a>> {
    let mut found = None;
    record.views(&mut |views: Views<'_, 'a>| {
        found = known(record.table(), &views, name).or_else(|| {
            let typed = views.rest.and_then(|rest| rest.value(name));
            let value = typed.or_else(|| views.extra.get(name).map(|value| value as &dyn Wire));
            value.map(|value| Standing::unknown("", value))
        });
    });
    found
}

/// The member of the table that stands under a name.
fn known<'a>(table: &'static Table, views: &Views<'_, 'a>, name: &str) -> Option<Standing<'a>> {
    let index = table
        .members
        .iter()
        .position(|member| member.number_of(name).is_some())?;
    let standing = standing(
        index,
        &table.members[index],
        views.known[index],
        views.extra,
    );
    standing.filter(|standing| standing.name == name)
}

#[inline]
fn standing<'a>(
    index: usize,
    member: &'static Member,
    value: &'a dyn Wire,
    extra: &Extra,
) -> Option<Standing<'a>> {
    let (form, name) = extra.noted(index);
    let (node, view) = match value.view() {
        View::Absent if form.has(Form::BESIDE) => return None,
        View::Absent if form.has(Form::EMPTY) => (Node::Empty, View::Record(&Empty)),
        View::Absent if form.has(Form::NULL) || member.required => (Node::Null, View::Null),
        View::Absent => return None,
        view => (Node::Value(value), view),
    };
    Some(Standing {
        name: member.name_at(name),
        member: Some(member),
        node,
        view,
        wrapped: form.has(Form::LIST),
        replaces: form.has(Form::BESIDE),
    })
}

/// A record without members.
struct Empty;

impl Record for Empty {
    fn table(&self) -> &'static Table {
        static TABLE: Table = Table::new("Empty", &[], &[]);
        &TABLE
    }

    fn slots(&mut self, _visit: &mut dyn FnMut(Slots<'_>)) {}

    fn views<'a>(&'a self, _visit: &mut dyn FnMut(Views<'_, 'a>)) {}
}
