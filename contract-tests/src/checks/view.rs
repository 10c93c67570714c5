//! What is seen of the contract in one direction: a judge, and what satisfies each schema.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use serde_json::Value;

use super::event;
use crate::contract::Contract;
use crate::documents::Documents;
use crate::judge::Judge;
use crate::keywords::parts;
use crate::location::Location;
use crate::subject::subjects;

/// The contract as one direction sees it.
pub struct View {
    /// The judge over it.
    pub judge: Judge,
    instances: OnceLock<Result<Instances, String>>,
}

/// The parts of examples that satisfy a schema, each of them once.
type Instances = BTreeMap<Location, Vec<Value>>;

impl View {
    /// A view of these documents.
    pub fn new(documents: Arc<Documents>) -> Self {
        Self {
            judge: Judge::new(documents),
            instances: OnceLock::new(),
        }
    }

    /// The parts of all examples that satisfy the schema, each of them once.
    ///
    /// # Errors
    ///
    /// When a schema of the contract is not usable.
    pub fn instances(&self, contract: &Contract, schema: &Location) -> Result<&[Value], String> {
        let found = self.instances.get_or_init(|| self.search(contract));
        let found = found.as_ref().map_err(String::clone)?;
        Ok(found.get(schema).map_or(&[], Vec::as_slice))
    }

    fn search(&self, contract: &Contract) -> Result<Instances, String> {
        let mut seen = BTreeSet::new();
        let mut found = Instances::new();
        for (root, instance) in examples(contract) {
            let applied = self.judge.applied(&root, &instance);
            for (schema, part) in parts(&applied.map_err(|error| error.to_string())?, &instance) {
                if seen.insert((schema.clone(), part.to_string())) {
                    found.entry(schema.clone()).or_default().push(part.clone());
                }
            }
        }
        Ok(found)
    }
}

/// All examples of bodies, webhooks and parameters that are JSON, with their schemas.
fn examples(contract: &Contract) -> Vec<(Location, Value)> {
    let bodies = subjects(contract).into_iter().filter_map(|subject| {
        let instance = subject.example.json().ok()?;
        Some((subject.content.schema?, instance))
    });
    let sent = contract.events.iter().flat_map(event::examples);
    let sent =
        sent.filter_map(|(content, example)| Some((content.schema.clone()?, example.json().ok()?)));
    let parameters = contract.operations.iter().flat_map(|one| &one.parameters);
    let parameters = parameters.flat_map(|parameter| {
        let schema = parameter.schema.iter();
        schema.flat_map(|schema| {
            let examples = parameter.examples.iter().cloned();
            examples.map(|example| (schema.clone(), example))
        })
    });
    bodies.chain(sent).chain(parameters).collect()
}
