//! How the library asks its caller for files; it opens none itself.

use std::fmt;

/// Serves the files of a document.
///
/// Paths are separated by `/`, normalised, and relative to the folder of the root file. A path that
/// begins with `..` leaves that folder; whether it is served is the decision of the loader.
pub trait Loader {
    /// The bytes of a file.
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError>;

    /// The bytes of a JSON document that a URI without a fragment names, where the loader keeps a copy of it.
    fn load_copy(&self, _uri: &str) -> Result<Vec<u8>, LoadError> {
        Err(LoadError::NotFound)
    }
}

/// Why a file was not served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// There is no such file.
    NotFound,
    /// Anything else, in words.
    Other(String),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("there is no such file"),
            Self::Other(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for LoadError {}

/// Files held in memory, by path.
impl Loader for std::collections::BTreeMap<String, Vec<u8>> {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        self.get(path).cloned().ok_or(LoadError::NotFound)
    }
}
