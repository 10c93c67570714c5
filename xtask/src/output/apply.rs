//! Carries out a set of changes: all new texts are on the disk before the first old one goes.

use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Refusal;
use super::drift::{Change, Drift, Kind};

/// Makes the output folder equal to the generation.
///
/// Each changed file is written beside its place and then renamed into it, so that no reader ever
/// sees half a file; files that are already right keep their modification time.
pub fn apply(drift: &Drift) -> Result<(), Refusal> {
    let mut staged = Staged::default();
    for change in drift
        .changes
        .iter()
        .filter(|change| change.kind != Kind::Remove)
    {
        staged.write(&drift.out, change)?;
    }
    staged.commit()?;
    for change in drift
        .changes
        .iter()
        .filter(|change| change.kind == Kind::Remove)
    {
        remove(&drift.out, &change.path)?;
    }
    Ok(())
}

/// New texts that wait beside their places; dropped without `commit`, they are taken away again.
#[derive(Default)]
struct Staged {
    waiting: VecDeque<(PathBuf, PathBuf)>,
    /// Folders that were made for them, the outer ones first.
    folders: Vec<PathBuf>,
    /// Folders that are there by now.
    ready: BTreeSet<PathBuf>,
}

impl Staged {
    fn write(&mut self, out: &Path, change: &Change) -> Result<(), Refusal> {
        let place = out.join(&change.path);
        let name = place
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let beside = place.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
        let folder = place.parent().unwrap_or(out);
        self.make(folder)
            .map_err(|error| unwritable(folder, &error))?;
        self.waiting.push_back((beside.clone(), place.clone()));
        write_new(&beside, &change.new).map_err(|error| unwritable(&place, &error))
    }

    /// Makes a folder and those around it.
    fn make(&mut self, folder: &Path) -> io::Result<()> {
        if !self.ready.insert(folder.to_path_buf()) {
            return Ok(());
        }
        let missing = folder.ancestors().take_while(|one| !one.exists());
        let mut missing: Vec<PathBuf> = missing.map(Path::to_path_buf).collect();
        missing.reverse();
        self.folders.extend(missing);
        fs::create_dir_all(folder)
    }

    fn commit(mut self) -> Result<(), Refusal> {
        while let Some((beside, place)) = self.waiting.front() {
            fs::rename(beside, place).map_err(|error| unwritable(place, &error))?;
            self.waiting.pop_front();
        }
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        for (beside, _) in &self.waiting {
            let _ = fs::remove_file(beside);
        }
        // A folder in which something was written refuses to go.
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Writes a file that must not be there yet, so that no link in its place is followed.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    file.write_all(text.as_bytes())
}

/// Removes a file, and the folders that held nothing else.
fn remove(out: &Path, path: &str) -> Result<(), Refusal> {
    let place = out.join(path);
    fs::remove_file(&place).map_err(|error| unwritable(&place, &error))?;
    let folders = place
        .ancestors()
        .skip(1)
        .take_while(|folder| *folder != out);
    for folder in folders {
        // A folder that still holds something refuses to go, and so do the ones above it.
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}

fn unwritable(path: &Path, error: &io::Error) -> Refusal {
    Refusal::new(format!(
        "{} cannot be written: {error}",
        crate::workspace::shown(path)
    ))
}
