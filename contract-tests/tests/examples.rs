//! The example programs against a server that answers with the contract's examples: they print what README.md shows.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use callbell::Client;
use callbell::webhooks::SIGNATURE_HEADER;
use contract_tests::contract::Contract;
use contract_tests::mock::{ServeOptions, Server, serve_all};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::net::TcpListener;

#[allow(
    dead_code,
    reason = "a program is more than the function that is tested"
)]
#[path = "../examples/receive_webhooks.rs"]
mod receive_webhooks;
#[allow(
    dead_code,
    reason = "a program is more than the function that is tested"
)]
#[path = "../examples/send_template.rs"]
mod send_template;
#[allow(
    dead_code,
    reason = "a program is more than the function that is tested"
)]
#[path = "../examples/tag_team.rs"]
mod tag_team;
#[allow(
    dead_code,
    reason = "a program is more than the function that is tested"
)]
#[path = "../examples/update_contact.rs"]
mod update_contact;

/// What the mock takes for a key.
const KEY: &str = "anything";

#[tokio::test]
async fn update_contact() {
    let (_server, client) = start().await;
    let mut out = Vec::new();
    let uuid = &arguments("update_contact")[0];
    update_contact::update(&client, uuid, &mut out)
        .await
        .unwrap();
    is_shown("update_contact", &out);
}

#[tokio::test]
async fn tag_team() {
    let (_server, client) = start().await;
    let mut out = Vec::new();
    let arguments = arguments("tag_team");
    let (team, tag) = (&arguments[0], &arguments[1]);
    tag_team::tag_team(&client, team, tag, &mut out)
        .await
        .unwrap();
    is_shown("tag_team", &out);
}

#[tokio::test]
async fn send_template() {
    let (_server, client) = start().await;
    let mut out = Vec::new();
    let arguments = arguments("send_template");
    let message = send_template::message(&arguments[0], &arguments[1], &arguments[2..]);
    let sent = send_template::send_template(&client, &message, Duration::ZERO, &mut out);
    sent.await.unwrap();
    is_shown("send_template", &out);
}

#[tokio::test]
async fn receive_webhooks() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let service = axum::serve(listener, receive_webhooks::receiver("secret"));
    let service = tokio::spawn(service.into_future());
    let contract = contract();
    let events = contract.events.iter().flat_map(|event| &event.content);
    let bodies = events.flat_map(|content| &content.examples);
    let bodies: Vec<&[u8]> = bodies.map(|example| example.payload.as_slice()).collect();
    assert!(!bodies.is_empty());
    for body in bodies.into_iter().chain([&b"[1]"[..], b"no JSON"]) {
        let ok = (200, json!({ "status": "ok" }));
        assert_eq!(deliver(&url, body, "secret").await, ok);
        assert_eq!(deliver(&url, body, "another").await.0, 401);
    }
    service.abort();
}

/// Sends an event as the service does, signed with a secret, and gives the answer.
async fn deliver(url: &str, body: &[u8], secret: &str) -> (u16, Value) {
    let time = UNIX_EPOCH.elapsed().expect("it is later").as_secs();
    let mut code = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any key will do");
    code.update(&[format!("{time}.").as_bytes(), body].concat());
    let code = code.finalize().into_bytes();
    let code: String = code.iter().map(|byte| format!("{byte:02x}")).collect();
    let request = reqwest::Client::new().post(url).body(body.to_vec());
    let request = request.header(SIGNATURE_HEADER, format!("t={time},v1={code}"));
    let answer = request.send().await.expect("the receiver answers");
    let status = answer.status().as_u16();
    let body = answer.bytes().await.expect("the answer has an end");
    (status, serde_json::from_slice(&body).expect("it is JSON"))
}

fn contract() -> Contract {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/openapi.json");
    Contract::read(&root).expect("the contract can be read")
}

/// A server with the whole contract, and a client for it.
async fn start() -> (Server, Client) {
    let address = SocketAddr::from(([127, 0, 0, 1], 0));
    let server = serve_all(Arc::new(contract()), address, ServeOptions::default()).await;
    let server = server.expect("loopback has a free port");
    let client = Client::builder().base_url(server.base_url()).token(KEY);
    let client = client.build().expect("these settings will do");
    (server, client)
}

/// The words behind a program's name in README.md.
fn arguments(program: &str) -> Vec<String> {
    let text = readme();
    let line = text
        .lines()
        .find(|line| line.starts_with(&command(program)));
    let line = line.unwrap_or_else(|| panic!("README.md shows how {program} is run"));
    let words = line[command(program).len()..].split_whitespace();
    words.map(str::to_owned).collect()
}

/// Compares what a program printed with the lines that follow its command in README.md.
#[track_caller]
fn is_shown(program: &str, out: &[u8]) {
    let text = readme();
    let lines = text
        .lines()
        .skip_while(|line| !line.starts_with(&command(program)));
    let shown = lines
        .skip(1)
        .take_while(|line| !line.starts_with("```") && !line.starts_with('$'));
    let shown: Vec<&str> = shown.collect();
    let printed = String::from_utf8_lossy(out);
    assert_eq!(
        printed.lines().collect::<Vec<_>>(),
        shown,
        "README.md shows what {program} prints"
    );
}

fn command(program: &str) -> String {
    format!("$ cargo run --package contract-tests --example {program} ")
}

fn readme() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    std::fs::read_to_string(path).expect("the workspace has a README.md")
}
