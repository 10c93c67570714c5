//! Answers by status, media type and alternative, and failures.

use serde_json::json;

use super::{NO_CONTENT, exchange, reply};
use crate::replies::{Animal, Cat, Replies, SeveralAnswer, Shape, State};
use crate::runtime::client::Error;
use crate::types::Problem;
use crate::webhooks::OnDonePayload;

const JSON: &str = "content-type: application/json\r\n";

#[tokio::test]
async fn successes_are_told_apart_by_status() {
    let answer = |answer: String| async {
        let (request, given) = exchange(answer, |client| client.replies().several()).await;
        assert_eq!(request.line, "GET /v1/replies/several HTTP/1.1");
        given.unwrap()
    };
    let done = answer(reply("200 OK", JSON, r#"{"R":1}"#)).await;
    assert!(matches!(done, SeveralAnswer::Ok(colour) if colour.r == Some(1)));
    let later = answer(reply("202 Accepted", JSON, r#"{"ticket":"t"}"#)).await;
    assert!(matches!(later, SeveralAnswer::Accepted(accepted) if accepted.ticket == "t"));
    let nothing = answer(NO_CONTENT.to_owned()).await;
    assert!(matches!(nothing, SeveralAnswer::NoContent));
    let other = answer(reply("206 Partial Content", "", "x")).await;
    assert!(matches!(other, SeveralAnswer::Other(raw) if raw.text() == "x"));
}

#[tokio::test]
async fn failures_have_the_documented_body() {
    for (status, media_type) in [
        ("404 Not Found", "application/json"),
        ("422 Unprocessable Entity", "application/problem+json"),
        ("500 Internal Server Error", "application/json"),
    ] {
        let headers = format!("content-type: {media_type}\r\n");
        let body = r#"{"title":"Out of paint","detail":null}"#;
        let answer = reply(status, &headers, body);
        let (_, given) = exchange(answer, |client| client.replies().several()).await;
        let error = given.unwrap_err();
        assert!(matches!(error, Error::Api(_)), "{error:?}");
        assert_eq!(error.error_body().unwrap().title, "Out of paint");
        let problem: Problem = error.decode_body().unwrap();
        assert_eq!(problem.detail, None);
        assert_eq!(
            error.to_string(),
            format!("GET /replies/several: {status}: Out of paint")
        );
    }
}

#[tokio::test]
async fn ranges_defaults_and_headers_are_read() {
    let headers = "x-left: 3\r\nX-Tags: a, b\r\n";
    let answer = reply("299 Fine", headers, r#"{"G":2}"#);
    let (_, given) = exchange(answer, |client| client.replies().any_success().raw()).await;
    let response = given.unwrap();
    assert_eq!(response.header(Replies::X_LEFT).unwrap(), 3);
    let tags = response.header(Replies::X_TAGS).unwrap();
    assert_eq!(tags.unwrap(), ["a", "b"]);
    let answer = reply("200 OK", JSON, r#"{"B":3}"#);
    let (_, given) = exchange(answer, |client| client.replies().only_default()).await;
    assert_eq!(given.unwrap().b, Some(3));
}

#[tokio::test]
async fn what_does_not_fit_says_where() {
    for (body, place) in [
        (r#"{"R":"1"}"#, Some("$.R")),
        ("[]", Some("$")),
        (r#"{"G":1.5}"#, Some("$.G")),
        ("<p>", None),
    ] {
        let answer = reply("200 OK", JSON, body);
        let (_, given) = exchange(answer, |client| client.replies().any_success()).await;
        let error = given.unwrap_err();
        assert_eq!(error.json_path(), place, "{body}");
        let start = "GET /replies/range: 200 OK, but the body ";
        assert!(error.to_string().starts_with(start), "{error}");
    }
}

#[tokio::test]
async fn bytes_come_as_a_whole_and_in_pieces() {
    let chunked =
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\n\0d\r\n0\r\n\r\n";
    let (request, given) = exchange(chunked, |client| client.replies().download()).await;
    assert_eq!(request.header("accept"), Some("application/octet-stream"));
    assert_eq!(given.unwrap(), "abc\0d".as_bytes());
    let answer = reply("200 OK", "content-type: text/plain\r\n", "grün");
    let (request, given) = exchange(answer, |client| client.replies().read_text()).await;
    assert_eq!(request.header("accept"), Some("text/plain"));
    assert_eq!(given.unwrap(), "grün");
}

#[tokio::test]
async fn alternatives_are_chosen_by_their_discriminator() {
    let body =
        r#"[{"form":"round","radius":1.5},{"form":"square","side":2},{"form":"oval","x":1}]"#;
    let answer = reply("200 OK", JSON, body);
    let (_, given) = exchange(answer, |client| client.replies().shapes()).await;
    let [
        Shape::Circle(circle),
        Shape::Square(square),
        Shape::Unknown(other),
    ] = &given.unwrap()[..]
    else {
        panic!("other alternatives")
    };
    assert_eq!(
        (circle.radius.as_f64(), square.side.as_i64()),
        (1.5, Some(2))
    );
    assert_eq!(other, &json!({"form": "oval", "x": 1}));
    let answer = reply("200 OK", JSON, r#"{"kind":"Dog","barks":true}"#);
    let cat = Animal::from(Cat::new("Cat").lives_null());
    let (request, given) = exchange(answer, |client| client.replies().create_shape(&cat)).await;
    assert_eq!(request.body, r#"{"kind":"Cat","lives":null}"#);
    assert!(matches!(given.unwrap(), Animal::Dog(dog) if dog.barks == Some(true)));
}

#[tokio::test]
async fn values_that_differ_in_case_are_told_apart() {
    for (text, state) in [
        ("open", State::LowerOpen),
        ("Open", State::MixedOpen),
        ("OPEN", State::UpperOpen),
        ("oPEN", State::Unknown("oPEN".to_owned())),
    ] {
        let answer = reply("200 OK", JSON, &format!("\"{text}\""));
        let (_, given) = exchange(answer, |client| client.replies().state()).await;
        assert_eq!(given.unwrap(), state);
    }
}

#[test]
fn callbacks_have_types() {
    let done: OnDonePayload = serde_json::from_str(r#"{"done":{"R":1}}"#).unwrap();
    assert_eq!(done.done.r, Some(1));
}
