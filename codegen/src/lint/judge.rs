//! The judge of examples: the `jsonschema` crate, an implementation that shares nothing with ours.

use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{Draft, ValidationError, Validator};
use serde_json::{Value as Json, json};

use super::{blame, place, words};
use crate::source::{Node, Span};

/// A place of an instance that a schema does not accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Misfit {
    /// The place.
    pub span: Span,
    /// The keyword that does not accept it, and what it asks for.
    pub message: String,
    /// The keyword.
    pub keyword: String,
    /// The place of the keyword in the schema that was judged by, as a JSON pointer.
    pub schema_path: String,
    /// Whether the judge gave up, so that the place may fit after all.
    pub is_unsure: bool,
}

/// Makes a schema ready; the error says what is wrong with it.
pub(super) fn validator(schema: &Json) -> Result<Validator, String> {
    let options = jsonschema::options()
        .with_draft(Draft::Draft202012)
        .offline();
    let built = options.should_validate_formats(true).build(schema);
    built.map_err(|error| error.to_string())
}

/// Whether the judge understands a regular expression, both of strings and of names.
pub(super) fn can_match(pattern: &str) -> bool {
    validator(&json!({ "pattern": pattern, "patternProperties": { pattern: true } })).is_ok()
}

/// All places of an instance that do not fit.
pub(super) fn misfits(validator: &Validator, instance: &Node, json: &Json) -> Vec<Misfit> {
    if validator.is_valid(json) {
        return Vec::new();
    }
    let errors: Vec<ValidationError<'_>> = validator.iter_errors(json).collect();
    let errors = errors.iter().flat_map(blame::causes);
    errors
        .flat_map(|error| misfits_of(error, instance))
        .collect()
}

fn misfits_of(error: &ValidationError<'_>, instance: &Node) -> Vec<Misfit> {
    let keyword = words::keyword(error);
    let misfit = |span: Span| Misfit {
        span,
        message: words::message(error),
        keyword: keyword.clone(),
        schema_path: error.schema_path().as_str().to_owned(),
        is_unsure: matches!(
            error.kind(),
            Kind::BacktrackLimitExceeded { .. } | Kind::RegexEngineFailure { .. }
        ),
    };
    place::spans(error, instance)
        .into_iter()
        .map(misfit)
        .collect()
}
