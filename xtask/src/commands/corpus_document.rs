//! `cargo xtask corpus-document`: one document of a corpus, in a process whose memory is its own.

use std::path::PathBuf;

use clap::Args;
use codegen::diagnostic::Leniency;

use super::{Changes, Reporting};
use crate::console::Console;
use crate::corpus;
use crate::exit::{Exit, Unusable};
use crate::output::{apply, drift};
use crate::report::count;
use crate::spec::Spec;

/// Compile one document for `corpus`, and print what it took as one line of JSON
#[derive(Debug, Args)]
#[command(hide = true)]
pub struct Arguments {
    /// The root file of the document
    #[arg(long, value_name = "FILE")]
    spec: PathBuf,

    /// The folder that the client is written to
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,

    /// Write nothing, and fail where the folder is not what the document gives
    #[arg(long)]
    compare: bool,

    #[command(flatten)]
    changes: Changes,

    #[command(flatten)]
    reporting: Reporting,
}

/// Runs the command.
pub fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Unusable> {
    let spec = Spec::at(&arguments.spec)?;
    // Documents of a corpus are measured with their mistakes, which their authors will not mend for it.
    let options = codegen::Options {
        leniency: Leniency::All,
        ..arguments.changes.options(&arguments.reporting)?
    };
    let (measured, files) = corpus::generate(&spec, &options);
    console.data(&measured.to_json().to_string());
    let Some(files) = files else {
        return Ok(Exit::Problems);
    };
    let drift = drift(&arguments.out, &files)?;
    if !arguments.compare {
        apply(&drift)?;
    } else if !drift.is_empty() {
        console.note(&count(drift.changes.len(), "difference"));
        return Ok(Exit::Problems);
    }
    Ok(Exit::Done)
}
