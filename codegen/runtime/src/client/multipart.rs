//! Bodies of several parts, as HTML forms with files send them.

use std::fmt::Write;

use bytes::Bytes;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderName, HeaderValue};
use serde_json::Value;

use super::error::InvalidRequest;
use super::style;

/// A file to be sent: its bytes, the name that the server sees, and its media type.
#[derive(Debug, Clone)]
pub struct File {
    name: String,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
    bytes: Bytes,
}

impl File {
    /// A file of this name, which needs not exist anywhere.
    pub fn new(name: impl Into<String>, bytes: impl Into<Bytes>) -> File {
        File {
            name: name.into(),
            content_type: None,
            headers: Vec::new(),
            bytes: bytes.into(),
        }
    }

    /// Sets the media type, in the place of the one that the API declares.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> File {
        self.content_type = Some(media_type.into());
        self
    }

    /// Sets a header of the part that holds the file.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> File {
        self.headers.push((name.into(), value.into()));
        self
    }
}

impl From<Bytes> for File {
    fn from(bytes: Bytes) -> File {
        File::new("file", bytes)
    }
}

impl From<Vec<u8>> for File {
    fn from(bytes: Vec<u8>) -> File {
        File::new("file", bytes)
    }
}

impl From<&'static [u8]> for File {
    fn from(bytes: &'static [u8]) -> File {
        File::new("file", bytes)
    }
}

impl From<String> for File {
    fn from(text: String) -> File {
        File::new("file", text)
    }
}

/// The parts so far, and the media type that they make together.
#[derive(Debug, Clone)]
pub(super) struct Parts {
    media_type: &'static str,
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
struct Part {
    name: String,
    file_name: Option<String>,
    content_type: Option<String>,
    headers: Vec<(HeaderName, HeaderValue)>,
    bytes: Bytes,
}

impl Default for Parts {
    fn default() -> Parts {
        Parts::of("multipart/form-data")
    }
}

impl Parts {
    /// Parts that make a body of this media type.
    pub(super) fn of(media_type: &'static str) -> Parts {
        Parts {
            media_type,
            parts: Vec::new(),
        }
    }

    /// Adds a text.
    pub(super) fn text(&mut self, name: &str, text: String) {
        self.push(name, None, text.into());
    }

    /// Adds a file; the media type holds where the file names none.
    pub(super) fn file(
        &mut self,
        name: &str,
        media_type: &str,
        file: File,
    ) -> Result<(), InvalidRequest> {
        let declared = if media_type.is_empty() {
            "application/octet-stream"
        } else {
            media_type
        };
        let content_type = file.content_type.unwrap_or_else(|| declared.to_owned());
        let illegal = |reason| {
            let place = format!("file `{}`", name.escape_debug());
            InvalidRequest::new(place, reason)
        };
        if HeaderValue::from_str(&content_type).is_err() {
            return Err(illegal("has a media type that is not legal"));
        }
        let headers = file.headers.iter().map(|(name, value)| header(name, value));
        let headers: Option<Vec<_>> = headers.collect();
        self.parts.push(Part {
            name: name.to_owned(),
            file_name: Some(file.name),
            content_type: Some(content_type),
            headers: headers.ok_or_else(|| illegal("has a header that is not legal"))?,
            bytes: file.bytes,
        });
        Ok(())
    }

    /// Gives headers to the parts of a name that have none of the kind.
    pub(super) fn set_headers(
        &mut self,
        name: &str,
        headers: &[(&str, &str)],
    ) -> Result<(), InvalidRequest> {
        let place = || format!("part `{}`", name.escape_debug());
        for (key, value) in headers {
            let (key, value) = header(key, value)
                .ok_or_else(|| InvalidRequest::new(place(), "has a header that is not legal"))?;
            for part in self.parts.iter_mut().filter(|part| part.name == name) {
                if !part.headers.iter().any(|(known, _)| *known == key) {
                    part.headers.push((key.clone(), value.clone()));
                }
            }
        }
        Ok(())
    }

    /// Adds a value: scalars as text, lists as one part per item, objects as JSON. A media type of JSON makes one JSON
    /// text of all; an empty one leaves the choice to the value.
    pub(super) fn value(&mut self, name: &str, media_type: &str, value: &Value) {
        let declared = Some(media_type).filter(|text| !text.is_empty());
        match value {
            Value::Null => {}
            value if media_type.contains("json") => {
                self.push(name, declared, value.to_string().into());
            }
            Value::Array(items) => {
                for item in items {
                    self.push(name, declared.or(usual(item)), style::text(item).into());
                }
            }
            value => self.push(name, declared.or(usual(value)), style::text(value).into()),
        }
    }

    /// The body and its content type.
    pub(super) fn encode(&self) -> (Bytes, String) {
        let boundary = self.boundary();
        let mut body = Vec::new();
        for part in &self.parts {
            let mut head = format!("--{boundary}\r\ncontent-disposition: form-data");
            // Writing to a string cannot fail.
            let _ = write!(head, "; name=\"{}\"", quoted(&part.name));
            if let Some(name) = &part.file_name {
                let _ = write!(head, "; filename=\"{}\"", quoted(name));
            }
            if let Some(media_type) = &part.content_type {
                let _ = write!(head, "\r\ncontent-type: {media_type}");
            }
            body.extend_from_slice(head.as_bytes());
            for (name, value) in &part.headers {
                body.extend_from_slice(format!("\r\n{name}: ").as_bytes());
                body.extend_from_slice(value.as_bytes());
            }
            body.extend_from_slice(b"\r\n\r\n");
            body.extend_from_slice(&part.bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        (
            body.into(),
            format!("{}; boundary={boundary}", self.media_type),
        )
    }

    fn push(&mut self, name: &str, content_type: Option<&str>, bytes: Bytes) {
        self.parts.push(Part {
            name: name.to_owned(),
            file_name: None,
            content_type: content_type.map(str::to_owned),
            headers: Vec::new(),
            bytes,
        });
    }

    /// A line that occurs in no part; made of the content, so that the same request is the same text.
    fn boundary(&self) -> String {
        let mut hash = self
            .parts
            .iter()
            .flat_map(|part| &part.bytes)
            .fold(SEED, step);
        loop {
            let boundary = format!("part-{hash:016x}");
            if !self
                .parts
                .iter()
                .any(|part| holds(&part.bytes, boundary.as_bytes()))
            {
                return boundary;
            }
            hash = step(hash, &b'-');
        }
    }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, byte: &u8) -> u64 {
    (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

fn holds(text: &[u8], wanted: &[u8]) -> bool {
    text.windows(wanted.len()).any(|window| window == wanted)
}

/// A header of a part; what frames it is not the caller's.
fn header(name: &str, value: &str) -> Option<(HeaderName, HeaderValue)> {
    let name = HeaderName::try_from(name).ok()?;
    let is_ours = name == CONTENT_TYPE || name == CONTENT_DISPOSITION;
    let value = HeaderValue::from_str(value).ok();
    value.filter(|_| !is_ours).map(|value| (name, value))
}

fn usual(value: &Value) -> Option<&'static str> {
    (value.is_object() || value.is_array()).then_some("application/json")
}

/// A name between quotes, with the three characters encoded that browsers encode there.
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}
