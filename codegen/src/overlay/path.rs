//! The places that a target selects.

use serde_json::Value as Json;
use serde_json_path::JsonPath;
use serde_json_path::PathElement;

use super::tree::Step;

/// A longer query than any that a person writes.
const MAX_LENGTH: usize = 1_000;

/// The reader of queries descends, and tries again, at each of the signs `(`, `!` and `?`.
const MAX_NESTING: usize = 12;

/// Each place that a JSONPath query (RFC 9535) selects, once, in the order of the document; the reason where it is no query.
pub fn select(target: &str, document: &Json) -> Result<Vec<Vec<Step>>, String> {
    if target.len() > MAX_LENGTH {
        return Err(format!("it is longer than {MAX_LENGTH} bytes"));
    }
    if target.matches(['(', '!', '?']).count() > MAX_NESTING {
        return Err(format!(
            "it has more than {MAX_NESTING} of the signs `(`, `!` and `?`"
        ));
    }
    let query = JsonPath::parse(target).map_err(|error| error.message().to_owned())?;
    let mut places: Vec<Vec<Step>> = Vec::new();
    for location in query.query_located(document).locations() {
        let steps = location.iter().map(|element| match element {
            PathElement::Name(name) => Step::Name((*name).to_owned()),
            PathElement::Index(index) => Step::Index(*index),
        });
        places.push(steps.collect());
    }
    let mut seen = std::collections::BTreeSet::new();
    places.retain(|place| seen.insert(place.clone()));
    Ok(places)
}
