//! Compares a generation with the output folder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::existing::{self, Entry};
use super::{Files, Refusal, name};

/// What would happen to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The file is missing.
    Create,
    /// The file has other content.
    Update,
    /// The file was generated once, and no longer is.
    Remove,
}

impl Kind {
    /// What a dry run calls it.
    #[must_use]
    pub fn verb(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Remove => "remove",
        }
    }

    /// What a check calls it.
    #[must_use]
    pub fn state(self) -> &'static str {
        match self {
            Self::Create => "is missing",
            Self::Update => "differs",
            Self::Remove => "is no longer generated",
        }
    }
}

/// One file that is not as the generation has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The path relative to the output folder.
    pub path: String,
    /// What has to happen to it.
    pub kind: Kind,
    /// What stands there now, with signs in place of what is not UTF-8; empty where nothing does.
    pub old: String,
    /// What should stand there; empty where nothing should.
    pub new: String,
}

/// All differences between a generation and its output folder, in the order of their paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// The output folder.
    pub out: PathBuf,
    /// The files that differ.
    pub changes: Vec<Change>,
    /// How many files of the generation are already as they should be.
    pub equal: usize,
}

impl Drift {
    /// Whether the folder is exactly what the generation gives.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

/// Finds the differences between `files` and the folder `out`; touches nothing.
///
/// A path that leaves the folder or leads through a symbolic link is refused, and so is a folder
/// with somebody's own files in the places of generated ones.
pub fn drift(out: &Path, files: &Files) -> Result<Drift, Refusal> {
    name::check_all(files)?;
    let found = existing::files(out)?;
    let mut drift = Drift {
        out: out.to_path_buf(),
        changes: Vec::new(),
        equal: 0,
    };
    let mut folders = BTreeSet::new();
    for (path, text) in files {
        match compare(out, path, text, &mut folders)? {
            Some(change) => drift.changes.push(change),
            None => drift.equal += 1,
        }
    }
    refuse_foreign(&drift, &found)?;
    for path in found.iter().filter(|path| !files.contains_key(*path)) {
        if existing::has_marker(&out.join(path))? {
            drift.changes.push(removal(out, path)?);
        }
    }
    drift.changes.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(drift)
}

/// What has to happen to one generated file, if anything.
fn compare(
    out: &Path,
    path: &str,
    text: &str,
    folders: &mut BTreeSet<PathBuf>,
) -> Result<Option<Change>, Refusal> {
    let (kind, old) = match place(out, path, folders)? {
        Entry::Nothing => (Kind::Create, Vec::new()),
        _ => (Kind::Update, existing::read(&out.join(path))?),
    };
    if kind == Kind::Update && old == text.as_bytes() {
        return Ok(None);
    }
    let old = String::from_utf8_lossy(&old).into_owned();
    Ok(Some(Change {
        path: path.to_owned(),
        kind,
        old,
        new: text.to_owned(),
    }))
}

/// What stands in a generated file's place: nothing or a file, reached through real folders, which are remembered.
fn place(out: &Path, path: &str, folders: &mut BTreeSet<PathBuf>) -> Result<Entry, Refusal> {
    let mut here = out.to_path_buf();
    let mut found = Entry::Folder;
    for part in path.split('/') {
        here.push(part);
        found = match found {
            Entry::Folder if folders.contains(&here) => Entry::Folder,
            Entry::Folder => existing::entry(&here)?,
            Entry::Nothing => Entry::Nothing,
            Entry::File | Entry::Other => return Err(in_the_way(out, path)),
        };
        if found == Entry::Folder {
            folders.insert(here.clone());
        }
    }
    match found {
        Entry::Nothing | Entry::File => Ok(found),
        Entry::Folder | Entry::Other => Err(in_the_way(out, path)),
    }
}

/// A folder in which nothing carries the marker is somebody's own: its files are not overwritten.
///
/// Once one marked file is there the folder is the machine's, and any edit in it is mended, the
/// removal of a marker too.
fn refuse_foreign(drift: &Drift, found: &[String]) -> Result<(), Refusal> {
    let foreign = drift
        .changes
        .iter()
        .find(|change| change.kind == Kind::Update);
    match foreign {
        Some(change) if !any_marked(&drift.out, found)? => Err(Refusal::new(format!(
            "{} was not generated, and would be overwritten; remove it, or name another folder \
             with --out",
            crate::workspace::shown(&drift.out.join(&change.path))
        ))),
        _ => Ok(()),
    }
}

fn any_marked(out: &Path, found: &[String]) -> Result<bool, Refusal> {
    for path in found {
        if existing::has_marker(&out.join(path))? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn removal(out: &Path, path: &str) -> Result<Change, Refusal> {
    let old = String::from_utf8_lossy(&existing::read(&out.join(path))?).into_owned();
    Ok(Change {
        path: path.to_owned(),
        kind: Kind::Remove,
        old,
        new: String::new(),
    })
}

fn in_the_way(out: &Path, path: &str) -> Refusal {
    Refusal::new(format!(
        "{} cannot be written: a symbolic link, a folder or a file stands in the way",
        crate::workspace::shown(&out.join(path))
    ))
}
