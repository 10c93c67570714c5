//! Puts small files about one thing into one, and cuts those that are too large.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Name;

use super::pieces;
use super::weight::{self, LIMIT};
use crate::rust::plan::item::Item;
use crate::rust::plan::scope::{Ident, Scope};

/// The lines up to which small files come together.
const TOGETHER: usize = 300;

/// Items on their way into a file.
#[derive(Debug)]
pub struct Draft {
    /// The name of the file.
    pub ident: Ident,
    /// Under which words it stands, the thing first.
    filed: Name,
    /// The names of the files of which it was made.
    pub of: Vec<Ident>,
    /// What stands in it.
    pub items: Vec<Item>,
}

/// The files of a module, from a file per schema and per operation; `filed` tells under which words each of them stands.
pub fn run(
    module: &Ident,
    files: BTreeMap<Ident, Vec<Item>>,
    filed: impl Fn(&Ident) -> Name,
) -> Vec<Draft> {
    let mut names = Scope::of_files("types");
    names.take(module);
    files.keys().for_each(|ident| names.take(ident));
    let mut used: BTreeSet<Ident> = files.keys().cloned().collect();
    let drafts = files.into_iter().map(|(ident, items)| Draft {
        of: vec![ident.clone()],
        filed: filed(&ident),
        ident,
        items,
    });
    let mut drafts: Vec<Draft> = drafts.collect();
    drafts.sort_by(|one, other| (&one.filed, &one.ident).cmp(&(&other.filed, &other.ident)));
    let mut runs: Vec<Vec<Draft>> = Vec::new();
    for draft in drafts {
        match runs.last_mut() {
            Some(run) if belongs(run, &draft) => run.push(draft),
            _ => runs.push(vec![draft]),
        }
    }
    let drafts = runs.into_iter();
    let drafts = drafts.map(|run| joined(module, run, &mut used));
    let mut drafts: Vec<Draft> = drafts.flat_map(|draft| pieces(draft, &mut names)).collect();
    drafts.sort_by(|one, other| one.ident.cmp(&other.ident));
    drafts
}

/// True where the file is about the thing of the run, and all are small enough for one.
fn belongs(run: &[Draft], draft: &Draft) -> bool {
    let alike = run
        .iter()
        .all(|one| one.filed.words().first() == draft.filed.words().first());
    let size: usize = run.iter().chain([draft]).map(|one| size(&one.items)).sum();
    alike && size <= TOGETHER
}

/// One file for the run, called by the words under which all of it stands.
fn joined(module: &Ident, run: Vec<Draft>, used: &mut BTreeSet<Ident>) -> Draft {
    let of: Vec<Ident> = run.iter().map(|one| one.ident.clone()).collect();
    used.retain(|ident| !of.contains(ident));
    let own = of.first().cloned();
    let mut free = Scope::of_files("types");
    free.take(module);
    let filed = common(run.iter().map(|one| &one.filed));
    let common = free.ident(&filed);
    let ident = own.filter(|_| of.len() == 1 || used.contains(&common));
    let ident = ident.unwrap_or(common);
    used.insert(ident.clone());
    let items = run.into_iter().flat_map(|one| one.items).collect();
    Draft {
        ident,
        filed,
        of,
        items,
    }
}

/// The words with which all names begin.
fn common<'a>(names: impl Iterator<Item = &'a Name>) -> Name {
    let common = names.map(Name::words).reduce(|common, name| {
        let alike = common.iter().zip(name);
        let count = alike.take_while(|(one, other)| one == other).count();
        &common[..count]
    });
    common.unwrap_or_default().iter().cloned().collect()
}

/// The file as it is, or cut between its items, each further file called after its first item.
fn pieces(draft: Draft, names: &mut Scope) -> Vec<Draft> {
    if size(&draft.items) <= LIMIT {
        return vec![draft];
    }
    let Draft {
        ident,
        filed,
        of,
        items,
    } = draft;
    let pieces = pieces::cut(items, LIMIT, weight::of_item).into_iter();
    let drafts = pieces.enumerate().map(|(index, items)| {
        let first = items.first().filter(|_| index > 0);
        let called = first.map(|item| names.ident(&Name::parse(item.ident().bare())));
        Draft {
            ident: called.unwrap_or_else(|| ident.clone()),
            filed: filed.clone(),
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
    use super::run;
    use crate::model::Name;
    use crate::rust::plan::package::filing;
    use crate::rust::plan::scope::{Case, Ident, Scope};

    fn called(names: &[&str], module: &'static str) -> Vec<String> {
        let mut scope = Scope::new(Case::Snake, "file", &[]);
        let files = names
            .iter()
            .map(|name| (scope.ident(&Name::parse(name)), Vec::new()));
        let filed = |ident: &Ident| filing::of_type(&Name::parse(ident.bare()));
        let drafts = run(&Ident::fixed(module), files.collect(), filed);
        drafts
            .iter()
            .map(|draft| draft.ident.as_str().to_owned())
            .collect()
    }

    #[test]
    fn no_two_files_have_one_name() {
        let names = [
            "fn",
            "fn_once",
            "fn_mut",
            "hook",
            "hook_response",
            "things_a",
            "things_b",
        ];
        assert_eq!(called(&names, "things"), ["hook", "r#fn", "things_types"]);
    }

    #[test]
    fn files_are_called_by_the_words_under_which_all_stand() {
        let fields = [
            "custom_field_kind",
            "custom_field_type",
            "custom_field_value",
        ];
        assert_eq!(called(&fields, "things"), ["custom_field"]);
        assert_eq!(called(&fields[..1], "things"), ["custom_field_kind"]);
        let users = ["nullable_simple_user", "private_user", "user_plan"];
        assert_eq!(called(&users, "things"), ["user"]);
        assert_eq!(called(&users[..1], "things"), ["nullable_simple_user"]);
    }
}
