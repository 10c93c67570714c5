//! The compiler's library does no IO: its caller reads, writes and prints.

use super::scan::{closing, words};
use super::source::SourceFile;
use super::{Finding, Tree};

/// Modules of the standard library that reach outside.
const MODULES: &[&str] = &["fs", "net", "process", "env"];
const PRINTS: &[&str] = &["println", "eprintln", "print", "eprint", "dbg"];

/// Finds files, sockets, processes, the environment and printing in the compiler.
pub(super) fn check(tree: &Tree, found: &mut Vec<Finding>) {
    for file in tree.files.iter().filter(|file| file.is_in("codegen/src")) {
        for at in file.words("std") {
            for module in modules(file, at + "std".len()) {
                let message = format!("`std::{module}` is for the caller of the library");
                found.push(Finding::new(&file.path, file.line(at), message));
            }
        }
        for name in PRINTS {
            let calls = file
                .words(name)
                .filter(|at| file.rest(at + name.len()).starts_with('!'));
            found.extend(calls.map(|at| {
                let message = format!("`{name}!` is for the caller of the library");
                Finding::new(&file.path, file.line(at), message)
            }));
        }
    }
}

/// The outside modules named behind `std`, one by one or in a group.
fn modules(file: &SourceFile, after_std: usize) -> Vec<&'static str> {
    let Some(path) = file.rest(after_std).strip_prefix("::") else {
        return Vec::new();
    };
    let named = if path.starts_with('{') {
        path.get(..closing(path, 0).unwrap_or(path.len()))
            .unwrap_or_default()
    } else {
        path.split(|sign: char| !sign.is_alphanumeric() && sign != '_')
            .next()
            .unwrap_or_default()
    };
    MODULES
        .iter()
        .copied()
        .filter(|module| words(named, module).next().is_some())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::lines;
    use super::check;

    #[test]
    fn every_way_out_is_found() {
        let text = "use std::fs;\nuse std::{fmt, net::TcpStream};\nfn a() { std::process::exit(1) }\nfn b() { println!() }\nfn c() { std::env::var() }\n";
        assert_eq!(lines(check, "codegen/src/a.rs", text), [1, 2, 3, 5, 4]);
    }

    #[test]
    fn other_modules_and_other_crates_pass() {
        let text = "use std::{fmt, collections::BTreeMap};\nfn a() { self.env.get() }\n";
        assert!(lines(check, "codegen/src/a.rs", text).is_empty());
        assert!(lines(check, "xtask/src/a.rs", "use std::fs;\n").is_empty());
    }
}
