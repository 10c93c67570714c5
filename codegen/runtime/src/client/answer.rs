//! Answers that are told apart by their status.

use super::error::Error;
use super::response::Response;

/// What an operation answers, where its success has several forms.
pub trait Answer: Sized {
    /// Reads an answer of success.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when the body does not fit the type that its status has.
    fn read(response: Response) -> Result<Self, Error>;
}
