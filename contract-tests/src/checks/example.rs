//! Every example fits its schema, and has no member that the schema does not name.

use serde_json::Value;

use super::{Context, report};
use crate::contract::{Content, Example, Place};
use crate::judge::Judge;
use crate::subject::Subject;
use crate::views::Direction;

/// Judges one example by the schema that it is documented with.
///
/// # Errors
///
/// The reasons why it does not fit, and the members that are not documented.
pub fn check(context: &Context, subject: &Subject) -> Result<(), String> {
    let judge = context.judge_of(subject.direction());
    judged(judge, &subject.content, &subject.example)
}

/// Judges one example by the schema of its media type.
///
/// # Errors
///
/// The reasons why it does not fit, and the members that are not documented.
pub fn judged(judge: &Judge, content: &Content, example: &Example) -> Result<(), String> {
    let Some(schema) = &content.schema else {
        return Ok(());
    };
    let instance = match content.is_json() {
        true => example.json()?,
        false => Value::String(text(example)?),
    };
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
    let source = &example.source;
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

fn text(example: &Example) -> Result<String, String> {
    let text = String::from_utf8(example.payload.clone());
    text.map_err(|_| format!("{}: not valid UTF-8", example.source))
}
