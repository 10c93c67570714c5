//! A webhook that cannot be read, or does not come from the service.

use std::error::Error as StdError;
use std::fmt;

use super::super::super::codec::{DecodeError, DecodeErrorKind};
use super::text;

/// A webhook that is not what it should be.
#[derive(Debug, Clone)]
pub struct WebhookFailure {
    problem: WebhookProblem,
    error: Option<DecodeError>,
}

/// What is wrong with a webhook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum WebhookProblem {
    /// The body is no JSON, or JSON of another shape than its event.
    Body,
    /// The header of the signature has not the form that it should.
    MalformedHeader,
    /// No signature of the header was made of this body and this secret.
    WrongSignature,
    /// The signature was made too long ago, or in the future.
    OtherTime,
}

impl WebhookFailure {
    /// A webhook that does not prove where it comes from.
    pub(in super::super::super) fn new(problem: WebhookProblem) -> WebhookFailure {
        WebhookFailure {
            problem,
            error: None,
        }
    }

    /// A body that does not fit.
    pub(in super::super::super) fn misfit(error: DecodeError) -> WebhookFailure {
        WebhookFailure {
            problem: WebhookProblem::Body,
            error: Some(error),
        }
    }

    /// What is wrong.
    pub fn problem(&self) -> WebhookProblem {
        self.problem
    }

    /// The place in the body that does not fit, as in `$.payload.uuid`.
    pub fn json_path(&self) -> Option<&str> {
        let error = self.error.as_ref()?;
        (error.kind() == DecodeErrorKind::Data).then(|| error.path())
    }
}

impl fmt::Display for WebhookFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.problem {
            WebhookProblem::Body => "webhook: the body does not fit",
            WebhookProblem::MalformedHeader => "webhook: the header of the signature is malformed",
            WebhookProblem::WrongSignature => {
                "webhook: the signature is not of this body and secret"
            }
            WebhookProblem::OtherTime => "webhook: the signature is of another time",
        })?;
        match &self.error {
            Some(error) => write!(f, ": {}", text::one_line(&error.to_string(), text::LONG)),
            None => Ok(()),
        }
    }
}

impl StdError for WebhookFailure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error.as_ref().map(|error| error as _)
    }
}
