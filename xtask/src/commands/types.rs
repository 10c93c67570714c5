//! `cargo xtask types`: a plain JSON Schema document becomes a Rust module tree.

use std::path::PathBuf;

use clap::Args;
use codegen::Options;
use codegen::json_schema::Dialect;

use super::{Reporting, dialects, for_foreign};
use crate::console::Console;
use crate::exit::{Exit, Unusable};
use crate::output::{Files, apply, drift};
use crate::report::{Report, count};
use crate::spec::Spec;
use crate::workspace::shown;

/// Compile a plain JSON Schema document into a Rust module tree
///
/// The tree (`mod.rs` and what it needs) compiles in any crate that has serde and serde_json. Its root type decodes and
/// encodes without loss, and has `validate()`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The schema: JSON or YAML, draft-07, 2019-09 or 2020-12
    #[arg(value_name = "FILE")]
    schema: PathBuf,

    /// The name of the root type
    #[arg(long, value_name = "NAME", value_parser = type_name)]
    root: String,

    /// The folder that the module tree is written to
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,

    /// The dialect of a schema that names none by `$schema` [default: 2020-12]
    #[arg(long, value_name = "DIALECT", value_parser = dialects())]
    dialect: Option<Dialect>,

    /// Write nothing, and fail where the folder is not what the schema gives
    #[arg(long)]
    check: bool,

    #[command(flatten)]
    reporting: Reporting,
}

/// Runs the command.
pub fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Unusable> {
    let spec = Spec::at(&arguments.schema)?;
    let options = Options {
        dialect: arguments.dialect,
        ..for_foreign(arguments.reporting.options())
    };
    let compilation = codegen::types(spec.name(), &arguments.root, &spec, &options);
    let report = Report::new(compilation.diagnostics, arguments.reporting.message_format);
    report.show(&spec, &compilation.sources, console);
    match compilation.files {
        Some(files) if !report.has_errors() => settle(arguments, &files, console),
        _ => {
            console.note(&report.verdict("nothing was written"));
            Ok(Exit::Problems)
        }
    }
}

fn settle(arguments: &Arguments, files: &Files, console: &mut Console) -> Result<Exit, Unusable> {
    let drift = drift(&arguments.out, files)?;
    let (out, changes) = (shown(&arguments.out), drift.changes.len());
    if !arguments.check {
        apply(&drift)?;
        console.note(&format!(
            "{out}: {} changed, {} unchanged",
            count(changes, "file"),
            drift.equal
        ));
        return Ok(Exit::Done);
    }
    for change in &drift.changes {
        console.data(&format!(
            "{} {}",
            shown(&arguments.out.join(&change.path)),
            change.kind.state()
        ));
    }
    Ok(if drift.is_empty() {
        Exit::Done
    } else {
        Exit::Problems
    })
}

/// A name as Rust spells types, since it is taken as it stands.
fn type_name(text: &str) -> Result<String, String> {
    let plain = text.chars().all(|sign| sign.is_ascii_alphanumeric());
    if plain && text.starts_with(|sign: char| sign.is_ascii_uppercase()) && text != "Self" {
        Ok(text.to_owned())
    } else {
        Err("a type's name is letters and digits, and begins with a capital".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_types_are_checked() {
        assert!(type_name("Order2").is_ok());
        for text in ["", "order", "Self", "Or der", "Ordér", "2Order", "A::B"] {
            assert!(type_name(text).is_err(), "{text}");
        }
    }
}
