//! What is wrong with a contract, and in which file.

use std::fmt;

/// A contract that cannot be read or served: the place and the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractError {
    place: String,
    message: String,
}

impl ContractError {
    /// An error at a place, which is a file or a file with a JSON pointer.
    pub fn new(place: impl fmt::Display, message: impl fmt::Display) -> Self {
        Self {
            place: place.to_string(),
            message: message.to_string(),
        }
    }

    /// The file, with the JSON pointer into it where one is known.
    pub fn place(&self) -> &str {
        &self.place
    }
}

impl fmt::Display for ContractError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for ContractError {}
