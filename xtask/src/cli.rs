//! The table of commands.

use std::ffi::OsString;

use clap::{Parser, Subcommand};

use crate::commands::{conformance, corpus, corpus_document, generate, lint, mock, tidy, types};
use crate::console::Console;
use crate::exit::{Exit, Unusable};

/// Compiles the contract in spec/ into the SDK in generated/, and checks both.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    disable_version_flag = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// One variant per command, and one file per command in `commands/`.
#[derive(Debug, Subcommand)]
enum Command {
    Generate(generate::Arguments),
    Lint(lint::Arguments),
    Types(types::Arguments),
    Conformance(conformance::Arguments),
    Corpus(corpus::Arguments),
    CorpusDocument(corpus_document::Arguments),
    Mock(mock::Arguments),
    Tidy(tidy::Arguments),
}

/// Runs the command that these arguments name; the first argument is the program itself.
pub fn run<I, T>(arguments: I, console: &mut Console) -> Exit
where
    I: IntoIterator<Item = T>,
    T: Into<OsString> + Clone,
{
    match Cli::try_parse_from(arguments) {
        Ok(cli) => dispatch(&cli.command, console).unwrap_or_else(|reason| {
            console.note(&format!("error: {reason}"));
            Exit::Unusable
        }),
        Err(message) => explain(&message, console),
    }
}

fn dispatch(command: &Command, console: &mut Console) -> Result<Exit, Unusable> {
    match command {
        Command::Generate(arguments) => generate::run(arguments, console),
        Command::Lint(arguments) => lint::run(arguments, console),
        Command::Types(arguments) => types::run(arguments, console),
        Command::Conformance(arguments) => conformance::run(arguments, console),
        Command::Corpus(arguments) => corpus::run(arguments, console),
        Command::CorpusDocument(arguments) => corpus_document::run(arguments, console),
        Command::Mock(arguments) => mock::run(arguments, console),
        Command::Tidy(arguments) => tidy::run(arguments, console),
    }
}

/// Shows the help that was asked for, or what was wrong with the arguments.
fn explain(message: &clap::Error, console: &mut Console) -> Exit {
    let text = message.render().to_string();
    if message.use_stderr() {
        console.note(&text);
        Exit::Unusable
    } else {
        console.data(&text);
        Exit::Done
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_table_is_sound() {
        Cli::command().debug_assert();
    }
}
