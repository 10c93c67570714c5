//! What a command's exit code says.

use std::fmt;
use std::process::ExitCode;

/// The three ends of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: done, or nothing to do.
    Done,
    /// 1: the input has errors, or the output differs from what the input gives.
    Problems,
    /// 2: the command could not be carried out as it was called: wrong usage, or a file or port
    /// that cannot be used.
    Unusable,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::from(0),
            Exit::Problems => Self::from(1),
            Exit::Unusable => Self::from(2),
        }
    }
}

/// Why a command could not be carried out, as one sentence for the person who called it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusable(String);

impl Unusable {
    /// A reason, without a full stop.
    pub fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

impl fmt::Display for Unusable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Unusable {}
