//! Which types have schemas for the feature `schemars`, by file.

use std::collections::BTreeMap;

use crate::bundle;
use crate::model::{Api, Name};

use super::Module;
use super::layout::Layout;
use super::pieces;
use super::weight::LIMIT;
use crate::rust::plan::scope::{Case, Ident, Scope};

/// All types that have schemas.
#[derive(Debug, Clone)]
pub struct Schemas {
    /// The key of each type's schema, by its module and name.
    pub keys: BTreeMap<String, String>,
    /// The types by file; the only file bears no name of its own.
    pub files: Vec<SchemaFile>,
}

/// Types in one file of `schema`.
#[derive(Debug, Clone)]
pub struct SchemaFile {
    /// Its name.
    pub ident: Ident,
    /// The types, those of one module and the same features together.
    pub groups: Vec<SchemaGroup>,
}

/// Types of one module that are there together.
#[derive(Debug, Clone)]
pub struct SchemaGroup {
    /// Their module.
    pub module: Ident,
    /// The features any of which they need; none where they are always there.
    pub only: Vec<String>,
    /// The types.
    pub types: Vec<Ident>,
}

/// Plans the schemas of all named types.
pub fn plan(api: &Api, layout: &Layout, modules: &[Module]) -> Schemas {
    let keys = layout.types().map(|(id, place)| {
        let name = format!("{}::{}", place.module, place.ident);
        (name, bundle::key_of(api.types.get(id)))
    });
    let mut names = Scope::new(Case::Snake, "types", &["mod"]);
    let all = groups(layout, modules);
    let files = if all.iter().map(weight).sum::<usize>() <= LIMIT {
        vec![file(&mut names, all)]
    } else {
        let small = all.iter().flat_map(in_pieces);
        let pieces = pieces::cut(small, LIMIT, weight).into_iter();
        pieces.map(|groups| file(&mut names, groups)).collect()
    };
    Schemas {
        keys: keys.collect(),
        files,
    }
}

/// All types by module and features.
fn groups(layout: &Layout, modules: &[Module]) -> Vec<SchemaGroup> {
    let mut only: BTreeMap<(&Ident, &Ident), &[String]> = BTreeMap::new();
    for module in modules {
        for file in &module.files {
            let own = [&file.only, &module.only];
            let wanted = own.into_iter().find(|only| !only.is_empty());
            let wanted = wanted.map_or(&[][..], Vec::as_slice);
            let exports = file.exports.iter();
            only.extend(exports.map(|ident| ((&module.ident, ident), wanted)));
        }
    }
    let mut groups: BTreeMap<(&Ident, &[String]), Vec<Ident>> = BTreeMap::new();
    for (_, place) in layout.types() {
        let wanted = only.get(&(&place.module, &place.ident));
        let wanted = wanted.copied().unwrap_or_default();
        let types = groups.entry((&place.module, wanted)).or_default();
        types.push(place.ident.clone());
    }
    let groups = groups.into_iter().map(|((module, only), mut types)| {
        types.sort();
        SchemaGroup {
            module: module.clone(),
            only: only.to_vec(),
            types,
        }
    });
    groups.collect()
}

/// A group that is too large for a file in several.
fn in_pieces(group: &SchemaGroup) -> Vec<SchemaGroup> {
    let types = group.types.iter().cloned();
    // A table takes as many lines as its names fill.
    let pieces = pieces::cut(types, 40 * LIMIT, |name| name.as_str().len() + 2);
    let pieces = pieces.into_iter().map(|types| SchemaGroup {
        types,
        ..group.clone()
    });
    pieces.collect()
}

/// A file, called after the module with which it begins, and where that is not the first file of the module by the
/// first word of the file, too: as in a dictionary.
fn file(names: &mut Scope, groups: Vec<SchemaGroup>) -> SchemaFile {
    let first = groups.first();
    let module = first.map_or_else(Name::default, |group| Name::parse(group.module.bare()));
    let ident = if names.is_free(&module) {
        names.ident(&module)
    } else {
        let first = first.and_then(|group| group.types.first());
        let first = first.map_or_else(Name::default, |ident| Name::parse(ident.bare()));
        let word = first.words().first().map(String::as_str);
        names.ident(&module.append(&word.into_iter().collect()))
    };
    SchemaFile { ident, groups }
}

fn weight(group: &SchemaGroup) -> usize {
    let columns: usize = group.types.iter().map(|name| name.as_str().len() + 2).sum();
    columns / 72 + 4
}
