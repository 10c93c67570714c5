//! Measures what a call costs beyond the same request by reqwest alone: `cargo bench -p runtime --bench call_overhead`.
//!
//! Processor time of the calling thread is measured, since on loopback most of a call is waiting; the server has a thread of its own.
#![allow(missing_docs, reason = "the macros of the harness make public items")]

use std::hint::black_box;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use runtime::client::{Api, Auth, Call, Client, ClientBuilder, Method, Operation};
use runtime::codec::{self, record};

// The sources themselves, one module deeper than in their crate: as they stand in an SDK.
#[path = "../src/lib.rs"]
#[allow(dead_code, unused_imports, reason = "a bench uses little of it")]
mod runtime;

static API: Api = Api {
    name: "bench",
    version: "1.0.0",
    env: "BENCH",
    servers: &["http://127.0.0.1:1"],
    variables: &[],
    auth: &[("bearer", Auth::Bearer)],
    security: &[&[0]],
    rate_limit: None,
};

static GET: Operation = Operation::new("getContact", Method::GET, "/contacts/{uuid}");

const ANSWER: &str = r#"{"uuid":"0123456789abcdef","name":"Ann Example","phoneNumber":"+15550100","tags":["one","two"],"count":7}"#;

pub struct Contact {
    pub uuid: String,
    pub name: Option<String>,
    pub phone_number: Option<String>,
    pub tags: Option<Vec<String>>,
    pub count: Option<i64>,
    pub extra: codec::Extra,
}

record! { Contact { uuid, name, phone_number "phoneNumber", tags, count, ..extra } }

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "it is only read")]
struct Derived {
    uuid: String,
    name: Option<String>,
    phone_number: Option<String>,
    tags: Option<Vec<String>>,
    count: Option<i64>,
}

impl Client {
    fn contact(&self, uuid: &str) -> Call<Contact> {
        self.request(&GET).path("uuid", uuid).call()
    }
}

fn calls(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("the runtime starts");
    let address = serve();
    let base = format!("http://{address}");
    let client = ClientBuilder::new(&API)
        .base_url(&base)
        .allow_http(true)
        .token("secret")
        .build()
        .expect("the settings fit");
    let raw = reqwest::Client::new();
    let mut group = criterion.benchmark_group("call");
    group.bench_function("reqwest", |bencher| {
        bencher.iter_custom(|times| {
            busy(|| {
                runtime.block_on(async {
                    for _ in 0..times {
                        let request = raw.get(format!("{base}/contacts/{}", black_box("a1")));
                        let answer = request.bearer_auth("secret").send().await;
                        let bytes = answer.expect("it answers").bytes().await;
                        let bytes = bytes.expect("it answers whole");
                        black_box(serde_json::from_slice::<Derived>(&bytes).expect("it fits"));
                    }
                });
            })
        });
    });
    group.bench_function("client", |bencher| {
        bencher.iter_custom(|times| {
            busy(|| {
                runtime.block_on(async {
                    for _ in 0..times {
                        black_box(client.contact(black_box("a1")).await.expect("it answers"));
                    }
                });
            })
        });
    });
}

/// The processor time that this thread takes for something; where the system does not say it, the time that passes.
fn busy(run: impl FnOnce()) -> Duration {
    let (begin, clock) = (used(), Instant::now());
    run();
    match (begin, used()) {
        (Some(begin), Some(end)) => end.saturating_sub(begin),
        _ => clock.elapsed(),
    }
}

fn used() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = text.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// Answers each request with the same text, on a thread of its own.
fn serve() -> SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.set_nonblocking(true).expect("it can wait");
    let address = listener.local_addr().expect("it has an address");
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        runtime.expect("the runtime starts").block_on(async {
            let listener = TcpListener::from_std(listener).expect("it is one");
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream));
            }
        });
    });
    address
}

async fn answer(mut stream: TcpStream) {
    let text = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{ANSWER}",
        ANSWER.len()
    );
    let mut buffer = [0; 4096];
    let mut held = 0;
    while let Ok(count @ 1..) = stream.read(&mut buffer[held..]).await {
        held += count;
        if buffer[..held].ends_with(b"\r\n\r\n") {
            held = 0;
            if stream.write_all(text.as_bytes()).await.is_err() {
                break;
            }
        }
    }
}

criterion_group!(benches, calls);
criterion_main!(benches);
