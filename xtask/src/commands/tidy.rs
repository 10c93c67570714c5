//! `cargo xtask tidy`: the style rules that a program can hold.

use clap::Args;

use crate::console::Console;
use crate::exit::{Exit, Unusable};
use crate::report::count;
use crate::tidy;
use crate::workspace::Workspace;

/// Check the style rules that a program can hold
///
/// Exits with 0 when every rule holds, and with 1 when one does not.
#[derive(Debug, Args)]
pub struct Arguments {}

/// Runs the command.
pub fn run(_: &Arguments, console: &mut Console) -> Result<Exit, Unusable> {
    let workspace = Workspace::find()?;
    let found = tidy::check(workspace.root())?;
    for finding in &found {
        console.data(&finding.to_string());
    }
    console.note(&tidy::summary(workspace.root())?);
    if found.is_empty() {
        return Ok(Exit::Done);
    }
    console.note(&format!("error: {}", count(found.len(), "finding")));
    Ok(Exit::Problems)
}
