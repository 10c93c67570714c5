//! Every example fits its schema, and has no member that the schema does not name.

use serde_json::Value;

use super::{Context, report};
use crate::contract::Place;
use crate::subject::Subject;
use crate::views::Direction;

/// Judges one example by the schema that it is documented with.
///
/// # Errors
///
/// The reasons why it does not fit, and the members that are not documented.
pub fn check(context: &Context, subject: &Subject) -> Result<(), String> {
    let Some(schema) = &subject.content.schema else {
        return Ok(());
    };
    let instance = match subject.content.is_json() {
        true => subject.example.json()?,
        false => Value::String(text(subject)?),
    };
    let judge = context.judge_of(subject.direction());
    let mut findings = judge
        .findings(schema, &instance)
        .map_err(|error| error.to_string())?;
    let unknown = judge
        .undocumented(schema, &instance)
        .map_err(|error| error.to_string())?;
    findings.extend(
        unknown
            .iter()
            .map(|pointer| format!("{pointer}: undocumented member")),
    );
    let source = &subject.example.source;
    report(
        findings
            .into_iter()
            .map(|finding| format!("{source}: {finding}"))
            .collect(),
    )
}

/// Judges the examples of an operation's parameters.
///
/// # Errors
///
/// The reasons why they do not fit, and the path parameters that have no example.
pub fn parameters(context: &Context, operation: &str) -> Result<(), String> {
    let operation = context.contract.operation(operation);
    let operation = operation.ok_or("there is no such operation")?;
    let mut findings = Vec::new();
    for parameter in &operation.parameters {
        let name = &parameter.name;
        if parameter.place == Place::Path && parameter.examples.is_empty() {
            findings.push(format!("the path parameter `{name}` has no example"));
        }
        for (example, schema) in parameter
            .examples
            .iter()
            .zip(parameter.schema.iter().cycle())
        {
            let found = context.judge_of(Direction::Sent).findings(schema, example);
            let found = found.map_err(|error| error.to_string())?;
            findings.extend(
                found
                    .iter()
                    .map(|finding| format!("parameter `{name}`: {finding}")),
            );
        }
    }
    report(findings)
}

fn text(subject: &Subject) -> Result<String, String> {
    let text = String::from_utf8(subject.example.payload.clone());
    text.map_err(|_| format!("{}: not valid UTF-8", subject.example.source))
}
