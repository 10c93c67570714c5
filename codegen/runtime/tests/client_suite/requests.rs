//! What a request carries.

use crate::runtime::client::{Error, Method, Operation, Style};
use serde_json::{Value, json};

use crate::support::{Fake, GET, UPDATE, get};

#[tokio::test]
async fn sends_method_headers_and_body() {
    let fake = Fake::default();
    let body = json!({"name": "Zoë", "tags": []});
    fake.client()
        .request(&UPDATE)
        .path("id", "7")
        .json(&body)
        .call::<Value>()
        .await
        .unwrap();
    let request = &fake.requests()[0];
    assert_eq!(request.method(), Method::PATCH);
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(request.headers()["accept"], "application/json");
    assert_eq!(request.headers()["user-agent"], "callbell-rust/1.2.3");
    assert_eq!(
        serde_json::from_slice::<Value>(request.body()).unwrap(),
        body
    );
}

#[tokio::test]
async fn a_request_without_body_names_no_content_type() {
    static EXPORT: Operation =
        Operation::new("exportThings", Method::GET, "/things").accept("text/csv, */*;q=0.1");
    let fake = Fake::default();
    fake.client().request(&EXPORT).call_empty().await.unwrap();
    let request = &fake.requests()[0];
    assert!(!request.headers().contains_key("content-type"));
    assert_eq!(request.headers()["accept"], "text/csv, */*;q=0.1");
    assert!(request.body().is_empty());
}

#[tokio::test]
async fn a_body_that_json_cannot_express_is_not_sent() {
    let fake = Fake::default();
    let call = fake
        .client()
        .request(&UPDATE)
        .path("id", "7")
        .json(&f64::NAN)
        .call_empty();
    let error = call.await.unwrap_err();
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    assert!(
        error.to_string().starts_with("updateThing: request body "),
        "{error}"
    );
    assert!(fake.requests().is_empty());
}

#[tokio::test]
async fn a_call_takes_headers_of_its_own() {
    let fake = Fake::default();
    let client = fake.client();
    let call = client
        .request(&GET)
        .path("id", "7")
        .header("x-trace", "0")
        .call::<Value>();
    call.header("X-Trace", "1")
        .header("x-other", "a b")
        .header("accept", "*/*")
        .await
        .unwrap();
    let request = &fake.requests()[0];
    let all: Vec<_> = request.headers().get_all("x-trace").iter().collect();
    assert_eq!(all, ["1"]);
    assert_eq!(request.headers()["x-other"], "a b");
    assert_eq!(
        request
            .headers()
            .get_all("accept")
            .iter()
            .collect::<Vec<_>>(),
        ["*/*"]
    );
}

#[tokio::test]
async fn refuses_headers_that_are_the_clients_own_or_not_legal() {
    let refused = [
        (
            "authorization",
            "x",
            "is set by the client and cannot be replaced",
        ),
        (
            "Authorization",
            "x",
            "is set by the client and cannot be replaced",
        ),
        ("HOST", "x", "is set by the client and cannot be replaced"),
        (
            "Content-Length",
            "0",
            "is set by the client and cannot be replaced",
        ),
        (
            "transfer-encoding",
            "chunked",
            "is set by the client and cannot be replaced",
        ),
        (
            "x-a",
            "a\r\nhost: b",
            "has a value with a line break or another control character",
        ),
        (
            "x-a",
            "a\nb",
            "has a value with a line break or another control character",
        ),
        (
            "x-a",
            "\u{7f}",
            "has a value with a line break or another control character",
        ),
        ("x a", "b", "is not a legal header name"),
        ("", "b", "is not a legal header name"),
        ("x-a\r\nhost", "b", "is not a legal header name"),
    ];
    for (name, value, why) in refused {
        let fake = Fake::default();
        let client = fake.client();
        let of_call = get(&client).header(name, value).await.unwrap_err();
        let of_parameter = client.request(&GET).path("id", "7").header(name, value);
        let of_parameter = of_parameter.call::<Value>().await.unwrap_err();
        for error in [of_call, of_parameter] {
            assert!(matches!(error, Error::InvalidRequest(_)));
            let text = error.to_string();
            let expected = format!("getThing: header `{}` {why}", name.escape_debug());
            assert_eq!(text, expected);
        }
        assert!(fake.requests().is_empty());
    }
}

#[tokio::test]
async fn nothing_is_sent_before_the_call_is_awaited() {
    let fake = Fake::default();
    let client = fake.client();
    drop(get(&client));
    drop(get(&client).into_future());
    assert!(fake.requests().is_empty());
}

#[test]
fn calls_can_move_to_another_thread() {
    fn moves<T: Send + Sync + 'static>(value: T) -> T {
        value
    }
    fn goes<T: Send + 'static>(value: T) -> T {
        value
    }
    let client = moves(Fake::default().client());
    let call = moves(get(&client));
    drop(goes(call.into_future()));
}

#[tokio::test]
async fn a_parameter_that_breaks_its_schema_is_not_sent() {
    let fake = Fake::default();
    let client = fake.client();
    let listed = |page: i64, tags: &[&str]| {
        let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
        let request = client.request(&GET).path("id", "7");
        request
            .check("page", &page, |place| place.minimum(1).maximum(9))
            .check("tags", &tags, |place| {
                place.max_items(2).each(|item| {
                    item.min_length(1);
                })
            })
            .check("id", "7", |place| place.pattern("^[0-9]+$"))
            .call_empty()
    };
    let refused = [
        (0, [].as_slice(), "parameter `page`", "minimum"),
        (10, &[""], "parameter `page`", "maximum"),
        (1, &["a", "b", "c"], "parameter `tags`", "maxItems"),
        (1, &["a", ""], "parameter `tags`", "minLength"),
    ];
    for (page, tags, place, keyword) in refused {
        let error = listed(page, tags).await.unwrap_err();
        let Error::InvalidRequest(problem) = &error else {
            panic!("{error:?}");
        };
        assert_eq!(problem.place(), place);
        let broken = problem.violations().unwrap().iter().next().unwrap();
        assert_eq!(broken.keyword, keyword, "{error}");
        assert!(!error.to_string().contains("$: "), "{error}");
    }
    let error = listed(0, &[]).await.unwrap_err().to_string();
    assert_eq!(error, "getThing: parameter `page`: less than 1 (minimum)");
    let styled = client.request(&GET).path("id", "7");
    let error = styled
        .query_with("rate", Style::Form, &f64::NAN)
        .call_empty();
    let error = error.await.unwrap_err().to_string();
    assert!(error.starts_with("getThing: parameter `rate` "), "{error}");
    assert!(fake.requests().is_empty());
    listed(9, &["a", "b"]).await.unwrap();
    assert_eq!(fake.requests().len(), 1);
}
