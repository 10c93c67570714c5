//! The style rules that a program can hold, one file each.

mod scan;
mod source;
mod tree;

mod cases;
mod codes;
mod collections;
mod file_size;
mod functions;
mod identifiers;
mod middle;
mod no_io;
mod opening;
mod order;
mod panics;
mod unfinished;

use std::path::Path;

pub use tree::Tree;

use crate::exit::Unusable;

/// A place that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file relative to the workspace.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong and what is wanted instead.
    pub message: String,
}

/// A rule looks at the whole tree, since some rules count over many files.
struct Rule {
    name: &'static str,
    check: fn(&Tree, &mut Vec<Finding>),
}

/// Every rule, in the order of the habits it holds.
const RULES: &[Rule] = &[
    Rule {
        name: "middle",
        check: middle::check,
    },
    Rule {
        name: "identifiers",
        check: identifiers::check,
    },
    Rule {
        name: "collections",
        check: collections::check,
    },
    Rule {
        name: "no-io",
        check: no_io::check,
    },
    Rule {
        name: "functions",
        check: functions::check,
    },
    Rule {
        name: "file-size",
        check: file_size::check,
    },
    Rule {
        name: "codes",
        check: codes::check,
    },
    Rule {
        name: "cases",
        check: cases::check,
    },
    Rule {
        name: "opening",
        check: opening::check,
    },
    Rule {
        name: "order",
        check: order::check,
    },
    Rule {
        name: "unfinished",
        check: unfinished::check,
    },
    Rule {
        name: "panics",
        check: panics::check,
    },
];

/// Checks the workspace at `root` and returns every finding in the order of files and lines.
pub fn check(root: &Path) -> Result<Vec<Finding>, Unusable> {
    let tree = Tree::read(root)?;
    let mut all = Vec::new();
    for rule in RULES {
        let mut found = Vec::new();
        (rule.check)(&tree, &mut found);
        all.extend(found.into_iter().map(|finding| finding.of(rule.name)));
    }
    all.sort();
    Ok(all)
}

/// The lengths of the compiler's functions in a sentence.
pub fn summary(root: &Path) -> Result<String, Unusable> {
    Ok(functions::summary(&Tree::read(root)?))
}

impl Finding {
    /// A finding in a file, without the name of its rule yet.
    fn new(file: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            message: message.into(),
        }
    }

    fn of(mut self, rule: &str) -> Self {
        self.message = format!("{} [{rule}]", self.message);
        self
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}:{}: {}", self.file, self.line, self.message)
    }
}

#[cfg(test)]
mod testing {
    //! Runs one rule over files that exist only in a test.

    use super::{Finding, Tree};

    /// The lines a rule finds in one file.
    pub fn lines(rule: fn(&Tree, &mut Vec<Finding>), path: &str, text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        rule(&Tree::of(&[(path, text)]), &mut found);
        found.iter().map(|finding| finding.line).collect()
    }
}
