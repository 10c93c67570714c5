//! Every diagnostic code has a test case that shows it and a heading that explains it.

use std::fs;
use std::path::Path;

use super::cases::{CASES, case_folders, expectations};
use super::{Finding, Tree};

/// Where each code is explained.
const EXPLAINED: &str = "codegen/DIAGNOSTICS.md";

/// Finds codes without a case or without a heading.
pub(super) fn check(tree: &Tree, found: &mut Vec<Finding>) {
    let names: Vec<&str> = codegen::diagnostic::Code::ALL
        .iter()
        .map(|code| code.name())
        .collect();
    check_names(&tree.root, &names, found);
}

fn check_names(root: &Path, names: &[&str], found: &mut Vec<Finding>) {
    let cases = expected_texts(root);
    let headings = fs::read_to_string(root.join(EXPLAINED)).unwrap_or_default();
    for name in names {
        if !cases.iter().any(|text| mentions(text, name)) {
            let message = format!("no case expects the diagnostic `{name}`");
            found.push(Finding::new(CASES, 1, message));
        }
        if !headings.lines().any(|line| is_heading(line, name)) {
            let message = format!("the diagnostic `{name}` has no heading");
            found.push(Finding::new(EXPLAINED, 1, message));
        }
    }
    let known = |line: &&str| names.iter().any(|name| is_heading(line, name));
    for (index, line) in headings.lines().enumerate() {
        if line.starts_with("### ") && !known(&line) {
            let message = format!("`{}` is no diagnostic", line.trim_start_matches("### "));
            found.push(Finding::new(EXPLAINED, index + 1, message));
        }
    }
}

/// What all cases expect, one text per file.
fn expected_texts(root: &Path) -> Vec<String> {
    let files = case_folders(root)
        .into_iter()
        .flat_map(|(_, folder)| expectations(&folder));
    files
        .filter_map(|file| fs::read_to_string(file).ok())
        .collect()
}

/// Whether a text has the name as a whole word, hyphens being part of one.
fn mentions(text: &str, name: &str) -> bool {
    let is_part = |sign: char| sign.is_alphanumeric() || sign == '-';
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text
            .get(at + name.len()..)
            .and_then(|text| text.chars().next());
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

fn is_heading(line: &str, name: &str) -> bool {
    line.strip_prefix("### ")
        .is_some_and(|heading| heading.trim_matches('`') == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_without_a_case_or_a_heading_and_headings_without_a_code_are_found() {
        let root = tempfile::tempdir().unwrap();
        let case = root.path().join(CASES).join("a");
        fs::create_dir_all(&case).unwrap();
        fs::write(
            case.join("expected.txt"),
            "error[bad-a]: x\nerror[bad-b-more]: x\n",
        )
        .unwrap();
        fs::write(
            root.path().join(EXPLAINED),
            "# Codes\n\n### `bad-a`\n\n### `bad-c`\n",
        )
        .unwrap();
        let mut found = Vec::new();
        check_names(root.path(), &["bad-a", "bad-b"], &mut found);
        let messages: Vec<_> = found
            .iter()
            .map(|finding| finding.message.as_str())
            .collect();
        assert_eq!(
            messages,
            [
                "no case expects the diagnostic `bad-b`",
                "the diagnostic `bad-b` has no heading",
                "``bad-c`` is no diagnostic",
            ]
        );
    }
}
