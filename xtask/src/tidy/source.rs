//! One Rust file as the rules see it: its text, its code, and which lines are tests.

use super::scan::{blank, closing, line_of, words};

/// A Rust file of the workspace.
pub struct SourceFile {
    /// The path relative to the workspace, with `/` between its parts.
    pub path: String,
    /// The text as it is in the file.
    pub text: String,
    /// The text with comments and literals blanked out, byte for byte as long.
    pub code: String,
    /// For each line whether it belongs to a test.
    test_lines: Vec<bool>,
}

impl SourceFile {
    /// Reads a text as a file of this path.
    #[must_use]
    pub fn new(path: &str, text: &str) -> Self {
        let code = blank(text);
        let mut test_lines = vec![is_test_file(path); text.lines().count()];
        for (first, last) in test_items(&code) {
            for line in test_lines.iter_mut().take(last).skip(first - 1) {
                *line = true;
            }
        }
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            code,
            test_lines,
        }
    }

    /// Whether the file lies in this folder of the workspace.
    #[must_use]
    pub fn is_in(&self, folder: &str) -> bool {
        self.path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
    }

    /// Whether the line, counted from 1, belongs to a test.
    #[must_use]
    pub fn is_test(&self, line: usize) -> bool {
        self.test_lines
            .get(line.wrapping_sub(1))
            .copied()
            .unwrap_or(false)
    }

    /// The line of an offset in `code`, counted from 1.
    #[must_use]
    pub fn line(&self, at: usize) -> usize {
        line_of(&self.code, at)
    }

    /// How many lines are not tests.
    #[must_use]
    pub fn lines_without_tests(&self) -> usize {
        self.test_lines.iter().filter(|is_test| !**is_test).count()
    }

    /// The offsets of a word in code that is not a test.
    pub fn words<'s>(&'s self, word: &'s str) -> impl Iterator<Item = usize> + 's {
        words(&self.code, word).filter(|at| !self.is_test(self.line(*at)))
    }

    /// The offsets of a piece of code, tests left out.
    pub fn pieces<'s>(&'s self, piece: &'s str) -> impl Iterator<Item = usize> + 's {
        let all = self.code.match_indices(piece).map(|(at, _)| at);
        all.filter(|at| !self.is_test(self.line(*at)))
    }

    /// What stands in the code from this offset on.
    #[must_use]
    pub fn rest(&self, at: usize) -> &str {
        self.code.get(at..).unwrap_or_default()
    }
}

/// Integration tests, benches and a module's own `tests.rs` are tests from the first line.
fn is_test_file(path: &str) -> bool {
    path.split('/')
        .any(|part| matches!(part, "tests" | "benches" | "tests.rs"))
}

/// The first and last lines of the items behind `#[cfg(test)]`.
fn test_items(code: &str) -> Vec<(usize, usize)> {
    let marks = code.match_indices("#[cfg(test)]");
    marks
        .map(|(at, _)| (line_of(code, at), line_of(code, item_end(code, at))))
        .collect()
}

/// Where the item behind an attribute ends: at its closing brace, or at its semicolon.
fn item_end(code: &str, attribute: usize) -> usize {
    let after = closing(code, attribute + 1).map_or(code.len(), |at| at + 1);
    let sign = code
        .get(after..)
        .and_then(|rest| rest.find(['{', ';']))
        .map(|at| at + after);
    match sign {
        Some(at) if code.as_bytes().get(at) == Some(&b'{') => closing(code, at).unwrap_or(at),
        Some(at) => at,
        None => code.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_test_modules_are_known() {
        let file = SourceFile::new(
            "a/src/x.rs",
            "fn a() {}\n#[cfg(test)]\nmod t {\n  {}\n}\nfn b() {}\n",
        );
        let tests: Vec<bool> = (1..=6).map(|line| file.is_test(line)).collect();
        assert_eq!(tests, [false, true, true, true, true, false]);
        assert_eq!(file.lines_without_tests(), 2);
    }

    #[test]
    fn a_test_module_in_its_own_file_ends_at_the_semicolon() {
        let file = SourceFile::new("a/src/x.rs", "#[cfg(test)]\nmod tests;\nfn b() {}\n");
        assert!(file.is_test(2) && !file.is_test(3));
        assert!(SourceFile::new("a/src/x/tests.rs", "fn b() {}\n").is_test(1));
    }
}
