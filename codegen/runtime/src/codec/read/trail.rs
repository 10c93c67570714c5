//! What a reader keeps beside the value: where it failed, how deep it is, how much it has tried.

use std::borrow::Cow;

use serde_json::Value;

use super::super::path::{self, Step};
use super::misfit::Misfit;

/// How deep values may nest, as in `serde_json`.
const DEPTH: usize = 127;

/// How many unions may lie within one another, which add no level of their own to the JSON.
const UNIONS: usize = 2 * DEPTH;

/// How often each part of a value may be read while cases of unions are tried within one another.
const TRIALS: usize = 250;

/// The path of a failure, written from its end while the failure travels outwards, so that success costs nothing.
pub struct Trail {
    steps: Vec<OwnedStep>,
    depth: usize,
    unions: usize,
    /// How many values may still be read in the trials that are under way, if any are.
    budget: Option<usize>,
    /// Whether the value was answered and is to be sent.
    is_input: bool,
}

/// Where a reader was before a trial.
#[derive(Clone, Copy)]
pub struct Mark {
    depth: usize,
    unions: usize,
}

enum OwnedStep {
    Member(Cow<'static, str>),
    Index(usize),
}

impl Trail {
    /// A reader at the root of a value.
    pub fn new() -> Self {
        Trail {
            steps: Vec::new(),
            depth: 0,
            unions: 0,
            budget: None,
            is_input: false,
        }
    }

    /// A reader of an answer that is to be sent again.
    pub fn of_input() -> Self {
        Trail {
            is_input: true,
            ..Trail::new()
        }
    }

    /// Whether members that are only answered are left out.
    pub fn is_input(&self) -> bool {
        self.is_input
    }

    /// Adds the member in which reading failed.
    pub fn in_member(&mut self, name: impl Into<Cow<'static, str>>) {
        self.steps.push(OwnedStep::Member(name.into()));
    }

    /// Adds the item in which reading failed.
    pub fn in_item(&mut self, index: usize) {
        self.steps.push(OwnedStep::Index(index));
    }

    /// Whether the failure is at the root, or there is none.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The path of the failure.
    pub fn path(&self) -> String {
        let mut text = "$".to_owned();
        for step in self.steps.iter().rev() {
            path::append(&mut text, step.borrowed());
        }
        text
    }

    /// Enters an array or an object.
    pub fn enter(&mut self) -> Result<(), Misfit> {
        self.depth += 1;
        match self.depth {
            0..=DEPTH => Ok(()),
            _ => Err(Misfit::unfit(format!("nested deeper than {DEPTH} levels"))),
        }
    }

    /// Leaves an array or an object.
    pub fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Enters a union.
    pub fn enter_union(&mut self) -> Result<(), Misfit> {
        self.unions += 1;
        match self.unions {
            0..=UNIONS => Ok(()),
            _ => Err(Misfit::unfit(format!(
                "more than {UNIONS} unions within one another"
            ))),
        }
    }

    /// Leaves a union.
    pub fn leave_union(&mut self) {
        self.unions -= 1;
    }

    /// Begins to try cases on a value, and says whether no trial was under way. Trials within trials multiply, so
    /// that the time they take is bounded by the size of the outermost value.
    pub fn begin_trials(&mut self, value: &Value) -> bool {
        let outermost = self.budget.is_none();
        if outermost {
            self.budget = Some(size(value).saturating_mul(TRIALS));
        }
        outermost
    }

    /// Ends the trials that were the outermost.
    pub fn end_trials(&mut self) {
        self.budget = None;
    }

    /// Spends some of what may be read in trials.
    pub fn spend(&mut self, count: usize) -> Result<(), Misfit> {
        let Some(budget) = &mut self.budget else {
            return Ok(());
        };
        let left = budget.checked_sub(count);
        *budget = left.unwrap_or(0);
        left.map(drop)
            .ok_or_else(|| Misfit::unfit("too many cases to try"))
    }

    /// Whether there is nothing left to be spent in the trials that are under way.
    pub fn is_exhausted(&self) -> bool {
        self.budget == Some(0)
    }

    /// Where the reader is, to come back to after a trial that failed.
    pub fn mark(&self) -> Mark {
        Mark {
            depth: self.depth,
            unions: self.unions,
        }
    }

    /// Forgets a trial that failed.
    pub fn reset(&mut self, mark: Mark) {
        self.depth = mark.depth;
        self.unions = mark.unions;
        self.steps.clear();
    }
}

impl OwnedStep {
    fn borrowed(&self) -> Step<'_> {
        match self {
            OwnedStep::Member(name) => Step::Member(name),
            OwnedStep::Index(index) => Step::Index(*index),
        }
    }
}

/// The number of values in a value, itself among them.
pub fn size(value: &Value) -> usize {
    let mut waiting = vec![value];
    let mut count = 0;
    while let Some(value) = waiting.pop() {
        count += 1;
        match value {
            Value::Array(items) => waiting.extend(items),
            Value::Object(members) => waiting.extend(members.values()),
            _ => {}
        }
    }
    count
}
