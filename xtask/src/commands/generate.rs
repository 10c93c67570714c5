//! `cargo xtask generate`: the specification becomes the SDK.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Input;
use crate::console::Console;
use crate::exit::{Exit, Unusable};
use crate::output::{Drift, Kind, apply, drift};
use crate::report::{self, Report};
use crate::spec::Spec;
use crate::workspace::{Workspace, shown};

/// The root of the module of an SDK that people write.
const CONVENIENCE: &str = "src/convenience/mod.rs";

/// Compile the specification into the SDK
///
/// Exits with 0 when the SDK was written or is already right, with 1 on errors in the
/// specification or, with --check, on differences, and with 2 on wrong usage.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    input: Input,

    /// The folder that the SDK is written to [default: generated/rust of the workspace]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,

    /// Write nothing, and fail with a diff where the SDK is not what the specification gives
    #[arg(long, conflicts_with_all = ["dry_run", "dump"])]
    check: bool,

    /// Write nothing, and list what would be written
    #[arg(long, conflicts_with = "dump")]
    dry_run: bool,

    /// Write nothing, and print what a stage of the compiler gives
    #[arg(long, value_name = "STAGE", value_enum)]
    dump: Option<Stage>,
}

/// A stage of the compiler whose result can be printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Stage {
    /// The text as a tree with the place of every value
    Source,
    /// The API without a target language
    Model,
    /// The decisions for Rust
    Plan,
}

/// What is done about differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Write,
    Check,
    DryRun,
}

impl Arguments {
    fn mode(&self) -> Mode {
        match (self.check, self.dry_run) {
            (true, _) => Mode::Check,
            (_, true) => Mode::DryRun,
            _ => Mode::Write,
        }
    }
}

/// Runs the command.
pub fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Unusable> {
    let spec = arguments.input.spec()?;
    let (out, options) = asked(arguments)?;
    if let Some(stage) = arguments.dump {
        return dump(&spec, stage, arguments, &options, console);
    }
    let compilation = codegen::compile(spec.name(), &spec, &options);
    let report = Report::new(compilation.diagnostics, arguments.input.message_format());
    report.show(&spec, &compilation.sources, console);
    let (Some(files), false) = (compilation.files, report.has_errors()) else {
        console.note(&report.verdict("nothing was written"));
        return Ok(Exit::Problems);
    };
    let drift = drift(&out, &files)?;
    settle(arguments, &drift, console)
}

/// The output folder, and what the compiler is asked for. A module that people wrote there is told to it, since it reads
/// no folders itself.
fn asked(arguments: &Arguments) -> Result<(PathBuf, codegen::Options), Unusable> {
    let out = match &arguments.out {
        Some(out) => out.clone(),
        None => Workspace::or_named("--out")?.out(),
    };
    let options = codegen::Options {
        convenience: out.join(CONVENIENCE).is_file(),
        ..arguments.input.options_for_any()?
    };
    Ok((out, options))
}

/// Does what the mode says about the differences.
fn settle(arguments: &Arguments, drift: &Drift, console: &mut Console) -> Result<Exit, Unusable> {
    match arguments.mode() {
        Mode::Write => {
            apply(drift)?;
            console.note(&totals(drift, ["written", "removed"]));
            Ok(Exit::Done)
        }
        Mode::DryRun => {
            for change in &drift.changes {
                let path = shown(&drift.out.join(&change.path));
                console.data(&format!("{} {path}", change.kind.verb()));
            }
            console.note(&totals(drift, ["to write", "to remove"]));
            Ok(Exit::Done)
        }
        Mode::Check => Ok(check(arguments, drift, console)),
    }
}

/// Shows every difference, and the command that mends them all.
fn check(arguments: &Arguments, drift: &Drift, console: &mut Console) -> Exit {
    let out = shown(&drift.out);
    if drift.is_empty() {
        console.note(&format!("{out}: up to date, {} files", drift.equal));
        return Exit::Done;
    }
    for change in &drift.changes {
        console.data(&report::difference(
            arguments.input.message_format(),
            drift,
            change,
        ));
    }
    let count = report::count(drift.changes.len(), "difference");
    let remedy = remedy(arguments);
    console.note(&format!(
        "error: {count} between {out} and what the specification gives\nhelp: run `{remedy}`"
    ));
    Exit::Problems
}

/// The command that mends every difference, as this one was called.
fn remedy(arguments: &Arguments) -> String {
    let mut command = "cargo xtask generate".to_owned();
    for (name, path) in [("--spec", &arguments.input.spec), ("--out", &arguments.out)] {
        if let Some(path) = path {
            command.push_str(&format!(" {name} {}", shown(path)));
        }
    }
    for argument in arguments.input.changes.arguments() {
        command.push_str(&format!(" {}", argument.to_string_lossy()));
    }
    command
}

/// One line about all files of the output folder.
fn totals(drift: &Drift, [write, remove]: [&str; 2]) -> String {
    let removed = drift
        .changes
        .iter()
        .filter(|change| change.kind == Kind::Remove)
        .count();
    let count = report::count(drift.changes.len() - removed, "file");
    let equal = drift.equal;
    format!(
        "{}: {count} {write}, {removed} {remove}, {equal} unchanged",
        shown(&drift.out)
    )
}

/// Prints what a stage gives; the diagnostics stay out of the way on standard error.
fn dump(
    spec: &Spec,
    stage: Stage,
    arguments: &Arguments,
    options: &codegen::Options,
    console: &mut Console,
) -> Result<Exit, Unusable> {
    let stage = match stage {
        Stage::Source => codegen::Stage::Source,
        Stage::Model => codegen::Stage::Model,
        Stage::Plan => codegen::Stage::Plan,
    };
    let dump = codegen::dump(spec.name(), spec, options, stage);
    let report = Report::new(dump.diagnostics, arguments.input.message_format());
    report.show_aside(spec, &dump.sources, console);
    match dump.text {
        Some(text) if !report.has_errors() => {
            console.data(&text);
            Ok(Exit::Done)
        }
        _ => {
            console.note(&report.verdict("nothing was printed"));
            Ok(Exit::Problems)
        }
    }
}
