//! No input makes the compiler or an SDK panic: what input can reach has no `unwrap`.

use super::{Finding, Tree};

const FOLDERS: &[&str] = &[
    "codegen/src",
    "codegen/runtime/src",
    "generated/rust/src/convenience",
];
const PANICS: &[&str] = &[
    ".unwrap()",
    ".unwrap_err()",
    ".expect(\"",
    ".expect(&format!",
    "panic!(",
    "unreachable!(",
];

/// Finds panics in the compiler and in the run-time part of the SDKs, tests left out.
pub(super) fn check(tree: &Tree, found: &mut Vec<Finding>) {
    for folder in FOLDERS {
        for file in tree.files.iter().filter(|file| file.is_in(folder)) {
            for sign in PANICS {
                found.extend(file.pieces(sign).map(|at| {
                    let message = format!("`{sign}` can panic; report a diagnostic or an error");
                    Finding::new(&file.path, file.line(at), message)
                }));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::lines;
    use super::check;

    #[test]
    fn panics_outside_tests_are_found() {
        let text = "fn a() { b.unwrap() }\nfn c() { d.expect(\"x\") }\nfn e() { self.expect(b':')?; f.unwrap_or(1) }\n#[cfg(test)]\nmod tests { fn g() { h.unwrap() } }\n";
        assert_eq!(lines(check, "codegen/src/a.rs", text), [1, 2]);
        assert_eq!(lines(check, "codegen/runtime/src/a.rs", text), [1, 2]);
        assert!(lines(check, "xtask/src/a.rs", text).is_empty());
    }
}
