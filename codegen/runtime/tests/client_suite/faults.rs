//! Servers that misbehave, over real connections.

use std::time::{Duration, Instant};

use crate::runtime::client::{Client, Error, Phase, Sent, TransportErrorKind as Kind};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use crate::support::{Server, builder, client_of, get, saying, server};

const SOON: Duration = Duration::from_millis(200);

#[tokio::test]
async fn a_reset_before_the_answer() {
    let server = server(|stream| async move { stream.set_zero_linger().unwrap() }).await;
    let error = get(&client_of(server.address)).await.unwrap_err();
    is_transport(&error, Kind::Reset, Sent::Maybe);
}

#[tokio::test]
async fn a_hang_up_before_the_answer() {
    for text in ["", "HTTP/1.1 20"] {
        let server = saying(text).await;
        let error = get(&client_of(server.address)).await.unwrap_err();
        is_transport(&error, Kind::Reset, Sent::Maybe);
    }
}

#[tokio::test]
async fn a_reset_within_the_body() {
    let server = server(|mut stream| async move {
        stream
            .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{")
            .await
            .unwrap();
        tokio::time::sleep(Duration::from_millis(50)).await;
        stream.set_zero_linger().unwrap();
    })
    .await;
    let error = get(&client_of(server.address)).await.unwrap_err();
    is_transport(&error, Kind::Reset, Sent::Maybe);
}

#[tokio::test]
async fn a_truncated_body_is_no_decode_error() {
    let short = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"a\":";
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n9\r\n1";
    let between = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n";
    for text in [short, chunked, between] {
        let server = saying(text).await;
        let error = get(&client_of(server.address)).await.unwrap_err();
        is_transport(&error, Kind::TruncatedBody, Sent::Maybe);
    }
    let whole = saying("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n{\"a\":").await;
    let error = get(&client_of(whole.address)).await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
}

#[tokio::test]
async fn an_answer_that_is_no_http() {
    let server = saying("220 mail.example.com ESMTP\r\n\r\n").await;
    let error = get(&client_of(server.address)).await.unwrap_err();
    is_transport(&error, Kind::Other, Sent::Maybe);
}

#[tokio::test]
async fn no_answer_in_time() {
    let server = server(|stream| async move {
        tokio::time::sleep(Duration::from_secs(20)).await;
        drop(stream);
    })
    .await;
    let begun = Instant::now();
    let error = get(&client_of(server.address))
        .timeout(SOON)
        .await
        .unwrap_err();
    is_timeout(&error, Phase::Response);
    assert_eq!(
        error.to_string(),
        "GET /things/{id}: no response within 200ms"
    );
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_slow_drip_is_cut_off() {
    let server = dripping("HTTP/1.1 200 OK\r\ncontent-length: 10000\r\n\r\n").await;
    let begun = Instant::now();
    let error = get(&client_of(server.address))
        .timeout(SOON)
        .await
        .unwrap_err();
    is_timeout(&error, Phase::Body);
    assert_eq!(
        error.to_string(),
        "GET /things/{id}: the response was not complete within 200ms"
    );
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn an_error_whose_body_breaks_off_keeps_its_status() {
    let short = saying("HTTP/1.1 503 Busy\r\ncontent-length: 100\r\n\r\n{\"error\":").await;
    let slow = dripping("HTTP/1.1 503 Busy\r\ncontent-length: 10000\r\n\r\n").await;
    for server in [short, slow] {
        let error = get(&client_of(server.address))
            .timeout(SOON)
            .await
            .unwrap_err();
        let Error::Api(answer) = &error else {
            panic!("{error:?}")
        };
        assert_eq!(answer.status(), 503);
        assert!(!answer.is_complete() && !answer.body().is_empty());
    }
}

#[tokio::test]
async fn an_endless_body_stops_at_the_limit() {
    let server = server(|mut stream| async move {
        let head = b"HTTP/1.1 200 OK\r\n\r\n";
        stream.write_all(head).await.unwrap();
        while stream.write_all(&[b' '; 4096]).await.is_ok() {}
    })
    .await;
    let client = limited(&server, 100_000);
    let error = get(&client).await.unwrap_err();
    assert!(matches!(error, Error::ResponseTooLarge(_)), "{error:?}");
}

#[tokio::test]
async fn an_announced_size_over_the_limit_is_not_read() {
    let server = saying("HTTP/1.1 200 OK\r\ncontent-length: 99999999999999\r\n\r\n{").await;
    let error = get(&client_of(server.address)).await.unwrap_err();
    assert!(matches!(error, Error::ResponseTooLarge(_)), "{error:?}");
}

#[tokio::test]
async fn nobody_listens() {
    let address = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let error = get(&client_of(address)).await.unwrap_err();
    is_transport(&error, Kind::Connect, Sent::No);
    assert!(
        error
            .to_string()
            .starts_with("GET /things/{id}: no connection could be made (")
    );
}

#[tokio::test]
async fn the_host_does_not_exist() {
    let client = builder()
        .base_url("https://does-not-exist.invalid")
        .build()
        .unwrap();
    let error = get(&client).await.unwrap_err();
    is_transport(&error, Kind::Dns, Sent::No);
}

#[tokio::test]
async fn the_server_speaks_no_tls() {
    for text in ["HTTP/1.1 400 Bad Request\r\n\r\n", ""] {
        let server = saying(text).await;
        let url = format!("https://{}", server.address);
        let error = get(&builder().base_url(url).build().unwrap())
            .await
            .unwrap_err();
        is_transport(&error, Kind::Tls, Sent::No);
    }
}

#[tokio::test]
async fn a_handshake_that_never_ends() {
    let server = server(|stream| async move {
        tokio::time::sleep(Duration::from_secs(20)).await;
        drop(stream);
    })
    .await;
    let builder = builder().base_url(format!("https://{}", server.address));
    let error = get(&builder.connect_timeout(SOON).build().unwrap())
        .await
        .unwrap_err();
    let Error::Timeout(failure) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(
        (failure.phase(), failure.sent()),
        (Phase::Connect, Sent::No)
    );
    assert_eq!(
        error.to_string(),
        "GET /things/{id}: no connection was made in time"
    );
}

fn is_transport(error: &Error, kind: Kind, sent: Sent) {
    let Error::Transport(failure) = error else {
        panic!("{error:?}")
    };
    assert_eq!((failure.kind(), failure.sent()), (kind, sent), "{error:?}");
    assert_eq!(error.was_sent(), sent == Sent::Maybe);
    assert_eq!(error.attempts(), 1);
}

fn is_timeout(error: &Error, phase: Phase) {
    let Error::Timeout(failure) = error else {
        panic!("{error:?}")
    };
    assert_eq!(
        (failure.phase(), failure.sent(), failure.limit()),
        (phase, Sent::Maybe, SOON)
    );
}

/// A server that sends a head and then a byte at a time.
async fn dripping(head: &'static str) -> Server {
    server(move |mut stream| async move {
        stream.write_all(head.as_bytes()).await.unwrap();
        while stream.write_all(b" ").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await
}

fn limited(server: &Server, bytes: usize) -> Client {
    let builder = builder().base_url(format!("http://{}", server.address));
    builder.max_response_bytes(bytes).build().unwrap()
}
