//! Puts small files whose names begin alike into one, and cuts those that are too large.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Name;

use super::item::Item;
use super::pieces;
use super::scope::{Ident, Scope};
use super::weight::{self, LIMIT};

/// The lines up to which small files come together.
const TOGETHER: usize = 300;

/// Items on their way into a file.
#[derive(Debug)]
pub struct Draft {
    /// The name of the file.
    pub ident: Ident,
    /// The names of the files of which it was made.
    pub of: Vec<Ident>,
    /// What stands in it.
    pub items: Vec<Item>,
}

/// The files of a module, from a file per schema.
pub fn run(module: &Ident, files: BTreeMap<Ident, Vec<Item>>) -> Vec<Draft> {
    let mut names = Scope::of_files("types");
    names.take(module);
    files.keys().for_each(|ident| names.take(ident));
    let mut used: BTreeSet<Ident> = files.keys().cloned().collect();
    let mut runs: Vec<Vec<Draft>> = Vec::new();
    for (ident, items) in files {
        let draft = Draft {
            of: vec![ident.clone()],
            ident,
            items,
        };
        match runs.last_mut() {
            Some(run) if belongs(run, &draft) => run.push(draft),
            _ => runs.push(vec![draft]),
        }
    }
    runs.into_iter()
        .map(|run| joined(module, run, &mut used))
        .flat_map(|draft| pieces(draft, &mut names))
        .collect()
}

/// True where the file begins as those of the run do, and all are small enough for one.
fn belongs(run: &[Draft], draft: &Draft) -> bool {
    let first = |ident: &Ident| ident.bare().split('_').next().map(str::to_owned);
    let alike = run
        .iter()
        .all(|one| first(&one.ident) == first(&draft.ident));
    let size: usize = run.iter().chain([draft]).map(|one| size(&one.items)).sum();
    alike && size <= TOGETHER
}

/// One file for the run, called by the words with which all its names begin.
fn joined(module: &Ident, run: Vec<Draft>, used: &mut BTreeSet<Ident>) -> Draft {
    let of: Vec<Ident> = run.iter().map(|one| one.ident.clone()).collect();
    used.retain(|ident| !of.contains(ident));
    let own = of.first().cloned();
    let mut free = Scope::of_files("types");
    free.take(module);
    let common = free.ident(&Name::parse(&beginning(&of)));
    let ident = own.filter(|_| of.len() == 1 || used.contains(&common));
    let ident = ident.unwrap_or(common);
    used.insert(ident.clone());
    let items = run.into_iter().flat_map(|one| one.items).collect();
    Draft { ident, of, items }
}

/// The words with which all names begin.
fn beginning(idents: &[Ident]) -> String {
    let mut names = idents.iter().map(|ident| ident.bare().split('_'));
    let mut common: Vec<&str> = names.next().map(Iterator::collect).unwrap_or_default();
    for name in names {
        let alike = common
            .iter()
            .zip(name)
            .take_while(|(one, other)| *one == other);
        let count = alike.count();
        common.truncate(count);
    }
    common.join(" ")
}

/// The file as it is, or cut between its items, each further file called after its first item.
fn pieces(draft: Draft, names: &mut Scope) -> Vec<Draft> {
    if size(&draft.items) <= LIMIT {
        return vec![draft];
    }
    let Draft { ident, of, items } = draft;
    let pieces = pieces::cut(items, LIMIT, weight::of_item).into_iter();
    let drafts = pieces.enumerate().map(|(index, items)| {
        let first = items.first().filter(|_| index > 0);
        let called = first.map(|item| names.ident(&Name::parse(item.ident().bare())));
        Draft {
            ident: called.unwrap_or_else(|| ident.clone()),
            of: of.clone(),
            items,
        }
    });
    drafts.collect()
}

fn size(items: &[Item]) -> usize {
    items.iter().map(weight::of_item).sum()
}

#[cfg(test)]
mod tests {
    use super::{beginning, run};
    use crate::model::Name;
    use crate::rust::plan::scope::{Case, Ident, Scope};

    #[test]
    fn no_two_files_have_one_name() {
        let mut scope = Scope::new(Case::Snake, "file", &[]);
        let names = [
            "fn",
            "fn_once",
            "fn_mut",
            "hook",
            "hook_response",
            "things_a",
            "things_b",
        ];
        let files = names.map(|name| (scope.ident(&Name::parse(name)), Vec::new()));
        let drafts = run(&Ident::fixed("things"), files.into_iter().collect());
        let called: Vec<&str> = drafts.iter().map(|draft| draft.ident.as_str()).collect();
        assert_eq!(called, ["fn_mut", "hook", "r#fn", "things_types"]);
    }

    #[test]
    fn files_are_called_by_the_words_with_which_all_begin() {
        let mut scope = Scope::new(Case::Snake, "file", &[]);
        let mut idents = |names: &[&str]| -> Vec<_> {
            names
                .iter()
                .map(|name| scope.ident(&Name::parse(name)))
                .collect()
        };
        let fields = idents(&[
            "custom_field_kind",
            "custom_field_type",
            "custom_field_value",
        ]);
        assert_eq!(beginning(&fields), "custom field");
        assert_eq!(beginning(&fields[..1]), "custom field kind");
        let mixed = idents(&["hook", "hook_response"]);
        assert_eq!(beginning(&mixed), "hook");
    }
}
