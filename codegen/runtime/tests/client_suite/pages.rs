//! Walks over lists that come in pages.

use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use futures_core::Stream;
use serde_json::{Value, json};

use crate::runtime::client::{
    Body, BoxFuture, Call, Error, Limits, Method, Next, Operation, Paging, Transport,
    TransportError,
};
use crate::support::builder;

static LIST: Operation = Operation::new("listThings", Method::GET, "/things");

enum ByCursor {}

impl Paging for ByCursor {
    type Page = Value;
    type Item = Value;

    const PARAMETER: &'static str = "after";

    fn next(page: &Value) -> Next {
        Next::cursor(page["next"].as_str().map(str::to_owned).as_ref())
    }

    fn items(page: Value) -> Vec<Value> {
        page["items"].as_array().cloned().unwrap_or_default()
    }
}

enum ByNumber {}

impl Paging for ByNumber {
    type Page = Value;
    type Item = Value;

    const PARAMETER: &'static str = "page";

    fn next(page: &Value) -> Next {
        let (current, pages) = (page["page"].as_i64(), page["pages"].as_i64());
        let is_empty = ByCursor::items(page.clone()).is_empty();
        Next::number(current.as_ref(), pages.as_ref(), is_empty)
    }

    fn items(page: Value) -> Vec<Value> {
        ByCursor::items(page)
    }
}

/// Gives one answer after the other, and an error after the last.
#[derive(Clone)]
struct Book {
    pages: Arc<Vec<Value>>,
    queries: Arc<Mutex<Vec<String>>>,
}

impl Book {
    fn of(pages: impl IntoIterator<Item = Value>) -> Book {
        Book {
            pages: Arc::new(pages.into_iter().collect()),
            queries: Arc::default(),
        }
    }

    fn call<P: Paging<Page = Value>>(&self) -> Call<Value, P> {
        let client = builder().transport(self.clone()).build().unwrap();
        client.request(&LIST).call().options()
    }

    fn queries(&self) -> Vec<String> {
        self.queries.lock().unwrap().clone()
    }
}

impl Transport for Book {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let mut queries = self.queries.lock().unwrap();
        let page = self.pages.get(queries.len());
        queries.push(request.uri().query().unwrap_or_default().to_owned());
        let mut answer = http::Response::new(Body::from(page.unwrap_or(&Value::Null).to_string()));
        if page.is_none() {
            *answer.status_mut() = http::StatusCode::GONE;
        }
        Box::pin(async { Ok(answer) })
    }
}

/// All items, and the error that ends them, if one does.
async fn items<P: Paging<Page = Value, Item = Value>>(
    call: Call<Value, P>,
) -> (Vec<Value>, Option<Error>) {
    let mut stream = call.stream();
    let mut items = Vec::new();
    while let Some(item) = stream.next().await {
        match item {
            Ok(item) => items.push(item),
            Err(error) => {
                assert!(stream.next().await.is_none(), "an error is the end");
                return (items, Some(error));
            }
        }
    }
    assert!(stream.next().await.is_none(), "an end is for ever");
    (items, None)
}

#[tokio::test]
async fn a_cursor_leads_from_page_to_page_over_empty_ones() {
    for end in [json!(null), json!("")] {
        let book = Book::of([
            json!({"items": [1, 2], "next": "a b&c=d"}),
            json!({"items": [], "next": "+"}),
            json!({"items": [3], "next": end}),
        ]);
        let call = book
            .call::<ByCursor>()
            .query("tag", "x y")
            .query("after", "start");
        let (items, error) = items(call).await;
        assert!(error.is_none());
        assert_eq!(items, [1, 2, 3]);
        let expected = [
            "tag=x%20y&after=start",
            "tag=x%20y&after=a%20b%26c%3Dd",
            "tag=x%20y&after=%2B",
        ];
        assert_eq!(book.queries(), expected);
    }
    let book = Book::of([json!({"items": [1]})]);
    assert_eq!(items(book.call::<ByCursor>()).await.0, [1]);
}

#[tokio::test]
async fn a_cursor_that_comes_again_is_an_error() {
    for cursors in [&["a", "a"][..], &["a", "b", "c", "a"]] {
        let book = Book::of(
            cursors
                .iter()
                .map(|next| json!({"items": [1], "next": next})),
        );
        let (items, error) = items(book.call::<ByCursor>()).await;
        assert_eq!(items.len(), cursors.len());
        let error = error.unwrap();
        assert!(matches!(error, Error::Decode(_)));
        assert_eq!(
            error.to_string(),
            "GET /things: 200 OK, but the body does not fit its type: \
             $: the cursor of the next page was given before"
        );
    }
}

#[tokio::test]
async fn numbers_lead_to_the_last_page() {
    let page = |page: u64| json!({"items": [page], "page": page, "pages": 3});
    let book = Book::of([page(1), page(2), page(3)]);
    assert_eq!(items(book.call::<ByNumber>()).await.0, [1, 2, 3]);
    assert_eq!(book.queries(), ["", "page=2", "page=3"]);
    let book = Book::of([page(2), page(3)]);
    let from_two = book.call::<ByNumber>().query("page", 2).query("tag", "x");
    assert_eq!(items(from_two).await.0, [2, 3]);
    assert_eq!(book.queries(), ["page=2&tag=x", "tag=x&page=3"]);
    for only in [
        json!({"items": [], "page": 1, "pages": 0}),
        json!({"items": [], "page": 9, "pages": 3}),
    ] {
        let book = Book::of([only]);
        assert!(
            items(book.call::<ByNumber>().query("page", 9))
                .await
                .1
                .is_none()
        );
    }
}

#[tokio::test]
async fn without_the_number_of_pages_an_empty_one_is_the_last() {
    let book = Book::of([
        json!({"items": [1]}),
        json!({"items": [2]}),
        json!({"items": []}),
    ]);
    assert_eq!(items(book.call::<ByNumber>()).await.0, [1, 2]);
    assert_eq!(book.queries(), ["", "page=2", "page=3"]);
    let counted_from_zero = |page: u64| json!({"items": [1], "page": page});
    let book = Book::of([
        counted_from_zero(0),
        counted_from_zero(1),
        json!({"page": 2}),
    ]);
    assert!(items(book.call::<ByNumber>()).await.1.is_none());
    assert_eq!(book.queries(), ["", "page=1", "page=2"]);
}

#[tokio::test]
async fn a_service_that_ignores_the_number_is_noticed() {
    let first = json!({"items": [1], "page": 1, "pages": 3});
    let book = Book::of([first.clone(), first.clone(), first]);
    let (items, error) = items(book.call::<ByNumber>()).await;
    assert_eq!(items, [1, 1]);
    assert!(
        error
            .unwrap()
            .to_string()
            .ends_with("an earlier page than the one that was asked for")
    );
}

#[tokio::test]
async fn an_error_ends_the_walk() {
    let book = Book::of([json!({"items": [1], "next": "a"})]);
    let (items, error) = items(book.call::<ByCursor>()).await;
    assert_eq!(items, [1]);
    assert_eq!(error.unwrap().status().unwrap(), 410);
}

#[tokio::test]
async fn whole_answers_come_as_they_are() {
    let pages = [
        json!({"items": [1], "next": "a"}),
        json!({"items": [], "total": 1}),
    ];
    let book = Book::of(pages.clone());
    let mut walk = book.call::<ByCursor>().pages();
    assert_eq!(walk.next().await.unwrap().unwrap(), pages[0]);
    assert_eq!(
        book.queries().len(),
        1,
        "pages are asked for when they are wanted"
    );
    assert_eq!(walk.next().await.unwrap().unwrap(), pages[1]);
    assert!(walk.next().await.is_none() && walk.next().await.is_none());
}

#[test]
fn both_are_streams_that_need_no_pinning() {
    fn poll<S: Stream + Unpin>(mut stream: S) -> Poll<Option<S::Item>> {
        let mut context = Context::from_waker(Waker::noop());
        Pin::new(&mut stream).poll_next(&mut context)
    }
    let book = Book::of([json!({"items": [1]})]);
    let first = poll(book.call::<ByCursor>().stream());
    assert!(matches!(first, Poll::Ready(Some(Ok(item))) if item == 1));
    let first = poll(book.call::<ByCursor>().pages());
    assert!(matches!(first, Poll::Ready(Some(Err(_)))));
    let moves = pin!(book.call::<ByCursor>().stream());
    fn is_send<T: Send>(_: T) {}
    is_send(moves);
}
