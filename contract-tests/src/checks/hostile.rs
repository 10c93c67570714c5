//! Values of path parameters that mean to call another endpoint, and values that only look odd.

use serde_json::Value;

use super::secrets::TOKEN;
use super::{Context, report};
use crate::captured::Captured;
use crate::checks::replay::success;
use crate::contract::{Operation, Parameter, Place};
use crate::mock::serve;
use crate::request::{documented_body, documented_parameters};
use crate::sdk::Call;

/// Values that a URL parser would make another path of, or that no path can hold.
const REFUSED: [&str; 14] = [
    "", ".", "..", "%2e", "%2e%2e", "%2E.", ".%2e", "a/../b", "a\\..\\b", "../x", "a/.", "a\nb",
    "a\r\nb", "\u{0}",
];

/// Values that are legal once they are percent-encoded.
const ENCODED: [&str; 10] = [
    "a b",
    "a+b",
    "a/b",
    "\u{e9}",
    "100%",
    "a?b#c",
    "{x}",
    ";,:@&=$",
    "\u{1f600}",
    "...",
];

/// The path parameters of an operation that take texts.
pub fn parameters(context: &Context, operation: &Operation) -> Vec<String> {
    let accepts_text = |parameter: &&Parameter| {
        let text = Value::String(ENCODED[0].to_owned());
        let schema = parameter.schema.as_ref();
        parameter.place == Place::Path
            && schema.is_none_or(|schema| context.judge().accepts(schema, &text) == Ok(true))
    };
    let names = operation.parameters.iter().filter(accepts_text);
    names.map(|parameter| parameter.name.clone()).collect()
}

/// Each hostile value must be refused before anything is sent.
///
/// # Errors
///
/// The values that were not.
pub async fn refused(context: &Context, operation: &Operation, name: &str) -> Result<(), String> {
    let mut findings = Vec::new();
    for value in REFUSED {
        let (result, sent) = call(context, operation, name, value).await?;
        let kind = result
            .as_ref()
            .map_or_else(|failure| failure.kind, |_| "nothing");
        if kind != "invalid_request" || !sent.is_empty() {
            let count = sent.len();
            findings.push(format!(
                "{value:?}: {kind} was wrong, and {count} requests were sent"
            ));
        }
    }
    report(findings)
}

/// Each odd value must arrive percent-encoded, in its place.
///
/// # Errors
///
/// The values that did not.
pub async fn encoded(context: &Context, operation: &Operation, name: &str) -> Result<(), String> {
    let parameters = documented_parameters(operation)?;
    let mut findings = Vec::new();
    for value in ENCODED {
        let (result, sent) = call(context, operation, name, value).await?;
        let path = operation.path.fill(|parameter| match parameter == name {
            true => value.to_owned(),
            false => parameters
                .get(parameter)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned(),
        });
        let path = format!("{}{path}", context.contract.base_path);
        let paths: Vec<&str> = sent.iter().map(|captured| captured.path.as_str()).collect();
        if result.is_err() || paths != [path.as_str()] {
            let error = result.err().map(|failure| failure.text).unwrap_or_default();
            findings.push(format!(
                "{value:?}: expected {path}, found {paths:?} {error}"
            ));
        }
    }
    report(findings)
}

async fn call(
    context: &Context,
    operation: &Operation,
    name: &str,
    value: &str,
) -> Result<(Result<Value, crate::sdk::Failure>, Vec<Captured>), String> {
    let server = serve(&context.contract, success(operation).template()).await;
    let mut parameters = documented_parameters(operation)?;
    parameters.insert(name.to_owned(), Value::String(value.to_owned()));
    let call = Call {
        base_url: server.base_url(),
        token: TOKEN.to_owned(),
        operation: operation.id.clone(),
        parameters: Value::Object(parameters),
        body: documented_body(operation).map(|(_, bytes)| bytes.to_vec()),
        timeout: None,
        attempts: Some(1),
    };
    let result = context.sdk.call(&call).await;
    let sent = server.requests().await.iter().map(Captured::new).collect();
    Ok((result, sent))
}
