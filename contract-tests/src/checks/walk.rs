//! A list that comes in pages is read to its end: every item once, every parameter for every page, and no page twice.

use serde_json::{Map, Value};
use wiremock::{Request, Respond};

use super::secrets::TOKEN;
use super::{Context, report};
use crate::captured::Captured;
use crate::contract::Operation;
use crate::listing::{Listing, number};
use crate::mock::serve;
use crate::request::{Asked, documented_parameters, findings};
use crate::sdk::{Call, Failure};

/// How many pages a list has.
const PAGES: usize = 100;

/// How many items are on a page.
const ITEMS: usize = 100;

/// Walks over 10,000 items.
///
/// # Errors
///
/// Which item is missing or comes in another place, and which requests are not as they have to be.
pub async fn whole(context: &Context, operation: &Operation) -> Result<(), String> {
    let listing = listing(operation)?;
    let steps: Vec<String> = listing.steps().collect();
    let respond = move |request: &Request| listing.answer(request).template();
    let walk = Walk::make(context, operation, respond).await?;
    let mut wrong = match &walk.result {
        Ok(items) => Vec::from_iter(misplaced(items)),
        Err(failure) => vec![format!("the walk failed: {}", failure.text)],
    };
    wrong.extend(walk.first(context, operation)?);
    wrong.extend(walk.others(operation, &steps));
    report(wrong)
}

/// Walks over a list of which the service gives the first page whatever it is asked for.
///
/// # Errors
///
/// That the walk does not end with an error as soon as this shows.
pub async fn circle(context: &Context, operation: &Operation) -> Result<(), String> {
    let answer = listing(operation)?.page(1).template();
    let walk = Walk::make(context, operation, answer).await?;
    let kind = match &walk.result {
        Ok(_) => "no error",
        Err(failure) => failure.kind,
    };
    match (kind, walk.captured.len()) {
        ("decode", 2) => Ok(()),
        (kind, count) => Err(format!(
            "expected a decode error after 2 requests, found {kind} after {count}"
        )),
    }
}

/// What a walk showed.
struct Walk {
    /// What was asked for on every page.
    parameters: Map<String, Value>,
    captured: Vec<Captured>,
    result: Result<Value, Failure>,
}

impl Walk {
    /// Walks from the first page, with all documented parameters.
    async fn make(
        context: &Context,
        operation: &Operation,
        respond: impl Respond + 'static,
    ) -> Result<Self, String> {
        let mut parameters = documented_parameters(operation)?;
        parameters.retain(|name, _| name != parameter(operation));
        let server = serve(&context.contract, respond).await;
        let call = Call {
            base_url: server.base_url(),
            token: TOKEN.to_owned(),
            operation: operation.id.clone(),
            parameters: Value::Object(parameters.clone()),
            body: None,
            timeout: None,
            attempts: Some(1),
        };
        let result = context.sdk.walk(&call).await;
        let captured = server.requests().await;
        Ok(Self {
            parameters,
            captured: captured.iter().map(Captured::new).collect(),
            result,
        })
    }

    /// What is wrong with the first request, which is a request like any other.
    fn first(&self, context: &Context, operation: &Operation) -> Result<Vec<String>, String> {
        let first = self.captured.first().ok_or("nothing was sent")?;
        let asked = Asked {
            operation,
            parameters: &self.parameters,
            body: None,
            secret: TOKEN,
        };
        let findings = findings(&context.contract, context.judge(), &asked, first);
        findings.map_err(|error| error.to_string())
    }

    /// What is wrong with all others, which differ from the first one by the page alone.
    fn others(&self, operation: &Operation, steps: &[String]) -> Vec<String> {
        let parted = self.captured.iter().map(|one| parted(one, operation));
        let mut parted = parted.enumerate();
        let first = parted.next().map(|(_, (_, rest))| rest);
        let mut wrong = Vec::new();
        for (index, (page, rest)) in parted {
            let expected = steps.get(index - 1);
            if page.as_ref() != expected {
                wrong.push(format!(
                    "request {index} asks for {page:?}, not {expected:?}"
                ));
            }
            if Some(&rest) != first.as_ref() {
                wrong.push(format!("request {index} differs from the first: {rest}"));
            }
        }
        let (found, expected) = (self.captured.len(), steps.len() + 1);
        if found != expected {
            wrong.push(format!("expected {expected} requests, found {found}"));
        }
        wrong
    }
}

fn listing(operation: &Operation) -> Result<Listing, String> {
    let listing = Listing::of_copies(operation, PAGES, ITEMS);
    listing.ok_or_else(|| "no example of the answer has an item".to_owned())
}

/// The parameter that says which page is wanted.
fn parameter(operation: &Operation) -> &str {
    let pagination = operation.pagination.as_ref();
    pagination.map_or("", |pagination| &pagination.parameter)
}

/// The page that a request asks for, and everything else that it says.
fn parted(captured: &Captured, operation: &Operation) -> (Option<String>, Value) {
    let mut rest = captured.clone();
    let is_page = |name: &str| name == parameter(operation);
    rest.query.retain(|(name, _)| !is_page(name));
    let mut query = captured.query.iter();
    let page = query.find(|(name, _)| is_page(name));
    (page.map(|(_, value)| value.clone()), rest.snapshot(TOKEN))
}

/// The first place in which not the item is that belongs there.
fn misplaced(items: &Value) -> Option<String> {
    let Some(items) = items.as_array() else {
        return Some(format!("the walk gave {items}"));
    };
    if items.len() != PAGES * ITEMS {
        return Some(format!("the walk gave {} items", items.len()));
    }
    let mut numbers = items.iter().map(number).enumerate();
    let (index, found) = numbers.find(|(index, found)| *found != Some(*index))?;
    Some(format!("item {index} is {found:?}"))
}
