//! Each file opens with one `//!` sentence.

use super::{Finding, Tree};

/// Finds files whose first line is not the beginning of a sentence about the file.
pub(super) fn check(tree: &Tree, found: &mut Vec<Finding>) {
    for file in &tree.files {
        let opening = paragraph(&file.text);
        if opening.is_empty() {
            found.push(Finding::new(
                &file.path,
                1,
                "the file must open with a `//!` sentence",
            ));
        } else if !opening.ends_with('.') || opening.len() < 8 {
            let message = "the file's first `//!` paragraph must be a sentence with a full stop";
            found.push(Finding::new(&file.path, 1, message));
        } else if sentences(&opening) > 1 {
            let message = "the file must open with one sentence; put the rest into a paragraph";
            found.push(Finding::new(&file.path, 1, message));
        }
    }
}

/// The first `//!` paragraph on one line; empty where the file opens otherwise.
fn paragraph(text: &str) -> String {
    let lines = text.lines().map_while(|line| line.strip_prefix("//! "));
    lines.map(str::trim).collect::<Vec<_>>().join(" ")
}

/// How many sentences a paragraph has: the last one, and one for each full stop before a space and
/// a capital letter, except in an abbreviation.
fn sentences(paragraph: &str) -> usize {
    let ends = |at: &usize| {
        let (before, after) = paragraph.split_at(*at);
        let capital = after.chars().nth(2).is_some_and(char::is_uppercase);
        capital && !before.ends_with("e.g") && !before.ends_with("i.e")
    };
    1 + paragraph
        .match_indices(". ")
        .map(|(at, _)| at)
        .filter(ends)
        .count()
}

#[cfg(test)]
mod tests {
    use super::super::testing::lines;
    use super::check;

    #[test]
    fn a_sentence_passes() {
        assert!(
            lines(
                check,
                "xtask/src/a.rs",
                "//! Reads the\n//! file, e.g. JSON.\nuse a;\n"
            )
            .is_empty()
        );
        assert!(
            lines(
                check,
                "xtask/src/a.rs",
                "//! Reads it.\n//!\n//! Long. And more.\n"
            )
            .is_empty()
        );
    }

    #[test]
    fn a_missing_an_unended_and_a_double_opening_are_found() {
        for text in [
            "use a;\n",
            "\n//! Reads it.\n",
            "//! Reads it\n",
            "//! Reads it. Writes it.\n",
        ] {
            assert_eq!(lines(check, "xtask/src/a.rs", text), [1], "{text:?}");
        }
    }
}
