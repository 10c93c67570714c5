//! Security in every form that a document can ask for.

use super::NO_CONTENT;
use super::receive;
use crate::runtime::client::{BoxFuture, Call, Client, ClientBuilder, TokenProvider};
use std::error::Error as StdError;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

/// The target, the header `authorization`, the key's header and the cookies of a call.
async fn proof<P>(
    settings: impl FnOnce(ClientBuilder) -> ClientBuilder,
    call: impl FnOnce(&Client) -> Call<(), P>,
) -> [String; 4] {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let received = receive(&mut stream).await;
        stream.write_all(NO_CONTENT.as_bytes()).await.unwrap();
        received
    });
    let client = settings(Client::builder().base_url(url).attempts(1));
    call(&client.build().unwrap()).await.unwrap();
    let received = server.await.unwrap();
    let header = |name: &str| received.header(name).unwrap_or("-").to_owned();
    let target = received.line.split(' ').nth(1).unwrap();
    [
        target.to_owned(),
        header("authorization"),
        header("x-api-key"),
        header("cookie"),
    ]
}

struct Fresh;

impl TokenProvider for Fresh {
    fn token(&self) -> BoxFuture<'_, Result<String, Box<dyn StdError + Send + Sync>>> {
        Box::pin(async { Ok("fresh".to_owned()) })
    }
}

#[tokio::test]
async fn each_scheme_has_its_place() {
    // The example of RFC 7617.
    let basic = proof(
        |one| one.basic("Aladdin", "open sesame"),
        |client| client.doors().basic(),
    );
    assert_eq!(
        basic.await,
        [
            "/doors/basic",
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
            "-",
            "-"
        ]
    );
    let oauth = proof(
        |one| one.token_provider(Fresh),
        |client| client.doors().oauth(),
    );
    assert_eq!(oauth.await, ["/doors/oauth", "Bearer fresh", "-", "-"]);
    let header = proof(
        |one| one.credential("key", "k"),
        |client| client.doors().header(),
    );
    assert_eq!(header.await, ["/doors/header", "-", "k", "-"]);
    let query = proof(
        |one| one.credential("queryKey", "k&="),
        |client| client.doors().query().q("1"),
    );
    assert_eq!(
        query.await,
        ["/doors/query?q=1&api_key=k%26%3D", "-", "-", "-"]
    );
    let cookie = proof(
        |one| one.credential("cookieKey", "k"),
        |client| client.doors().cookie().c("1"),
    );
    assert_eq!(cookie.await, ["/doors/cookie", "-", "-", "c=1; sid=k"]);
}

#[tokio::test]
async fn several_schemes_are_all_any_or_none() {
    let keys = |one: ClientBuilder| one.credential("key", "a").credential("cookieKey", "b");
    let both = proof(keys, |client| client.doors().both());
    assert_eq!(both.await, ["/doors/both", "-", "a", "sid=b"]);
    let either = proof(|one| one.basic("a", "b"), |client| client.doors().either());
    assert_eq!(either.await, ["/doors/either", "Basic YTpi", "-", "-"]);
    let first = proof(|one| one.token("t"), |client| client.doors().either());
    assert_eq!(first.await, ["/doors/either?api_key=t", "-", "-", "-"]);
    let maybe = proof(keys, |client| client.doors().maybe());
    assert_eq!(maybe.await, ["/doors/maybe", "-", "a", "-"]);
    let without = proof(|one| one.basic("a", "b"), |client| client.doors().maybe());
    assert_eq!(without.await, ["/doors/maybe", "-", "-", "-"]);
    let open = proof(|one| one.token("t"), |client| client.doors().open());
    assert_eq!(open.await, ["/doors/open", "-", "-", "-"]);
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let client = Client::builder()
        .basic("a", "b")
        .base_url("http://127.0.0.1:9");
    let client = client.attempts(1).build().unwrap();
    let error = client.doors().both().await.unwrap_err();
    assert_eq!(error.to_string(), "bothDoor: credential `key` is missing");
}
