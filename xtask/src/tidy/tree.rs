//! The files that the rules are held against.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::source::SourceFile;
use crate::exit::Unusable;

/// The folders with hand-written Rust.
const FOLDERS: &[&str] = &[
    "codegen",
    "contract-tests",
    "generated/rust/src/convenience",
    "xtask",
];
/// Deeper folders than this are not part of the project.
const MAX_DEPTH: usize = 16;

/// The hand-written part of the workspace.
pub struct Tree {
    /// The workspace, for the rules that look at other files than Rust's.
    pub root: PathBuf,
    /// Its Rust files in the order of their paths.
    pub files: Vec<SourceFile>,
}

impl Tree {
    /// Reads the workspace at `root`.
    pub fn read(root: &Path) -> Result<Self, Unusable> {
        let mut files = Vec::new();
        for folder in FOLDERS {
            collect(root, folder, &mut files).map_err(|error| {
                Unusable::new(format!("the folder {folder} cannot be read: {error}"))
            })?;
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self {
            root: root.to_path_buf(),
            files,
        })
    }

    /// A tree of texts that are nowhere on the disk.
    #[must_use]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let files = files
            .iter()
            .map(|(path, text)| SourceFile::new(path, text))
            .collect();
        Self {
            root: PathBuf::new(),
            files,
        }
    }
}

/// Adds every Rust file below a folder; the folders of test cases hold input, not code.
fn collect(root: &Path, folder: &str, files: &mut Vec<SourceFile>) -> io::Result<()> {
    let mut folders = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        for item in fs::read_dir(root.join(&folder))? {
            let item = item?;
            let name = item.file_name().to_string_lossy().into_owned();
            let path = format!("{folder}/{name}");
            let kind = item.file_type()?;
            if kind.is_dir() && depth < MAX_DEPTH && !is_skipped(&path) {
                folders.push((path, depth + 1));
            } else if kind.is_file() && name.ends_with(".rs") {
                files.push(SourceFile::new(&path, &fs::read_to_string(item.path())?));
            }
        }
    }
    Ok(())
}

fn is_skipped(path: &str) -> bool {
    path.ends_with("/target")
        || path.ends_with("/tests/cases")
        || path.ends_with("/expected")
        || path.contains("/.")
}
