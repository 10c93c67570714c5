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

/// The errors of the only alternative that the instance does not fail from the outset.
fn meant<'e>(error: &'e ValidationError<'_>) -> Option<&'e [ValidationError<'static>]> {
    let (Kind::AnyOf { context } | Kind::OneOfNotValid { context }) = error.kind() else {
        return None;
    };
    let place = error.instance_path().as_str();
    let mut likely = context.iter().filter(|errors| {
        !errors.is_empty() && !errors.iter().any(|inner| is_other_kind(inner, place))
    });
    likely.next().filter(|_| likely.next().is_none()).map(Vec::as_slice)
}

/// Whether an error shows that another kind of value was meant: another type, or another value of
/// the member that tells alternatives apart.
fn is_other_kind(error: &ValidationError<'_>, place: &str) -> bool {
    let inner = error.instance_path().as_str();
    let below = inner.strip_prefix(place).unwrap_or(inner);
    match error.kind() {
        Kind::Type { .. } | Kind::FalseSchema => below.is_empty(),
        Kind::Constant { .. } | Kind::Enum { .. } => below.matches('/').count() <= 1,
        _ => false,
    }
}
