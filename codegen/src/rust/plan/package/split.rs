//! Cuts a module with many operations into files by what their paths are about.

use crate::model::Name;

use super::imports::Imports;
use super::weight::{self, LIMIT};
use super::{Module, Part};
use crate::rust::plan::item::Item;
use crate::rust::plan::resource::method::{Method, Resource};
use crate::rust::plan::scope::{Ident, Scope};
use crate::rust::plan::webhooks::Webhooks;

/// An operation on its way into a file.
struct Entry {
    /// Its place among the operations of the module.
    index: usize,
    /// The literal parts of its path, behind the module's own name.
    words: Vec<String>,
    method: Method,
}

/// Operations that belong together.
struct Group {
    /// What their paths have in common.
    words: Vec<String>,
    entries: Vec<Entry>,
    /// The lines that they may take.
    limit: usize,
}

/// Moves operations into files of their own until the module's file is no longer too large.
pub fn run(module: &mut Module) {
    let Some(resource) = &mut module.resource else {
        return;
    };
    let headers = resource.headers.iter().map(|header| header.docs.len() + 4);
    let named = 2 * module.files.len() + weight::of_imports(&module.imports);
    let around = 40 + module.docs.len() + named + headers.sum::<usize>();
    let limit = LIMIT.saturating_sub(around).max(LIMIT / 8);
    let methods = std::mem::take(&mut resource.methods);
    let entries = entries(&Name::parse(module.ident.bare()), methods);
    let mut groups = cut(Group {
        words: Vec::new(),
        entries,
        limit,
    });
    if let Some(own) = groups.iter().position(|group| group.words.is_empty()) {
        resource.methods = methods_of(groups.remove(own).entries);
    }
    let rest = Resource {
        headers: Vec::new(),
        methods: Vec::new(),
        ..resource.clone()
    };
    let events = module.webhooks.iter().flat_map(Webhooks::items);
    let own: Vec<Item> = std::iter::once(Item::Resource(resource.clone()))
        .chain(events)
        .collect();
    module.imports = Imports::of(&module.ident, &module.ident, &own);
    let mut names = Scope::of_files("operations");
    names.take(&module.ident);
    module.files.iter().for_each(|file| names.take(&file.ident));
    let parts = groups.into_iter().map(|group| {
        let ident = names.ident(&Name::parse(&group.words.join(" ")));
        let resource = Resource {
            methods: methods_of(group.entries),
            ..rest.clone()
        };
        part(&module.ident, ident, resource)
    });
    module.parts = parts.collect();
    module
        .parts
        .sort_by(|one, other| one.ident.cmp(&other.ident));
}

fn part(module: &Ident, ident: Ident, resource: Resource) -> Part {
    let handle = resource.handle.clone();
    let mut imports = Imports::of(module, &ident, &[Item::Resource(resource.clone())]);
    let from_module = imports.types.entry(module.clone()).or_default();
    from_module.insert(handle.clone());
    let subject = ident.bare().replace('_', " ");
    let docs = vec![format!("Methods of `{handle}`: {subject}.")];
    Part {
        ident,
        docs,
        imports,
        resource,
    }
}

/// Cuts until no group is larger than it may be, or nothing tells its operations apart.
fn cut(all: Group) -> Vec<Group> {
    let mut done = Vec::new();
    let mut pending = vec![all];
    while let Some(group) = pending.pop() {
        if weight(&group.entries) <= group.limit {
            done.push(group);
            continue;
        }
        let is_whole = group.words.is_empty();
        let (rest, moved) = divide(group);
        pending.extend(if is_whole { moved } else { packed(moved) });
        done.extend(in_pieces(rest));
    }
    done
}

/// Takes out operations by the next word of their paths, the most of a kind first, until the others are few enough.
fn divide(group: Group) -> (Group, Vec<Group>) {
    let depth = group.words.len();
    let mut left = weight(&group.entries);
    let (mut rest, mut by_word): (Vec<Entry>, Vec<Group>) = (Vec::new(), Vec::new());
    for entry in group.entries {
        let Some(word) = entry.words.get(depth) else {
            rest.push(entry);
            continue;
        };
        match by_word
            .iter_mut()
            .find(|one| one.words.last() == Some(word))
        {
            Some(one) => one.entries.push(entry),
            None => {
                let words = group.words.iter().chain([word]).cloned().collect();
                by_word.push(Group {
                    words,
                    entries: vec![entry],
                    limit: LIMIT,
                });
            }
        }
    }
    by_word.sort_by_key(|one| std::cmp::Reverse(weight(&one.entries)));
    let mut moved = Vec::new();
    for one in by_word {
        if left <= group.limit {
            rest.extend(one.entries);
        } else {
            left -= weight(&one.entries);
            moved.push(one);
        }
    }
    rest.sort_by_key(|entry| entry.index);
    let rest = Group {
        words: group.words,
        entries: rest,
        limit: group.limit,
    };
    (rest, moved)
}

/// Small groups of one thing come together, called after the first of them: as in a dictionary.
fn packed(mut groups: Vec<Group>) -> Vec<Group> {
    groups.sort_by(|one, other| one.words.cmp(&other.words));
    let mut packed: Vec<Group> = Vec::new();
    for group in groups {
        match packed.last_mut() {
            Some(last) if weight(&last.entries) + weight(&group.entries) <= LIMIT => {
                last.entries.extend(group.entries);
            }
            _ => packed.push(group),
        }
    }
    packed
}

/// Where paths tell nothing apart, the first operations stay together, and the others in the order of the document.
fn in_pieces(group: Group) -> Vec<Group> {
    let mut pieces: Vec<Group> = Vec::new();
    let mut size = 0;
    for entry in group.entries {
        size += weight::of_method(&entry.method);
        match pieces.last_mut() {
            Some(piece) if size <= piece.limit => piece.entries.push(entry),
            last => {
                let mut words = group.words.clone();
                if last.is_some() {
                    words.push(entry.method.ident.bare().to_owned());
                }
                let limit = if last.is_some() { LIMIT } else { group.limit };
                size = weight::of_method(&entry.method);
                pieces.push(Group {
                    words,
                    entries: vec![entry],
                    limit,
                });
            }
        }
    }
    pieces
}

fn entries(module: &Name, methods: Vec<Method>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = methods
        .into_iter()
        .enumerate()
        .map(|(index, method)| Entry {
            index,
            words: words(module, &method.operation.path),
            method,
        })
        .collect();
    // What all paths begin with tells nothing apart.
    while let Some(first) = entries
        .first()
        .and_then(|entry| entry.words.first())
        .cloned()
    {
        let is_shared = entries
            .iter()
            .all(|entry| entry.words.first() == Some(&first));
        if !is_shared {
            break;
        }
        entries
            .iter_mut()
            .for_each(|entry| drop(entry.words.remove(0)));
    }
    entries
}

/// The literal parts of a path behind the module's own name, else those before it, else all.
fn words(module: &Name, path: &str) -> Vec<String> {
    let path = path.split('?').next().unwrap_or_default();
    let literal = path
        .split('/')
        .filter(|part| !part.is_empty() && !part.contains('{') && !is_version(part));
    let mut words: Vec<String> = literal.map(str::to_owned).collect();
    let is_own = |part: &String| Name::parse(part).singular() == module.singular();
    match words.iter().position(is_own) {
        Some(at) if at + 1 < words.len() => words.split_off(at + 1),
        Some(at) => {
            words.truncate(at);
            words
        }
        None => words,
    }
}

/// True for `v1`.
fn is_version(part: &str) -> bool {
    let number = part.strip_prefix(['v', 'V']).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn weight(entries: &[Entry]) -> usize {
    entries
        .iter()
        .map(|entry| weight::of_method(&entry.method))
        .sum()
}

fn methods_of(entries: Vec<Entry>) -> Vec<Method> {
    entries.into_iter().map(|entry| entry.method).collect()
}
