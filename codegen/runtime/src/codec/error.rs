//! Why a value could not be read or written, and where.

use std::fmt;

/// A JSON text or value that does not fit the type it is read into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    pub(super) kind: DecodeErrorKind,
    pub(super) path: String,
    pub(super) message: String,
    pub(super) line: usize,
    pub(super) column: usize,
}

/// What kind of misfit it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The text is not JSON.
    Syntax,
    /// The text ends too early.
    Truncated,
    /// The text is JSON, but not of the shape that the type has.
    Data,
}

impl DecodeError {
    /// A whole value that its type accepts, and that cannot be what was meant.
    pub fn unfit(why: &str) -> DecodeError {
        DecodeError {
            kind: DecodeErrorKind::Data,
            path: "$".to_owned(),
            message: why.to_owned(),
            line: 0,
            column: 0,
        }
    }

    /// What kind of misfit it is.
    pub fn kind(&self) -> DecodeErrorKind {
        self.kind
    }

    /// Where it is, such as `$.contact.tags[0]`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What was expected and what was found.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The line of the text, from 1; 0 when no text was read.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column of the text in bytes, from 1; 0 at the end of a line or when no text was read.
    pub fn column(&self) -> usize {
        self.column
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)?;
        if self.line > 0 {
            write!(f, " at line {} column {}", self.line, self.column)?;
        }
        Ok(())
    }
}

impl std::error::Error for DecodeError {}

/// A value that JSON cannot express.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodeError {
    pub(super) path: String,
    pub(super) message: String,
}

impl EncodeError {
    /// Where it is, such as `$.prices[0]`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What cannot be expressed.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

impl std::error::Error for EncodeError {}
