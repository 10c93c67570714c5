//! Decides which relative paths a generation may write to.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use super::{Files, Refusal};

/// Checks every path of a generation before the first file is touched.
///
/// The paths come from names of the specification, so they are checked again here, where the
/// writing is done, and not only where they are made.
pub(super) fn check_all(files: &Files) -> Result<(), Refusal> {
    let mut folded: BTreeMap<String, &str> = BTreeMap::new();
    for path in files.keys() {
        check(path)?;
        if let Some(other) = folded.insert(path.to_lowercase(), path) {
            let reason =
                format!("`{other}` and `{path}` are one file where the file system ignores case");
            return Err(Refusal::new(reason));
        }
    }
    Ok(())
}

/// A path is a `/`-separated list of plain names below the output folder.
fn check(path: &str) -> Result<(), Refusal> {
    let plain = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let names = path.split('/').all(is_plain_name);
    if plain && names {
        return Ok(());
    }
    Err(Refusal::new(format!(
        "the generated path {path:?} is not a plain path below the output folder"
    )))
}

/// No name that another system reads as a separator, a drive, a stream or a folder.
fn is_plain_name(name: &str) -> bool {
    !name.is_empty()
        && name != "."
        && name != ".."
        && !name
            .chars()
            .any(|sign| sign.is_control() || "\\:*?\"<>|".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(path: &str) -> bool {
        check_all(&Files::from([(path.to_owned(), String::new())])).is_ok()
    }

    #[test]
    fn plain_relative_paths_pass() {
        for path in [
            "Cargo.toml",
            "src/lib.rs",
            "src/types/mod.rs",
            ".gitattributes",
        ] {
            assert!(accepts(path), "{path}");
        }
    }

    #[test]
    fn whatever_could_leave_the_folder_is_refused() {
        for path in [
            "",
            "/etc/passwd",
            "../x.rs",
            "src/../../x.rs",
            "src/..",
            "./x.rs",
            "src//x.rs",
            "src/",
            "a\\b.rs",
            "C:x.rs",
            "a\nb.rs",
            "nul\0.rs",
        ] {
            assert!(!accepts(path), "{path:?}");
        }
    }

    #[test]
    fn paths_that_differ_in_case_only_are_refused() {
        let files = ["src/a.rs", "src/A.rs"].map(|path| (path.to_owned(), String::new()));
        assert!(check_all(&Files::from(files)).is_err());
    }
}
