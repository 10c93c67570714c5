//! Reads a suite: files of groups, each a schema with instances and whether they are valid.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostic::Diagnostics;
use codegen::source::{Node, Sources};

use crate::exit::Unusable;
use crate::workspace::shown;

/// All groups of a folder, in the order of its files' names.
#[derive(Clone, Debug, Default)]
pub struct Suite {
    /// The groups.
    pub groups: Vec<Group>,
}

/// A schema with its instances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The name of the file without its ending.
    pub file: String,
    /// What the group is about.
    pub description: String,
    /// The schema as it is written.
    pub schema: String,
    /// The instances.
    pub instances: Vec<Instance>,
}

/// An instance of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// What it is about.
    pub description: String,
    /// The instance as it is written, so that a number stays what it was.
    pub text: String,
    /// Whether the schema accepts it.
    pub valid: bool,
}

impl Suite {
    /// Reads every JSON file of a folder.
    pub fn read(folder: &Path) -> Result<Self, Unusable> {
        let mut suite = Self::default();
        for path in files(folder)? {
            let text = fs::read_to_string(&path).map_err(|error| {
                Unusable::new(format!("{} cannot be read: {error}", shown(&path)))
            })?;
            let name = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let groups = read(&name, text).ok_or_else(|| {
                Unusable::new(format!(
                    "{} is not a list of groups of a schema and its tests",
                    shown(&path)
                ))
            })?;
            suite.groups.extend(groups);
        }
        if suite.groups.is_empty() {
            return Err(Unusable::new(format!("{} holds no suite", shown(folder))));
        }
        Ok(suite)
    }
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Unusable> {
    let broken = |error| Unusable::new(format!("{} cannot be read: {error}", shown(folder)));
    let entries = fs::read_dir(folder).map_err(broken)?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect();
    paths.sort();
    Ok(paths)
}

/// The groups of one file.
fn read(file: &str, text: String) -> Option<Vec<Group>> {
    let files = BTreeMap::from([("suite.json".to_owned(), text.into_bytes())]);
    let diagnostics = Diagnostics::new();
    let sources = Sources::load("suite.json", &files, &diagnostics);
    // The schemas refer to one another and to the network; each group is judged by itself later.
    let _not_of_interest = diagnostics.into_vec();
    sources
        .root()
        .as_array()?
        .iter()
        .map(|node| group(file, node, &sources))
        .collect()
}

fn group(file: &str, node: &Node, sources: &Sources) -> Option<Group> {
    let tests = node.get("tests")?.as_array()?;
    Some(Group {
        file: file.to_owned(),
        description: text(node, "description")?,
        schema: written(node.get("schema")?, sources)?,
        instances: tests
            .iter()
            .map(|test| instance(test, sources))
            .collect::<Option<_>>()?,
    })
}

fn instance(node: &Node, sources: &Sources) -> Option<Instance> {
    Some(Instance {
        description: text(node, "description")?,
        text: written(node.get("data")?, sources)?,
        valid: node.get("valid")?.as_bool()?,
    })
}

fn text(node: &Node, member: &str) -> Option<String> {
    Some(node.get(member)?.as_str()?.text.to_owned())
}

/// The text of a value as it stands in its file.
fn written(node: &Node, sources: &Sources) -> Option<String> {
    let span = node.span;
    Some(
        sources
            .text(span.file)
            .get(span.start as usize..span.end as usize)?
            .to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_and_instances_keep_their_spelling() {
        let text = r#"[{"description": "d", "schema": {"minimum": 1.00}, "tests": [
            {"description": "t", "data": 1e400, "valid": true}]}]"#;
        let groups = read("minimum", text.to_owned()).unwrap();
        assert_eq!(groups[0].schema, "{\"minimum\": 1.00}");
        let instance = Instance {
            description: "t".to_owned(),
            text: "1e400".to_owned(),
            valid: true,
        };
        assert_eq!(groups[0].instances, [instance]);
    }

    #[test]
    fn what_is_no_suite_is_refused() {
        assert_eq!(read("x", r#"{"schema": {}}"#.to_owned()), None);
        assert_eq!(
            read("x", r#"[{"description": "d", "schema": {}}]"#.to_owned()),
            None
        );
    }
}
