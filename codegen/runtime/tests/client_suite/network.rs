//! The same calls over a real connection to a server that behaves.

use std::net::TcpListener;

use serde_json::{Value, json};
use wiremock::matchers::{body_json, header, method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::support::{TOKEN, UPDATE, builder, child, get};

#[tokio::test]
async fn a_request_arrives_as_it_was_built() {
    let server = MockServer::start().await;
    let body = json!({"name": "Joe", "tags": ["a"]});
    Mock::given(method("PATCH"))
        .and(path("/v1/things/a%20%2Fb"))
        .and(query_param("q", "x y"))
        .and(header("authorization", format!("Bearer {TOKEN}")))
        .and(header("content-type", "application/json"))
        .and(header("accept", "application/json"))
        .and(header("user-agent", "callbell-rust/1.2.3"))
        .and(header("x-trace", "1"))
        .and(body_json(&body))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"ok": true})))
        .expect(1)
        .mount(&server)
        .await;
    let client = builder()
        .base_url(format!("{}/v1", server.uri()))
        .build()
        .unwrap();
    let request = client
        .request(&UPDATE)
        .path("id", "a /b")
        .query("q", "x y")
        .json(&body);
    let answer = request
        .call::<Value>()
        .header("x-trace", "1")
        .await
        .unwrap();
    assert_eq!(answer, json!({"ok": true}));
    let received = &server.received_requests().await.unwrap()[0];
    assert!(!received.headers.contains_key("referer"));
    assert!(!received.headers.contains_key("accept-encoding"));
}

#[tokio::test]
async fn calls_of_clones_run_side_by_side() {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"id": 7})))
        .expect(20)
        .mount(&server)
        .await;
    let client = builder().base_url(server.uri()).build().unwrap();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let client = client.clone();
        tasks.spawn(async move { get(&client).await });
    }
    while let Some(answer) = tasks.join_next().await {
        assert_eq!(answer.unwrap().unwrap(), json!({"id": 7}));
    }
}

#[test]
fn no_proxy_stands_before_this_machine() {
    let nobody = "http://127.0.0.1:1";
    let proxies = [
        ("http_proxy", nobody),
        ("https_proxy", nobody),
        ("all_proxy", nobody),
    ];
    child("network::calls_a_server_on_this_machine", &proxies);
}

#[tokio::test]
#[ignore = "runs inside `no_proxy_stands_before_this_machine`, in a process with variables of its own"]
async fn calls_a_server_on_this_machine() {
    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(200).set_body_json(json!({}));
    Mock::given(method("GET"))
        .respond_with(answer)
        .mount(&server)
        .await;
    let client = builder().base_url(server.uri()).build().unwrap();
    assert_eq!(get(&client).await.unwrap(), json!({}));
}

#[tokio::test]
async fn dropping_the_future_ends_the_call() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = builder().base_url(format!("http://{}", listener.local_addr().unwrap()));
    let client = client.build().unwrap();
    let call = tokio::spawn(get(&client).into_future());
    let (mut stream, _) = tokio::task::spawn_blocking(move || listener.accept())
        .await
        .unwrap()
        .unwrap();
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    let rest =
        tokio::task::spawn_blocking(move || std::io::copy(&mut stream, &mut std::io::sink()));
    assert!(rest.await.unwrap().is_ok(), "the connection was not closed");
}
