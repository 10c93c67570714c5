//! The client of a foreign document, called over the wire: what is expected is written down from the specification.

mod bodies;
mod doors;
mod parameters;
mod places;
mod replies;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::runtime::client::{Call, Client, Error};
use crate::support::TOKEN;
use crate::types::Colour;

const NO_CONTENT: &str = "HTTP/1.1 204 No Content\r\n\r\n";

/// A request as it came, without what the transport adds by itself.
struct Received {
    /// Method and target.
    line: String,
    /// Lines of the head, names in lower case.
    headers: Vec<String>,
    body: String,
}

impl Received {
    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.headers.iter().filter_map(|line| line.split_once(": "));
        lines
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value)
    }
}

/// Makes a call to a server that answers with a text, and gives what it received and what the call gave.
async fn exchange<T, P>(
    answer: impl Into<String>,
    call: impl FnOnce(&Client) -> Call<T, P>,
) -> (Received, Result<T, Error>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    let answer = answer.into();
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let received = receive(&mut stream).await;
        stream.write_all(answer.as_bytes()).await.unwrap();
        received
    });
    let client = Client::builder().token(TOKEN).base_url(url).attempts(1);
    let given = call(&client.build().unwrap()).await;
    (server.await.unwrap(), given)
}

/// What a call sends that is answered with nothing.
async fn sent<P>(call: impl FnOnce(&Client) -> Call<(), P>) -> Received {
    let (received, given) = exchange(NO_CONTENT, call).await;
    given.unwrap();
    received
}

/// An answer with a body.
fn reply(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\n\r\n{body}")
}

async fn receive(stream: &mut TcpStream) -> Received {
    let (mut text, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        let received = String::from_utf8_lossy(&text).into_owned();
        if let Some((head, body)) = received.split_once("\r\n\r\n") {
            let mut lines = head.split("\r\n").map(str::to_owned);
            let whole = Received {
                line: lines.next().unwrap(),
                headers: lines.collect(),
                body: body.to_owned(),
            };
            let length = whole.header("content-length").unwrap_or("0");
            if text.len() >= head.len() + 4 + length.parse::<usize>().unwrap() {
                return whole;
            }
        }
        let length = stream.read(&mut piece).await.unwrap();
        assert!(length > 0, "the client hung up: {received}");
        text.extend_from_slice(&piece[..length]);
    }
}

/// The list and the object of the tables in which the specification shows its styles.
fn colours() -> Vec<String> {
    ["blue", "black", "brown"].map(str::to_owned).into()
}

fn colour() -> Colour {
    Colour::new().r(100).g(200).b(150)
}
