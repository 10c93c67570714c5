//! The API's own message, found in the bodies of errors and fit for one line.

use crate::support::error_of;

#[tokio::test]
async fn finds_the_message() {
    let cases = [
        (r#"{"error":"not authorized"}"#, "not authorized"),
        (
            r#"{"error":{"metadata":["must be string"]}}"#,
            "metadata: must be string",
        ),
        (
            r#"{"error":{"to":["is missing","is short"],"from":["is odd"]}}"#,
            "to: is missing; is short; from: is odd",
        ),
        (
            r#"{"error":{"title":["is too long"]}}"#,
            "title: is too long",
        ),
        (
            r#"{"error":"No credit","code":"wallet_empty"}"#,
            "No credit",
        ),
        (r#"{"message":"nope"}"#, "nope"),
        (
            r#"{"error":{"message":"deep","type":"x","code":3}}"#,
            "deep",
        ),
        (
            r#"{"error":"invalid_grant","error_description":"expired"}"#,
            "expired",
        ),
        (
            r#"{"type":"about:blank","title":"Bad","detail":"x is wrong"}"#,
            "x is wrong",
        ),
        (r#"{"title":"Bad Request","status":400}"#, "Bad Request"),
        (
            r#"{"errors":[{"message":"one"},{"message":"two"}]}"#,
            "one; two",
        ),
        (r#"{"errors":["one","two"]}"#, "one; two"),
        (
            r#"{"message":"invalid","errors":{"name":["is taken"]}}"#,
            "invalid: name: is taken",
        ),
        (r#"{"error":"invalid","errors":[]}"#, "invalid"),
        (r#"{"errors":{"name":["is taken"]}}"#, "name: is taken"),
        (
            r#"{"detail":[{"loc":["body","x"],"msg":"field required"}]}"#,
            "field required",
        ),
        (r#""plain text""#, "plain text"),
        (r#"[{"error":"in a list"}]"#, "in a list"),
    ];
    for (body, message) in cases {
        let error = error_of(400, &[], body).await;
        assert_eq!(error.message(), Some(message), "{body}");
        assert_eq!(
            error.to_string(),
            format!("GET /things/{{id}}: 400 Bad Request: {message}")
        );
    }
}

#[tokio::test]
async fn a_body_without_a_message_gives_none() {
    for body in [
        "",
        "  ",
        "{}",
        "null",
        "[]",
        "7",
        r#"{"id":"7","name":"x"}"#,
        r#"{"error":{}}"#,
    ] {
        let error = error_of(500, &[], body).await;
        assert_eq!(error.message(), None, "{body}");
        assert_eq!(
            error.to_string(),
            "GET /things/{id}: 500 Internal Server Error"
        );
    }
}

#[tokio::test]
async fn other_bodies_show_their_beginning() {
    let html = format!("<html>\n  <h1>Bad gateway</h1>{}</html>", "x".repeat(1000));
    let error = error_of(502, &[("content-type", "text/html")], &html).await;
    let text = error.to_string();
    assert!(
        text.starts_with("GET /things/{id}: 502 Bad Gateway: <html>\\n  <h1>Bad gat"),
        "{text}"
    );
    assert!(text.ends_with('…') && text.chars().count() < 180, "{text}");
    assert_eq!(error.body().unwrap().len(), html.len());
    let debug = format!("{error:?}");
    assert!(debug.contains("text/html"), "{debug}");
}

#[tokio::test]
async fn stays_on_one_line_and_short() {
    let cases = [
        (
            r#"{"error":"a\nb\r\u0000\u001b[31m\u007f"}"#,
            r"a\nb\r\u{0}\u{1b}[31m\u{7f}",
        ),
        (
            r#"{"error":"a\u2028b\u2029\u202e\u2066\u200fc"}"#,
            r"a\u{2028}b\u{2029}\u{202e}\u{2066}\u{200f}c",
        ),
        (r#"{"error":"  é 😀  "}"#, "é 😀"),
        (r#"{"error":{"a\nb":["c"]}}"#, r"a\nb: c"),
    ];
    for (body, message) in cases {
        assert_eq!(
            error_of(400, &[], body).await.message(),
            Some(message),
            "{body}"
        );
    }
    let long = format!("{{\"error\":\"{}\"}}", "é".repeat(10_000));
    let error = error_of(400, &[], &long).await;
    assert_eq!(error.message().unwrap().chars().count(), 501);
    assert!(error.message().unwrap().ends_with('…'));
}

#[tokio::test]
async fn deep_and_wide_bodies_do_no_harm() {
    let deep = format!(
        "{}{}",
        "{\"error\":".repeat(50),
        "\"x\"".to_owned() + &"}".repeat(50)
    );
    assert_eq!(error_of(400, &[], &deep).await.message(), None);
    let bomb = "[".repeat(60_000);
    assert!(
        error_of(400, &[], &bomb)
            .await
            .message()
            .unwrap()
            .starts_with("[[[")
    );
    let wide = format!("{{\"errors\":[{}]}}", ["\"no\""; 5_000].join(","));
    assert_eq!(
        error_of(400, &[], &wide).await.message(),
        Some("no; no; no; no; no")
    );
    let invalid = error_of(400, &[("content-type", "application/json")], "\u{fffd}{").await;
    assert_eq!(invalid.message(), Some("\u{fffd}{"));
}
