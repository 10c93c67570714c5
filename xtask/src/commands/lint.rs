//! `cargo xtask lint`: everything that is wrong with the specification, its examples included.

use clap::Args;

use super::Input;
use crate::console::Console;
use crate::exit::{Exit, Unusable};
use crate::report::Report;
use crate::workspace::shown;

/// Report everything that is wrong with the specification, its examples included
///
/// Exits with 0 when there are no errors, with 1 when there are, and with 2 on wrong usage.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
}

/// Runs the command.
pub fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Unusable> {
    let spec = arguments.input.spec()?;
    let lint = codegen::lint(spec.name(), &spec, &arguments.input.options()?);
    let report = Report::new(lint.diagnostics, arguments.input.message_format());
    report.show(&spec, &lint.sources, console);
    if report.has_errors() {
        console.note(&report.verdict("the specification cannot be compiled"));
        return Ok(Exit::Problems);
    }
    let root = shown(&spec.folder().join(spec.name()));
    console.note(&format!("{root}: {}", report.counts()));
    Ok(Exit::Done)
}
