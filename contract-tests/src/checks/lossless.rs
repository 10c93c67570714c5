//! Nothing is lost between reading and writing: of the examples, and of all that the schema allows.

use serde_json::Value;

use super::{Context, report};
use crate::compare::Verdict;
use crate::location::Location;
use crate::mutate::mutations;
use crate::subject::Subject;

/// Reads and writes an example, and every variation of it that its schema accepts: with unknown
/// members and values, with `null` and with absence wherever they are allowed.
///
/// # Errors
///
/// What was dropped, added or changed, and where.
pub fn check(context: &Context, subject: &Subject) -> Result<Verdict, String> {
    let type_name = subject.type_name(context.sdk.as_ref())?;
    let instance = subject.example.json()?;
    let schema = subject
        .content
        .schema
        .as_ref()
        .ok_or("the example has no schema")?;
    let pair = (type_name.as_str(), schema);
    let verdict = round_trip(context, pair, &subject.example.payload, &instance)?;
    let mut findings = finding("the example as it is", &verdict);
    let mutations = mutations(context.judge_of(subject.direction()), schema, &instance);
    let mutations = mutations.map_err(|error| error.to_string())?;
    for mutation in mutations.iter().filter(|mutation| mutation.accepted) {
        let bytes = mutation.instance.to_string().into_bytes();
        match round_trip(context, pair, &bytes, &mutation.instance) {
            Ok(verdict) => findings.extend(finding(&mutation.name, &verdict)),
            Err(_) if mutation.beyond => {}
            Err(error) => findings.push(format!("{}: {error}", mutation.name)),
        }
    }
    report(findings).map(|()| verdict)
}

fn round_trip(
    context: &Context,
    (type_name, schema): (&str, &Location),
    bytes: &[u8],
    instance: &Value,
) -> Result<Verdict, String> {
    let decoded = context.sdk.decode(type_name, bytes);
    let decoded = decoded.ok_or_else(|| format!("the SDK cannot decode `{type_name}`"))?;
    let decoded = decoded.map_err(|error| format!("not decoded: {error}"))?;
    context.compare(Some(schema), instance, &decoded.value)
}

fn finding(what: &str, verdict: &Verdict) -> Vec<String> {
    match verdict.is_kept() {
        true => Vec::new(),
        false => vec![format!("{what}: {verdict}")],
    }
}
