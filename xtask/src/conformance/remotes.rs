//! The documents that a suite serves on the network, from a folder.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use codegen::source::{LoadError, Loader};

/// Where copies of what a suite serves are found, if anywhere.
#[derive(Clone, Debug)]
pub struct Remotes {
    folder: Option<PathBuf>,
}

/// The host at which suites serve documents of their own.
pub(super) const SERVED: &str = "http://localhost:1234/";

/// Where the folder lies, seen from that of a suite, when it is not named.
const USUAL: [&str; 3] = ["../remotes", "../../remotes", "remotes"];

impl Remotes {
    /// The folder that was named, or else the usual one of this suite where there is one.
    #[must_use]
    pub fn of(suite: &Path, named: Option<&Path>) -> Self {
        let usual = || {
            let mut places = USUAL.iter().map(|place| suite.join(place));
            places.find(|place| place.is_dir())
        };
        Self {
            folder: named.map(Path::to_path_buf).or_else(usual),
        }
    }

    /// No copies.
    #[must_use]
    pub const fn none() -> Self {
        Self { folder: None }
    }

    /// Serves a schema under a name of its own, and the copies.
    pub(super) fn beside<'a>(&'a self, name: &'a str, schema: &'a str) -> impl Loader + 'a {
        Beside {
            name,
            schema,
            remotes: self,
        }
    }
}

struct Beside<'a> {
    name: &'a str,
    schema: &'a str,
    remotes: &'a Remotes,
}

impl Loader for Beside<'_> {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        let known = (path == self.name).then(|| self.schema.as_bytes().to_vec());
        known.ok_or(LoadError::NotFound)
    }

    fn load_copy(&self, uri: &str) -> Result<Vec<u8>, LoadError> {
        let path = uri.strip_prefix(SERVED).zip(self.remotes.folder.as_ref());
        let (path, folder) = path.ok_or(LoadError::NotFound)?;
        if path.split('/').any(|part| part == "..") || path.contains(['\\', ':', '\0']) {
            return Err(LoadError::NotFound);
        }
        fs::read(folder.join(path)).map_err(|error| match error.kind() {
            ErrorKind::NotFound | ErrorKind::IsADirectory => LoadError::NotFound,
            _ => LoadError::Other(error.to_string()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_lie_in_the_usual_place_or_where_they_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let (suite, usual) = (
            folder.path().join("tests/draft"),
            folder.path().join("remotes"),
        );
        for path in [&suite, &usual, &folder.path().join("own")] {
            fs::create_dir_all(path).unwrap();
        }
        fs::write(usual.join("a.json"), "1").unwrap();
        let found = |named: Option<&Path>, uri: &str| {
            let remotes = Remotes::of(&suite, named);
            remotes.beside("x.json", "{}").load_copy(uri).ok()
        };
        let uri = "http://localhost:1234/a.json";
        assert_eq!(found(None, uri), Some(b"1".to_vec()));
        assert_eq!(found(None, "http://localhost:1234/../own"), None);
        assert_eq!(found(None, "http://example.com/a.json"), None);
        assert_eq!(found(Some(&folder.path().join("own")), uri), None);
    }
}
