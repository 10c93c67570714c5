//! A test case is a folder: input, what is expected of it, and why.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Finding, Tree};

/// Where the compiler's cases are.
pub(super) const CASES: &str = "codegen/tests/cases";

/// Finds case folders that lack a part.
pub(super) fn check(tree: &Tree, found: &mut Vec<Finding>) {
    let cases = case_folders(&tree.root);
    if cases.is_empty() {
        found.push(Finding::new(CASES, 1, "there are no test cases"));
    }
    for (name, folder) in cases {
        let path = format!("{CASES}/{name}");
        for (part, is_there) in [
            ("input/", folder.join("input").is_dir()),
            ("expected…", !expectations(&folder).is_empty()),
            ("why.md", folder.join("why.md").is_file()),
        ] {
            if !is_there {
                found.push(Finding::new(&path, 1, format!("the case has no `{part}`")));
            }
        }
    }
}

/// The case folders by name, in order.
pub(super) fn case_folders(root: &Path) -> Vec<(String, PathBuf)> {
    let Ok(entries) = fs::read_dir(root.join(CASES)) else {
        return Vec::new();
    };
    let mut folders: Vec<_> = entries
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .map(|entry| {
            (
                entry.file_name().to_string_lossy().into_owned(),
                entry.path(),
            )
        })
        .collect();
    folders.sort();
    folders
}

/// The files that say what a case gives.
pub(super) fn expectations(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let named = |path: &PathBuf| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("expected"))
    };
    entries
        .flatten()
        .map(|entry| entry.path())
        .filter(named)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_incomplete_case_is_found() {
        let root = tempfile::tempdir().unwrap();
        let cases = root.path().join(CASES);
        fs::create_dir_all(cases.join("whole/input")).unwrap();
        fs::write(cases.join("whole/expected.txt"), "x").unwrap();
        fs::write(cases.join("whole/why.md"), "x").unwrap();
        fs::create_dir_all(cases.join("half/input")).unwrap();
        let mut found = Vec::new();
        check(
            &Tree {
                root: root.path().to_path_buf(),
                files: Vec::new(),
            },
            &mut found,
        );
        let messages: Vec<_> = found
            .iter()
            .map(|finding| finding.message.as_str())
            .collect();
        assert_eq!(
            messages,
            ["the case has no `expected…`", "the case has no `why.md`"]
        );
        assert!(found.iter().all(|finding| finding.file.ends_with("/half")));
    }
}
