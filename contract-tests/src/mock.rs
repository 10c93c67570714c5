//! A server that answers with the examples of the contract.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

use crate::contract::{Content, Contract, Credential, Example, Operation, Response};
use crate::error::ContractError;
use crate::listing::Listing;

/// A running server; it stops when this is dropped.
pub struct Server {
    inner: MockServer,
    base_path: String,
}

/// How the whole contract is served.
#[derive(Debug, Clone, Default)]
pub struct ServeOptions {
    /// The names of the examples to answer with, the favourite first; else the first one counts.
    pub prefer: Vec<String>,
}

/// One answer, as bytes with a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The media type of the body; none means that there is no body.
    pub media_type: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

impl Server {
    /// The address that a client of this API takes as its base URL.
    pub fn base_url(&self) -> String {
        format!("{}{}", self.inner.uri(), self.base_path)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        *self.inner.address()
    }

    /// The requests so far, in order.
    pub async fn requests(&self) -> Vec<Request> {
        self.inner.received_requests().await.unwrap_or_default()
    }
}

impl Answer {
    /// The answer that an example documents.
    pub fn example(response: &Response, content: &Content, example: &Example) -> Self {
        Self {
            status: response.status,
            media_type: Some(content.media_type.clone()),
            body: example.payload.clone(),
        }
    }

    /// An answer without a body.
    pub fn empty(status: u16) -> Self {
        Self {
            status,
            media_type: None,
            body: Vec::new(),
        }
    }

    /// The answer in the form that the server sends.
    pub fn template(&self) -> ResponseTemplate {
        let template = ResponseTemplate::new(self.status);
        match &self.media_type {
            Some(media_type) => template.set_body_raw(self.body.clone(), media_type),
            None => template,
        }
    }
}

/// Answers every request in one way, on a free port of loopback.
pub async fn serve(contract: &Contract, answer: impl Respond + 'static) -> Server {
    let inner = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&inner).await;
    let base_path = contract.base_path.clone();
    Server { inner, base_path }
}

/// Serves the whole contract: to each operation its first success example.
///
/// Where answers are pages of one list, each example is a page, and says which one follows it.
/// A request without the credential gets the example of 401, a path or method that the contract
/// does not have the example of 404. The request header `prefer` with `code=404` or
/// `example=NAME` asks for another documented answer.
///
/// # Errors
///
/// When the address cannot be listened on.
pub async fn serve_all(
    contract: Arc<Contract>,
    address: SocketAddr,
    options: ServeOptions,
) -> Result<Server, ContractError> {
    let listener = TcpListener::bind(address);
    let listener = listener.map_err(|error| ContractError::new(address, error))?;
    let builder = MockServer::builder().listener(listener);
    let inner = builder.disable_request_recording().start().await;
    let base_path = contract.base_path.clone();
    let respond = move |request: &Request| answer(&contract, &options, request).template();
    Mock::given(any()).respond_with(respond).mount(&inner).await;
    Ok(Server { inner, base_path })
}

/// The answer of the contract to a request.
pub fn answer(contract: &Contract, options: &ServeOptions, request: &Request) -> Answer {
    let Some(operation) = find(contract, request) else {
        return error_answer(&contract.operations, 404);
    };
    let credential = operation.credential.as_ref();
    if credential.is_some_and(|credential| !has_credential(credential, request)) {
        return error_answer(std::slice::from_ref(operation), 401);
    }
    let wish = Wish::of(request, options);
    let response = match wish.status {
        Some(status) => operation.response(status),
        None => operation.successes().next(),
    };
    let Some(response) = response else {
        return Answer::empty(wish.status.unwrap_or(501));
    };
    let answer = wish.answer(operation, response, request);
    Answer {
        status: wish.status.unwrap_or(response.status),
        ..answer.unwrap_or_else(|| Answer::empty(response.status))
    }
}

/// What a caller asks the mock for.
struct Wish {
    status: Option<u16>,
    names: Vec<String>,
}

impl Wish {
    fn of(request: &Request, options: &ServeOptions) -> Self {
        let headers = request.headers.get_all("prefer").iter();
        let text: Vec<&str> = headers.filter_map(|value| value.to_str().ok()).collect();
        let mut wish = Self {
            status: None,
            names: Vec::new(),
        };
        for part in text.iter().flat_map(|text| text.split([',', ';'])) {
            match part.trim().split_once('=') {
                Some(("code", code)) => wish.status = code.parse().ok(),
                Some(("example", name)) => wish.names.push(name.to_owned()),
                _ => {}
            }
        }
        wish.names.extend(options.prefer.iter().cloned());
        wish
    }

    /// The favourite example; of an operation that answers in pages the one that is asked for.
    fn answer(
        &self,
        operation: &Operation,
        response: &Response,
        request: &Request,
    ) -> Option<Answer> {
        let examples = self.examples(response);
        let (content, example) = *examples.first()?;
        let listing = Listing::of_examples(operation, response, examples);
        let listing = listing.filter(|_| response.is_success());
        Some(match listing {
            Some(listing) => listing.answer(request),
            None => Answer::example(response, content, example),
        })
    }

    /// The examples of a response, the favourites first.
    fn examples<'a>(&self, response: &'a Response) -> Vec<(&'a Content, &'a Example)> {
        let mut examples: Vec<(&Content, &Example)> = response.examples().collect();
        let rank = |name: &String| self.names.iter().position(|wish| wish == name);
        examples.sort_by_key(|(_, example)| rank(&example.name).unwrap_or(usize::MAX));
        examples
    }
}

/// The operation with the most particular path that matches.
fn find<'a>(contract: &'a Contract, request: &Request) -> Option<&'a Operation> {
    let path = request
        .url
        .path()
        .strip_prefix(contract.base_path.as_str())?;
    let matching = contract.operations.iter().filter(|operation| {
        operation.method == request.method.as_str() && operation.path.matches(path).is_some()
    });
    matching.min_by_key(|operation| operation.path.parameters())
}

fn has_credential(credential: &Credential, request: &Request) -> bool {
    match credential {
        Credential::Header { name, prefix } => {
            let value = request.headers.get(name.as_str());
            let value = value
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default();
            let start = value.get(..prefix.len()).unwrap_or_default();
            let secret = value.get(prefix.len()..).unwrap_or_default();
            start.eq_ignore_ascii_case(prefix) && !secret.trim().is_empty()
        }
        Credential::Query(name) => {
            let mut pairs = request.url.query_pairs();
            pairs.any(|(key, value)| key == name.as_str() && !value.trim().is_empty())
        }
        Credential::Cookie(name) => {
            let cookies = request.headers.get_all("cookie").iter();
            let text = cookies.filter_map(|value| value.to_str().ok());
            let mut pairs = text.flat_map(|text| text.split(';'));
            pairs.any(|pair| {
                let pair = pair.trim().split_once('=');
                pair.is_some_and(|(key, value)| key == name && !value.is_empty())
            })
        }
    }
}

/// The first example that any of the operations documents for an error status.
fn error_answer(operations: &[Operation], status: u16) -> Answer {
    let responses = operations
        .iter()
        .filter_map(|operation| operation.response(status));
    let examples = responses.flat_map(|response| {
        let content = response.content.iter();
        content.filter_map(move |content| Some((response, content, content.examples.first()?)))
    });
    let answer = examples.map(|(response, content, example)| Answer {
        status,
        ..Answer::example(response, content, example)
    });
    answer
        .into_iter()
        .next()
        .unwrap_or_else(|| Answer::empty(status))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{listed_by_cursor, pets, pets_with};
    use serde_json::Value;

    async fn got(method: &str, path: &str, headers: &[(&str, &str)]) -> (u16, String) {
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let options = ServeOptions {
            prefer: vec!["live".to_owned()],
        };
        let server = serve_all(Arc::new(pets()), address, options).await;
        let server = server.expect("loopback has a free port");
        let method = method.parse().expect("it is a method");
        let url = format!("http://{}{path}", server.address());
        let mut request = reqwest::Client::new().request(method, url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await.expect("the server answers");
        let status = response.status().as_u16();
        (
            status,
            response.text().await.expect("the answer has an end"),
        )
    }

    const KEY: (&str, &str) = ("authorization", "bearer anything");

    #[tokio::test]
    async fn answers_with_the_favourite_example() {
        let (status, body) = got("PATCH", "/v2/pets/a%20b", &[KEY]).await;
        assert_eq!(
            (status, body.as_str()),
            (200, r#"{"name":"Rex","tags":["a"]}"#)
        );
    }

    #[tokio::test]
    async fn a_missing_or_blank_credential_is_refused() {
        for header in [
            ("x", ""),
            ("authorization", "Bearer "),
            ("authorization", "Basic x"),
        ] {
            let (status, body) = got("PATCH", "/v2/pets/1", &[header]).await;
            assert_eq!(
                (status, body.as_str()),
                (401, r#"{"error":"no"}"#),
                "{header:?}"
            );
        }
        assert_eq!(got("GET", "/v2/pets", &[]).await, (200, "[]".to_owned()));
    }

    #[tokio::test]
    async fn what_the_contract_does_not_have_is_not_found() {
        for (method, path) in [
            ("PATCH", "/pets/1"),
            ("GET", "/v2/pets/1"),
            ("PATCH", "/v2/cats/1"),
        ] {
            let (status, body) = got(method, path, &[KEY]).await;
            assert_eq!(
                (status, body.as_str()),
                (404, r#"{"error":"no"}"#),
                "{method} {path}"
            );
        }
    }

    #[tokio::test]
    async fn a_caller_may_prefer_another_answer() {
        let by_name = [KEY, ("prefer", "example=documented")];
        let (status, body) = got("PATCH", "/v2/pets/1", &by_name).await;
        assert_eq!(
            (status, body.as_str()),
            (200, r#"{"name":"Rex","kind":"cat"}"#)
        );
        let (status, body) = got("PATCH", "/v2/pets/1", &[KEY, ("prefer", "code=404")]).await;
        assert_eq!((status, body.as_str()), (404, r#"{"error":"no"}"#));
    }

    #[tokio::test]
    async fn a_list_in_pages_has_an_end() {
        let contract = Arc::new(pets_with(listed_by_cursor));
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let server = serve_all(contract, address, ServeOptions::default()).await;
        let server = server.expect("loopback has a free port");
        let url = format!("{}/pets", server.base_url());
        let mut asked = vec![String::new()];
        for _ in 0..3 {
            let cursor = asked.last().cloned().unwrap_or_default();
            let answer = reqwest::get(format!("{url}?after={cursor}")).await;
            let body = answer.expect("the server answers").bytes().await;
            let body = body.expect("the answer has an end");
            let body: Value = serde_json::from_slice(&body).expect("it is JSON");
            match body["next"].as_str() {
                Some(next) => asked.push(next.to_owned()),
                None => break,
            }
        }
        assert_eq!(asked, ["", "page-2"]);
    }

    #[tokio::test]
    async fn an_address_in_use_is_an_error() {
        let taken = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let address = taken.local_addr().expect("it is bound");
        let result = serve_all(Arc::new(pets()), address, ServeOptions::default()).await;
        let error = result.err().expect("the port is taken");
        assert_eq!(error.place(), address.to_string());
    }
}
