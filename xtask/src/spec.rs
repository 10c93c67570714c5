//! The specification on the disk: where it is, and how the compiler reads it.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use codegen::Overlay;
use codegen::source::{LoadError, Loader};

use crate::exit::Unusable;
use crate::workspace::shown;

/// A larger file than this is not a specification.
const MOST_BYTES: u64 = 1 << 28;

/// A specification: its root file, and the folder that its references start from.
#[derive(Clone, Debug)]
pub struct Spec {
    folder: PathBuf,
    name: String,
}

impl Spec {
    /// The specification whose root file is at this path.
    pub fn at(path: &Path) -> Result<Self, Unusable> {
        if !path.is_file() {
            return Err(Unusable::new(missing(path)));
        }
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .ok_or_else(|| {
                Unusable::new(format!("the name of {} is not Unicode text", shown(path)))
            })?;
        let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
        Ok(Self {
            folder,
            name: name.to_owned(),
        })
    }

    /// The name of the root file in its folder.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The folder of the root file.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

/// An overlay on the disk, with a path that stays the same whatever folder the specification lies in.
pub fn overlay(path: &Path) -> Result<Overlay, Unusable> {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let broken =
        |reason: String| Unusable::new(format!("{} cannot be read: {reason}", shown(path)));
    let name = whole
        .to_str()
        .ok_or_else(|| broken("its name is not Unicode text".to_owned()))?;
    let bytes = read(&whole).map_err(|error| broken(error.to_string()))?;
    Ok(Overlay {
        path: name.to_owned(),
        bytes,
    })
}

/// Serves the files that the specification refers to, relative to its root file's folder.
///
/// A reference may climb out of the folder with `..`, as documents with shared parts do, but a
/// path of its own (`/etc/…`, `C:…`) is not served, and neither is anything but a plain file.
impl Loader for Spec {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        if path.starts_with('/') || path.contains(['\\', ':', '\0']) {
            return Err(LoadError::Other("only relative paths are read".to_owned()));
        }
        read(&self.folder.join(path)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => LoadError::NotFound,
            _ => LoadError::Other(error.to_string()),
        })
    }
}

/// Why there is no file at a path.
fn missing(path: &Path) -> String {
    let text = shown(path);
    if path.is_dir() {
        format!("{text} is a folder: name the root file of the document in it")
    } else if path.to_string_lossy().contains("://") {
        let url = path.display();
        format!("nothing is read from the network: save {url}, and name the file")
    } else {
        format!("there is no file {text}")
    }
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let found = fs::metadata(path)?;
    if !found.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    if found.len() > MOST_BYTES {
        return Err(io::Error::other("it is larger than 256 MiB"));
    }
    // One byte more, so that its end is seen without growing.
    let mut bytes = Vec::with_capacity(found.len() as usize + 1);
    fs::File::open(path)?
        .take(MOST_BYTES)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(folder: &Path) -> Spec {
        fs::create_dir_all(folder.join("spec/schemas")).unwrap();
        fs::write(folder.join("spec/openapi.json"), "{}").unwrap();
        fs::write(folder.join("shared.json"), "1").unwrap();
        Spec::at(&folder.join("spec/openapi.json")).unwrap()
    }

    #[test]
    fn files_are_served_relative_to_the_root_file() {
        let folder = tempfile::tempdir().unwrap();
        let spec = spec(folder.path());
        assert_eq!(spec.name(), "openapi.json");
        assert_eq!(spec.load("openapi.json"), Ok(b"{}".to_vec()));
        assert_eq!(spec.load("../shared.json"), Ok(b"1".to_vec()));
    }

    #[test]
    fn what_is_not_a_plain_relative_file_is_not_served() {
        let folder = tempfile::tempdir().unwrap();
        let spec = spec(folder.path());
        assert_eq!(spec.load("schemas/None.json"), Err(LoadError::NotFound));
        for path in ["schemas", "/etc/hostname", "C:x.json", "a\\b.json"] {
            assert!(
                matches!(spec.load(path), Err(LoadError::Other(_))),
                "{path}"
            );
        }
    }

    #[test]
    fn a_missing_root_file_is_named() {
        let missing = Spec::at(Path::new("nowhere/openapi.json")).unwrap_err();
        assert_eq!(missing.to_string(), "there is no file nowhere/openapi.json");
        let folder = Spec::at(Path::new("src")).unwrap_err().to_string();
        assert_eq!(
            folder,
            "src is a folder: name the root file of the document in it"
        );
        let url = Spec::at(Path::new("https://example.com/a.json")).unwrap_err();
        assert_eq!(
            url.to_string(),
            "nothing is read from the network: save https://example.com/a.json, and name the file"
        );
    }
}
