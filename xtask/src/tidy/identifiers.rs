//! Identifiers of the target language are made by a scope and by emit's one helper, nowhere else.

use super::{Finding, Tree};

/// The files that may make identifiers.
const MAKERS: &[&str] = &[
    "codegen/src/rust/plan/scope.rs",
    "codegen/src/rust/emit/print.rs",
];
/// The ways to make one; a raw identifier's begins like the first.
const WAYS: &[&str] = &["Ident::new", "format_ident!", "parse_str::<Ident>"];

/// Finds identifiers that are made anywhere else in the compiler.
pub(super) fn check(tree: &Tree, found: &mut Vec<Finding>) {
    let files = tree.files.iter().filter(|file| file.is_in("codegen/src"));
    for file in files.filter(|file| !MAKERS.contains(&file.path.as_str())) {
        let made = WAYS.iter().flat_map(|way| file.pieces(way));
        found.extend(made.map(|at| {
            let message = "identifiers are made by the plan's scope alone";
            Finding::new(&file.path, file.line(at), message)
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::lines;
    use super::check;

    const BAD: &str = "fn a() { Ident::new(\"x\", span) }\nfn b() { format_ident!(\"y\") }\n";

    #[test]
    fn identifiers_made_elsewhere_are_found() {
        assert_eq!(lines(check, "codegen/src/rust/emit/record.rs", BAD), [1, 2]);
    }

    #[test]
    fn the_scope_may_make_them() {
        assert!(lines(check, "codegen/src/rust/plan/scope.rs", BAD).is_empty());
    }
}
