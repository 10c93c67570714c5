//! The mock server as a program: it says where it listens, and answers there.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

/// Ends the program with the test, whatever becomes of it.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

const SPEC: &str = r#"{
  "openapi": "3.1.1",
  "info": { "title": "Small things", "version": "1" },
  "servers": [{ "url": "https://api.example.com/v7" }],
  "paths": {
    "/things/{id}": {
      "get": {
        "operationId": "getThing",
        "parameters": [
          { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }
        ],
        "responses": {
          "200": {
            "description": "A thing.",
            "content": {
              "application/json": {
                "examples": {
                  "first": { "value": { "name": "one" } },
                  "second": { "value": { "name": "two" } }
                }
              }
            }
          }
        }
      }
    }
  }
}
"#;

fn start(arguments: &[&str]) -> (Running, String) {
    let program = env!("CARGO_BIN_EXE_xtask");
    let child = Command::new(program)
        .arg("mock")
        .args(arguments)
        .stdout(Stdio::piped())
        .spawn();
    let mut running = Running(child.unwrap());
    let mut line = String::new();
    BufReader::new(running.0.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    (running, line)
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn the_examples_are_served_at_the_address_that_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().join("openapi.json");
    fs::write(&spec, SPEC).unwrap();
    let spec = spec.display().to_string();
    for (more, name) in [(&[][..], "one"), (&["--prefer", "second"], "two")] {
        let (_running, line) = start(&[&["--spec", &spec], more].concat());
        let url = line
            .strip_prefix("export SMALL_THINGS_BASE_URL=http://")
            .unwrap();
        let (address, path) = url.trim_end().split_once('/').unwrap();
        assert_eq!(path, "v7");
        let answer = get(address, "/v7/things/1");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(answer.contains(&format!("\"{name}\"")), "{answer}");
        assert!(get(address, "/v7/nothing").starts_with("HTTP/1.1 404"));
    }
}
