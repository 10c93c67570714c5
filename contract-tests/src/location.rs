//! A place in the contract: a file and a JSON pointer into it.

use std::fmt;
use std::str::FromStr;

use crate::error::ContractError;

/// A file, relative to the folder of the contract, and a JSON pointer into it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The path of the file with `/` between its parts, for example `schemas/Pet.json`.
    pub file: String,
    /// The JSON pointer, not percent-encoded; empty for the whole file.
    pub pointer: String,
}

impl Location {
    /// The whole of a file.
    pub fn file(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            pointer: String::new(),
        }
    }

    /// The place one step below: a member name or the index of an item.
    pub fn child(&self, step: impl fmt::Display) -> Self {
        Self {
            file: self.file.clone(),
            pointer: child(&self.pointer, &step.to_string()),
        }
    }

    /// The place that a `$ref` written in this location's file points to.
    ///
    /// # Errors
    ///
    /// When the reference leaves the folder of the contract or names a remote document.
    pub fn reference(&self, reference: &str) -> Result<Self, ContractError> {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        if path.contains("://") || path.starts_with('/') {
            let message = format!("`{reference}` is not a file of this contract");
            return Err(ContractError::new(self, message));
        }
        let file = match path {
            "" => self.file.clone(),
            _ => self.sibling(&percent_decode(path))?,
        };
        let pointer = percent_decode(fragment);
        Ok(Self { file, pointer })
    }

    /// The path of a file that is named relative to this location's file.
    ///
    /// # Errors
    ///
    /// When the path leaves the folder of the contract.
    pub fn sibling(&self, path: &str) -> Result<String, ContractError> {
        let mut parts: Vec<&str> = self.file.split('/').collect();
        parts.pop();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." if parts.pop().is_some() => {}
                ".." => {
                    return Err(ContractError::new(
                        self,
                        format!("`{path}` leaves the folder"),
                    ));
                }
                _ => parts.push(part),
            }
        }
        Ok(parts.join("/"))
    }
}

impl fmt::Display for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.pointer.as_str() {
            "" => formatter.write_str(&self.file),
            pointer => write!(formatter, "{}#{pointer}", self.file),
        }
    }
}

impl FromStr for Location {
    type Err = ContractError;

    fn from_str(text: &str) -> Result<Self, ContractError> {
        Self::file("").reference(text)
    }
}

/// The JSON pointer one step below another.
pub fn child(pointer: &str, step: &str) -> String {
    format!("{pointer}/{}", step.replace('~', "~0").replace('/', "~1"))
}

/// Undoes percent-encoding; what is not a valid sequence stays as it is.
pub fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match hex_pair(bytes, at) {
            Some(value) if byte == b'%' => {
                decoded.push(value);
                at += 3;
            }
            _ => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// Percent-encodes all bytes but letters, digits and `-._~`.
pub fn percent_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

fn hex_pair(bytes: &[u8], at: usize) -> Option<u8> {
    let high = char::from(*bytes.get(at + 1)?).to_digit(16)?;
    let low = char::from(*bytes.get(at + 2)?).to_digit(16)?;
    u8::try_from(high * 16 + low).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_relative_to_their_file() {
        let here = Location::file("paths/pets/pet.json").child("get");
        let there = here.reference("../../schemas/Pet.json#/properties/a~1b");
        let there = there.expect("the reference stays inside");
        assert_eq!(there.to_string(), "schemas/Pet.json#/properties/a~1b");
        assert_eq!(here.reference("#/x").map(|at| at.to_string()), {
            Ok("paths/pets/pet.json#/x".to_owned())
        });
    }

    #[test]
    fn references_stay_inside_the_folder() {
        let here = Location::file("openapi.json");
        for outside in ["../x.json", "/etc/x.json", "https://example.com/x.json"] {
            assert!(here.reference(outside).is_err(), "{outside}");
        }
    }

    #[test]
    fn percent_encoding_goes_both_ways() {
        let text = "a b/é+~%";
        assert_eq!(percent_encode(text), "a%20b%2F%C3%A9%2B~%25");
        assert_eq!(percent_decode(&percent_encode(text)), text);
        assert_eq!(percent_decode("100%"), "100%");
    }
}
