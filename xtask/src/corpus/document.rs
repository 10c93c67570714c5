//! Finds the documents of a folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::exit::Unusable;
use crate::workspace::shown;

/// An OpenAPI document of a corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The name of its file without the ending.
    pub name: String,
    /// Its file.
    pub path: PathBuf,
    /// The size of its file in bytes.
    pub bytes: u64,
}

/// The words that one of which the beginning of every OpenAPI document has.
const MARKS: [&str; 2] = ["openapi", "\"openapi\""];

/// Every OpenAPI document that lies in the folder itself, the smallest first.
pub fn documents(folder: &Path) -> Result<Vec<Document>, Unusable> {
    let broken = |error| Unusable::new(format!("{} cannot be read: {error}", shown(folder)));
    let entries = fs::read_dir(folder).map_err(broken)?;
    let mut documents: Vec<Document> = entries
        .filter_map(|entry| document(entry.ok()?.path()))
        .collect();
    if documents.is_empty() {
        return Err(Unusable::new(format!(
            "{} holds no OpenAPI documents",
            shown(folder)
        )));
    }
    documents.sort_by(|a, b| (a.bytes, &a.name).cmp(&(b.bytes, &b.name)));
    Ok(documents)
}

fn document(path: PathBuf) -> Option<Document> {
    let end = path.extension()?.to_str()?;
    let text = ["json", "yaml", "yml"]
        .contains(&end)
        .then(|| fs::read_to_string(&path).ok())??;
    let is_openapi = text.lines().any(|line| {
        let line = line.trim_start_matches(['\u{feff}', '{', ' ', '\t']);
        MARKS.iter().any(|mark| {
            line.strip_prefix(mark)
                .is_some_and(|rest| rest.trim_start().starts_with(':'))
        })
    });
    let name = path.file_stem()?.to_str()?.to_owned();
    is_openapi.then_some(Document {
        name,
        bytes: u64::try_from(text.len()).ok()?,
        path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_told_from_other_files() {
        let folder = tempfile::tempdir().unwrap();
        let files = [
            (
                "b.json",
                r#"{"info": {},
                "openapi": "3.1.0"}"#,
            ),
            ("a.yaml", "# a comment\nopenapi: 3.0.0\n"),
            ("one-line.json", r#"{"openapi":"3.0.0"}"#),
            ("schema.json", r#"{"type": "object"}"#),
            ("INDEX.csv", "openapi: 3.0.0"),
        ];
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let names: Vec<String> = documents(folder.path())
            .unwrap()
            .into_iter()
            .map(|one| one.name)
            .collect();
        assert_eq!(names, ["one-line", "a", "b"]);
    }
}
