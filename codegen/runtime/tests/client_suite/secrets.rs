//! The token goes to the API and into no text.

use crate::runtime::client::{Api, Auth, ClientBuilder, Method, Operation, Token};
use serde_json::Value;

use crate::support::{API, Fake, GET, TOKEN, builder, client_of, error_of, get, saying};

#[test]
fn strips_the_scheme_that_dashboards_show() {
    for text in [
        "abc",
        "Bearer abc",
        "bearer abc",
        "BEARER abc",
        "Bearer Bearer abc",
    ] {
        assert!(
            Token::new(text).unwrap() == Token::new("abc").unwrap(),
            "{text}"
        );
    }
    assert!(Token::new("Bearerabc").unwrap() != Token::new("abc").unwrap());
}

#[test]
fn refuses_a_token_without_showing_it() {
    let refused = [
        ("", "token is empty"),
        ("Bearer ", "token is empty"),
        (
            "hunter2\n",
            "token has a space, a line break or a control character",
        ),
        (
            "hunter2\r\nx: y",
            "token has a space, a line break or a control character",
        ),
        (
            " hunter2",
            "token has a space, a line break or a control character",
        ),
        (
            "Token token=hunter2",
            "token has a space, a line break or a control character",
        ),
        (
            "hunter2\0",
            "token has a space, a line break or a control character",
        ),
        (
            "hunter2\u{a0}",
            "token has a space, a line break or a control character",
        ),
        ("hunter2é", "token has a character outside ASCII"),
    ];
    for (text, expected) in refused {
        let error = Token::new(text).unwrap_err();
        assert_eq!(error.to_string(), expected);
        assert!(!format!("{error:?}").contains("hunter2"));
        let error = ClientBuilder::new(&API).token(text).build().unwrap_err();
        assert_eq!(error.to_string(), expected);
        assert!(!format!("{error:?}").contains("hunter2"));
    }
}

#[tokio::test]
async fn sends_the_token_marked_as_sensitive() {
    let fake = Fake::default();
    let client = ClientBuilder::new(&API).token(format!("bearer {TOKEN}"));
    get(&client.transport(fake.clone()).build().unwrap())
        .await
        .unwrap();
    let value = fake.requests()[0].headers()["authorization"].clone();
    assert_eq!(value, format!("Bearer {TOKEN}"));
    assert!(value.is_sensitive());
}

#[tokio::test]
async fn sends_the_token_in_the_header_that_the_api_names() {
    static KEYED: Api = Api {
        name: "keyed",
        version: "1.0.0",
        env: "KEYED",
        servers: &["https://keyed.example.com"],
        variables: &[],
        auth: &[("key", Auth::Header("x-api-key"))],
        security: &[&[0]],
        rate_limit: None,
    };
    let fake = Fake::default();
    let client = ClientBuilder::new(&KEYED)
        .token(TOKEN)
        .transport(fake.clone())
        .build()
        .unwrap();
    get(&client).await.unwrap();
    let headers = fake.requests()[0].headers().clone();
    assert_eq!(headers["x-api-key"], TOKEN);
    assert!(headers["x-api-key"].is_sensitive() && !headers.contains_key("authorization"));
    let error = get(&client).header("X-Api-Key", "mine").await.unwrap_err();
    assert!(error.to_string().contains("cannot be replaced"), "{error}");
}

#[tokio::test]
async fn an_anonymous_operation_is_sent_without_it() {
    static PING: Operation = Operation::new("ping", Method::GET, "/ping").anonymous();
    let fake = Fake::default();
    fake.client().request(&PING).call::<Value>().await.unwrap();
    assert!(!fake.requests()[0].headers().contains_key("authorization"));
}

#[tokio::test]
async fn no_text_shows_it() {
    let body = format!("{{\"error\":\"bad key {TOKEN}\"}}");
    let echoed = error_of(401, &[("x-echo", TOKEN)], &body).await;
    assert_eq!(
        echoed.to_string(),
        "GET /things/{id}: 401 Unauthorized: bad key [REDACTED]"
    );
    let cut = format!("{{\"error\":\"{}{TOKEN}\"}}", "x".repeat(490));
    let cut = error_of(401, &[], &cut).await;
    assert!(!cut.to_string().contains(&TOKEN[..4]), "{cut}");
    let plain = error_of(500, &[], &format!("<h1>{TOKEN}</h1>")).await;
    let client = builder().build().unwrap();
    let request = client.request(&GET).path("id", "7");
    let texts = [
        format!("{:?}", builder()),
        format!("{client:?}"),
        format!("{:#?}", client.clone()),
        format!("{request:?}"),
        format!("{:?}", get(&client)),
        format!("{:?}", get(&client).into_future()),
        format!("{:?}", Token::new(TOKEN).unwrap()),
        format!("{echoed:?} {echoed}"),
        format!("{plain:?} {plain}"),
    ];
    for text in texts {
        assert!(!text.contains(TOKEN), "{text}");
    }
    assert!(format!("{client:?}").contains("[REDACTED]"));
}

#[tokio::test]
async fn transport_errors_show_neither_token_nor_url() {
    let server = saying("").await;
    let client = client_of(server.address);
    let call = client
        .request(&GET)
        .path("id", "secret-id")
        .query("q", "secret-query");
    let error = call.call::<Value>().await.unwrap_err();
    let source = std::error::Error::source(&error).unwrap();
    let text = format!("{error} {error:?} {error:#?} {source} {source:?}");
    for secret in [TOKEN, "secret-id", "secret-query", "Bearer"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

#[tokio::test]
async fn raw_answers_print_no_header_value_and_no_body() {
    let fake = Fake::answering(200, &[("set-cookie", "hunter2")], "\"hunter2\"");
    let answer = get(&fake.client()).raw().await.unwrap();
    let text = format!("{answer:?}");
    assert!(
        text.contains("set-cookie") && !text.contains("hunter2"),
        "{text}"
    );
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = wiremock::MockServer::start().await;
    let target = format!("{}/things/7", elsewhere.uri());
    for status in [
        "301 Moved",
        "302 Found",
        "303 See Other",
        "307 Temporary",
        "308 Permanent",
    ] {
        let head = format!("HTTP/1.1 {status}\r\nlocation: {target}\r\ncontent-length: 0\r\n\r\n");
        let server = saying(head).await;
        let error = get(&client_of(server.address)).await.unwrap_err();
        assert!(error.status().unwrap().is_redirection(), "{error}");
    }
    assert!(elsewhere.received_requests().await.unwrap().is_empty());
}
