//! Plays an example through the SDK: what goes over the wire and what comes back.

use serde_json::{Map, Value, json};

use super::secrets::{TOKEN, absent};
use super::{Context, report};
use crate::captured::Captured;
use crate::compare::Verdict;
use crate::contract::{Content, Operation, Response};
use crate::mock::{Answer, serve};
use crate::request::{Asked, documented_body, documented_parameters, findings};
use crate::sdk::{Call, Failure};
use crate::subject::Subject;
use crate::views::Direction;

/// What one replay showed, in a form that is the same in every run.
#[derive(Debug, Clone)]
pub struct Recording {
    /// The request as it came over the wire, without the secret.
    pub request: Value,
    /// The typed answer as JSON, or the error.
    pub outcome: Value,
}

/// Serves an example, calls the operation, and judges both directions.
///
/// # Errors
///
/// What departs from the contract, with a command line that makes the request again.
pub async fn check(context: &Context, subject: &Subject) -> Result<Recording, String> {
    let operation = &subject.operation;
    let parameters = documented_parameters(operation)?;
    let answer = answer(subject);
    let server = serve(&context.contract, answer.template()).await;
    let body = body(subject);
    let call = Call {
        base_url: server.base_url(),
        token: TOKEN.to_owned(),
        operation: operation.id.clone(),
        parameters: Value::Object(parameters.clone()),
        body: body.map(|(_, bytes)| bytes.to_vec()),
        timeout: None,
        attempts: Some(1),
    };
    let result = context.sdk.call(&call).await;
    let captured = single(
        &server
            .requests()
            .await
            .iter()
            .map(Captured::new)
            .collect::<Vec<_>>(),
    )
    .map_err(|error| format!("{error}; the call gave {result:?}"))?;
    let findings = judge(context, subject, &parameters, body, &captured, &result)?;
    let environment = context.contract.environment();
    let curl = captured.curl(&environment, &context.contract.base_path, TOKEN);
    report(findings).map_err(|error| format!("{error}\n{curl}"))?;
    let recording = Recording {
        request: captured.snapshot(TOKEN),
        outcome: outcome(context, subject, answer.status, &result)?,
    };
    absent(
        "the recording",
        &format!("{} {}", recording.request, recording.outcome),
    )?;
    Ok(recording)
}

/// The first documented success of an operation.
pub fn success(operation: &Operation) -> Answer {
    let Some(response) = operation.successes().next() else {
        return Answer::empty(200);
    };
    let example = |response: &Response| {
        let mut content = response.content.iter();
        content.find_map(|content| {
            let example = content.examples.first()?;
            Some(Answer::example(response, content, example))
        })
    };
    example(response).unwrap_or_else(|| Answer::empty(response.status))
}

fn judge(
    context: &Context,
    subject: &Subject,
    parameters: &Map<String, Value>,
    body: Option<(&Content, &[u8])>,
    captured: &Captured,
    result: &Result<Value, Failure>,
) -> Result<Vec<String>, String> {
    let asked = Asked {
        operation: &subject.operation,
        parameters,
        body,
        secret: TOKEN,
    };
    let judge = context.judge_of(Direction::Sent);
    let found = findings(&context.contract, judge, &asked, captured);
    let mut found = found.map_err(|error| error.to_string())?;
    match result {
        Ok(value) => found.extend(answered(context, subject, value)?),
        Err(failure) => {
            found.extend(failed(subject, failure));
            for text in failure.texts() {
                absent("the error", text)?;
            }
        }
    }
    Ok(found)
}

/// Judges a typed answer: it must be there for a success, and be the example.
fn answered(context: &Context, subject: &Subject, value: &Value) -> Result<Vec<String>, String> {
    let Some(response) = &subject.response else {
        return Ok(Vec::new());
    };
    if !response.is_success() {
        return Ok(vec![format!(
            "status {} was taken for a success",
            response.status
        )]);
    }
    if !subject.content.is_json() {
        return Ok(Vec::new());
    }
    let verdict = verdict(context, subject, value)?;
    Ok(match verdict.is_kept() {
        true => Vec::new(),
        false => vec![format!("the answer is not the example: {verdict}")],
    })
}

fn verdict(context: &Context, subject: &Subject, value: &Value) -> Result<Verdict, String> {
    context.compare(
        subject.content.schema.as_ref(),
        &subject.example.json()?,
        value,
    )
}

/// Judges an error: it must be there for an error status, and carry the body.
fn failed(subject: &Subject, failure: &Failure) -> Vec<String> {
    let response = subject
        .response
        .as_ref()
        .filter(|response| !response.is_success());
    let Some(response) = response else {
        return vec![format!("the call failed: {}", failure.text)];
    };
    let kind = if response.status == 429 {
        "rate_limited"
    } else {
        "api"
    };
    let mut findings = Vec::new();
    if failure.kind != kind || failure.status != Some(response.status) {
        let found = (&failure.kind, failure.status);
        findings.push(format!(
            "expected {kind} with {}, found {found:?}",
            response.status
        ));
    }
    if failure.body.as_ref() != Some(&subject.example.payload) {
        findings.push("the error does not carry the body".to_owned());
    }
    if failure.text.contains(['\n', '\r']) {
        findings.push(format!(
            "the text of the error is not one line: {:?}",
            failure.text
        ));
    }
    findings
}

fn outcome(
    context: &Context,
    subject: &Subject,
    status: u16,
    result: &Result<Value, Failure>,
) -> Result<Value, String> {
    Ok(match result {
        Ok(value) if subject.response.is_some() && subject.content.is_json() => {
            let verdict = verdict(context, subject, value)?.to_string();
            json!({ "status": status, "verdict": verdict, "answer": value })
        }
        Ok(value) => json!({ "status": status, "answer": value }),
        Err(failure) => json!({ "status": status, "error": failure.kind, "text": failure.text }),
    })
}

/// The answer to serve: the example itself, or for a request the first success.
fn answer(subject: &Subject) -> Answer {
    match &subject.response {
        Some(response) => Answer::example(response, &subject.content, &subject.example),
        None => success(&subject.operation),
    }
}

fn body(subject: &Subject) -> Option<(&Content, &[u8])> {
    match subject.response {
        Some(_) => documented_body(&subject.operation),
        None => Some((&subject.content, &subject.example.payload)),
    }
}

fn single(captured: &[Captured]) -> Result<Captured, String> {
    match captured {
        [single] => Ok(single.clone()),
        other => Err(format!("expected one request, found {}", other.len())),
    }
}
