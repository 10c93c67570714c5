//! A value at a path, of which checks ask what the contract demands.

use std::cell::{Cell, RefCell};

use super::super::path::{self, Step};
use super::super::write::structure::{self, Node, Standing};
use super::super::{View, Violation, Wire};
use super::seen::Seen;

/// A value at a path. A check asks for keywords; what does not hold is collected.
///
/// A keyword speaks of one kind of JSON value. Where the value is of another kind, or absent, it holds.
pub struct Place<'a> {
    node: Node<'a>,
    parent: Option<&'a Place<'a>>,
    step: Option<Step<'a>>,
    wrapped: bool,
    found: &'a Found,
    /// Which parts were looked at, where a keyword asks for the rest.
    seen: Option<&'a Seen>,
}

/// What does not hold.
#[derive(Default)]
pub(in super::super) struct Found {
    /// Each violation; none while only the answer counts.
    violations: RefCell<Vec<Violation>>,
    failed: Cell<bool>,
    silent: bool,
}

impl Found {
    /// The violations in the order in which they were found.
    pub(in super::super) fn into_violations(self) -> Vec<Violation> {
        self.violations.into_inner()
    }
}

impl<'a> Place<'a> {
    /// The root of a value.
    pub(in super::super) fn root(value: &'a dyn Wire, found: &'a Found) -> Self {
        Place {
            node: Node::Value(value),
            parent: None,
            step: None,
            wrapped: false,
            found,
            seen: None,
        }
    }

    /// The member with this name of an object.
    pub fn member<'s>(&'s self, name: &'s str) -> Place<'s> {
        let standing = match self.view() {
            Some(View::Record(record)) => structure::member(record, name),
            Some(View::Map(map)) => map.value(name).map(|value| Standing::unknown(name, value)),
            _ => None,
        };
        let step = Step::Member(name);
        standing.map_or_else(
            || self.at(step, Node::Absent),
            |standing| Place {
                wrapped: standing.wrapped,
                ..self.at(step, standing.node)
            },
        )
    }

    /// The item with this index of an array.
    pub fn item(&self, index: usize) -> Place<'_> {
        let item = match self.view() {
            Some(View::List(list)) => list.item(index),
            _ => None,
        };
        self.at(Step::Index(index), item.map_or(Node::Absent, Node::Value))
    }

    /// Asks of each item of an array.
    pub fn each(&self, ask: impl Fn(&Place<'_>)) -> &Self {
        self.items_from(0, ask)
    }

    /// Asks of the value of each member of an object.
    pub fn each_value(&self, ask: impl Fn(&Place<'_>)) -> &Self {
        self.additional(&[], &[], ask)
    }

    /// Asks of the name of each member of an object, as a string.
    pub fn each_key(&self, ask: impl Fn(&Place<'_>)) -> &Self {
        self.each_member(&|name, place| {
            let name = name.to_owned();
            ask(&Place {
                node: Node::Value(&name),
                wrapped: false,
                seen: None,
                ..*place
            });
        });
        self
    }

    /// Asks of each member of an object, by name and value.
    pub fn each_member(&self, ask: &dyn Fn(&str, &Place<'_>)) -> &Self {
        match self.view() {
            Some(View::Record(record)) => structure::each_member(record, &mut |standing| {
                ask(standing.name, &self.at_standing(standing));
            }),
            Some(View::Map(map)) => map.each(&mut |name, value| {
                ask(name, &self.at(Step::Member(name), Node::Value(value)));
                true
            }),
            _ => {}
        }
        self
    }

    /// Whether something is there.
    pub fn exists(&self) -> bool {
        !matches!(self.node, Node::Absent)
    }

    /// Whether the questions hold, without reporting what does not.
    ///
    /// What they look at counts as looked at only where they hold.
    pub fn passes(&self, ask: impl FnOnce(&Place<'_>)) -> bool {
        let found = Found {
            silent: true,
            ..Found::default()
        };
        let seen = self.seen.map(|_| Seen::default());
        ask(&Place {
            found: &found,
            seen: seen.as_ref(),
            ..*self
        });
        let passed = !found.failed.get();
        if let (true, Some(all), Some(seen)) = (passed, self.seen, seen) {
            all.add(seen);
        }
        passed
    }

    /// Reports that a keyword does not hold.
    pub fn report(&self, keyword: &'static str, message: impl Into<String>) -> &Self {
        self.found.failed.set(true);
        if self.found.silent {
            return self;
        }
        let violation = Violation {
            path: self.path(),
            keyword,
            message: message.into(),
        };
        self.found.violations.borrow_mut().push(violation);
        self
    }

    /// Reports a value that is kept although the contract does not allow it.
    pub fn refused(&self, keyword: &'static str, message: impl Into<String>) -> &Self {
        self.report(keyword, message)
    }

    /// Where the value is, such as `$.contact.tags[0]`.
    pub fn path(&self) -> String {
        let mut text = self.parent.map_or_else(|| "$".to_owned(), Place::path);
        if let Some(step) = self.step {
            path::append(&mut text, step);
        }
        if self.wrapped {
            path::append(&mut text, Step::Index(0));
        }
        text
    }

    /// Asks with a record of what is looked at, and hands that record on to whoever keeps one around it.
    pub(in super::super) fn with_seen(&self, ask: impl FnOnce(&Place<'_>, &Seen)) {
        let seen = Seen::default();
        let place = Place {
            seen: Some(&seen),
            ..*self
        };
        ask(&place, &seen);
        if let Some(all) = self.seen {
            all.add(seen);
        }
    }

    /// The record of what was looked at, where one is kept.
    pub(in super::super) fn seen(&self) -> Option<&Seen> {
        self.seen
    }

    pub(in super::super) fn view(&self) -> Option<View<'_>> {
        self.node.view()
    }

    /// The typed value, where there is one.
    pub(in super::super) fn value(&self) -> Option<&dyn Wire> {
        match self.node {
            Node::Value(value) => Some(value),
            Node::Absent | Node::Null | Node::Empty => None,
        }
    }

    pub(in super::super) fn at_standing<'s>(&'s self, standing: &Standing<'s>) -> Place<'s> {
        let place = self.at(Step::Member(standing.name), standing.node);
        Place {
            wrapped: standing.wrapped,
            ..place
        }
    }

    fn at<'s>(&'s self, step: Step<'s>, node: Node<'s>) -> Place<'s> {
        Place {
            node,
            parent: Some(self),
            step: Some(step),
            wrapped: false,
            found: self.found,
            seen: None,
        }
    }
}
