//! Documents whose text tries to be more than text.

use serde_json::{Map, Value, json};

/// The word of all code that tries to get out; no name is ever spelled like it.
pub const MARK: &str = "eviL";

/// Descriptions that would be code, doctests or attributes if they were let out.
pub const TEXTS: &[&str] = &[
    "*/ fn eviL() {} /*",
    "```\neviL();\n```",
    "```rust\neviL();\n```",
    "```no_run\neviL();",
    "~~~\neviL();\n~~~",
    "    eviL();",
    "\teviL();",
    "text\n\n    eviL();\n\ntext",
    "- item\n\n      eviL();",
    "1. ```\n   eviL();\n   ```",
    "> ```\n> eviL();",
    "* > 1.     eviL();",
    "#![cfg(eviL)]",
    "\n#![cfg(eviL)]\n",
    "\"] #[cfg(eviL)] #[doc = \"",
    "\"#] #[cfg(eviL)] r#\"",
    "\\\" eviL \\\\ \\n \\u{41} \\",
    "a\u{0}eviL\u{7}\u{1b}[31m\u{7f}\u{9b}",
    "a\u{202e}eviL\u{2066}\u{200f}\u{feff}",
    "eviL {} {0} {{name}} %s $eviL ${eviL}",
    "<script>eviL()</script> <!-- eviL",
    "[eviL]: http://x.example\n[`EviL`] [eviL](javascript:eviL) [EviL::eviL] ![eviL](eviL.png)",
    "line\r\n#![cfg(eviL)]\r    eviL();\u{2028}eviL\u{85}\u{b}\u{c}eviL",
    "# Panics\n\n    eviL();\n\n# Safety",
    "| a |\n| --- |\n| ``` |\n```\neviL();",
    "'''\neviL = 1\n\"\"\"\neviL = 2\n[dependencies]\neviL = \"*\"",
    "include_str!(\"/etc/passwd\") concat!(eviL)",
    "\n\n\n",
    "",
];

/// Names that Rust, the run time or a file system would understand in its own way.
pub const NAMES: &[&str] = &[
    // Rust's own words, and what looks like them.
    "type",
    "self",
    "Self",
    "super",
    "crate",
    "r#fn",
    "fn",
    "async",
    "await",
    "dyn",
    "gen",
    "try",
    "union",
    "auto",
    "_",
    "__",
    "macro_rules",
    "i32",
    "bool",
    "str",
    "u8",
    "std",
    "core",
    "main",
    "static",
    "default",
    // Nothing, and what is no letter.
    "",
    " ",
    "\"",
    "'",
    "\\",
    "\u{200f}",
    "\u{202e}",
    "\u{0}",
    "🦀",
    "{}",
    "{",
    "}",
    "*/",
    "//",
    "/*",
    "#[eviL]",
    "$",
    "0",
    "1e5",
    "2fa",
    "+1",
    "-1",
    "é",
    "É",
    "漢字",
    "a\nb",
    "a\rb",
    "a\tb",
    "a\u{0}b",
    // Paths.
    "../../x",
    "..",
    ".",
    "a/b",
    "/a",
    "a\\b",
    "C:\\x",
    "~",
    "a.rs",
    "mod",
    "lib",
    "Cargo.toml",
    "con",
    "nul",
    // Differing in nothing that an identifier shows.
    "name",
    "Name",
    "NAME",
    "na-me",
    "na me",
    "phoneNumber",
    "phone_number",
    "phone-number",
    "PhoneNumber",
    "phone_number_2",
    "name_member",
    "member",
    "member_2",
    "member_member",
    // The prelude and the run time.
    "Client",
    "Error",
    "Call",
    "CallFuture",
    "codec",
    "record",
    "enumeration",
    "newtype",
    "Extra",
    "Option",
    "Some",
    "None",
    "Ok",
    "Err",
    "Result",
    "String",
    "Box",
    "Vec",
    "BTreeMap",
    "Default",
    "Clone",
    "Copy",
    "Debug",
    "PartialEq",
    "Eq",
    "Hash",
    "Ord",
    "From",
    "Into",
    "Iterator",
    "IntoIterator",
    "Send",
    "Sync",
    "Fn",
    "FnOnce",
    "ToString",
    "AsRef",
    "Drop",
    "Maybe",
    "Place",
    "DateTime",
    "Date",
    "Json",
    "OneOrMany",
    "Wire",
    "Operation",
    "Method",
    "Value",
    "Unknown",
    "runtime",
    "types",
    "client",
    "contract",
    "schema",
    "schemas",
    "extra",
    "additional",
    "new",
    "validate",
    "builder",
    "from_env",
    "request",
    "timeout",
    "header",
    "raw",
    "query",
    "query_each",
    "path",
    "json",
    "into_future",
    "into_parts",
    "with_response",
    "as_str",
    "VALUES",
    "API",
    "place",
    "item",
    "value",
    "clone",
    "into",
    "drop",
    "add",
    "eq",
    "fmt",
    "response",
    "body",
    "serde",
    "serde_json",
    "schemars",
    "reqwest",
    "alloc",
    "test",
    "proc_macro",
    "decode",
    "encode",
    "DecodeError",
    "Body",
    // Code.
    "x; fn eviL() {}",
    "x\")] fn eviL() {} //",
    "x: u8, pub y",
];

/// A name that no file system takes.
pub fn long_name() -> String {
    "abcd_".repeat(2000)
}

/// What is more than words: the texts, and the names that hold other characters than letters.
pub fn odd() -> impl Iterator<Item = &'static str> {
    let odd = NAMES
        .iter()
        .filter(|name| name.contains(|char: char| !char.is_ascii_alphanumeric() && char != '_'));
    TEXTS.iter().chain(odd).copied()
}

/// The names in one list, the long one last.
pub fn names() -> Vec<String> {
    NAMES
        .iter()
        .map(|name| (*name).to_owned())
        .chain([long_name()])
        .collect()
}

/// A document in which every text and every name stands at every place that takes one.
pub fn document() -> Value {
    let names = names();
    let mut paths = Map::new();
    for (index, name) in names.iter().enumerate() {
        paths.insert(
            format!("/operations/{index}"),
            json!({ "post": operation(name, index) }),
        );
    }
    paths.insert("/all".to_owned(), json!({ "post": everything() }));
    json!({
        "openapi": "3.1.1",
        "info": {
            "title": "Hostile",
            "version": "1\"\n[dependencies]\neviL = \"*",
            "summary": "\"\neviL = 1\n[dependencies]\neviL = \"*\"\n#",
            "description": TEXTS.join("\n\n"),
        },
        "servers": [{ "url": "https://example.com/\"{}\\n\u{202e}eviL" }, { "url": "" }],
        "security": [{ "key": [] }],
        "tags": names.iter().enumerate().map(|(index, name)| tag(name, index)).collect::<Vec<_>>(),
        "paths": paths,
        "components": {
            "schemas": schemas(&names),
            "securitySchemes": { "key": { "type": "apiKey", "in": "header", "name": "x-\"eviL" } },
        },
    })
}

/// The text for the place with this number.
fn text(index: usize) -> &'static str {
    TEXTS[index % TEXTS.len()]
}

fn tag(name: &str, index: usize) -> Value {
    json!({ "name": name, "description": text(index) })
}

/// An operation whose tag, id, parameters, types and texts are hostile.
fn operation(name: &str, index: usize) -> Value {
    json!({
        "tags": [name],
        "operationId": name,
        "summary": text(index),
        "description": text(index + 1),
        "parameters": [
            { "name": name, "in": "query", "required": index.is_multiple_of(2), "description": text(index + 2), "schema": { "type": "string" } },
        ],
        "requestBody": { "required": true, "description": text(index + 3), "content": { "application/json": { "schema": reference(name) } } },
        "responses": {
            "200": { "description": text(index + 4), "content": { "application/json": { "schema": reference(name) } } },
            "default": { "description": text(index + 5) },
        },
    })
}

fn everything() -> Value {
    let names = names();
    let parameter = |name: &String| json!({ "name": name, "in": "query", "required": name.len().is_multiple_of(5), "schema": { "type": "string" } });
    json!({
        "tags": ["Everything"],
        "operationId": "everything",
        "parameters": names.iter().map(parameter).collect::<Vec<_>>(),
        "requestBody": { "content": { "application/json": { "schema": reference("Everything record") } } },
        "responses": { "200": { "description": "", "content": { "application/json": { "schema": reference("Everything union") } } } },
    })
}

/// A schema under each name, by turns a record, an enumeration, a union and a map; then one of each kind with all names.
fn schemas(names: &[String]) -> Map<String, Value> {
    let mut schemas: Map<String, Value> = names
        .iter()
        .enumerate()
        .map(|(index, name)| (name.clone(), schema(name, index)))
        .collect();
    let members = names
        .iter()
        .enumerate()
        .map(|(index, name)| (name.clone(), member(index)));
    let members: Map<String, Value> = members.collect();
    let required: Vec<&String> = names.iter().step_by(20).collect();
    let alternatives = names
        .iter()
        .filter(|name| !name.contains('%'))
        .map(|name| reference(name));
    schemas.insert("Everything record".to_owned(), json!({ "type": "object", "properties": members, "required": required, "additionalProperties": { "type": "boolean" } }));
    schemas.insert(
        "Everything enumeration".to_owned(),
        json!({ "type": "string", "enum": names }),
    );
    schemas.insert(
        "Everything union".to_owned(),
        json!({ "oneOf": alternatives.collect::<Vec<_>>() }),
    );
    schemas
}

fn schema(name: &str, index: usize) -> Value {
    let description = text(index);
    match index % 4 {
        0 => {
            json!({ "type": "object", "title": name, "description": description, "properties": { name: { "type": "string", "description": description, "default": "\"; eviL(); \"", "examples": ["*/ eviL() /*"] } } })
        }
        1 => {
            json!({ "type": "string", "title": name, "description": description, "enum": [name, "*/ eviL", "\" eviL"] })
        }
        2 => {
            json!({ "description": description, "oneOf": [{ "type": "string", "title": name }, { "type": "integer", "title": name, "description": description }] })
        }
        _ => {
            json!({ "type": "object", "required": [name], "description": description, "properties": { name: { "type": "array", "items": { "type": "object", "properties": { name: { "enum": [name] } } } } }, "additionalProperties": false })
        }
    }
}

fn member(index: usize) -> Value {
    let description = text(index);
    match index % 6 {
        0 => json!({ "type": "string", "description": description, "maxLength": 5 }),
        1 => json!({ "type": "integer", "description": description, "minimum": 0 }),
        2 => {
            json!({ "type": ["object", "null"], "additionalProperties": { "type": "string" }, "description": description })
        }
        3 => reference("Everything enumeration"),
        4 => {
            json!({ "type": "array", "items": reference("Everything record"), "deprecated": true })
        }
        _ => {
            json!({ "type": ["string", "null"], "format": "date-time", "description": description })
        }
    }
}

fn reference(name: &str) -> Value {
    let pointer: String = name
        .replace('~', "~0")
        .replace('/', "~1")
        .bytes()
        .map(escaped)
        .collect();
    json!({ "$ref": format!("#/components/schemas/{pointer}") })
}

fn escaped(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"~_-.".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}
