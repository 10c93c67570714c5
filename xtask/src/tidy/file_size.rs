//! A file is one idea: at most five hundred lines without its tests.

use super::{Finding, Tree};

const MOST: usize = 500;

/// Finds files that are longer.
pub(super) fn check(tree: &Tree, found: &mut Vec<Finding>) {
    for file in &tree.files {
        let lines = file.lines_without_tests();
        if lines > MOST {
            let message = format!("the file has {lines} lines without tests; {MOST} is the bound");
            found.push(Finding::new(&file.path, MOST + 1, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::lines;
    use super::check;

    #[test]
    fn a_longer_file_is_found_and_tests_do_not_count() {
        let tests = format!(
            "#[cfg(test)]\nmod tests {{\n{}}}\n",
            "    fn a() {}\n".repeat(300)
        );
        assert!(
            lines(
                check,
                "xtask/src/a.rs",
                &("fn a() {}\n".repeat(500) + &tests)
            )
            .is_empty()
        );
        assert_eq!(
            lines(check, "xtask/src/a.rs", &"fn a() {}\n".repeat(501)),
            [501]
        );
    }
}
