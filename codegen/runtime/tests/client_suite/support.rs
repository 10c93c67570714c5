//! An API that does not exist, a transport that only remembers, and a server that misbehaves.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::process::Command;
use std::sync::{Arc, Mutex};

use crate::runtime::client::{
    Api, Auth, Body, BoxFuture, Call, Client, ClientBuilder, Error, Limits, Method, Operation,
    Transport, TransportError,
};
use bytes::Bytes;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A token that must not occur in any text that a user can print.
pub const TOKEN: &str = "planted-4f9c1d";

pub static API: Api = Api {
    name: "callbell",
    version: "1.2.3",
    env: "RUNTIME_TEST",
    servers: &["https://api.example.com/v1"],
    variables: &[],
    auth: &[("bearer", Auth::Bearer)],
    security: &[&[0]],
    rate_limit: None,
};

pub static GET: Operation = Operation::new("getThing", Method::GET, "/things/{id}");
pub static UPDATE: Operation = Operation::new("updateThing", Method::PATCH, "/things/{id}");

pub type Pairs<'a> = &'a [(&'a str, &'a str)];
type Sending = (http::Request<Bytes>, Limits);
type Answer = Result<http::Response<Body>, TransportError>;

/// A transport that keeps what it is given and answers from a list.
#[derive(Clone, Default)]
pub struct Fake {
    pub seen: Arc<Mutex<Vec<Sending>>>,
    answers: Arc<Mutex<VecDeque<Answer>>>,
}

impl Fake {
    pub fn answering(status: u16, headers: Pairs<'_>, body: impl Into<Body>) -> Fake {
        let mut answer = http::Response::builder().status(status);
        for (name, value) in headers {
            answer = answer.header(*name, *value);
        }
        Fake::giving(Ok(answer.body(body.into()).unwrap()))
    }

    pub fn giving(answer: Answer) -> Fake {
        let fake = Fake::default();
        fake.answers.lock().unwrap().push_back(answer);
        fake
    }

    pub fn client(&self) -> Client {
        builder().transport(self.clone()).build().unwrap()
    }

    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.seen
            .lock()
            .unwrap()
            .iter()
            .map(|(request, _)| request.clone())
            .collect()
    }
}

impl Transport for Fake {
    fn send(&self, request: http::Request<Bytes>, limits: Limits) -> BoxFuture<'_, Answer> {
        self.seen.lock().unwrap().push((request, limits));
        let next = self.answers.lock().unwrap().pop_front();
        Box::pin(async move { next.unwrap_or_else(|| Ok(http::Response::new(Body::from("{}")))) })
    }
}

/// A client that sends each call once.
pub fn builder() -> ClientBuilder {
    ClientBuilder::new(&API).token(TOKEN).attempts(1)
}

pub fn client_of(address: SocketAddr) -> Client {
    builder()
        .base_url(format!("http://{address}"))
        .build()
        .unwrap()
}

pub fn get(client: &Client) -> Call<Value> {
    client.request(&GET).path("id", "7").call()
}

/// The error of a call that is answered as told.
pub async fn error_of(status: u16, headers: Pairs<'_>, body: &str) -> Error {
    let fake = Fake::answering(status, headers, body.to_owned());
    get(&fake.client()).await.unwrap_err()
}

/// A server for one connection: reads the request, then does what it is told.
pub async fn server<F>(misbehave: impl FnOnce(TcpStream) -> F + Send + 'static) -> Server
where
    F: Future<Output = ()> + Send,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let task = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = [0; 4096];
        let length = stream.read(&mut request).await.unwrap();
        assert!(length > 0, "the client sent nothing");
        misbehave(stream).await;
    });
    Server { address, task }
}

/// A server that writes a text and closes the connection.
pub async fn saying(text: impl Into<String>) -> Server {
    let text = text.into();
    server(|mut stream| async move {
        // A client that has had enough may have hung up already.
        let _ = stream.write_all(text.as_bytes()).await;
        let _ = stream.shutdown().await;
    })
    .await
}

/// The output of an ignored test of this program, run in a process with variables of its own.
pub fn child(test: &str, variables: Pairs<'_>) -> String {
    let output = Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact", "--ignored", "--nocapture"])
        .env_remove("RUNTIME_TEST_API_KEY")
        .env_remove("RUNTIME_TEST_BASE_URL")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success() && text.contains("1 passed"),
        "{text}"
    );
    text
}

pub struct Server {
    pub address: SocketAddr,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}
