//! Which file each function of the package's checks stands in.

use std::collections::BTreeSet;

use crate::model::Name;

use super::pieces;
use super::weight::{self, LIMIT};
use crate::rust::plan::checks::{CheckFunction, functions_of};
use crate::rust::plan::scope::{Case, Ident, Scope};

/// Functions in one file of `checks`.
#[derive(Debug, Clone)]
pub struct CheckFile {
    /// Its name; the only file bears none of its own.
    pub ident: Ident,
    /// The functions.
    pub functions: Vec<CheckFunction>,
    /// Functions of other files that these call.
    pub others: BTreeSet<Ident>,
}

/// Cuts the functions into files: each is called after the first word of its first function, in the order of the
/// alphabet, as in a dictionary.
pub fn plan(functions: &[CheckFunction]) -> Vec<CheckFile> {
    let mut sorted = functions.to_vec();
    let weight = |function: &CheckFunction| weight::of_statements(&function.asked) + 4;
    if sorted.iter().map(weight).sum::<usize>() > LIMIT {
        sorted.sort_by(|one, other| one.ident.cmp(&other.ident));
    }
    let mut names = Scope::new(Case::Snake, "checks", &["mod", "codec"]);
    let pieces = pieces::cut(sorted, LIMIT, weight).into_iter();
    let files = pieces.map(|functions| CheckFile {
        ident: names.ident(&first_word(&functions)),
        others: others(&functions),
        functions,
    });
    files.collect()
}

fn first_word(functions: &[CheckFunction]) -> Name {
    let first = functions.first().map(|function| function.ident.bare());
    let name = Name::parse(first.unwrap_or_default());
    name.words().iter().take(1).map(String::as_str).collect()
}

fn others(functions: &[CheckFunction]) -> BTreeSet<Ident> {
    let called = functions.iter().flat_map(|one| functions_of(&one.asked));
    let own: BTreeSet<&Ident> = functions.iter().map(|one| &one.ident).collect();
    called
        .filter(|ident| !own.contains(ident))
        .cloned()
        .collect()
}
