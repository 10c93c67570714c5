//! What a keyword asks for, in words.

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{JsonType, ValidationError};
use serde_json::Value as Json;

/// How many values are listed, and how long a value may be to be shown.
const MAX_LISTED: usize = 8;
const MAX_SHOWN: usize = 60;

/// The keyword that is not satisfied; a schema `false` counts as one.
pub(super) fn keyword(error: &ValidationError<'_>) -> String {
    match error.kind() {
        Kind::FalseSchema => "false".to_owned(),
        kind => kind.keyword().to_owned(),
    }
}

/// What is wrong: the keyword, and what it asks for.
pub(super) fn message(error: &ValidationError<'_>) -> String {
    let expected = expected(error.kind());
    format!("does not fit `{}`: {expected}", keyword(error))
}

fn expected(kind: &Kind) -> String {
    match kind {
        Kind::Type { kind } => format!("{} is expected", types(kind)),
        Kind::Required { property } => format!("the member {} is missing", shown(property)),
        Kind::Constant { expected_value } => format!("only {} is allowed", shown(expected_value)),
        Kind::Enum { options } => one_of(options),
        Kind::Format { format } => format!("a string of the form `{format}` is expected"),
        Kind::Pattern { pattern } => format!("it does not match `{pattern}`"),
        Kind::PropertyNames { error } => format!("its name {}", message(error)),
        Kind::AdditionalProperties { .. } | Kind::UnevaluatedProperties { .. } => {
            "no other members are allowed".to_owned()
        }
        Kind::AdditionalItems { .. } | Kind::UnevaluatedItems { .. } => {
            "no further items are allowed".to_owned()
        }
        Kind::UniqueItems => "no two items may be equal".to_owned(),
        Kind::Contains => "not enough, or too many, of the items are what it asks for".to_owned(),
        Kind::FalseSchema => "no value is allowed here".to_owned(),
        Kind::Not { .. } => "it is what is ruled out here".to_owned(),
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
            format!("none of the {} alternatives accepts it", context.len())
        }
        Kind::OneOfMultipleValid { .. } => "more than one alternative accepts it".to_owned(),
        _ => limit(kind),
    }
}

fn limit(kind: &Kind) -> String {
    match kind {
        Kind::Minimum { limit } => format!("at least {limit} is expected"),
        Kind::Maximum { limit } => format!("at most {limit} is expected"),
        Kind::ExclusiveMinimum { limit } => format!("more than {limit} is expected"),
        Kind::ExclusiveMaximum { limit } => format!("less than {limit} is expected"),
        Kind::MultipleOf { multiple_of } => format!("a multiple of {multiple_of} is expected"),
        Kind::MinLength { limit } => at_least(*limit, "character"),
        Kind::MaxLength { limit } => at_most(*limit, "character"),
        Kind::MinItems { limit } => at_least(*limit, "item"),
        Kind::MaxItems { limit } => at_most(*limit, "item"),
        Kind::MinProperties { limit } => at_least(*limit, "member"),
        Kind::MaxProperties { limit } => at_most(*limit, "member"),
        _ => "the value is none that it accepts".to_owned(),
    }
}

fn at_least(limit: u64, what: &str) -> String {
    format!("at least {limit} {what}{} expected", verb(limit))
}

fn at_most(limit: u64, what: &str) -> String {
    format!("at most {limit} {what}{} allowed", verb(limit))
}

fn verb(limit: u64) -> &'static str {
    if limit == 1 { " is" } else { "s are" }
}

/// The kinds of values, with their articles: "a string or null".
fn types(kind: &TypeKind) -> String {
    let all: Vec<JsonType> = match kind {
        TypeKind::Single(one) => vec![*one],
        TypeKind::Multiple(set) => set.iter().collect(),
    };
    let named = |one: &JsonType| match one {
        JsonType::Null => "null".to_owned(),
        JsonType::Array | JsonType::Object | JsonType::Integer => format!("an {}", one.as_str()),
        _ => format!("a {}", one.as_str()),
    };
    let (null, others): (Vec<&JsonType>, Vec<&JsonType>) =
        all.iter().partition(|one| **one == JsonType::Null);
    let named: Vec<String> = others.into_iter().chain(null).map(named).collect();
    match named.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => named.concat(),
    }
}

fn one_of(options: &Json) -> String {
    let all = options.as_array().map(Vec::as_slice).unwrap_or_default();
    let listed: Vec<String> = all.iter().take(MAX_LISTED).map(shown).collect();
    let more = if all.len() > listed.len() {
        ", …"
    } else {
        ""
    };
    format!("one of {}{more} is expected", listed.join(", "))
}

/// A value between back-ticks, cut where it is long; strings go without their quotes.
fn shown(value: &Json) -> String {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    if text.chars().count() <= MAX_SHOWN {
        return format!("`{text}`");
    }
    let start: String = text.chars().take(MAX_SHOWN).collect();
    format!("`{start}…`")
}
