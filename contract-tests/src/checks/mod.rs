//! The checks, a family per file; each gives an error that says what is wrong, or nothing.

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

/// What every check works with.
pub struct Context {
    /// The contract.
    pub contract: Arc<Contract>,
    /// The independent judge over it.
    pub judge: Judge,
    /// The judge over what is sent, and the one over what is answered.
    judges: [Judge; 2],
    /// The SDK under test.
    pub sdk: Box<dyn Sdk>,
}

impl Context {
    /// Puts an SDK beside the contract that it is to be checked against.
    pub fn new(contract: Arc<Contract>, sdk: Box<dyn Sdk>) -> Self {
        let meant = Arc::new(inheritance::documents(&contract.documents));
        let shown = |direction| Arc::new(views::documents(&meant, direction));
        let judge = Judge::new(Arc::clone(&meant));
        let judges = [Direction::Sent, Direction::Answered].map(shown);
        Self {
            contract,
            judge,
            judges: judges.map(Judge::new),
            sdk,
        }
    }

    /// The judge over one direction.
    pub fn judge_of(&self, direction: Direction) -> &Judge {
        let [sent, answered] = &self.judges;
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
                let forms = one_or_many(&self.judge, schema, before);
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
