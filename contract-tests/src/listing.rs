//! Lists in pages, made of the examples of an operation, so that a walk over them ends.

use serde_json::{Value, json};
use wiremock::Request;

use crate::contract::{Content, Example, Operation, Response};
use crate::mock::Answer;
use crate::pagination::{Pagination, Turn};

/// The member by which items that are copies are told apart; no contract has it.
const NUMBER: &str = "x-number-of-the-item";

/// A list that an operation answers in pages.
#[derive(Debug, Clone)]
pub struct Listing {
    pagination: Pagination,
    status: u16,
    media_type: String,
    pages: Pages,
    /// What stands in the place of the cursor on the last page: `null` where an example has it.
    end: Option<Value>,
}

/// What the pages hold.
#[derive(Debug, Clone)]
enum Pages {
    /// The examples, each a page.
    Examples(Vec<Value>),
    /// Copies of one item, counted through all pages.
    Copies {
        body: Value,
        item: Value,
        count: usize,
        size: usize,
    },
}

impl Listing {
    /// The examples of the first success, each of them a page, in the given order.
    ///
    /// Examples without items are left out, where there are others. None where the operation
    /// answers no pages.
    pub fn of_examples<'a>(
        operation: &Operation,
        response: &Response,
        examples: impl IntoIterator<Item = (&'a Content, &'a Example)>,
    ) -> Option<Self> {
        let pagination = operation.pagination.clone()?;
        let examples = examples.into_iter();
        let json = examples.filter(|(content, _)| content.is_json());
        let read = json.filter_map(|(content, example)| Some((content, example.json().ok()?)));
        let read: Vec<(&Content, Value)> = read.collect();
        let media_type = read.first()?.0.media_type.clone();
        let end = ends_with_null(&pagination, read.iter().map(|(_, body)| body));
        let (mut bodies, empty): (Vec<Value>, Vec<Value>) = read
            .into_iter()
            .map(|(_, body)| body)
            .partition(|body| first_item(&pagination, body).is_some());
        if bodies.is_empty() {
            bodies.extend(empty.into_iter().take(1));
        }
        Some(Self {
            pagination,
            status: response.status,
            media_type,
            pages: Pages::Examples(bodies),
            end,
        })
    }

    /// A list of `count` pages with `size` copies of a documented item on each; none where no
    /// example has an item.
    pub fn of_copies(operation: &Operation, count: usize, size: usize) -> Option<Self> {
        let response = operation.successes().next()?;
        let mut listing = Self::of_examples(operation, response, response.examples())?;
        let Pages::Examples(bodies) = listing.pages else {
            return None;
        };
        let body = bodies.into_iter().next()?;
        let item = first_item(&listing.pagination, &body)?.clone();
        listing.pages = Pages::Copies {
            body,
            item,
            count,
            size,
        };
        Some(listing)
    }

    /// The answer to a request: the page that it asks for, the first one where it does not say.
    pub fn answer(&self, request: &Request) -> Answer {
        let mut query = request.url.query_pairs();
        let wanted = query.find(|(name, _)| name == self.pagination.parameter.as_str());
        self.page(wanted.map_or(1, |(_, value)| number_of(&value)))
    }

    /// A page by its number, which counts from 1. A page behind the last one is empty.
    pub fn page(&self, number: usize) -> Answer {
        let mut body = self.pages.body(&self.pagination.items, number);
        match &self.pagination.turn {
            Turn::Cursor(next) => {
                let cursor = (number < self.pages.count()).then(|| json!(cursor(number + 1)));
                put(&mut body, next, cursor.or_else(|| self.end.clone()));
            }
            Turn::Number { current, pages } => {
                for (pointer, value) in [(current, number), (pages, self.pages.count())] {
                    if let Some(pointer) = pointer {
                        put(&mut body, pointer, Some(json!(value)));
                    }
                }
            }
        }
        Answer {
            status: self.status,
            media_type: Some(self.media_type.clone()),
            body: body.to_string().into_bytes(),
        }
    }

    /// The values of the parameter by which a client gets from page to page, the first one aside.
    pub fn steps(&self) -> impl Iterator<Item = String> {
        (2..=self.pages.count()).map(|number| match self.pagination.turn {
            Turn::Cursor(_) => cursor(number),
            Turn::Number { .. } => number.to_string(),
        })
    }
}

impl Pages {
    fn count(&self) -> usize {
        match self {
            Self::Examples(bodies) => bodies.len(),
            Self::Copies { count, .. } => *count,
        }
    }

    fn body(&self, items: &str, number: usize) -> Value {
        match self {
            Self::Examples(bodies) => match bodies.get(number.saturating_sub(1)) {
                Some(body) => body.clone(),
                None => {
                    let mut body = bodies.first().cloned().unwrap_or_default();
                    put(&mut body, items, Some(json!([])));
                    body
                }
            },
            Self::Copies {
                body,
                item,
                count,
                size,
            } => {
                let range = (number.saturating_sub(1) * size)..(number.min(*count) * size);
                let copies = range.map(|number| numbered(item, number));
                let mut body = body.clone();
                put(&mut body, items, Some(copies.collect()));
                body
            }
        }
    }
}

/// The number of an item that is a copy.
pub fn number(item: &Value) -> Option<usize> {
    let number = match item {
        Value::Object(members) => members.get(NUMBER)?.as_u64()?,
        Value::String(text) => text.parse().ok()?,
        other => other.as_u64()?,
    };
    usize::try_from(number).ok()
}

/// A copy of an item that can be told from all others.
fn numbered(item: &Value, number: usize) -> Value {
    match item {
        Value::Object(members) => {
            let mut members = members.clone();
            members.insert(NUMBER.to_owned(), json!(number));
            Value::Object(members)
        }
        Value::String(_) => json!(number.to_string()),
        _ => json!(number),
    }
}

fn cursor(number: usize) -> String {
    format!("page-{number}")
}

/// The page that the value of the parameter asks for; a cursor of somebody else leads to the first.
fn number_of(value: &str) -> usize {
    let number = value.strip_prefix("page-").unwrap_or(value);
    number.parse().unwrap_or(1).max(1)
}

fn first_item<'a>(pagination: &Pagination, body: &'a Value) -> Option<&'a Value> {
    body.pointer(&pagination.items)?.as_array()?.first()
}

fn ends_with_null<'a>(
    pagination: &Pagination,
    mut bodies: impl Iterator<Item = &'a Value>,
) -> Option<Value> {
    let Turn::Cursor(next) = &pagination.turn else {
        return None;
    };
    let found = bodies.any(|body| body.pointer(next).is_some_and(Value::is_null));
    found.then_some(Value::Null)
}

/// Puts a value into its place, or takes away what is there; objects on the way are made.
fn put(body: &mut Value, pointer: &str, value: Option<Value>) {
    let Some((owner, name)) = pointer.rsplit_once('/') else {
        *body = value.unwrap_or_default();
        return;
    };
    let mut place = body;
    for step in owner.split('/').skip(1) {
        place = &mut room(place)[unescaped(step).as_str()];
    }
    let owner = room(place);
    match (value, owner.as_object_mut()) {
        (Some(value), _) => owner[unescaped(name).as_str()] = value,
        (None, Some(members)) => drop(members.shift_remove(&unescaped(name))),
        (None, None) => {}
    }
}

/// The value itself, if it can have members; what cannot is emptied, and becomes an object as members are put in.
fn room(value: &mut Value) -> &mut Value {
    if !value.is_object() {
        *value = Value::Null;
    }
    value
}

fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Contract;
    use crate::samples::{listed_by_cursor, listed_by_number, pets_with};

    fn listing(contract: &Contract, change: impl FnOnce(&Operation) -> Option<Listing>) -> Listing {
        let operation = contract.operation("listPets").expect("the sample has it");
        change(operation).expect("it answers pages")
    }

    fn pages(listing: &Listing, numbers: std::ops::RangeInclusive<usize>) -> Vec<Value> {
        let answers = numbers.map(|number| listing.page(number));
        let bodies = answers.map(|answer| serde_json::from_slice(&answer.body));
        bodies.map(|body| body.expect("pages are JSON")).collect()
    }

    fn examples(operation: &Operation) -> Option<Listing> {
        let response = operation.successes().next()?;
        Listing::of_examples(operation, response, response.examples())
    }

    #[test]
    fn every_example_with_items_is_a_page() {
        let by_cursor = listing(&pets_with(listed_by_cursor), examples);
        assert_eq!(
            pages(&by_cursor, 1..=3),
            [
                json!({"pets": [{"name": "Rex"}], "next": "page-2"}),
                json!({"pets": [{"name": "Tom"}], "total": 2, "next": null}),
                json!({"pets": [], "next": null}),
            ]
        );
        let by_number = listing(&pets_with(listed_by_number), examples);
        assert_eq!(
            pages(&by_number, 1..=3),
            [
                json!({"pets": [{"name": "Rex"}], "meta": {"page": 1, "pages": 2}}),
                json!({"pets": [{"name": "Tom"}], "total": 2, "meta": {"page": 2, "pages": 2}}),
                json!({"pets": [], "meta": {"page": 3, "pages": 2}}),
            ]
        );
    }

    #[test]
    fn copies_are_numbered_through_all_pages() {
        let listing = listing(&pets_with(listed_by_number), |operation| {
            Listing::of_copies(operation, 2, 2)
        });
        let bodies = pages(&listing, 1..=3);
        let items = bodies.iter().filter_map(|body| body["pets"].as_array());
        let numbers: Vec<Vec<_>> = items
            .map(|items| items.iter().map(number).collect())
            .collect();
        assert_eq!(
            numbers,
            [vec![Some(0), Some(1)], vec![Some(2), Some(3)], vec![]]
        );
        assert_eq!(listing.steps().collect::<Vec<_>>(), ["2"]);
    }

    #[test]
    fn what_a_page_asks_for_is_taken_back() {
        assert_eq!(["page-7", "7", "0", "another"].map(number_of), [7, 7, 1, 1]);
    }
}
