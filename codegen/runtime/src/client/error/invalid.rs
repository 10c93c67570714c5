//! A request or a setting that is not legal.

use std::error::Error as StdError;
use std::fmt;

use super::super::super::codec::{Violation, Violations};
use super::super::api::Operation;
use super::text;

/// What was not legal and why; nothing was sent.
///
/// It names the place and the rule, never the value.
#[derive(Debug, Clone)]
pub struct InvalidRequest {
    operation: Option<&'static str>,
    place: String,
    reason: String,
    violations: Option<Violations>,
}

impl InvalidRequest {
    /// A place, such as a parameter, and why what stands there is not legal.
    pub(in super::super) fn new(
        place: impl Into<String>,
        reason: impl Into<String>,
    ) -> InvalidRequest {
        let (place, reason) = (place.into(), reason.into());
        InvalidRequest {
            operation: None,
            place,
            reason,
            violations: None,
        }
    }

    /// The same, reported for another place.
    pub(in super::super) fn at(mut self, place: impl Into<String>) -> InvalidRequest {
        self.place = place.into();
        self
    }

    /// The same, as part of an operation.
    pub(in super::super) fn of(mut self, operation: &'static Operation) -> InvalidRequest {
        self.operation = Some(operation.id());
        self
    }

    /// The operationId of the call; none for a setting of the client.
    pub fn operation(&self) -> Option<&'static str> {
        self.operation
    }

    /// What is not legal: a parameter, a header, the request body, a setting.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Why it is not legal.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// Each rule of the schema that is broken, when a body or a parameter is what is not legal.
    pub fn violations(&self) -> Option<&Violations> {
        self.violations.as_ref()
    }
}

impl From<Violations> for InvalidRequest {
    fn from(violations: Violations) -> InvalidRequest {
        let reasons: Vec<String> = violations.iter().map(reason).collect();
        let reason = text::one_line(&reasons.join("; "), text::LONG);
        let mut error = InvalidRequest::new("request body", reason);
        error.violations = Some(violations);
        error
    }
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation {
            write!(f, "{operation}: ")?;
        }
        // A violation begins with what was found, or with its place in the value.
        let is_whole = self.violations.is_some() && !self.reason.starts_with('$');
        let colon = if is_whole { ":" } else { "" };
        write!(f, "{}{colon} {}", self.place, self.reason)
    }
}

impl StdError for InvalidRequest {}

/// What is broken, and where in the value, unless it is the value as a whole.
fn reason(violation: &Violation) -> String {
    let text = violation.to_string();
    match text.strip_prefix("$: ") {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}
