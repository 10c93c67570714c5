//! Nondeterminism does not compile: no type whose iteration order differs from run to run.

use super::{Finding, Tree};

/// Finds hash maps and sets; clippy holds the same rule where it runs.
pub(super) fn check(tree: &Tree, found: &mut Vec<Finding>) {
    for file in &tree.files {
        for name in ["HashMap", "HashSet"] {
            found.extend(file.words(name).map(|at| {
                let message = format!("`{name}` has no order; use indexmap or BTreeMap");
                Finding::new(&file.path, file.line(at), message)
            }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::lines;
    use super::check;

    #[test]
    fn hash_collections_are_found() {
        let text = "use std::collections::{BTreeMap, HashMap};\ntype A = HashSet<u8>;\ntype B = IndexMap<u8, u8>;\n";
        assert_eq!(lines(check, "codegen/src/a.rs", text), [1, 2]);
    }
}
