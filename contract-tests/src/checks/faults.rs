//! What the client must make of a service that fails: one table.

use std::time::Duration;

use serde_json::Value;
use wiremock::ResponseTemplate;

use super::replay::success;
use super::secrets::{TOKEN, absent};
use super::{Context, report};
use crate::captured::Captured;
use crate::contract::Operation;
use crate::mock::{Answer, Server, serve};
use crate::raw::{RawServer, Treatment};
use crate::request::{documented_body, documented_parameters};
use crate::sdk::{Call, Failure};

/// A way to fail, and the error that a user of the SDK must get.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    /// The name of the case.
    pub name: &'static str,
    /// What the service does.
    pub behaviour: Behaviour,
    /// The kind of the error.
    pub kind: &'static str,
    /// The status that the error carries.
    pub status: Carried,
    /// The seconds that the error says to wait.
    pub retry_after: Option<u64>,
    /// Whether the call is sent again.
    pub repeated: Repeated,
}

/// What a failing service does.
#[derive(Debug, Clone, Copy)]
pub enum Behaviour {
    /// Answers with a status and the documented body, where there is one.
    Status(u16),
    /// Answers with a status and says how many seconds to wait.
    StatusAndWait(u16, u64),
    /// Answers with a status and an HTML page.
    Page(u16),
    /// Answers with success and an HTML page.
    PageAsSuccess,
    /// Answers with success and a body that is no JSON.
    Malformed,
    /// Answers with success and no body.
    Empty,
    /// Does something that is not HTTP.
    Raw(Treatment),
}

/// The status that an error carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carried {
    /// None: no answer was read to its end.
    None,
    /// The given one.
    Status(u16),
    /// That of the operation's success.
    Success,
}

/// When a call is sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeated {
    /// Not at all.
    Never,
    /// Where its operation may be done twice.
    WhereSafe,
    /// Whatever its operation does, since it was not done.
    Always,
}

/// How often a call is sent before the SDK gives up.
const ATTEMPTS: u32 = 4;

/// The same for a service that lets each attempt run out of time.
const SLOW_ATTEMPTS: u32 = 2;

/// The table of faults.
pub const FAULTS: &[Fault] = &[
    status("401", 401),
    status("402", 402),
    status("404", 404),
    status("422", 422),
    fault(
        "429",
        Behaviour::Status(429),
        "rate_limited",
        Carried::Status(429),
    )
    .repeated(Repeated::Always),
    fault(
        "429-with-retry-after",
        Behaviour::StatusAndWait(429, 7),
        "rate_limited",
        Carried::Status(429),
    )
    .waiting(7)
    .repeated(Repeated::Always),
    fault(
        "429-with-a-long-wait",
        Behaviour::StatusAndWait(429, 3600),
        "rate_limited",
        Carried::Status(429),
    )
    .waiting(3600),
    status("408", 408).repeated(Repeated::WhereSafe),
    status("500", 500).repeated(Repeated::WhereSafe),
    status("502", 502).repeated(Repeated::WhereSafe),
    status("503", 503).repeated(Repeated::WhereSafe),
    status("504", 504).repeated(Repeated::WhereSafe),
    fault(
        "503-with-retry-after",
        Behaviour::StatusAndWait(503, 2),
        "api",
        Carried::Status(503),
    )
    .waiting(2)
    .repeated(Repeated::WhereSafe),
    fault(
        "500-with-a-page",
        Behaviour::Page(500),
        "api",
        Carried::Status(500),
    )
    .repeated(Repeated::WhereSafe),
    fault(
        "404-with-a-page",
        Behaviour::Page(404),
        "api",
        Carried::Status(404),
    ),
    fault(
        "page-as-success",
        Behaviour::PageAsSuccess,
        "decode",
        Carried::Success,
    ),
    fault(
        "malformed-json",
        Behaviour::Malformed,
        "decode",
        Carried::Success,
    ),
    fault("empty-body", Behaviour::Empty, "decode", Carried::Success),
    fault(
        "truncated-body",
        Behaviour::Raw(Treatment::Truncate),
        "transport",
        Carried::None,
    )
    .repeated(Repeated::WhereSafe),
    fault(
        "reset",
        Behaviour::Raw(Treatment::Reset),
        "transport",
        Carried::None,
    )
    .repeated(Repeated::WhereSafe),
    fault(
        "silence",
        Behaviour::Raw(Treatment::Silence),
        "timeout",
        Carried::None,
    )
    .repeated(Repeated::WhereSafe),
    fault(
        "slow-drip",
        Behaviour::Raw(Treatment::Drip),
        "timeout",
        Carried::None,
    )
    .repeated(Repeated::WhereSafe),
    fault(
        "oversized-body",
        Behaviour::Raw(Treatment::Flood),
        "response_too_large",
        Carried::Success,
    ),
];

/// The time of an attempt where the service never comes to an end, so that the check does.
const SOON: Duration = Duration::from_millis(150);

const PAGE: &str = "<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>";

impl Fault {
    /// Whether the fault can happen to an operation: without a JSON answer, there is none to spoil.
    pub fn applies(&self, operation: &Operation) -> bool {
        let mut content = operation.successes().flat_map(|response| &response.content);
        match self.behaviour {
            Behaviour::Status(_) | Behaviour::StatusAndWait(..) | Behaviour::Page(_) => true,
            Behaviour::Raw(Treatment::Reset | Treatment::Silence) => true,
            _ => content.any(|content| content.is_json()),
        }
    }

    /// How often the call is expected to be sent.
    fn attempts(&self, operation: &Operation) -> u32 {
        match self.repeated {
            Repeated::Never => 1,
            Repeated::WhereSafe if !operation.repeatable => 1,
            _ if self.is_slow() => SLOW_ATTEMPTS,
            _ => ATTEMPTS,
        }
    }

    /// Whether the service lets the time run out.
    fn is_slow(&self) -> bool {
        self.kind == "timeout"
    }

    const fn waiting(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    const fn repeated(mut self, repeated: Repeated) -> Self {
        self.repeated = repeated;
        self
    }

    fn expected_status(&self, operation: &Operation) -> Option<u16> {
        match self.status {
            Carried::None => None,
            Carried::Status(status) => Some(status),
            Carried::Success => Some(success(operation).status),
        }
    }
}

/// Calls an operation while the service fails, and compares the error with the table.
///
/// # Errors
///
/// In what the error differs.
pub async fn check(context: &Context, operation: &Operation, fault: &Fault) -> Result<(), String> {
    let service = start(context, operation, fault).await?;
    let call = Call {
        base_url: service.base_url(context),
        token: TOKEN.to_owned(),
        operation: operation.id.clone(),
        parameters: Value::Object(documented_parameters(operation)?),
        body: documented_body(operation).map(|(_, bytes)| bytes.to_vec()),
        timeout: fault.is_slow().then_some(SOON),
        attempts: fault.is_slow().then_some(SLOW_ATTEMPTS),
    };
    let result = context.sdk.call(&call).await;
    let found = match &result {
        Ok(answer) => vec![format!(
            "expected {}, found the answer {answer}",
            fault.kind
        )],
        Err(failure) => {
            let mut found = differences(operation, fault, failure, service.body());
            found.extend(service.miscounted(failure.attempts).await);
            found
        }
    };
    let curl = service.curl(context).await;
    report(found).map_err(|error| format!("{error}\n{curl}"))?;
    let texts = result.as_ref().err().map(Failure::texts);
    texts
        .into_iter()
        .flatten()
        .try_for_each(|text| absent("the error", text))
}

fn differences(
    operation: &Operation,
    fault: &Fault,
    failure: &Failure,
    body: Option<&[u8]>,
) -> Vec<String> {
    let status = fault.expected_status(operation);
    let wait = fault.retry_after.map(Duration::from_secs);
    let mut findings = Vec::new();
    if failure.kind != fault.kind {
        findings.push(format!("expected {}, found {}", fault.kind, failure.kind));
    }
    if failure.status != status {
        findings.push(format!(
            "expected status {status:?}, found {:?}",
            failure.status
        ));
    }
    if failure.retry_after != wait {
        findings.push(format!(
            "expected to wait {wait:?}, found {:?}",
            failure.retry_after
        ));
    }
    let attempts = fault.attempts(operation);
    if failure.attempts != attempts {
        findings.push(format!(
            "expected {attempts} attempts, found {}",
            failure.attempts
        ));
    }
    if !failure.was_sent {
        findings.push("the error says that nothing was sent".to_owned());
    }
    if let Some(body) = body
        && failure.body.as_deref() != Some(body)
    {
        findings.push("the error does not carry the body".to_owned());
    }
    if failure.text.contains(['\n', '\r']) {
        findings.push("the text is not one line".to_owned());
    }
    match findings.is_empty() {
        true => findings,
        false => findings
            .into_iter()
            .chain([format!("the error is: {}", failure.text)])
            .collect(),
    }
}

/// The failing service.
enum Service {
    Http(Server, Answer),
    Raw(RawServer),
}

impl Service {
    fn base_url(&self, context: &Context) -> String {
        match self {
            Self::Http(server, _) => server.base_url(),
            Self::Raw(server) => server.base_url(&context.contract.base_path),
        }
    }

    fn body(&self) -> Option<&[u8]> {
        match self {
            Self::Http(_, answer) => Some(&answer.body),
            Self::Raw(_) => None,
        }
    }

    /// What the service has seen, where that is not what the error says.
    async fn miscounted(&self, attempts: u32) -> Option<String> {
        let Self::Http(server, _) = self else {
            return None;
        };
        let seen = server.requests().await.len();
        let differs = usize::try_from(attempts) != Ok(seen);
        differs.then(|| format!("the error says {attempts} attempts, the service has seen {seen}"))
    }

    /// A command line that makes the first request again, where it was taken down.
    async fn curl(&self, context: &Context) -> String {
        let requests = match self {
            Self::Http(server, _) => server.requests().await,
            Self::Raw(_) => Vec::new(),
        };
        let (environment, base_path) =
            (context.contract.environment(), &context.contract.base_path);
        let curl = |request| Captured::new(request).curl(&environment, base_path, TOKEN);
        requests
            .first()
            .map_or_else(|| "(no request was taken down)".to_owned(), curl)
    }
}

async fn start(context: &Context, operation: &Operation, fault: &Fault) -> Result<Service, String> {
    let good = success(operation).status;
    let page = |status| body(status, "text/html", PAGE);
    let answer = match fault.behaviour {
        Behaviour::Raw(treatment) => {
            let server = RawServer::start(treatment, good).await;
            return server.map(Service::Raw).map_err(|error| error.to_string());
        }
        Behaviour::Status(status) | Behaviour::StatusAndWait(status, _) => {
            documented(operation, status)
        }
        Behaviour::Page(status) => page(status),
        Behaviour::PageAsSuccess => page(good),
        Behaviour::Malformed => body(good, "application/json", "{\"a\": tru"),
        Behaviour::Empty => body(good, "application/json", ""),
    };
    let template = with_wait(answer.template(), fault);
    Ok(Service::Http(
        serve(&context.contract, template).await,
        answer,
    ))
}

fn with_wait(template: ResponseTemplate, fault: &Fault) -> ResponseTemplate {
    match fault.behaviour {
        Behaviour::StatusAndWait(_, seconds) => {
            template.insert_header("retry-after", seconds.to_string().as_str())
        }
        _ => template,
    }
}

/// The documented answer for a status, or one without a body.
fn documented(operation: &Operation, status: u16) -> Answer {
    let response = operation.response(status);
    let example = response.and_then(|response| {
        let mut content = response.content.iter();
        content.find_map(|content| {
            let example = content.examples.first()?;
            Some(Answer::example(response, content, example))
        })
    });
    let answer = example.unwrap_or_else(|| Answer::empty(status));
    Answer { status, ..answer }
}

fn body(status: u16, media_type: &str, text: &str) -> Answer {
    Answer {
        status,
        media_type: Some(media_type.to_owned()),
        body: text.as_bytes().to_vec(),
    }
}

const fn status(name: &'static str, status: u16) -> Fault {
    fault(
        name,
        Behaviour::Status(status),
        "api",
        Carried::Status(status),
    )
}

const fn fault(
    name: &'static str,
    behaviour: Behaviour,
    kind: &'static str,
    status: Carried,
) -> Fault {
    Fault {
        name,
        behaviour,
        kind,
        status,
        retry_after: None,
        repeated: Repeated::Never,
    }
}
