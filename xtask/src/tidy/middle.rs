//! The middle of the compiler knows no target language: tokens are made below `rust/` alone.

use super::{Finding, Tree};

const TOKENS: &[&str] = &["quote", "syn", "proc_macro2", "prettyplease"];

/// Finds uses of the token crates outside the Rust back end.
pub(super) fn check(tree: &Tree, found: &mut Vec<Finding>) {
    let middle = tree.files.iter().filter(|file| file.is_in("codegen/src"));
    for file in middle.filter(|file| !file.is_in("codegen/src/rust")) {
        for name in TOKENS {
            let uses = file
                .words(name)
                .filter(|at| is_use(file.rest(at + name.len())));
            found.extend(uses.map(|at| {
                let message = format!("`{name}` is used outside codegen/src/rust");
                Finding::new(&file.path, file.line(at), message)
            }));
        }
    }
}

/// A path or a macro call follows the name, which is otherwise a name like any other.
fn is_use(rest: &str) -> bool {
    rest.starts_with("::")
        || rest.starts_with("!{")
        || rest.starts_with("!(")
        || rest.starts_with("! ")
}

#[cfg(test)]
mod tests {
    use super::super::testing::lines;
    use super::check;

    const BAD: &str =
        "use quote::quote;\nfn a() { let quote = 1; quote! { fn b() {} } }\n// syn::File\n";

    #[test]
    fn tokens_in_the_middle_are_found() {
        assert_eq!(lines(check, "codegen/src/lower/a.rs", BAD), [1, 2]);
    }

    #[test]
    fn tokens_in_the_back_end_and_elsewhere_pass() {
        assert!(lines(check, "codegen/src/rust/emit/a.rs", BAD).is_empty());
        assert!(lines(check, "xtask/src/a.rs", BAD).is_empty());
    }
}
