//! Moves files that belong together into folders of their own, where a module has more than its own file can name.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Name;

use super::weight::{self, LIMIT};
use super::{File, Folder, Module};
use crate::rust::plan::item::Item;
use crate::rust::plan::scope::{Ident, Scope};

/// Files that are worth a folder.
const MANY: usize = 8;

/// Moves files until the module's own file is no longer too large, or nothing is left that belongs together.
pub fn run(module: &mut Module) {
    let mut names = Scope::of_files("types");
    names.take(&module.ident);
    module.files.iter().for_each(|file| names.take(&file.ident));
    module.parts.iter().for_each(|part| names.take(&part.ident));
    while lines(module) > LIMIT {
        let found = largest(families(module)).or_else(|| largest(namesakes(module)));
        let Some(family) = found else { return };
        let folder = Folder {
            ident: names.ident(&family.name),
            docs: vec![family.docs],
            only: only(&module.files, &family.files),
        };
        for index in family.files {
            module.files[index].folder = Some(folder.ident.clone());
        }
        module.folders.push(folder);
        module
            .folders
            .sort_by(|one, other| one.ident.cmp(&other.ident));
    }
}

/// Files that belong together, by their places in the module.
struct Family {
    name: Name,
    docs: String,
    files: BTreeSet<usize>,
}

/// The one with the most files, the first of equals.
fn largest(families: Vec<Family>) -> Option<Family> {
    let mut many: Vec<Family> = families
        .into_iter()
        .filter(|family| family.files.len() >= MANY)
        .collect();
    many.sort_by_key(|family| std::cmp::Reverse(family.files.len()));
    many.into_iter().next()
}

/// The files of the alternatives of each union.
fn families(module: &Module) -> Vec<Family> {
    let free = module.files.iter().enumerate();
    let free = free.filter(|(_, file)| file.folder.is_none());
    let by_type: BTreeMap<&Ident, usize> = free
        .flat_map(|(index, file)| file.exports.iter().map(move |ident| (ident, index)))
        .collect();
    let items = module.files.iter().enumerate();
    let items = items.flat_map(|(index, file)| file.items.iter().map(move |item| (index, item)));
    let family = |(own, item): (usize, &Item)| {
        let Item::Union(union) = item else {
            return None;
        };
        let types = union.variants.iter().filter_map(|one| one.ty.named());
        let theirs = types.filter(|ty| ty.module == module.ident);
        let files = theirs.filter_map(|ty| by_type.get(&ty.ident).copied());
        Some(Family {
            name: Name::parse(union.ident.bare()).join(&Name::of(&["kinds"])),
            docs: format!("The kinds of `{}`.", union.ident.bare()),
            files: files.filter(|index| *index != own).collect(),
        })
    };
    items.filter_map(family).collect()
}

/// The files whose names begin with the same word.
fn namesakes(module: &Module) -> Vec<Family> {
    let mut by_word: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (index, file) in module.files.iter().enumerate() {
        let word = file.ident.bare().split('_').next().unwrap_or_default();
        if file.folder.is_none() {
            by_word.entry(word).or_default().insert(index);
        }
    }
    let families = by_word.into_iter().map(|(word, files)| Family {
        name: Name::parse(word),
        docs: format!("Types whose names begin with `{word}`."),
        files,
    });
    families.collect()
}

/// The lines with which the module's own file names its files and folders.
fn lines(module: &Module) -> usize {
    let files = module.files.iter().filter(|file| file.folder.is_none());
    let files = files.map(|file| &file.only);
    let all = files.chain(module.folders.iter().map(|folder| &folder.only));
    all.map(|only| 2 + 2 * weight::of_attribute(only)).sum()
}

/// The features any of which turns a folder on; none where one of its files is always there.
fn only(files: &[File], chosen: &BTreeSet<usize>) -> Vec<String> {
    let chosen = || chosen.iter().map(|index| &files[*index].only);
    if chosen().any(Vec::is_empty) {
        return Vec::new();
    }
    let features: BTreeSet<&String> = chosen().flatten().collect();
    features.into_iter().cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::{lines, run};
    use crate::model::Name;
    use crate::rust::plan::item::{Choice, Item, Union, UnionVariant};
    use crate::rust::plan::package::imports::Imports;
    use crate::rust::plan::package::weight::LIMIT;
    use crate::rust::plan::package::{File, Module};
    use crate::rust::plan::scope::{Case, Ident, Scope};
    use crate::rust::plan::types::{RustType, TypeRef};

    fn file(ident: Ident, exports: Vec<Ident>, items: Vec<Item>) -> File {
        File {
            ident,
            folder: None,
            imports: Imports::default(),
            items,
            exports,
            of: Vec::new(),
            only: Vec::new(),
        }
    }

    fn union(module: &Ident, ident: Ident, types: &[Ident]) -> Item {
        let variant = |ident: &Ident| UnionVariant {
            ident: ident.clone(),
            docs: Vec::new(),
            ty: RustType::Named(TypeRef {
                module: module.clone(),
                file: module.clone(),
                ident: ident.clone(),
            }),
            choice: Choice::Otherwise,
        };
        Item::Union(Union {
            variants: types.iter().map(variant).collect(),
            check: ident.clone(),
            ident,
            docs: Vec::new(),
            discriminator: None,
            unknown: None,
            is_open: false,
            blank: None,
            answered: None,
            conversions: Vec::new(),
            checks: Vec::new(),
        })
    }

    /// A module of a union of these kinds, and of so many other types that begin with one word.
    fn module(kinds: &[&str], others: usize) -> Module {
        let mut scope = Scope::new(Case::Snake, "file", &[]);
        let mut types = Scope::new(Case::Pascal, "Type", &[]);
        let ident = Ident::fixed("types");
        let mut files = Vec::new();
        let mut named = Vec::new();
        for name in kinds.iter().map(|kind| Name::parse(kind)) {
            let ty = types.ident(&name);
            named.push(ty.clone());
            files.push(file(scope.ident(&name), vec![ty], Vec::new()));
        }
        let gateway = types.ident(&Name::parse("Gateway"));
        let item = union(&ident, gateway, &named);
        files.push(file(
            scope.ident(&Name::parse("gateway")),
            Vec::new(),
            vec![item],
        ));
        for number in 0..others {
            let name = Name::parse(&format!("invoice {number}"));
            files.push(file(
                scope.ident(&name),
                vec![types.ident(&name)],
                Vec::new(),
            ));
        }
        Module {
            ident,
            docs: Vec::new(),
            resource: None,
            webhooks: None,
            imports: Imports::default(),
            files,
            folders: Vec::new(),
            parts: Vec::new(),
            only: Vec::new(),
        }
    }

    const KINDS: [&str; 9] = [
        "adyen", "bambora", "chase", "dlocal", "ebanx", "forte", "gigadat", "icepay", "jeton",
    ];

    fn folders(module: &Module) -> Vec<(&str, usize)> {
        let within = |ident: &Ident| {
            let files = module.files.iter();
            files
                .filter(|file| file.folder.as_ref() == Some(ident))
                .count()
        };
        let folders = module.folders.iter();
        folders
            .map(|folder| (folder.ident.as_str(), within(&folder.ident)))
            .collect()
    }

    #[test]
    fn a_module_that_can_name_its_files_has_no_folders() {
        let mut small = module(&KINDS, 100);
        run(&mut small);
        assert!(small.folders.is_empty());
    }

    #[test]
    fn the_kinds_of_a_union_move_first() {
        let mut large = module(&KINDS, 265);
        run(&mut large);
        assert_eq!(folders(&large), [("gateway_kinds", 9)]);
        assert!(lines(&large) <= LIMIT);
    }

    #[test]
    fn what_begins_alike_moves_where_that_is_not_enough() {
        let mut large = module(&KINDS, 400);
        run(&mut large);
        assert_eq!(folders(&large), [("gateway_kinds", 9), ("invoice", 400)]);
        assert!(lines(&large) <= LIMIT);
    }
}
