//! What the service sends: every example of a webhook is read as its event, and nothing of it is lost.

use serde_json::Value;

use super::{Context, example, report, schema};
use crate::contract::{Content, Event, Example};
use crate::mutate::{UNKNOWN, mutations};

/// The examples of a webhook, with the media types that they are documented for.
pub fn examples(event: &Event) -> impl Iterator<Item = (&Content, &Example)> {
    event.content.iter().flat_map(|content| {
        let examples = content.examples.iter();
        examples.map(move |example| (content, example))
    })
}

/// Checks one example of a webhook: it fits its schema; it, and every variation of it that the schema accepts, comes back
/// whole, under any name of an event, and as the inner part that may come alone; the type accepts and rejects what the
/// schema does.
///
/// # Errors
///
/// What does not hold.
pub fn check(
    context: &Context,
    event: &Event,
    content: &Content,
    one: &Example,
) -> Result<(), String> {
    example::judged(context.judge(), content, one)?;
    let instance = one.json()?;
    let types = context.sdk.events();
    let (_, type_name) = types
        .iter()
        .find(|(key, _)| *key == event.key)
        .ok_or_else(|| format!("the SDK has no event `{}`", event.key))?;
    let mut findings = Vec::new();
    let name = lossless(context, "the example as it is", &instance, &mut findings);
    if let Some(schema) = &content.schema {
        let mutations = mutations(context.judge(), schema, &instance);
        let mutations = mutations.map_err(|error| error.to_string())?;
        for mutation in mutations.iter().filter(|one| one.accepted && !one.beyond) {
            lossless(context, &mutation.name, &mutation.instance, &mut findings);
        }
        findings.extend(schema::pair(context, type_name, schema.clone(), &instance)?);
    }
    match name {
        Some(name) => findings.extend(unnamed(context, &instance, &name)),
        None => findings.push("the event has no name".to_owned()),
    }
    let envelope = context.contract.payload_member.as_deref();
    if let Some(payload) = envelope.and_then(|member| instance.get(member)) {
        lossless(context, "the inner part alone", payload, &mut findings);
    }
    report(findings)
}

/// An event whose name the contract does not know is kept under that name.
fn unnamed(context: &Context, instance: &Value, name: &str) -> Vec<String> {
    let mut findings = Vec::new();
    let mut other = instance.clone();
    let members = other.as_object_mut().into_iter().flatten();
    for (_, value) in members.filter(|(_, value)| value.as_str() == Some(name)) {
        *value = Value::from(UNKNOWN);
    }
    let found = lossless(context, "an event of another name", &other, &mut findings);
    if found.as_deref() != Some(UNKNOWN) {
        findings.push(format!("an event of another name is called {found:?}"));
    }
    findings
}

/// Reads an event and writes it again; gives its name.
fn lossless(
    context: &Context,
    what: &str,
    instance: &Value,
    findings: &mut Vec<String>,
) -> Option<String> {
    let read = context.sdk.event(instance.to_string().as_bytes());
    let (name, decoded) = match read {
        Some(Ok(read)) => read,
        Some(Err(error)) => {
            findings.push(format!("{what}: not read: {error}"));
            return None;
        }
        None => {
            findings.push("the SDK reads no events".to_owned());
            return None;
        }
    };
    match context.compare(None, instance, &decoded.value) {
        Ok(verdict) if verdict.is_kept() => {}
        Ok(verdict) => findings.push(format!("{what}: {verdict}")),
        Err(error) => findings.push(format!("{what}: {error}")),
    }
    name
}
