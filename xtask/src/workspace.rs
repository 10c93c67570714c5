//! Finds the workspace and says paths as the caller would type them.

use std::path::{Component, Path, PathBuf};

use crate::exit::Unusable;

/// A path that is reached by climbing this many folders is shown whole.
const FAR: usize = 4;

/// The workspace that a command works on.
#[derive(Clone, Debug)]
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Finds the workspace: cargo says where the `xtask` crate is when it runs it, and a program
    /// started without cargo looks upwards from the current folder.
    pub fn find() -> Result<Self, Unusable> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let current = current_folder()?;
        manifest
            .iter()
            .chain([&current])
            .find_map(|start| start.ancestors().find(|folder| is_root(folder)))
            .map(|root| Self {
                root: root.to_path_buf(),
            })
            .ok_or_else(|| Unusable::new("this is not inside the project's workspace"))
    }

    /// Finds the workspace for what it holds by default; without one, a caller must use the option.
    pub fn or_named(option: &str) -> Result<Self, Unusable> {
        Self::find()
            .map_err(|error| Unusable::new(format!("{error}: say what is meant with {option}")))
    }

    /// The workspace at this folder.
    #[must_use]
    pub fn at(root: &Path) -> Self {
        Self {
            root: root.to_path_buf(),
        }
    }

    /// The folder of the workspace's `Cargo.toml`.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The contract that is compiled unless another one is named.
    #[must_use]
    pub fn spec(&self) -> PathBuf {
        self.root.join("spec").join("openapi.json")
    }

    /// The folder that the Rust SDK is written to unless another one is named.
    #[must_use]
    pub fn out(&self) -> PathBuf {
        self.root.join("generated").join("rust")
    }

    /// The lock file, whose versions are already on this machine.
    #[must_use]
    pub fn lock(&self) -> PathBuf {
        self.root.join("Cargo.lock")
    }

    /// A folder for what a command compiles on the side; it is build output, and may be removed at any time.
    #[must_use]
    pub fn scratch(&self, name: &str) -> PathBuf {
        self.root.join("target").join(name)
    }
}

/// A path as it is shown: relative to the current folder where that is not far, with `/` between
/// its parts on every system.
#[must_use]
pub fn shown(path: &Path) -> String {
    let current = std::env::current_dir().unwrap_or_default();
    let near = current
        .ancestors()
        .take(FAR)
        .filter(|folder| folder.parent().is_some());
    let relative = near.enumerate().find_map(|(up, folder)| {
        let below = path.strip_prefix(folder).ok()?;
        Some(
            std::iter::repeat_n(Component::ParentDir, up)
                .chain(below.components())
                .collect(),
        )
    });
    let path: PathBuf = relative.unwrap_or_else(|| path.to_path_buf());
    let text = plain(&path).display().to_string();
    match text.as_str() {
        "" => ".".to_owned(),
        _ if cfg!(windows) => text.replace('\\', "/"),
        _ => text,
    }
}

/// The path without `.`, and without a folder that is left again by the `..` behind it.
fn plain(path: &Path) -> PathBuf {
    let mut parts: Vec<Component<'_>> = Vec::new();
    for part in path.components() {
        match (part, parts.last()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.iter().collect()
}

/// A workspace root has a manifest and this crate below it.
fn is_root(folder: &Path) -> bool {
    folder.join("Cargo.toml").is_file() && folder.join("xtask").join("Cargo.toml").is_file()
}

fn current_folder() -> Result<PathBuf, Unusable> {
    std::env::current_dir()
        .map_err(|error| Unusable::new(format!("the current folder cannot be read: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspace_of_these_tests_is_found() {
        let found = Workspace::find().unwrap();
        assert!(found.root().join("xtask/src/workspace.rs").is_file());
    }

    #[test]
    fn a_path_near_the_current_folder_is_shown_relative_to_it() {
        let current = std::env::current_dir().unwrap();
        assert_eq!(shown(&current.join("./src/x.rs")), "src/x.rs");
        assert_eq!(
            shown(&current.parent().unwrap().join("spec/a.json")),
            "../spec/a.json"
        );
        assert_eq!(shown(Path::new("../spec/a.json")), "../spec/a.json");
        assert_eq!(shown(Path::new("/a.json")), "/a.json");
        assert_eq!(shown(&current), ".");
        assert_eq!(shown(Path::new("a/./b/../../c/../../d")), "../d");
    }
}
