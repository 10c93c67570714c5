//! The files of a contract, read as plain JSON, and the references between them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::ContractError;
use crate::location::Location;

/// How many references may follow one another before they count as a circle.
const LONGEST_CHAIN: usize = 64;

/// The root document and every file that it refers to, directly or by way of others.
#[derive(Debug)]
pub struct Documents {
    folder: PathBuf,
    root: String,
    files: BTreeMap<String, Result<Value, String>>,
}

impl Documents {
    /// Reads the root document and what it refers to.
    ///
    /// # Errors
    ///
    /// When the root cannot be read. A problem of another file is reported when it is used.
    pub fn read(root: &Path) -> Result<Self, ContractError> {
        let name = root.file_name().and_then(|name| name.to_str());
        let name = name.ok_or_else(|| ContractError::new(root.display(), "not a file name"))?;
        let mut documents = Self {
            folder: root.parent().unwrap_or(Path::new("")).to_owned(),
            root: name.to_owned(),
            files: BTreeMap::new(),
        };
        documents.read_all();
        documents.value(&documents.root())?;
        Ok(documents)
    }

    /// Makes documents of values in memory, the first of which is the root.
    pub fn from_values(values: impl IntoIterator<Item = (String, Value)>) -> Self {
        let mut root = None;
        let mut files = BTreeMap::new();
        for (name, value) in values {
            root.get_or_insert_with(|| name.clone());
            files.insert(name, Ok(value));
        }
        let root = root.unwrap_or_default();
        Self {
            folder: PathBuf::new(),
            root,
            files,
        }
    }

    /// The root document.
    pub fn root(&self) -> Location {
        Location::file(&self.root)
    }

    /// The names of all files that were read, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The value at a location, references not followed.
    ///
    /// # Errors
    ///
    /// When the file cannot be read or has nothing at the pointer.
    pub fn value(&self, at: &Location) -> Result<&Value, ContractError> {
        let document = match self.files.get(&at.file) {
            Some(Ok(document)) => document,
            Some(Err(message)) => return Err(ContractError::new(&at.file, message)),
            None => return Err(ContractError::new(&at.file, "no such file in the contract")),
        };
        let value = document.pointer(&at.pointer);
        value.ok_or_else(|| ContractError::new(at, "there is nothing at this place"))
    }

    /// Follows references from a location to the first value that is not one.
    ///
    /// # Errors
    ///
    /// When a reference points to nothing or the references form a circle.
    pub fn follow(&self, at: &Location) -> Result<Location, ContractError> {
        let mut here = at.clone();
        for _ in 0..LONGEST_CHAIN {
            match only_reference(self.value(&here)?) {
                Some(reference) => here = here.reference(reference)?,
                None => return Ok(here),
            }
        }
        Err(ContractError::new(at, "its references form a circle"))
    }

    /// The bytes of an example file that is named relative to a location's file.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn payload(&self, at: &Location, path: &str) -> Result<(String, Vec<u8>), ContractError> {
        let name = at.sibling(path)?;
        let bytes = fs::read(self.folder.join(&name));
        let bytes = bytes.map_err(|error| ContractError::new(&name, error))?;
        Ok((name, bytes))
    }

    fn read_all(&mut self) {
        let mut waiting = vec![self.root.clone()];
        while let Some(name) = waiting.pop() {
            if self.files.contains_key(&name) {
                continue;
            }
            let document = read_file(&self.folder.join(&name));
            if let Ok(document) = &document {
                collect_references(document, &Location::file(&name), &mut waiting);
            }
            self.files.insert(name, document);
        }
    }
}

fn read_file(path: &Path) -> Result<Value, String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    serde_json::from_slice(&bytes).map_err(|error| format!("not valid JSON: {error}"))
}

/// Finds the files that a document refers to. The depth is bounded, because the parser bounds it.
fn collect_references(value: &Value, at: &Location, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items
            .iter()
            .for_each(|item| collect_references(item, at, found)),
        Value::Object(members) => {
            let reference = members.get("$ref").and_then(Value::as_str);
            if let Some(Ok(target)) = reference.map(|reference| at.reference(reference)) {
                found.push(target.file);
            }
            members
                .values()
                .for_each(|member| collect_references(member, at, found));
        }
        _ => {}
    }
}

/// The reference of a value that is nothing but a reference with words about it.
fn only_reference(value: &Value) -> Option<&str> {
    let members = value.as_object()?;
    let reference = members.get("$ref")?.as_str()?;
    let words = ["$ref", "summary", "description", "$comment", "$schema"];
    let alone = members
        .keys()
        .all(|name| words.contains(&name.as_str()) || name.starts_with("x-"));
    alone.then_some(reference)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn follows_references_between_files() {
        let documents = Documents::from_values([
            ("a.json".to_owned(), json!({"x": {"$ref": "b.json#/y"}})),
            ("b.json".to_owned(), json!({"y": {"$ref": "#/z"}, "z": 7})),
        ]);
        let at = documents.follow(&documents.root().child("x"));
        assert_eq!(at.map(|at| at.to_string()), Ok("b.json#/z".to_owned()));
    }

    #[test]
    fn a_circle_of_references_is_an_error() {
        let circle = json!({"x": {"$ref": "#/y"}, "y": {"$ref": "#/x"}});
        let documents = Documents::from_values([("a.json".to_owned(), circle)]);
        let error = documents.follow(&documents.root().child("x"));
        let error = error.expect_err("a circle has no end");
        assert!(error.to_string().contains("a.json#/x"), "{error}");
    }

    #[test]
    fn an_error_names_the_file() {
        let root = json!({"x": {"$ref": "missing.json"}});
        let documents = Documents::from_values([("a.json".to_owned(), root)]);
        let error = documents.follow(&documents.root().child("x"));
        let error = error.expect_err("the file is missing");
        assert_eq!(error.place(), "missing.json");
        let error = Documents::read(Path::new("/nowhere/at/all.json")).expect_err("no such file");
        assert_eq!(error.place(), "all.json");
    }
}
