//! Each type accepts and rejects what its schema does, as the independent validator reads it.

use jsonschema::Validator;
use serde_json::Value;

use super::{Context, View, report};
use crate::judge::{Judge, standalone};
use crate::location::Location;
use crate::mutate::{Mutation, mutations};
use crate::subject::Subject;
use crate::views::Direction;

/// Compares a type with its schema, by an example and all mutations of it.
///
/// # Errors
///
/// The instances on which they do not agree.
pub fn check(context: &Context, subject: &Subject) -> Result<(), String> {
    let type_name = subject.type_name(context.sdk.as_ref())?;
    let schema = subject.content.schema.clone();
    let schema = schema.ok_or("the example has no schema")?;
    let judge = context.judge_of(subject.direction());
    let pair = Pair::new(context, judge, type_name, schema)?;
    report(pair.disagreements(&subject.example.json()?)?)
}

/// Where a type and its schema do not agree on an instance and on its mutations.
///
/// # Errors
///
/// When the schema is not usable.
pub fn pair(
    context: &Context,
    type_name: &str,
    schema: Location,
    instance: &Value,
) -> Result<Vec<String>, String> {
    Pair::new(context, context.judge(), type_name.to_owned(), schema)?.disagreements(instance)
}

/// Compares a type that stands for a named schema with it, by every part of every example that
/// satisfies the schema, and all mutations of the part.
///
/// Types do not tell in which direction they travel, so a type may stand for the schema as a whole or as either direction
/// sees it; all mutations must agree on one of them.
///
/// Where a schema accepts `null` and its type does not, the `null` is a matter of the member that
/// holds the type, and is checked there.
///
/// # Errors
///
/// The instances on which they do not agree; also when no example has such a part.
pub fn of_type(context: &Context, type_name: &str, schema: &str) -> Result<(), String> {
    let schema: Location = schema.parse().map_err(|error| format!("{error}"))?;
    let whole = of_view(context, &context.whole, type_name, &schema);
    let in_one = |direction| of_view(context, context.view_of(direction), type_name, &schema);
    whole.or_else(|reason| {
        let mut directions = [Direction::Sent, Direction::Answered].into_iter();
        let agrees = directions.any(|direction| in_one(direction).is_ok());
        if agrees { Ok(()) } else { Err(reason) }
    })
}

fn of_view(
    context: &Context,
    view: &View,
    type_name: &str,
    schema: &Location,
) -> Result<(), String> {
    let mut pair = Pair::new(context, &view.judge, type_name.to_owned(), schema.clone())?;
    let instances = view.instances(&context.contract, schema)?;
    if instances.is_empty() {
        return Err(format!(
            "no example has a part that satisfies {}",
            pair.schema
        ));
    }
    pair.leaves_null = pair.verdict_of_type(&Value::Null)?.is_err();
    let mut findings = Vec::new();
    for instance in instances {
        findings.extend(pair.disagreements(instance)?);
    }
    report(findings)
}

/// A type and the schema that it stands for.
struct Pair<'a> {
    context: &'a Context,
    judge: &'a Judge,
    type_name: String,
    schema: Location,
    reported: Option<Validator>,
    /// Whether a `null` in place of the whole is the matter of whoever holds the type.
    leaves_null: bool,
}

impl<'a> Pair<'a> {
    fn new(
        context: &'a Context,
        judge: &'a Judge,
        type_name: String,
        schema: Location,
    ) -> Result<Self, String> {
        let documents = context.judge().documents();
        let found = documents.value(&schema);
        found.map_err(|error| format!("the schema of {type_name}: {error}"))?;
        let reported = context.sdk.json_schema(&type_name);
        Ok(Self {
            context,
            judge,
            schema,
            reported: reported.as_ref().map(standalone).transpose()?,
            type_name,
            leaves_null: false,
        })
    }

    /// Where type and schema do not agree on an instance, which the schema accepts, or on one of
    /// its mutations.
    fn disagreements(&self, instance: &Value) -> Result<Vec<String>, String> {
        let original = Mutation {
            name: "the example as it is".to_owned(),
            instance: instance.clone(),
            accepted: true,
            beyond: false,
        };
        let mutations = mutations(self.judge, &self.schema, instance);
        let mutations = mutations.map_err(|error| error.to_string())?;
        let mut findings = Vec::new();
        for mutation in [original].iter().chain(&mutations) {
            if self.leaves_null && mutation.instance.is_null() {
                continue;
            }
            let by_type = self.verdict_of_type(&mutation.instance)?;
            findings.extend(disagreement(mutation, "the type", by_type));
            if let Some(validator) = &self.reported {
                let by_report = validator.validate(&mutation.instance);
                let by_report = by_report.map_err(|error| error.to_string());
                findings.extend(disagreement(mutation, "its JSON Schema", by_report));
            }
        }
        Ok(findings)
    }

    /// Decodes and validates; both together must reject what the schema rejects.
    fn verdict_of_type(&self, instance: &Value) -> Result<Result<(), String>, String> {
        let json = instance.to_string().into_bytes();
        let decoded = self.context.sdk.decode(&self.type_name, &json);
        let decoded = decoded.ok_or_else(|| format!("the SDK has no type `{}`", self.type_name))?;
        Ok(match decoded {
            Ok(decoded) if decoded.violations.is_empty() => Ok(()),
            Ok(decoded) => Err(decoded.violations.join("; ")),
            Err(error) => Err(error),
        })
    }
}

/// The difference between the independent verdict and another, which has reasons to reject.
fn disagreement(mutation: &Mutation, judge: &str, verdict: Result<(), String>) -> Option<String> {
    let name = &mutation.name;
    match (mutation.accepted, verdict) {
        (true, Err(_)) if mutation.beyond => None,
        (true, Err(reason)) => Some(format!(
            "{name}: the schema accepts it, {judge} does not: {reason}"
        )),
        (false, Ok(())) => Some(format!("{name}: the schema rejects it, {judge} does not")),
        _ => None,
    }
}
