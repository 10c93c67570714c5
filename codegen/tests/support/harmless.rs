//! What must hold of every emitted crate, whatever the document says.

use std::collections::BTreeSet;

use codegen::Files;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use syn::Item;

use super::hostile;

/// Keys of the emitted manifest, table by table.
const MANIFEST: &[(&str, &[&str])] = &[
    (
        "dependencies",
        &[
            "bytes",
            "futures-core",
            "http",
            "jiff",
            "percent-encoding",
            "reqwest",
            "schemars",
            "serde",
            "serde_json",
            "tokio",
            "tracing",
        ],
    ),
    (
        "features",
        &[
            "contract", "default", "jiff", "rustls", "schemars", "tracing",
        ],
    ),
    (
        "package",
        &[
            "description",
            "edition",
            "name",
            "publish",
            "readme",
            "rust-version",
            "version",
        ],
    ),
];

/// The files that are not below `src/`.
const TOP: &[&str] = &["API.md", "Cargo.toml", "README.md", "rustfmt.toml"];

/// The macros that stand between items.
const TABLES: &[&str] = &[
    "enumeration",
    "events",
    "all_schemas",
    "json_schemas",
    "newtype",
    "events",
    "operations",
    "record",
    "resources",
    "union",
];

/// The longest name of a file or folder that every file system takes, with room for a suffix.
const LONGEST_NAME: usize = 200;

/// Checks everything; a finding is a sentence.
pub fn problems(files: &Files) -> Vec<String> {
    new_problems(files, &Files::new())
}

/// Checks everything but the texts that were found harmless before.
pub fn new_problems(files: &Files, harmless: &Files) -> Vec<String> {
    let mut found = paths(files);
    found.extend(manifest(&files["Cargo.toml"]));
    for (path, text) in super::own_files(files) {
        if harmless.get(path).is_none_or(|known| known != text) {
            found.extend(
                in_file(path, text)
                    .into_iter()
                    .map(|problem| format!("{path}: {problem}")),
            );
        }
    }
    found
}

fn in_file(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    if !path.ends_with(".json") {
        found.extend(characters(text));
    }
    if path.ends_with(".rs") {
        found.extend(code(text));
    }
    found
}

/// The texts of all string literals, those in macro calls included, doc comments apart.
pub fn literals(text: &str) -> BTreeSet<String> {
    let all = text.parse().map(strings).unwrap_or_default();
    all.into_iter()
        .filter(|(doc, _)| !doc)
        .map(|(_, literal)| literal)
        .collect()
}

/// The code of the examples in doc comments, the lines that rustdoc hides included.
pub fn examples(text: &str) -> Vec<String> {
    let blocks = text.parse().map(doc_blocks).unwrap_or_default();
    let code = blocks.iter().flat_map(|block| tested(block));
    let shown = |line: &str| line.strip_prefix("# ").unwrap_or(line).to_owned();
    code.map(|code| code.lines().map(shown).collect::<Vec<_>>().join("\n"))
        .collect()
}

/// Paths are relative and normal, stay inside, and are told apart by every file system.
fn paths(files: &Files) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for path in files.keys() {
        let plain = |char: char| char.is_ascii_alphanumeric() || "_./".contains(char);
        let normal =
            |name: &str| !name.is_empty() && name.len() <= LONGEST_NAME && !name.starts_with('.');
        if !path.chars().all(plain) || !path.split('/').all(normal) {
            found.push(format!("{path:.300}: is not a harmless path"));
        }
        if !path.starts_with("src/") && !TOP.contains(&path.as_str()) {
            found.push(format!("{path}: is outside of the folders that are ours"));
        }
        if !seen.insert(path.to_ascii_lowercase()) {
            found.push(format!("{path}: differs from another path in case alone"));
        }
    }
    found
}

/// The manifest has the keys that it should have, and no others.
fn manifest(text: &str) -> Vec<String> {
    let table: toml::Table = match text.parse() {
        Ok(table) => table,
        Err(error) => return vec![format!("Cargo.toml: {error}")],
    };
    let mut found = Vec::new();
    let tables: Vec<&str> = table.keys().map(String::as_str).collect();
    let expected: Vec<&str> = MANIFEST.iter().map(|(table, _)| *table).collect();
    if BTreeSet::from_iter(&tables) != BTreeSet::from_iter(&expected) {
        found.push(format!("Cargo.toml: has the tables {tables:?}"));
    }
    for (name, expected) in MANIFEST {
        let keys = table.get(*name).and_then(|table| table.as_table());
        let keys: BTreeSet<&str> = keys
            .into_iter()
            .flat_map(|table| table.keys())
            .map(String::as_str)
            .collect();
        let keys: BTreeSet<&str> = match *name {
            "features" => keys
                .into_iter()
                .filter(|key| !is_tag(&table, key))
                .collect(),
            _ => keys,
        };
        if keys != BTreeSet::from_iter(expected.iter().copied()) {
            found.push(format!("Cargo.toml: [{name}] has the keys {keys:?}"));
        }
    }
    found.extend(package_name(&table));
    found
}

/// The feature of a tag turns on nothing else and is one of those that `full` turns on.
fn is_tag(table: &toml::Table, feature: &str) -> bool {
    let features = &table["features"];
    let Some(full) = features.get("full").and_then(|full| full.as_array()) else {
        return false;
    };
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_on = full.iter().any(|one| one.as_str() == Some(feature));
    let turns_on_nothing = features[feature].as_array().is_some_and(Vec::is_empty);
    let is_named = is_on && turns_on_nothing && feature.bytes().all(plain);
    feature == "full" || is_named
}

fn package_name(table: &toml::Table) -> Option<String> {
    let name = table["package"]["name"].as_str().unwrap_or_default();
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let letter = name.starts_with(|first: char| first.is_ascii_lowercase());
    let taken = ["alloc", "core", "std", "test"].contains(&name);
    let usable = letter && name.bytes().all(plain) && name.len() <= LONGEST_NAME && !taken;
    (!usable).then(|| format!("Cargo.toml: {name:.100} is not a name that can be used"))
}

/// No character that hides or turns others.
fn characters(text: &str) -> Option<String> {
    let hidden = |char: &char| {
        let turns = matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{feff}');
        let controls = char.is_control() && *char != '\n';
        turns || controls || matches!(char, '\u{2028}' | '\u{2029}')
    };
    text.chars()
        .find(hidden)
        .map(|char| format!("holds {char:?}"))
}

/// The file parses, has only items of the kinds that we emit, and no word of code from the document.
fn code(text: &str) -> Vec<String> {
    let tokens: TokenStream = match text.parse() {
        Ok(tokens) => tokens,
        Err(error) => return vec![format!("is not Rust: {error}")],
    };
    let file: syn::File = match syn::parse2(tokens.clone()) {
        Ok(file) => file,
        Err(error) => return vec![format!("does not parse: {error}")],
    };
    let mut found: Vec<String> = file.items.iter().filter_map(unexpected).collect();
    found.extend(
        file.attrs
            .iter()
            .filter(|attribute| !is_ours(attribute))
            .map(|_| "has an attribute".to_owned()),
    );
    if words(tokens.clone()).contains(hostile::MARK) {
        found.push(format!("holds `{}` as code", hostile::MARK));
    }
    found.extend(doc_blocks(tokens).iter().filter_map(|block| doctest(block)));
    found
}

fn is_ours(attribute: &syn::Attribute) -> bool {
    ["allow", "doc", "forbid"]
        .iter()
        .any(|ours| attribute.path().is_ident(ours))
}

fn unexpected(item: &Item) -> Option<String> {
    let kind = match item {
        Item::Struct(_)
        | Item::Enum(_)
        | Item::Impl(_)
        | Item::Use(_)
        | Item::Static(_)
        | Item::Const(_) => return None,
        Item::Mod(module) if module.content.is_none() => return None,
        Item::Fn(function) if is_check(&function.sig) => return None,
        Item::Fn(function) => {
            let name = function.sig.ident.to_string();
            format!("the function {name:.60}")
        }
        Item::Macro(call) if TABLES.iter().any(|ours| call.mac.path.is_ident(ours)) => return None,
        Item::Macro(_) => "a call of an unknown macro".to_owned(),
        _ => "an item of a kind that is never emitted".to_owned(),
    };
    Some(format!("holds {kind}"))
}

/// Checks are called as the document's types are, and take a place alone.
fn is_check(signature: &syn::Signature) -> bool {
    let place = |argument: &syn::FnArg| match argument {
        syn::FnArg::Typed(typed) => {
            matches!(&*typed.pat, syn::Pat::Ident(name) if name.ident == "place")
        }
        syn::FnArg::Receiver(_) => false,
    };
    signature.inputs.len() == 1 && signature.inputs.iter().all(place)
}

/// All identifiers of a file, those in macro calls included.
fn words(tokens: TokenStream) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut pending = vec![tokens];
    while let Some(tokens) = pending.pop() {
        for token in tokens {
            match token {
                TokenTree::Ident(word) => {
                    found.insert(word.to_string());
                }
                TokenTree::Group(group) => pending.push(group.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
    found
}

/// Each doc comment as one text.
fn doc_blocks(tokens: TokenStream) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut open = false;
    for (doc, literal) in strings(tokens) {
        if doc {
            match blocks.last_mut().filter(|_| open) {
                Some(block) => block.push_str(&format!("\n{literal}")),
                None => blocks.push(literal),
            }
        }
        open = doc;
    }
    // Two comments without a literal between them are one text here, which hides no code block.
    blocks.iter().map(|block| unindented(block)).collect()
}

/// rustdoc takes away the indent that all lines share.
fn unindented(block: &str) -> String {
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let common = block
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| indent(&line))
        .min();
    let common = common.unwrap_or(0);
    let lines = block
        .lines()
        .map(|line| line.get(common..).unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// String literals in their order, and whether each is a line of a doc comment.
fn strings(tokens: TokenStream) -> Vec<(bool, String)> {
    let mut found = Vec::new();
    let mut pending = vec![(tokens, false)];
    while let Some((tokens, in_attribute)) = pending.pop() {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        let doc =
            in_attribute && matches!(trees.first(), Some(TokenTree::Ident(word)) if *word == "doc");
        for (index, tree) in trees.iter().enumerate() {
            match tree {
                TokenTree::Literal(literal) => {
                    found.extend(string(literal).map(|text| (doc, text)))
                }
                TokenTree::Group(group) => {
                    let rest: TokenStream = trees[index + 1..].iter().cloned().collect();
                    let attribute =
                        group.delimiter() == Delimiter::Bracket && is_hash(&trees, index);
                    pending.push((rest, in_attribute));
                    pending.push((group.stream(), attribute));
                    break;
                }
                TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
        }
    }
    found
}

fn is_hash(trees: &[TokenTree], index: usize) -> bool {
    let before = trees[..index].iter().rev().take(2);
    before
        .into_iter()
        .any(|tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == '#'))
}

fn string(literal: &proc_macro2::Literal) -> Option<String> {
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}

/// A block of code in a doc comment that would be compiled and is not ours.
fn doctest(block: &str) -> Option<String> {
    let found = tested(block)
        .into_iter()
        .find(|code| code.contains(hostile::MARK))?;
    Some(format!("has a doctest from the document: {found}"))
}

/// The blocks of code in a doc comment that rustdoc compiles.
fn tested(block: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = false;
    for event in Parser::new_ext(block, pulldown_cmark::Options::all()) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                open = is_tested(&kind);
                found.extend(open.then(String::new));
            }
            Event::End(TagEnd::CodeBlock) => open = false,
            Event::Text(code) if open => found
                .last_mut()
                .into_iter()
                .for_each(|last| last.push_str(&code)),
            _ => {}
        }
    }
    found
}

/// rustdoc compiles a block unless its info string names another language.
fn is_tested(kind: &CodeBlockKind<'_>) -> bool {
    match kind {
        CodeBlockKind::Indented => true,
        CodeBlockKind::Fenced(info) => info.as_ref() != "text",
    }
}
