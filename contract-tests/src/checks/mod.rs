//! The checks, a family per file; each gives an error that says what is wrong, or nothing.

mod view;

pub mod example;

pub mod lossless;
pub mod schema;

pub mod event;

pub mod replay;

pub mod walk;

pub mod faults;
pub mod hostile;

pub mod secrets;

#[cfg(test)]
mod kills;
#[cfg(test)]
mod model;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use crate::compare::{Verdict, compare};
use crate::contract::Contract;
use crate::inheritance;
use crate::judge::Judge;
use crate::keywords::one_or_many;
use crate::location::Location;
use crate::sdk::Sdk;
use crate::views::{self, Direction};

pub use view::View;

/// What every check works with.
pub struct Context {
    /// The contract.
    pub contract: Arc<Contract>,
    /// The contract as a whole.
    pub whole: View,
    /// What is sent, and what is answered.
    views: [View; 2],
    /// The SDK under test.
    pub sdk: Box<dyn Sdk>,
}

impl Context {
    /// Puts an SDK beside the contract that it is to be checked against.
    pub fn new(contract: Arc<Contract>, sdk: Box<dyn Sdk>) -> Self {
        let meant = Arc::new(inheritance::documents(&contract.documents));
        let shown = |direction| View::new(Arc::new(views::documents(&meant, direction)));
        Self {
            views: [Direction::Sent, Direction::Answered].map(shown),
            whole: View::new(meant),
            contract,
            sdk,
        }
    }

    /// The independent judge over the contract as a whole.
    pub fn judge(&self) -> &Judge {
        &self.whole.judge
    }

    /// The judge over one direction.
    pub fn judge_of(&self, direction: Direction) -> &Judge {
        &self.view_of(direction).judge
    }

    /// The contract as one direction sees it.
    pub fn view_of(&self, direction: Direction) -> &View {
        let [sent, answered] = &self.views;
        match direction {
            Direction::Sent => sent,
            Direction::Answered => answered,
        }
    }

    /// Compares a value with what came back of it, in view of the forms that its schema declares
    /// equal.
    ///
    /// # Errors
    ///
    /// When the schema is not usable.
    pub fn compare(
        &self,
        schema: Option<&Location>,
        before: &Value,
        after: &Value,
    ) -> Result<Verdict, String> {
        let strict = compare(before, after, &BTreeSet::new());
        match schema {
            Some(schema) if !strict.is_kept() => {
                let forms = one_or_many(self.judge(), schema, before);
                Ok(compare(
                    before,
                    after,
                    &forms.map_err(|error| error.to_string())?,
                ))
            }
            _ => Ok(strict),
        }
    }
}

/// Joins findings into one error, the first ones in full.
pub fn report(mut findings: Vec<String>) -> Result<(), String> {
    const SHOWN: usize = 10;
    if findings.is_empty() {
        return Ok(());
    }
    let more = findings.len().saturating_sub(SHOWN);
    findings.truncate(SHOWN);
    if more > 0 {
        findings.push(format!("and {more} more"));
    }
    Err(findings.join("\n"))
}
