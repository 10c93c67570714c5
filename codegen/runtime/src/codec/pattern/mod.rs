//! Regular expressions of ECMA-262, matched by code points and without surprises: bounded in time and in depth.

mod syntax;

mod class;

mod unicode;

mod tables;

mod parse;

mod program;

mod run;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

pub use syntax::Mistake;

use program::Program;

/// The program of each pattern; `None` for one that cannot be matched.
type Programs = BTreeMap<&'static str, Option<Arc<Program>>>;

/// What is wrong with a pattern; `None` where it can be matched.
pub fn mistake(pattern: &str) -> Option<Mistake> {
    compile(pattern).err()
}

/// Whether a text matches a pattern somewhere.
///
/// A pattern that cannot be matched, or that would take too long, matches nothing.
pub(super) fn matches(pattern: &'static str, text: &str) -> bool {
    match compiled(pattern) {
        Some(program) => run::matches(&program, text),
        None => false,
    }
}

/// The program of a pattern, which is made once.
fn compiled(pattern: &'static str) -> Option<Arc<Program>> {
    static MADE: OnceLock<Mutex<Programs>> = OnceLock::new();
    let made = MADE.get_or_init(Mutex::default);
    let mut made = made.lock().unwrap_or_else(PoisonError::into_inner);
    let make = || compile(pattern).ok().map(Arc::new);
    made.entry(pattern).or_insert_with(make).clone()
}

fn compile(pattern: &str) -> Result<Program, Mistake> {
    let parsed = parse::parse(pattern)?;
    Program::of(&parsed)
}
