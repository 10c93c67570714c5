//! Modules are declared before anything else, and public functions stand before private ones.

use super::source::SourceFile;
use super::{Finding, Tree};

/// What a top-level line begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Item {
    Module,
    PublicFunction,
    PrivateFunction,
    /// A type, an implementation, a constant.
    Other,
}

/// Finds modules that are declared late and public functions behind private ones.
pub(super) fn check(tree: &Tree, found: &mut Vec<Finding>) {
    for file in &tree.files {
        check_file(file, found);
    }
}

fn check_file(file: &SourceFile, found: &mut Vec<Finding>) {
    let mut seen_item = false;
    let mut seen_private = false;
    for (index, line) in file.code.lines().enumerate() {
        let Some(item) = item(line).filter(|_| !file.is_test(index + 1)) else {
            continue;
        };
        if item == Item::Module && seen_item {
            let message = "modules are declared before the file's other items";
            found.push(Finding::new(&file.path, index + 1, message));
        }
        if item == Item::PublicFunction && seen_private {
            let message = "public functions stand before private ones";
            found.push(Finding::new(&file.path, index + 1, message));
        }
        seen_item |= item != Item::Module;
        seen_private |= item == Item::PrivateFunction;
    }
}

/// What this line begins at the top level of a file, where rustfmt does not indent.
fn item(line: &str) -> Option<Item> {
    if line.starts_with(char::is_whitespace) {
        return None;
    }
    let public = line.starts_with("pub");
    let bare = match line
        .strip_prefix("pub(")
        .and_then(|rest| rest.split_once(") "))
    {
        Some((_, rest)) => rest,
        None => line.strip_prefix("pub ").unwrap_or(line),
    };
    let bare = ["const ", "async ", "unsafe "]
        .iter()
        .fold(bare, |line, word| {
            line.strip_prefix(word)
                .filter(|rest| rest.starts_with("fn ") || rest.starts_with("async "))
                .unwrap_or(line)
        });
    match bare.split_whitespace().next()? {
        "mod" if bare.ends_with(';') => Some(Item::Module),
        "fn" if public => Some(Item::PublicFunction),
        "fn" => Some(Item::PrivateFunction),
        "struct" | "enum" | "trait" | "type" | "impl" | "const" | "static" => Some(Item::Other),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::lines;
    use super::check;

    #[test]
    fn reading_order_passes() {
        let text = "mod a;\nuse a::B;\npub struct C;\nstruct D;\npub fn e() {}\nfn f() {\n    pub fn g() {}\n}\n#[cfg(test)]\nmod tests {\nfn h() {}\n}\n";
        assert!(lines(check, "xtask/src/a.rs", text).is_empty());
    }

    #[test]
    fn late_modules_and_late_public_functions_are_found() {
        let text = "struct A;\nmod b;\nfn c() {}\npub(super) fn d() {}\npub async fn e() {}\nimpl A {\n    fn f() {}\n    pub fn g() {}\n}\n";
        assert_eq!(lines(check, "xtask/src/a.rs", text), [2, 4, 5]);
    }
}
