//! Finds what is really wrong when none of several alternatives fits.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;

/// The errors that explain an error best: those of the one alternative that was meant, if that can
/// be told, else the error itself.
pub(super) fn causes<'e, 'i>(error: &'e ValidationError<'i>) -> Vec<&'e ValidationError<'i>>
where
    'i: 'e,
{
    let mut found: Vec<&ValidationError<'_>> = Vec::new();
    let mut pending: Vec<&ValidationError<'_>> = vec![error];
    while let Some(error) = pending.pop() {
        match meant(error) {
            Some(errors) => pending.extend(errors.iter().rev()),
            None => found.push(error),
        }
    }
    found
}

/// The errors of the only alternative that the instance does not fail from the outset: by its type,
/// or else by a member that tells alternatives apart.
fn meant<'e>(error: &'e ValidationError<'_>) -> Option<&'e [ValidationError<'static>]> {
    let (Kind::AnyOf { context } | Kind::OneOfNotValid { context }) = error.kind() else {
        return None;
    };
    let place = error.instance_path().as_str();
    let judged: Vec<_> = context.iter().filter(|errors| !errors.is_empty()).collect();
    let of_type = left_over(&judged, |inner| is_other_type(inner, place));
    let of_kind = left_over(&of_type, |inner| is_other_kind(inner, place));
    let only = [of_type, of_kind].into_iter().find(|left| left.len() == 1);
    only.and_then(|left| left.first().map(|errors| errors.as_slice()))
}

type Errors = Vec<ValidationError<'static>>;

/// The alternatives that have no error of a sort.
fn left_over<'e>(
    alternatives: &[&'e Errors],
    rules_out: impl Fn(&ValidationError<'_>) -> bool,
) -> Vec<&'e Errors> {
    let left = alternatives
        .iter()
        .filter(|errors| !errors.iter().any(&rules_out));
    left.copied().collect()
}

/// Whether the instance itself is of another type, so that another kind of value was meant.
fn is_other_type(error: &ValidationError<'_>, place: &str) -> bool {
    let is_type = matches!(error.kind(), Kind::Type { .. } | Kind::FalseSchema);
    is_type && error.instance_path().as_str() == place
}

/// Whether the instance, or a member of it, is none of the values by which alternatives differ.
fn is_other_kind(error: &ValidationError<'_>, place: &str) -> bool {
    let inner = error.instance_path().as_str();
    let below = inner.strip_prefix(place).unwrap_or(inner);
    matches!(error.kind(), Kind::Constant { .. } | Kind::Enum { .. })
        && below.matches('/').count() <= 1
}
