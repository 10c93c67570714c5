//! A request as it came over the wire, and its forms for a snapshot and for a reader.

use serde_json::{Map, Value, json};
use wiremock::Request;

use crate::contract::{Credential, is_json};

/// Headers that say nothing about the operation, or differ from run to run.
const VOLATILE: [&str; 6] = [
    "accept-encoding",
    "connection",
    "content-length",
    "host",
    "transfer-encoding",
    "user-agent",
];

/// A request as the server saw it.
#[derive(Debug, Clone)]
pub struct Captured {
    /// The method in capitals.
    pub method: String,
    /// The path, still percent-encoded.
    pub path: String,
    /// The pairs of the query, decoded, in order.
    pub query: Vec<(String, String)>,
    /// The headers by their names in lower case, sorted.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Captured {
    /// Takes down a request of the mock server.
    pub fn new(request: &Request) -> Self {
        let query = request.url.query_pairs();
        let headers = request.headers.iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.as_str().to_owned(), value)
        });
        let mut headers: Vec<(String, String)> = headers.collect();
        headers.sort();
        Self {
            method: request.method.to_string(),
            path: request.url.path().to_owned(),
            query: query
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect(),
            headers,
            body: request.body.clone(),
        }
    }

    /// The first value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value that carries the credential.
    pub fn credential(&self, credential: &Credential) -> Option<String> {
        match credential {
            Credential::Header { name, .. } => self.header(name).map(str::to_owned),
            Credential::Query(name) => {
                let mut pairs = self.query.iter();
                pairs
                    .find(|(key, _)| key == name)
                    .map(|(_, value)| value.clone())
            }
            Credential::Cookie(name) => {
                let mut pairs = self.cookies();
                pairs
                    .find(|(key, _)| key == name)
                    .map(|(_, value)| value.to_owned())
            }
        }
    }

    /// The cookies.
    pub fn cookies(&self) -> impl Iterator<Item = (&str, &str)> {
        let text = self.header("cookie").unwrap_or_default();
        text.split(';')
            .filter_map(|pair| pair.trim().split_once('='))
    }

    /// The headers that tell something about the operation, in order.
    pub fn telling_headers(&self) -> impl Iterator<Item = (&str, &str)> {
        let headers = self
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        headers.filter(|(name, _)| !VOLATILE.contains(name))
    }

    /// The request as JSON, without what differs from run to run and without the secret.
    pub fn snapshot(&self, secret: &str) -> Value {
        let redact = |text: &str| text.replace(secret, "[REDACTED]");
        let query: Vec<Value> = self
            .query
            .iter()
            .map(|(name, value)| json!([name, redact(value)]))
            .collect();
        let headers: Map<String, Value> = self
            .telling_headers()
            .map(|(name, value)| (name.into(), redact(value).into()))
            .collect();
        json!({
            "method": self.method,
            "path": self.path,
            "query": query,
            "headers": headers,
            "body": self.readable_body(),
        })
    }

    /// A command line that makes the request again, with the secret in an environment variable.
    pub fn curl(&self, environment: &str, base_path: &str, secret: &str) -> String {
        let path = self.path.strip_prefix(base_path).unwrap_or(&self.path);
        let mut words = vec![format!("curl -X {}", self.method)];
        let query: Vec<String> = self
            .query
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        let mark = if query.is_empty() { "" } else { "?" };
        let variable = format!("${environment}_API_KEY");
        let address = format!("\"${environment}_BASE_URL{path}{mark}{}\"", query.join("&"));
        words.push(address.replace(secret, &variable));
        for (name, value) in self.telling_headers() {
            let header = format!("{name}: {value}").replace(['"', '\\', '$', '`'], "");
            words.push(format!("-H \"{}\"", header.replace(secret, &variable)));
        }
        if !self.body.is_empty() {
            let body = String::from_utf8_lossy(&self.body).replace('\'', r"'\''");
            words.push(format!("--data-raw '{body}'"));
        }
        words.join(" ")
    }

    fn readable_body(&self) -> Value {
        let text = || Value::String(String::from_utf8_lossy(&self.body).into_owned());
        match self.header("content-type") {
            _ if self.body.is_empty() => Value::Null,
            Some(media_type) if is_json(media_type) => {
                serde_json::from_slice(&self.body).unwrap_or_else(|_| text())
            }
            _ => text(),
        }
    }
}

fn encode(text: &str) -> String {
    crate::location::percent_encode(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn captured() -> Captured {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        Captured {
            method: "PATCH".to_owned(),
            path: "/v2/pets/1".to_owned(),
            query: vec![pair("q", "a b")],
            headers: vec![
                pair("authorization", "Bearer s3cret"),
                pair("content-type", "application/json"),
                pair("user-agent", "x/1"),
            ],
            body: br#"{"name":"it's"}"#.to_vec(),
        }
    }

    #[test]
    fn a_snapshot_has_no_secret_and_nothing_volatile() {
        let snapshot = captured().snapshot("s3cret");
        let expected = json!({
            "method": "PATCH",
            "path": "/v2/pets/1",
            "query": [["q", "a b"]],
            "headers": {
                "authorization": "Bearer [REDACTED]",
                "content-type": "application/json"
            },
            "body": {"name": "it's"}
        });
        assert_eq!(snapshot, expected);
    }

    #[test]
    fn a_curl_line_names_the_secret_by_its_variable() {
        let line = captured().curl("PETS", "/v2", "s3cret");
        assert_eq!(
            line,
            "curl -X PATCH \"$PETS_BASE_URL/pets/1?q=a%20b\" \
             -H \"authorization: Bearer $PETS_API_KEY\" -H \"content-type: application/json\" \
             --data-raw '{\"name\":\"it'\\''s\"}'"
        );
    }
}
