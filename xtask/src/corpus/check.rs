//! Compiles a generated crate with cargo, alone, and measures it.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::processor;
use crate::cargo::{self, Cargo};
use crate::exit::Unusable;
use crate::workspace::shown;

/// What rustc said to a crate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// Whether it compiles.
    pub compiles: bool,
    /// How many warnings there are.
    pub warnings: usize,
    /// The first few messages.
    pub messages: Vec<String>,
    /// The processor time of the crate itself; zero where the system does not say.
    pub processor: Duration,
}

/// A crate of its own, also below the folder of another workspace.
const APART: &str = "\n[workspace]\n";

/// Enough to see what is wrong.
const MESSAGES: usize = 5;

/// Compiles the crate in this folder; what it depends on is compiled before, and not measured.
pub fn check(folder: &Path, lock: &Path, target: &Path) -> Result<Checked, Unusable> {
    set_apart(folder)?;
    cargo::copy_lock(lock, folder)?;
    let first = Cargo::with_target(folder, "check", target).run()?;
    if !first.success {
        return Ok(checked(&first, Duration::ZERO));
    }
    touch(&folder.join("src").join("lib.rs"))?;
    let before = processor::of_children();
    let second = Cargo::with_target(folder, "check", target).run()?;
    let taken = processor::of_children()
        .zip(before)
        .map(|(after, before)| after.saturating_sub(before));
    Ok(checked(&second, taken.unwrap_or_default()))
}

fn checked(built: &cargo::Built, processor: Duration) -> Checked {
    let messages = built
        .errors
        .iter()
        .chain(&built.warnings)
        .map(|message| message.text.clone());
    let mut messages: Vec<String> = messages.take(MESSAGES).collect();
    if !built.success && messages.is_empty() {
        messages.push(built.text());
    }
    Checked {
        compiles: built.success,
        warnings: built.warnings.len(),
        messages,
        processor,
    }
}

fn set_apart(folder: &Path) -> Result<(), Unusable> {
    let path = folder.join("Cargo.toml");
    let broken = |error| Unusable::new(format!("{} cannot be changed: {error}", shown(&path)));
    let text = fs::read_to_string(&path).map_err(broken)?;
    if text.contains(APART.trim()) {
        return Ok(());
    }
    fs::write(&path, text + APART).map_err(broken)
}

/// Makes a crate look changed, so that it is compiled again, and nothing else.
fn touch(path: &Path) -> Result<(), Unusable> {
    let file = fs::File::options().append(true).open(path);
    let touched = file.and_then(|file| file.set_modified(SystemTime::now()));
    touched.map_err(|error| Unusable::new(format!("{} cannot be touched: {error}", shown(path))))
}
