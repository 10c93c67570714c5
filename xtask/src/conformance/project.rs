//! The crate that holds the types of all groups, a module per group.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::Emitted;
use super::emit::ROOT;
use crate::cargo::{self, Cargo};
use crate::exit::Unusable;
use crate::output::Files;
use crate::workspace::shown;

/// A crate with a module per group, in a folder of its own.
pub struct Project<'a> {
    folder: PathBuf,
    emitted: &'a [Emitted],
    groups: BTreeSet<usize>,
    arbitrary_precision: bool,
}

/// More rounds than there are stages in rustc at which a module can fail.
const MAX_ROUNDS: usize = 12;

const PACKAGE: &str = "conformance-player";

const MANIFEST: &str = "\
[package]
name = \"conformance-player\"
version = \"0.0.0\"
edition = \"2021\"
publish = false

[dependencies]
serde = \"1\"
serde_json = { version = \"1\", features = [] }

[profile.dev]
debug = false
incremental = false

[workspace]
";

/// What stands in place of a group's own copy of the shared part, so that it is compiled once.
const SHARED: &str = "pub use crate::codec::*;\n";

const PLAYER: &str = include_str!("player.rs.txt");

impl<'a> Project<'a> {
    /// A crate of all groups that were emitted.
    #[must_use]
    pub fn new(folder: &Path, emitted: &'a [Emitted], arbitrary_precision: bool) -> Self {
        let groups = emitted
            .iter()
            .enumerate()
            .filter(|(_, one)| one.files.is_some());
        let groups = groups.map(|(number, _)| number).collect();
        Self {
            folder: folder.to_path_buf(),
            emitted,
            groups,
            arbitrary_precision,
        }
    }

    /// The numbers of the groups that the crate holds.
    #[must_use]
    pub fn groups(&self) -> &BTreeSet<usize> {
        &self.groups
    }

    /// The compiled program.
    #[must_use]
    pub fn program(&self) -> PathBuf {
        let name = format!("{PACKAGE}{}", std::env::consts::EXE_SUFFIX);
        self.folder.join("target").join("debug").join(name)
    }

    /// Writes the crate anew.
    pub fn write(&self, lock: &Path) -> Result<(), Unusable> {
        let source = self.folder.join("src");
        if source.exists() {
            fs::remove_dir_all(&source).map_err(|error| unwritable(&source, &error))?;
        }
        self.put("Cargo.toml", &self.manifest())?;
        cargo::copy_lock(lock, &self.folder)?;
        for (number, files) in self.trees() {
            for (path, text) in files.iter().filter(|(path, _)| !path.starts_with("codec/")) {
                self.put(&format!("src/g{number}/{path}"), text)?;
            }
            self.put(&format!("src/g{number}/codec.rs"), SHARED)?;
        }
        let shared = self.trees().next().map(|(_, files)| files);
        for (path, text) in shared
            .into_iter()
            .flatten()
            .filter(|(path, _)| path.starts_with("codec/"))
        {
            self.put(&format!("src/{path}"), text)?;
        }
        Ok(())
    }

    /// Compiles the crate; groups that do not compile are left out, and given back with the reason.
    pub fn build(&mut self, say: &mut dyn FnMut(&str)) -> Result<Vec<(usize, String)>, Unusable> {
        let mut broken = Vec::new();
        for _ in 0..MAX_ROUNDS {
            self.put("src/main.rs", &self.main())?;
            let built = Cargo::at(&self.folder, "build").run()?;
            if built.success {
                return Ok(broken);
            }
            let found = culprits(&built.errors);
            if found.is_empty() || found.iter().any(|(number, _)| !self.groups.remove(number)) {
                return Err(Unusable::new(format!(
                    "{} does not compile:\n{}",
                    shown(&self.folder),
                    built.text()
                )));
            }
            say(&format!(
                "{} groups do not compile and are left out",
                found.len()
            ));
            broken.extend(found);
        }
        Err(Unusable::new(format!(
            "{} still does not compile after {MAX_ROUNDS} rounds",
            shown(&self.folder)
        )))
    }

    fn trees(&self) -> impl Iterator<Item = (usize, &Files)> {
        self.groups
            .iter()
            .filter_map(|&number| Some((number, self.emitted.get(number)?.files.as_ref()?)))
    }

    fn manifest(&self) -> String {
        let feature = if self.arbitrary_precision {
            "\"arbitrary_precision\""
        } else {
            ""
        };
        MANIFEST.replace("features = []", &format!("features = [{feature}]"))
    }

    /// The program: its modules, and the table that finds the type of a group.
    fn main(&self) -> String {
        let modules: String = self
            .groups
            .iter()
            .map(|number| format!("mod g{number};\n"))
            .collect();
        let arms = self.groups.iter().map(|number| {
            format!("        {number} => play(text, g{number}::{ROOT}::validate),\n")
        });
        let arms: String = arms.collect();
        PLAYER
            .replace("// modules\n", &modules)
            .replace("        // groups\n", &arms)
    }

    fn put(&self, path: &str, text: &str) -> Result<(), Unusable> {
        let path = self.folder.join(path);
        let folder = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
        fs::write(&path, text).map_err(|error| unwritable(&path, &error))
    }
}

/// The groups whose files the errors are in, each with its first error.
fn culprits(errors: &[cargo::Message]) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for error in errors {
        let number = error.files.iter().find_map(|file| group_of(file));
        let Some(number) = number.filter(|number| found.iter().all(|(known, _)| known != number))
        else {
            continue;
        };
        found.push((number, error.text.clone()));
    }
    found
}

/// The group that a file belongs to: `src/g12/mod.rs` is of group 12.
fn group_of(file: &str) -> Option<usize> {
    let (folder, _) = file.strip_prefix("src/g")?.split_once('/')?;
    folder.parse().ok()
}

fn unwritable(path: &Path, error: &std::io::Error) -> Unusable {
    Unusable::new(format!("{} cannot be written: {error}", shown(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_its_group_once() {
        let error = |file: &str, text: &str| cargo::Message {
            files: vec!["src/codec/record.rs".to_owned(), file.to_owned()],
            text: text.to_owned(),
        };
        let errors = [
            error("src/g12/mod.rs", "a"),
            error("src/g12/x.rs", "b"),
            error("src/gx/mod.rs", "c"),
        ];
        assert_eq!(culprits(&errors), [(12, "a".to_owned())]);
    }
}
