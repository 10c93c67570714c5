//! What comes back from an answer, by its status and body.

use crate::runtime::client::{
    Error, Header, Method, Operation, Phase, Sent, TransportError, TransportErrorKind as Kind,
};
use serde_json::{Value, json};

use crate::support::{Fake, GET, Pairs, UPDATE, builder, error_of, get};

#[test]
fn the_error_type_is_small_and_moves_between_threads() {
    fn moves<T: std::error::Error + Send + Sync + 'static>() {}
    moves::<Error>();
    assert!(size_of::<Error>() <= 16);
}

#[tokio::test]
async fn decodes_any_success() {
    for status in [200, 201, 202, 299] {
        let fake = Fake::answering(status, &[], "{\"a\":[1,null]}");
        assert_eq!(get(&fake.client()).await.unwrap(), json!({"a": [1, null]}));
    }
}

#[tokio::test]
async fn hands_out_the_raw_answer() {
    let fake = Fake::answering(201, &[("x-a", "b")], "no json");
    let answer = get(&fake.client()).raw().await.unwrap();
    assert_eq!(answer.status(), 201);
    assert_eq!(answer.headers()["x-a"], "b");
    assert_eq!(answer.body(), "no json");
    assert_eq!(answer.attempts(), 1);
    assert!(matches!(answer.decode::<Value>(), Err(Error::Decode(_))));
    let fake = Fake::answering(200, &[], "[1]");
    let answer = get(&fake.client()).raw().await.unwrap();
    assert_eq!(answer.decode::<Vec<i64>>().unwrap(), [1]);
}

#[tokio::test]
async fn gives_the_answer_beside_its_value() {
    let fake = Fake::answering(200, &[("x-count", "7")], "[1]");
    let (value, answer) = get(&fake.client()).with_response().await.unwrap();
    assert_eq!(value, json!([1]));
    assert_eq!(answer.header(Header::<i64>::new("x-count")).unwrap(), 7);
    let fake = Fake::answering(404, &[("x-count", "7")], "{}");
    let error = get(&fake.client()).with_response().await.unwrap_err();
    let Error::Api(error) = error else {
        panic!("{error}")
    };
    assert_eq!(error.header(Header::<i64>::new("x-count")), Some(7));
    assert_eq!(error.header(Header::<bool>::new("x-count")), None);
}

#[tokio::test]
async fn reads_headers_as_their_types() {
    let headers = [
        ("x-text", "7"),
        ("x-flag", "true"),
        ("x-list", "1, 2,3"),
        ("x-json", "{\"a\": [null]}"),
        ("x-none", ""),
    ];
    let fake = Fake::answering(200, &headers, "1");
    let answer = get(&fake.client()).raw().await.unwrap();
    assert_eq!(answer.header(Header::<String>::new("x-text")).unwrap(), "7");
    assert!(answer.header(Header::<bool>::new("x-flag")).unwrap());
    let list = answer.header(Header::<Vec<i64>>::list("x-list"));
    assert_eq!(list.unwrap(), [1, 2, 3]);
    let list = answer.header(Header::<Vec<String>>::list("x-list"));
    assert_eq!(list.unwrap(), ["1", "2", "3"]);
    let none = answer.header(Header::<Vec<String>>::list("x-none"));
    assert_eq!(none.unwrap(), [""; 0]);
    let json = answer.header(Header::<Value>::json("x-json"));
    assert_eq!(json.unwrap(), json!({"a": [null]}));
    let absent = answer.header(Header::<Option<i64>>::new("x-absent"));
    assert_eq!(absent.unwrap(), None);
}

#[tokio::test]
async fn a_header_that_does_not_fit_is_named_and_not_shown() {
    let fake = Fake::answering(200, &[("x-count", "secret")], "1");
    let answer = get(&fake.client()).raw().await.unwrap();
    let said = |name| {
        let error = answer.header(Header::<i64>::new(name)).unwrap_err();
        error.to_string()
    };
    let place = "GET /things/{id}: 200 OK, but the header";
    assert_eq!(
        said("x-absent"),
        format!("{place} `x-absent` does not fit its type: it is absent")
    );
    let unfit = said("x-count");
    assert!(unfit.starts_with(&format!("{place} `x-count`")), "{unfit}");
    assert!(!unfit.contains("secret"), "{unfit}");
}

#[tokio::test]
async fn a_call_without_content_ignores_the_body() {
    for body in ["", "ok", "{}"] {
        let fake = Fake::answering(204, &[], body);
        fake.client()
            .request(&GET)
            .path("id", "7")
            .call_empty()
            .await
            .unwrap();
    }
    let error = error_of(204, &[], "").await;
    assert_eq!(
        error.to_string(),
        "GET /things/{id}: 204 No Content, but the body is empty"
    );
}

#[tokio::test]
async fn a_body_that_is_no_json_is_a_decode_error() {
    let html = [("content-type", "text/html; charset=utf-8")];
    let json = [("content-type", "application/json")];
    let problem = [("content-type", "application/problem+json")];
    let cases: [(Pairs<'_>, &str, &str); 6] = [
        (
            &html,
            "<html>maintenance</html>",
            "is text/html; charset=utf-8, not JSON",
        ),
        (&html, "", "is empty"),
        (&json, "{\"a\":", "is not JSON: "),
        (&json, "{\"a\":1} x", "is not JSON: "),
        (&problem, "oops", "is not JSON: "),
        (&[], "<html>", "is not JSON: "),
    ];
    for (headers, body, expected) in cases {
        let error = error_of(200, headers, body).await;
        let Error::Decode(failure) = &error else {
            panic!("{error:?}")
        };
        let start = format!("GET /things/{{id}}: 200 OK, but the body {expected}");
        assert!(error.to_string().starts_with(&start), "{error}");
        assert_eq!(failure.body(), body.as_bytes());
        assert_eq!(error.status().unwrap(), 200);
        assert_eq!(error.json_path(), None);
        assert!(error.was_sent() && !error.is_retryable());
    }
}

#[tokio::test]
async fn json_under_another_content_type_is_read() {
    let fake = Fake::answering(200, &[("content-type", "text/html")], "{}");
    assert_eq!(get(&fake.client()).await.unwrap(), json!({}));
}

#[tokio::test]
async fn a_mark_of_byte_order_is_no_part_of_json() {
    let fake = Fake::answering(200, &[], "\u{feff}[1]");
    assert_eq!(get(&fake.client()).await.unwrap(), json!([1]));
    let error = error_of(400, &[], "\u{feff}{\"message\":\"no\"}").await;
    assert_eq!(error.message(), Some("no"));
    assert_eq!(error.decode_body::<Value>(), Some(json!({"message": "no"})));
}

#[tokio::test]
async fn a_body_that_is_encoded_says_so() {
    let headers = [
        ("content-type", "application/json"),
        ("content-encoding", "gzip"),
    ];
    let fake = Fake::answering(200, &headers, vec![31, 139, 8, 0]);
    let error = get(&fake.client()).await.unwrap_err().to_string();
    let end = "200 OK, but the body is encoded as gzip, which nobody asked for";
    assert!(error.ends_with(end), "{error}");
}

#[tokio::test]
async fn a_status_without_a_name_is_its_number() {
    let error = error_of(499, &[], "").await;
    assert_eq!(error.to_string(), "GET /things/{id}: 499");
}

#[tokio::test]
async fn a_body_of_another_shape_says_where() {
    let fake = Fake::answering(200, &[], "[\"a\", 1]");
    let call = fake
        .client()
        .request(&GET)
        .path("id", "7")
        .call::<Vec<String>>();
    let error = call.await.unwrap_err();
    assert_eq!(error.json_path(), Some("$[1]"));
    assert!(
        error.to_string().contains("does not fit its type: $[1]: "),
        "{error}"
    );
    assert_eq!(error.body(), Some(&b"[\"a\", 1]"[..]));
    assert!(!format!("{error:?}").contains("\\\"a\\\""), "{error:?}");
}

#[tokio::test]
async fn every_other_status_is_an_api_error() {
    for status in [300, 304, 400, 401, 402, 404, 409, 422, 500, 503, 599] {
        let error = error_of(status, &[("x-request-id", "r-1")], "{\"error\":\"no\"}").await;
        let Error::Api(answer) = &error else {
            panic!("{error:?}")
        };
        assert_eq!(answer.status(), status);
        assert_eq!(
            (answer.method(), answer.path()),
            (&Method::GET, "/things/{id}")
        );
        assert_eq!(answer.headers()["x-request-id"], "r-1");
        assert!(answer.is_complete());
        assert_eq!(error.request_id(), Some("r-1"));
        assert_eq!(error.message(), Some("no"));
        assert_eq!(error.operation(), Some("getThing"));
        assert_eq!(error.attempts(), 1);
        assert_eq!(error.is_not_found(), status == 404);
        assert_eq!(error.decode_body::<Value>(), Some(json!({"error": "no"})));
        assert_eq!(error.decode_body::<Vec<String>>(), None);
    }
}

#[tokio::test]
async fn status_429_is_its_own_variant() {
    let error = error_of(429, &[("retry-after", "3")], "").await;
    assert!(matches!(error, Error::RateLimited(_)));
    assert_eq!(error.retry_after().unwrap().as_secs(), 3);
    assert!(error.is_retryable());
    assert_eq!(error.to_string(), "GET /things/{id}: 429 Too Many Requests");
}

#[test]
fn the_method_says_what_is_safe_to_repeat() {
    let safe = [Method::GET, Method::HEAD, Method::PUT, Method::DELETE];
    let unsafe_ones = [Method::POST, Method::PATCH];
    assert!(
        safe.into_iter()
            .all(|method| Operation::new("a", method, "/").is_repeatable())
    );
    assert!(
        !unsafe_ones
            .into_iter()
            .any(|method| Operation::new("a", method, "/").is_repeatable())
    );
}

#[tokio::test]
async fn only_what_is_safe_to_repeat_is_retryable() {
    static SAFE: Operation = Operation::new("sync", Method::POST, "/things/{id}").repeatable();
    static DELETE: Operation = Operation::new("remove", Method::DELETE, "/things/{id}");
    let cases = [
        (&GET, true),
        (&DELETE, true),
        (&SAFE, true),
        (&UPDATE, false),
    ];
    for (operation, repeatable) in cases {
        assert_eq!(operation.is_repeatable(), repeatable, "{}", operation.id());
        let error = async |answer: Fake| {
            answer
                .client()
                .request(operation)
                .path("id", "7")
                .call_empty()
                .await
                .unwrap_err()
        };
        for status in [408, 500, 502, 503, 504] {
            let error = error(Fake::answering(status, &[], "")).await;
            assert_eq!(
                error.is_retryable(),
                repeatable,
                "{} {status}",
                operation.id()
            );
        }
        for status in [400, 401, 402, 404, 409, 422, 501] {
            assert!(!error(Fake::answering(status, &[], "")).await.is_retryable());
        }
        for kind in [Kind::Reset, Kind::Timeout(Phase::Response)] {
            let maybe = error(Fake::giving(Err(TransportError::new(kind, Sent::Maybe)))).await;
            assert_eq!(maybe.is_retryable(), repeatable);
            assert!(maybe.was_sent());
        }
        for kind in [Kind::Dns, Kind::Timeout(Phase::Connect)] {
            let unsent = error(Fake::giving(Err(TransportError::new(kind, Sent::No)))).await;
            assert!(unsent.is_retryable() && !unsent.was_sent());
        }
    }
}

#[tokio::test]
async fn an_answer_over_the_limit_is_refused() {
    let limited = |fake: Fake| {
        builder()
            .max_response_bytes(10)
            .transport(fake)
            .build()
            .unwrap()
    };
    let fits = Fake::answering(200, &[("content-length", "10")], "\"12345678\"");
    assert_eq!(get(&limited(fits)).await.unwrap(), json!("12345678"));
    let announced = [("content-length", "11")];
    for (headers, body) in [(&[][..], "\"123456789\""), (&announced[..], "1")] {
        let error = get(&limited(Fake::answering(200, headers, body)))
            .await
            .unwrap_err();
        let Error::ResponseTooLarge(failure) = &error else {
            panic!("{error:?}")
        };
        assert_eq!((failure.limit(), failure.status().as_u16()), (10, 200));
        assert_eq!(
            error.to_string(),
            "GET /things/{id}: 200 OK, but the response is larger than 10 bytes"
        );
    }
}

#[tokio::test]
async fn a_size_that_stands_for_no_body_is_no_limit() {
    static HEAD: Operation = Operation::new("checkThing", Method::HEAD, "/things/{id}");
    let fake = Fake::answering(200, &[("content-length", "99999999999")], "");
    fake.client()
        .request(&HEAD)
        .path("id", "7")
        .call_empty()
        .await
        .unwrap();
}

#[tokio::test]
async fn the_default_limit_is_32_mib() {
    let most = 32 << 20;
    let text = |length: usize| format!("\"{}\"", "x".repeat(length - 2));
    assert!(
        get(&Fake::answering(200, &[], text(most)).client())
            .await
            .is_ok()
    );
    let error = get(&Fake::answering(200, &[], text(most + 1)).client())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::ResponseTooLarge(_)));
}

#[tokio::test]
async fn the_beginning_of_a_large_error_body_is_kept() {
    let body = "x".repeat((64 << 10) + 1);
    let error = error_of(502, &[("content-type", "text/plain")], &body).await;
    let Error::Api(answer) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(answer.body().len(), 64 << 10);
    assert!(!answer.is_complete());
    assert!(error.to_string().len() < 300, "{error}");
}
