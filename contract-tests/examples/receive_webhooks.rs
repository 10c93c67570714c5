//! Receives what the service sends, and tells the names of the events.
//!
//! ```text
//! CALLBELL_WEBHOOK_SECRET=… cargo run -p contract-tests --example receive_webhooks -- PORT
//! ```

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::SystemTime;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use axum::{Json, Router};
use callbell::webhooks::{Event, SIGNATURE_HEADER, verify_signature};
use serde_json::{Value, json};

/// What receives the events that are signed with a secret.
pub fn receiver(secret: &str) -> Router {
    let secret: Arc<str> = secret.into();
    Router::new().route("/", post(receive)).with_state(secret)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let port = std::env::args().nth(1).and_then(|port| port.parse().ok());
    let secret = std::env::var("CALLBELL_WEBHOOK_SECRET").ok();
    let (Some(port), Some(secret)) = (port, secret) else {
        eprintln!("usage: receive_webhooks PORT");
        eprintln!("CALLBELL_WEBHOOK_SECRET holds the secret of the webhook.");
        return ExitCode::from(2);
    };
    match run(port, &secret).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(port: u16, secret: &str) -> io::Result<()> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = tokio::net::TcpListener::bind(address).await?;
    println!("listening on {}", listener.local_addr()?);
    axum::serve(listener, receiver(secret)).await
}

/// Only a wrong signature is refused. An event that is not understood is taken all the same: to send it again
/// would not change it.
async fn receive(
    State(secret): State<Arc<str>>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, Json<Value>) {
    let header = headers.get(SIGNATURE_HEADER);
    let header = header.and_then(|value| value.to_str().ok());
    let proof = verify_signature(
        &body,
        header.unwrap_or_default(),
        secret.as_bytes(),
        SystemTime::now(),
    );
    if let Err(error) = proof {
        eprintln!("refused: {error}");
        return (
            StatusCode::UNAUTHORIZED,
            Json(json!({ "status": "unauthorized" })),
        );
    }
    match Event::parse(&body) {
        Ok(event) => println!("{}", event.name().unwrap_or("an event without a name")),
        Err(error) => eprintln!("not understood: {error}"),
    }
    (StatusCode::OK, Json(json!({ "status": "ok" })))
}
