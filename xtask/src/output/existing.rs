//! Reads what is in the output folder now, without following a symbolic link.

use std::collections::BTreeMap;
use std::fs::{self, FileType};
use std::io::{self, Read};
use std::path::Path;

use super::Refusal;

/// A file with this word in its first lines belongs to the machine.
pub const MARKER: &str = "@generated";

/// The marker is looked for in this many lines at the beginning of a file …
const MARKER_LINES: usize = 5;
/// … and within this many bytes, so that a large foreign file is not read whole.
const MARKER_BYTES: u64 = 4096;
/// Deeper folders than this are not the machine's.
const MAX_DEPTH: usize = 32;

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    Nothing,
    File,
    Folder,
    /// A symbolic link, a socket, a device: never read, written or removed.
    Other,
}

/// What stands at this path; a link counts as itself, not as what it points at.
pub(super) fn entry(path: &Path) -> Result<Entry, Refusal> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(classify(found.file_type())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Entry::Nothing),
        Err(error) => Err(unreadable(path, &error)),
    }
}

/// The bytes of a file.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Refusal> {
    fs::read(path).map_err(|error| unreadable(path, &error))
}

/// The path of every file below `out`, relative to it and in order.
///
/// Build output, hidden folders and links are left out: what cargo or git wrote there may well
/// contain copies of marked files.
pub(super) fn files(out: &Path) -> Result<Vec<String>, Refusal> {
    let mut found = Vec::new();
    let mut folders = vec![(String::new(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        for (name, kind) in list(&out.join(&folder))? {
            let path = if folder.is_empty() {
                name.clone()
            } else {
                format!("{folder}/{name}")
            };
            match kind {
                Entry::Folder if depth < MAX_DEPTH && !is_foreign(&name) => {
                    folders.push((path, depth + 1));
                }
                Entry::File => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Whether the marker stands in the file's first lines.
pub(super) fn has_marker(path: &Path) -> Result<bool, Refusal> {
    let mut start = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(MARKER_BYTES).read_to_end(&mut start))
        .map_err(|error| unreadable(path, &error))?;
    let text = String::from_utf8_lossy(&start);
    Ok(text
        .lines()
        .take(MARKER_LINES)
        .any(|line| line.contains(MARKER)))
}

/// The names in a folder in order; none where there is no such folder.
///
/// A name that is not Unicode cannot be one that was generated, and is passed over.
fn list(folder: &Path) -> Result<BTreeMap<String, Entry>, Refusal> {
    if entry(folder)? == Entry::Nothing {
        return Ok(BTreeMap::new());
    }
    let broken = |error: io::Error| unreadable(folder, &error);
    let mut names = BTreeMap::new();
    for item in fs::read_dir(folder).map_err(broken)? {
        let item = item.map_err(broken)?;
        if let Ok(name) = item.file_name().into_string() {
            names.insert(name, classify(item.file_type().map_err(broken)?));
        }
    }
    Ok(names)
}

fn is_foreign(folder: &str) -> bool {
    folder == "target" || folder.starts_with('.')
}

fn classify(kind: FileType) -> Entry {
    if kind.is_file() {
        Entry::File
    } else if kind.is_dir() {
        Entry::Folder
    } else {
        Entry::Other
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Refusal {
    Refusal::new(format!(
        "{} cannot be read: {error}",
        crate::workspace::shown(path)
    ))
}
