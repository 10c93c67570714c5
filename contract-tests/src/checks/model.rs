//! An SDK without types that does everything right, and can be told to do one thing wrong.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use crate::contract::{Contract, Operation, Parameter, Place, is_json};
use crate::judge::Judge;
use crate::location::{Location, percent_encode};
use crate::mutate::UNKNOWN;
use crate::pagination::{Pagination, Turn};
use crate::sdk::{Call, Calling, Decoded, Failure, OperationTypes, Sdk, chain};

/// The one thing that a model does wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// Nothing.
    None,
    DropsUnknownMembers,
    DropsNull,
    ReplacesUnknownValues,
    RoundsNumbers,
    ForgetsEvents,
    NeverValidates,
    RefusesUnknownMembers,
    ReportsTooMuch,
    ChangesMethod,
    MisstatesAccept,
    AddsQuery,
    AddsHeader,
    DropsBodyMember,
    LosesCredential,
    TakesAnyStatus,
    LosesRetryAfter,
    LosesErrorBody,
    NoBodyLimit,
    SaysNotSent,
    ShowsToken,
    TrustsPathValues,
    EncodesTwice,
    NeverRepeats,
    RepeatsUnsafely,
    MiscountsAttempts,
    ReadsOnePage,
    ForgetsParameters,
    EndsInCircles,
}

/// The model of an SDK for a contract.
pub struct Model {
    contract: Arc<Contract>,
    judge: Judge,
    client: reqwest::Client,
    flaw: Flaw,
}

impl Model {
    pub fn new(contract: Arc<Contract>, flaw: Flaw) -> Self {
        let judge = Judge::new(Arc::clone(&contract.documents));
        Self {
            contract,
            judge,
            client: reqwest::Client::new(),
            flaw,
        }
    }

    fn location(&self, type_name: &str) -> Option<Location> {
        type_name.parse().ok()
    }

    fn written(&self, mut value: Value) -> Value {
        match self.flaw {
            Flaw::DropsUnknownMembers => edit(&mut value, &|members| {
                members.retain(|name, _| name != UNKNOWN);
            }),
            Flaw::DropsNull => edit(&mut value, &|members| {
                members.retain(|_, value| !value.is_null());
            }),
            Flaw::ReplacesUnknownValues => edit(&mut value, &|members| {
                let known = |value: &Value| value != UNKNOWN;
                members
                    .values_mut()
                    .filter(|value| !known(value))
                    .for_each(|value| {
                        *value = json!("other");
                    });
            }),
            Flaw::RoundsNumbers => edit(&mut value, &|members| {
                for value in members.values_mut().filter(|value| value.is_f64()) {
                    *value = json!(value.as_f64().unwrap_or_default().round());
                }
            }),
            _ => {}
        }
        value
    }

    fn violations(&self, at: &Location, value: &Value) -> Vec<String> {
        let refused = match self.flaw {
            Flaw::NeverValidates => false,
            Flaw::RefusesUnknownMembers => value.get(UNKNOWN).is_some(),
            _ => self.judge.accepts(at, value) != Ok(true),
        };
        if refused {
            vec!["not valid".to_owned()]
        } else {
            Vec::new()
        }
    }

    async fn send(&self, call: &Call) -> Result<Value, Failure> {
        let request = self.request(call)?;
        let response = self
            .client
            .execute(request)
            .await
            .map_err(|error| transport(&error))?;
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let body = self.body(response, status).await?;
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        if status / 100 != 2 && self.flaw != Flaw::TakesAnyStatus {
            return Err(self.refusal(status, header("retry-after"), body, &call.token));
        }
        let media_type = header("content-type").unwrap_or_default();
        let value = serde_json::from_slice(&body)
            .ok()
            .filter(|_| is_json(media_type));
        value.ok_or_else(|| self.failure("decode", Some(status), Some(body), "not as expected"))
    }

    fn request(&self, call: &Call) -> Result<reqwest::Request, Failure> {
        let operation = self.contract.operation(&call.operation);
        let operation = operation.ok_or_else(|| invalid("no such operation"))?;
        let text = |name: &str| {
            call.parameters[name]
                .as_str()
                .unwrap_or_default()
                .to_owned()
        };
        if self.flaw != Flaw::TrustsPathValues {
            let in_path = operation
                .parameters
                .iter()
                .filter(|found| found.place == Place::Path);
            let mut values = in_path.map(|found| text(&found.name));
            if values.any(|value| is_hostile(&value)) {
                return Err(invalid("a path value is not legal"));
            }
        }
        let path = operation.path.fill(|name| match self.flaw {
            Flaw::EncodesTwice => percent_encode(&text(name)),
            _ => text(name),
        });
        let query = match self.flaw {
            Flaw::AddsQuery => "?trace=1".to_owned(),
            _ => query(operation, &call.parameters),
        };
        let method = match self.flaw {
            Flaw::ChangesMethod => reqwest::Method::PUT,
            _ => operation
                .method
                .parse()
                .map_err(|_| invalid("no such method"))?,
        };
        let url = format!("{}{path}{query}", call.base_url);
        let timeout = call.timeout.unwrap_or(Duration::from_secs(5));
        let mut request = self.client.request(method, url).timeout(timeout);
        request = match self.flaw {
            Flaw::MisstatesAccept => request.header("accept", "text/plain"),
            _ => request.header("accept", "application/json"),
        };
        if self.flaw == Flaw::AddsHeader {
            request = request.header("x-telemetry", "1");
        }
        if operation.credential.is_some() && self.flaw != Flaw::LosesCredential {
            request = request.header("authorization", format!("Bearer {}", call.token));
        }
        if let Some(body) = &call.body {
            request = request
                .header("content-type", "application/json")
                .body(self.sent(body));
        }
        request.build().map_err(|error| invalid(&error.to_string()))
    }

    fn sent(&self, body: &[u8]) -> Vec<u8> {
        match self.flaw {
            Flaw::DropsBodyMember => b"{}".to_vec(),
            _ => body.to_vec(),
        }
    }

    async fn body(&self, mut response: reqwest::Response, status: u16) -> Result<Vec<u8>, Failure> {
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| transport(&error))? {
            body.extend_from_slice(&chunk);
            if body.len() > 1 << 25 && self.flaw != Flaw::NoBodyLimit {
                let large = self.failure("response_too_large", Some(status), None, "too large");
                return Err(large);
            }
        }
        Ok(body)
    }

    fn refusal(&self, status: u16, wait: Option<&str>, body: Vec<u8>, token: &str) -> Failure {
        let kind = if status == 429 { "rate_limited" } else { "api" };
        let text = match self.flaw {
            Flaw::ShowsToken => format!("refused for {token}"),
            _ => format!("status {status}"),
        };
        let wait = wait
            .and_then(|wait| wait.parse().ok())
            .map(Duration::from_secs);
        Failure {
            retry_after: wait.filter(|_| self.flaw != Flaw::LosesRetryAfter),
            ..self.failure(kind, Some(status), Some(body), &text)
        }
    }

    fn failure(
        &self,
        kind: &'static str,
        status: Option<u16>,
        body: Option<Vec<u8>>,
        text: &str,
    ) -> Failure {
        Failure {
            kind,
            status,
            was_sent: self.flaw != Flaw::SaysNotSent,
            body: body.filter(|_| self.flaw != Flaw::LosesErrorBody),
            text: text.to_owned(),
            debug: text.to_owned(),
            retry_after: None,
            attempts: 1,
        }
    }

    /// Sends a call until it succeeds, or fails in a way for which sending it again is no help or does harm.
    async fn repeat(&self, call: &Call) -> Result<Value, Failure> {
        let most = call.attempts.unwrap_or(4);
        let mut attempts = 1;
        loop {
            match self.send(call).await {
                Err(failure) if attempts < most && self.repeats(call, &failure) => attempts += 1,
                Err(failure) if self.flaw == Flaw::MiscountsAttempts => return Err(failure),
                result => {
                    return result.map_err(|failure| Failure {
                        attempts,
                        ..failure
                    });
                }
            }
        }
    }

    /// Calls for page after page, each once.
    async fn read_all(&self, call: &Call) -> Result<Value, Failure> {
        let operation = self.contract.operation(&call.operation);
        let pagination = operation.and_then(|operation| operation.pagination.as_ref());
        let pagination = pagination.ok_or_else(|| invalid("not a list in pages"))?;
        let (mut call, mut items, mut asked) = (call.clone(), Vec::new(), BTreeSet::new());
        loop {
            let page = self.repeat(&call).await?;
            let found = page.pointer(&pagination.items).and_then(Value::as_array);
            items.extend(found.into_iter().flatten().cloned());
            let next = following(pagination, &page).filter(|_| self.flaw != Flaw::ReadsOnePage);
            let Some(next) = next else {
                return Ok(Value::Array(items));
            };
            match (asked.insert(next.to_string()), self.flaw) {
                (true, _) => {}
                (false, Flaw::EndsInCircles) => return Ok(Value::Array(items)),
                (false, _) => return Err(self.failure("decode", Some(200), None, "a circle")),
            }
            if self.flaw == Flaw::ForgetsParameters {
                call.parameters = json!({});
            }
            call.parameters[pagination.parameter.as_str()] = next;
        }
    }

    fn repeats(&self, call: &Call, failure: &Failure) -> bool {
        let operation = self.contract.operation(&call.operation);
        let is_safe = operation.is_some_and(|operation| operation.repeatable);
        let is_safe = is_safe || self.flaw == Flaw::RepeatsUnsafely;
        let in_time = failure
            .retry_after
            .is_none_or(|wait| wait <= Duration::from_secs(30));
        let may = match failure.kind {
            "rate_limited" => true,
            "transport" | "timeout" => is_safe,
            "api" => is_safe && matches!(failure.status, Some(408 | 500 | 502 | 503 | 504)),
            _ => false,
        };
        may && in_time && self.flaw != Flaw::NeverRepeats
    }
}

impl Sdk for Model {
    fn operations(&self) -> Vec<OperationTypes> {
        let name = |schema: &Option<Location>| schema.as_ref().map(Location::to_string);
        let operations = self
            .contract
            .operations
            .iter()
            .map(|operation| OperationTypes {
                id: operation.id.clone(),
                request: operation
                    .body
                    .as_ref()
                    .and_then(|body| name(&body.content[0].schema)),
                responses: operation
                    .responses
                    .iter()
                    .flat_map(|response| {
                        response
                            .content
                            .iter()
                            .map(move |content| (response, content))
                    })
                    .filter_map(|(response, content)| {
                        let media_type = content.media_type.clone();
                        Some((response.pattern.clone(), media_type, name(&content.schema)?))
                    })
                    .collect(),
            });
        operations.collect()
    }

    fn types(&self) -> Vec<(String, String)> {
        let names = ["schemas/Pet.json"].into_iter();
        names
            .map(|name| (name.to_owned(), name.to_owned()))
            .collect()
    }

    fn decode(&self, type_name: &str, json: &[u8]) -> Option<Result<Decoded, String>> {
        let at = self.location(type_name)?;
        let value = serde_json::from_slice::<Value>(json).map_err(|error| error.to_string());
        Some(value.map(|value| Decoded {
            violations: self.violations(&at, &value),
            value: self.written(value),
        }))
    }

    fn json_schema(&self, type_name: &str) -> Option<Value> {
        if self.flaw == Flaw::ReportsTooMuch {
            return Some(json!(true));
        }
        let at = self.location(type_name)?;
        let schema = self.contract.documents.value(&at).ok()?.clone();
        (at.file == "schemas/Pet.json").then_some(schema)
    }

    fn events(&self) -> Vec<(String, String)> {
        let events = self.contract.events.iter();
        let typed = events.filter_map(|event| {
            let schema = event.content.first()?.schema.as_ref()?;
            Some((event.key.clone(), schema.to_string()))
        });
        typed.collect()
    }

    fn event(&self, json: &[u8]) -> Option<Result<(Option<String>, Decoded), String>> {
        let value = serde_json::from_slice::<Value>(json).map_err(|error| error.to_string());
        Some(value.map(|value| {
            let name = value.get("event").and_then(Value::as_str);
            let name = name.filter(|name| self.flaw != Flaw::ForgetsEvents || *name == "pet_born");
            let decoded = Decoded {
                violations: Vec::new(),
                value: self.written(value.clone()),
            };
            (name.map(str::to_owned), decoded)
        }))
    }

    fn call<'a>(&'a self, call: &'a Call) -> Calling<'a> {
        Box::pin(self.repeat(call))
    }

    fn walk<'a>(&'a self, call: &'a Call) -> Calling<'a> {
        Box::pin(self.read_all(call))
    }

    fn describe(&self, _base_url: &str, token: &str) -> String {
        match self.flaw {
            Flaw::ShowsToken => format!("Client({token})"),
            _ => "Client".to_owned(),
        }
    }
}

/// The parameters of the query, from its question mark on.
fn query(operation: &Operation, values: &Value) -> String {
    let in_query = |found: &&Parameter| found.place == Place::Query;
    let parameters = operation.parameters.iter().filter(in_query);
    let given = parameters.filter_map(|found| {
        let text = match values.get(&found.name)? {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        Some(format!("{}={}", found.name, percent_encode(&text)))
    });
    let pairs: Vec<String> = given.collect();
    let mark = if pairs.is_empty() { "" } else { "?" };
    format!("{mark}{}", pairs.join("&"))
}

/// The value of the parameter that asks for the page after this one.
fn following(pagination: &Pagination, page: &Value) -> Option<Value> {
    let at = |pointer: &Option<String>| page.pointer(pointer.as_deref()?)?.as_u64();
    match &pagination.turn {
        Turn::Cursor(next) => page.pointer(next).filter(|next| next.is_string()).cloned(),
        Turn::Number { current, pages } => {
            let current = at(current)?;
            (current < at(pages)?).then(|| json!(current + 1))
        }
    }
}

fn invalid(text: &str) -> Failure {
    Failure {
        kind: "invalid_request",
        text: text.to_owned(),
        ..Failure::default()
    }
}

fn transport(error: &reqwest::Error) -> Failure {
    let kind = if error.is_timeout() {
        "timeout"
    } else {
        "transport"
    };
    Failure {
        kind,
        was_sent: true,
        attempts: 1,
        text: chain(error),
        ..Failure::default()
    }
}

fn is_hostile(value: &str) -> bool {
    let decoded = value.to_ascii_lowercase().replace("%2e", ".");
    let mut segments = decoded.split(['/', '\\']);
    value.is_empty()
        || value.contains(char::is_control)
        || segments.any(|segment| segment == "." || segment == "..")
}

/// Edits every object of a value.
fn edit(value: &mut Value, change: &dyn Fn(&mut serde_json::Map<String, Value>)) {
    match value {
        Value::Object(members) => {
            change(members);
            members.values_mut().for_each(|member| edit(member, change));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| edit(item, change)),
        _ => {}
    }
}
