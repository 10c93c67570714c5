//! Exchanges parts of documents, as bytes choose, for the tests and for the fuzz targets.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use codegen::diagnostic::Diagnostics;
use codegen::source::{Node, Sources};
use serde_json::{Map, Value, json};

/// Larger documents of other people would make each round too slow.
const MOST_BYTES: u64 = 100_000;

/// Values nested deeper than any document are left alone.
const DEEPEST: usize = 60;

/// What is done to a place.
#[derive(Clone, Copy, Debug)]
enum Change {
    /// It gets what stands at another place.
    Copy,
    /// The two change places.
    Swap,
    /// It gets a value that belongs nowhere in particular.
    Odd,
    /// It is removed.
    Remove,
    /// It refers to another place.
    Refer,
    /// It stands once more, under another name or further down in its list.
    Repeat,
    /// Its name is another one.
    Rename,
    /// It is nested in schemas, several deep.
    Nest,
}

const CHANGES: [Change; 8] = [
    Change::Copy,
    Change::Swap,
    Change::Odd,
    Change::Remove,
    Change::Refer,
    Change::Repeat,
    Change::Rename,
    Change::Nest,
];

/// Names and texts that mean something to Rust, to JSON, to a path or to a reader.
const TEXTS: [&str; 16] = [
    "",
    "self",
    "Self",
    "r#type",
    "../../x",
    "*/ #![x] ```",
    "\u{202e}",
    "$ref",
    "type",
    "🦀",
    "{a}{b}",
    "x-",
    "#/components/schemas",
    "object",
    "\n",
    "(?<a>\\k<a>)+$",
];

/// The documents that are changed: the golden inputs, those of a folder beside the checkout, or the one that the environment names.
pub fn documents() -> &'static [Value] {
    static DOCUMENTS: OnceLock<Vec<Value>> = OnceLock::new();
    DOCUMENTS.get_or_init(|| {
        if let Some(own) = std::env::var_os("CODEGEN_MUTATION_SPEC") {
            return read(Path::new(&own)).into_iter().collect();
        }
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let golden = ["tests/golden", "../tests/golden"].map(|folder| root.join(folder));
        let shared =
            ["../../shared/corpus", "../../../shared/corpus"].map(|folder| root.join(folder));
        let inputs = golden.iter().flat_map(|folder| entries(folder));
        let inputs = inputs.map(|case| case.join("input/openapi.json"));
        let others = shared.iter().flat_map(|folder| entries(folder));
        let small = |path: &PathBuf| fs::metadata(path).is_ok_and(|data| data.len() < MOST_BYTES);
        inputs
            .chain(others.filter(small))
            .filter_map(|path| read(&path))
            .collect()
    })
}

/// One of the documents with some parts exchanged.
pub fn mutated(documents: &[Value], bytes: &[u8]) -> Value {
    let mut choices = Choices(bytes);
    let mut document = documents[choices.below(documents.len())].clone();
    loop {
        change(&mut document, &mut choices);
        if choices.0.is_empty() {
            return document;
        }
    }
}

/// Numbers that bytes choose, zeros when they are used up.
struct Choices<'b>(&'b [u8]);

impl Choices<'_> {
    fn below(&mut self, limit: usize) -> usize {
        let taken = self.0.len().min(2);
        let (now, later) = self.0.split_at(taken);
        self.0 = later;
        let number = now
            .iter()
            .fold(0, |number, byte| number * 256 + usize::from(*byte));
        number % limit.max(1)
    }

    fn text(&mut self) -> &'static str {
        TEXTS[self.below(TEXTS.len())]
    }

    fn one<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }
}

fn change(document: &mut Value, choices: &mut Choices<'_>) {
    let mut pointers = Vec::new();
    collect(document, &mut String::new(), &mut pointers);
    if pointers.is_empty() {
        return;
    }
    let place = choices.one::<String>(&pointers).clone();
    let Some((holder, name)) = place.rsplit_once('/') else {
        return;
    };
    let name = &name.replace("~1", "/").replace("~0", "~");
    let kind = *choices.one(&CHANGES);
    let old = document.pointer(&place).cloned().unwrap_or_default();
    let value = match kind {
        Change::Copy => document.pointer(choices.one::<String>(&pointers)).cloned(),
        Change::Swap => swap(document, choices.one::<String>(&pointers), &old),
        Change::Odd => Some(odd(choices)),
        Change::Refer => Some(json!({ "$ref": format!("#{}", choices.one::<String>(&pointers)) })),
        Change::Nest => Some(nest(old.clone(), choices)),
        Change::Remove | Change::Repeat | Change::Rename => None,
    };
    if let (Some(value), Some(target)) = (value, document.pointer_mut(&place)) {
        *target = value;
        return;
    }
    let Some(holder) = document.pointer_mut(holder) else {
        return;
    };
    match kind {
        Change::Remove => remove(holder, name),
        Change::Repeat => add(holder, &format!("{name}{}", choices.text()), old),
        Change::Rename => {
            remove(holder, name);
            add(holder, choices.text(), old);
        }
        _ => {}
    }
}

/// What stands at the other place, after putting the old value there.
fn swap(document: &mut Value, other: &str, old: &Value) -> Option<Value> {
    let other = document.pointer_mut(other)?;
    Some(std::mem::replace(other, old.clone()))
}

fn nest(value: Value, choices: &mut Choices<'_>) -> Value {
    let depth = choices.below(40);
    (0..depth).fold(value, |value, at| match at % 4 {
        0 => json!({ "type": "array", "items": value }),
        1 => json!({ "allOf": [value, { "description": "d" }] }),
        2 => json!({ "type": "object", "properties": { "a": value } }),
        _ => json!({ "oneOf": [value, { "type": "null" }] }),
    })
}

fn odd(choices: &mut Choices<'_>) -> Value {
    let all = [
        json!(null),
        json!(true),
        json!(false),
        json!({}),
        json!([]),
        json!(-1),
        json!(1e300),
        json!(u64::MAX),
        json!([null]),
        json!([[], {}]),
        json!({ "": {} }),
        json!({ "type": ["array", "null"] }),
        json!({ "not": {} }),
        json!({ "allOf": [{ "$ref": "#" }] }),
        json!({ "oneOf": [] }),
        json!({ "$ref": "#/components/schemas" }),
        json!({ "enum": ["a", "A", "", null, 1, 1.0, {}] }),
        json!({ "type": "object", "additionalProperties": { "$ref": "#/components" } }),
    ];
    match choices.below(all.len() + TEXTS.len()) {
        at if at < all.len() => all[at].clone(),
        at => json!(TEXTS[at - all.len()]),
    }
}

fn add(holder: &mut Value, name: &str, value: Value) {
    match holder {
        Value::Object(members) => drop(members.insert(name.to_owned(), value)),
        Value::Array(items) => items.push(value),
        _ => {}
    }
}

fn remove(holder: &mut Value, name: &str) {
    match (holder, name.parse::<usize>()) {
        (Value::Object(members), _) => drop(members.shift_remove(name)),
        (Value::Array(items), Ok(at)) if at < items.len() => drop(items.remove(at)),
        _ => {}
    }
}

/// The pointer of each value below this one.
fn collect(value: &Value, pointer: &mut String, found: &mut Vec<String>) {
    if pointer.matches('/').count() > DEEPEST {
        return;
    }
    let length = pointer.len();
    let escaped = |name: &String| name.replace('~', "~0").replace('/', "~1");
    let names: Vec<(String, &Value)> = match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| (escaped(name), value))
            .collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(at, value)| (at.to_string(), value))
            .collect(),
        _ => Vec::new(),
    };
    for (name, value) in names {
        pointer.push('/');
        pointer.push_str(&name);
        found.push(pointer.clone());
        collect(value, pointer, found);
        pointer.truncate(length);
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    paths
}

/// A document in JSON or YAML, as the compiler reads it.
fn read(path: &Path) -> Option<Value> {
    let name = path.file_name()?.to_str()?;
    let files = std::collections::BTreeMap::from([(name.to_owned(), fs::read(path).ok()?)]);
    let diagnostics = Diagnostics::new();
    let sources = Sources::load(name, &files, &diagnostics);
    drop(diagnostics.into_vec());
    let value = value(sources.root());
    value.get("openapi").is_some().then_some(value)
}

fn value(node: &Node) -> Value {
    if let Some(members) = node.as_object() {
        let members = members
            .iter()
            .map(|member| (member.name.text.to_string(), value(&member.value)));
        return Value::Object(members.collect::<Map<_, _>>());
    }
    if let Some(items) = node.as_array() {
        return items.iter().map(value).collect();
    }
    match &node.value {
        codegen::source::Value::Bool(is) => json!(is),
        codegen::source::Value::Number(text) => serde_json::from_str(text).unwrap_or_default(),
        codegen::source::Value::String(text) => json!(text.to_string()),
        _ => Value::Null,
    }
}
