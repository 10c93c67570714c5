//! Nothing unfinished is called done: no placeholder, no test that is switched off.

use super::source::SourceFile;
use super::{Finding, Tree};

const PLACEHOLDERS: &[&str] = &["todo!", "unimplemented!", "dbg!"];

/// Finds placeholders and switched-off tests, in tests too.
pub(super) fn check(tree: &Tree, found: &mut Vec<Finding>) {
    for file in &tree.files {
        for sign in PLACEHOLDERS {
            found.extend(file.code.match_indices(sign).map(|(at, _)| {
                let message = format!("`{sign}` has no place in finished code");
                Finding::new(&file.path, file.line(at), message)
            }));
        }
        let ignored = file.code.match_indices("#[ignore").map(|(at, _)| at);
        found.extend(
            ignored
                .filter(|at| !is_run_by_another(file, *at))
                .map(|at| {
                    let message =
                        "a test that is switched off proves nothing; mend it or remove it";
                    Finding::new(&file.path, file.line(at), message)
                }),
        );
    }
}

/// A test that another test of the same file starts, in a process of its own, is not switched off;
/// its reason begins with the name of that test: ``runs inside `name` ``.
fn is_run_by_another(file: &SourceFile, at: usize) -> bool {
    let attribute = file.text.get(at..).unwrap_or_default();
    let name = attribute
        .strip_prefix("#[ignore = \"runs inside `")
        .and_then(|rest| rest.split('`').next());
    name.is_some_and(|name| file.code.contains(&format!("fn {name}(")))
}

#[cfg(test)]
mod tests {
    use super::super::testing::lines;
    use super::check;

    #[test]
    fn placeholders_are_found_in_tests_too() {
        let text =
            "fn a() { todo!() }\n#[cfg(test)]\nmod tests {\n    fn b() { dbg!(1) }\n}\n// todo!\n";
        assert_eq!(lines(check, "xtask/src/a.rs", text), [1, 4]);
    }

    #[test]
    fn a_switched_off_test_is_found_unless_another_one_runs_it() {
        let ignored = |reason: &str| {
            format!("#[test]\n#[ignore{reason}]\nfn b() {{}}\n#[test]\nfn c() {{}}\n")
        };
        for reason in ["", " = \"later\"", " = \"runs inside `d`\""] {
            assert_eq!(
                lines(check, "xtask/tests/a.rs", &ignored(reason)),
                [2],
                "{reason}"
            );
        }
        assert!(
            lines(
                check,
                "xtask/tests/a.rs",
                &ignored(" = \"runs inside `c`\"")
            )
            .is_empty()
        );
    }
}
