//! A server below HTTP, for what no well-behaved server does.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// The size of an answer that no client should take: 33 MiB.
pub const OVERSIZED: usize = 33 * 1024 * 1024;

/// How a connection is treated once the request is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Treatment {
    /// The connection is reset.
    Reset,
    /// The connection ends before the announced end of the body.
    Truncate,
    /// No answer comes.
    Silence,
    /// The body comes byte by byte and does not end.
    Drip,
    /// The body is [`OVERSIZED`].
    Flood,
}

/// A running server; it stops when this is dropped.
#[derive(Debug)]
pub struct RawServer {
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl RawServer {
    /// Starts a server on a free port of loopback that answers with a status.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn start(treatment: Treatment, status: u16) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(treat(stream, treatment, status));
            }
        });
        Ok(Self { address, task })
    }

    /// The address with a path below it.
    pub fn base_url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

impl Drop for RawServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Treats one connection. A client that goes away early is no error of the server.
async fn treat(mut stream: TcpStream, treatment: Treatment, status: u16) -> io::Result<()> {
    read_request(&mut stream).await?;
    match treatment {
        Treatment::Reset => stream.set_zero_linger(),
        Treatment::Truncate => {
            stream.write_all(head(status, 1000).as_bytes()).await?;
            stream.write_all(b"{\"").await?;
            stream.shutdown().await
        }
        Treatment::Silence => {
            tokio::time::sleep(Duration::from_secs(60)).await;
            Ok(())
        }
        Treatment::Drip => {
            stream.write_all(head(status, 1000).as_bytes()).await?;
            loop {
                stream.write_all(b" ").await?;
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
        Treatment::Flood => flood(&mut stream, status).await,
    }
}

/// Does not announce the length, so that the client has to count while it reads.
async fn flood(stream: &mut TcpStream, status: u16) -> io::Result<()> {
    let chunk = [b' '; 64 * 1024];
    stream.write_all(open_head(status).as_bytes()).await?;
    for _ in 0..OVERSIZED / chunk.len() {
        stream.write_all(&chunk).await?;
    }
    Ok(())
}

fn head(status: u16, length: usize) -> String {
    let fields = fields(status);
    format!("{fields}content-length: {length}\r\n\r\n")
}

/// A head without a length: the body ends with the connection.
fn open_head(status: u16) -> String {
    format!("{}\r\n", fields(status))
}

fn fields(status: u16) -> String {
    let fields = "content-type: application/json\r\nconnection: close\r\n";
    format!("HTTP/1.1 {status} Status\r\n{fields}")
}

/// Reads the whole request, because a connection with unread bytes is reset when it is closed.
async fn read_request(stream: &mut TcpStream) -> io::Result<()> {
    let mut bytes = Vec::new();
    while !is_whole(&bytes) {
        let mut chunk = [0; 4096];
        let count = stream.read(&mut chunk).await?;
        if count == 0 {
            return Ok(());
        }
        bytes.extend_from_slice(&chunk[..count]);
    }
    Ok(())
}

fn is_whole(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let mut lengths = head.lines().filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        let length = value.trim().parse::<usize>().ok()?;
        name.eq_ignore_ascii_case("content-length")
            .then_some(length)
    });
    body.len() >= lengths.next_back().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn answer(treatment: Treatment) -> io::Result<Vec<u8>> {
        let server = RawServer::start(treatment, 200).await?;
        let mut stream = TcpStream::connect(server.address).await?;
        stream
            .write_all(b"GET / HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}")
            .await?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await?;
        Ok(bytes)
    }

    #[tokio::test]
    async fn a_reset_is_a_reset() {
        let error = answer(Treatment::Reset)
            .await
            .expect_err("the connection is reset");
        assert_eq!(error.kind(), io::ErrorKind::ConnectionReset);
    }

    #[tokio::test]
    async fn a_truncated_body_ends_early_without_a_reset() {
        let bytes = answer(Treatment::Truncate)
            .await
            .expect("the connection ends in order");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(text.contains("content-length: 1000\r\n\r\n{\""), "{text}");
    }

    #[tokio::test]
    async fn a_flood_is_as_large_as_it_says() {
        let bytes = answer(Treatment::Flood)
            .await
            .expect("the connection ends in order");
        assert!(bytes.len() > OVERSIZED);
    }
}
