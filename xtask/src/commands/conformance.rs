//! `cargo xtask conformance`: a JSON Schema suite, played through generated types.

use std::path::PathBuf;

use clap::Args;
use codegen::json_schema::Dialect;

use crate::conformance::{self, Remotes, Score, Setting, Suite, Tally};
use crate::console::Console;
use crate::exit::{Exit, Unusable};
use crate::floors::Floors;
use crate::table::{self, percent};
use crate::workspace::Workspace;

/// Play a JSON Schema suite through generated types
///
/// Emits the types of every group, compiles them, and decodes, validates and encodes every instance. Exits with 1 when
/// a number is below its floor.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder of the suite: JSON files of groups with a schema and its tests
    #[arg(long, value_name = "FOLDER")]
    suite: PathBuf,

    /// The folder of the documents that the suite serves as http://localhost:1234/ [default: `remotes` beside or above the
    /// suite, where it is there]
    #[arg(long, value_name = "FOLDER")]
    remotes: Option<PathBuf>,

    /// The dialect of schemas that name none by `$schema` [default: 2020-12]
    #[arg(long, value_name = "DIALECT", value_parser = super::dialects())]
    dialect: Option<Dialect>,

    /// Let serde_json keep all digits of numbers, as a crate may ask it to by the feature of this name
    #[arg(long)]
    arbitrary_precision: bool,

    /// Play only the files of this name, without its ending
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,

    /// List everything that went wrong
    #[arg(long)]
    verbose: bool,

    /// A file of floors; its table [conformance] is compared with the numbers of the whole suite
    #[arg(long, value_name = "FILE", conflicts_with = "only")]
    floors: Option<PathBuf>,
}

const HEAD: &[&str] = &[
    "file",
    "groups",
    "emitted",
    "compiled",
    "valid",
    "accepted",
    "round trip",
    "invalid",
    "rejected",
];

/// Runs the command.
pub fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Unusable> {
    let floors = arguments
        .floors
        .as_ref()
        .map(|path| Floors::read(path, "conformance"))
        .transpose()?;
    if let Some(floors) = &floors {
        floors.refuse_unknown(&numbers(&Tally::default()).map(|(name, _)| name))?;
    }
    let workspace = Workspace::find()?;
    let mut suite = Suite::read(&arguments.suite)?;
    if !arguments.only.is_empty() {
        suite
            .groups
            .retain(|group| arguments.only.contains(&group.file));
    }
    let name = arguments.suite.file_name().unwrap_or("suite".as_ref());
    let folder = workspace.scratch("conformance").join(name);
    let setting = Setting {
        remotes: Remotes::of(&arguments.suite, arguments.remotes.as_deref()),
        dialect: arguments.dialect,
        arbitrary_precision: arguments.arbitrary_precision,
    };
    let score = conformance::run(&suite, &setting, &folder, &workspace.lock(), &mut |text| {
        console.note(text)
    })?;
    show(&score, arguments.verbose, console);
    Ok(floors.map_or(Exit::Done, |floors| {
        floors.judge(&numbers(&score.total()), console)
    }))
}

fn show(score: &Score, verbose: bool, console: &mut Console) {
    let total = score.total();
    let mut rows: Vec<Vec<String>> = score
        .files
        .iter()
        .map(|(file, tally)| row(file, tally))
        .collect();
    rows.push(row("all", &total));
    console.data(&table::text(HEAD, &rows));
    console.data(&format!(
        "valid accepted {}, round trip {}, invalid rejected {}",
        percent(total.accepted, total.valid),
        percent(total.kept, total.valid),
        percent(total.rejected, total.invalid)
    ));
    if total.broken > 0 {
        console.data(&format!("panicked, crashed or hung: {}", total.broken));
    }
    if verbose {
        for failure in &score.failures {
            console.data(&failure.to_string());
        }
    }
}

fn row(name: &str, tally: &Tally) -> Vec<String> {
    let Tally {
        groups,
        emitted,
        compiled,
        valid,
        accepted,
        kept,
        invalid,
        rejected,
        broken: _,
    } = *tally;
    let numbers = [
        groups, emitted, compiled, valid, accepted, kept, invalid, rejected,
    ];
    std::iter::once(name.to_owned())
        .chain(numbers.map(|number| number.to_string()))
        .collect()
}

/// The numbers that have floors.
fn numbers(total: &Tally) -> [(&'static str, usize); 5] {
    [
        ("groups_emitted", total.emitted),
        ("groups_compiled", total.compiled),
        ("valid_accepted", total.accepted),
        ("round_trips", total.kept),
        ("invalid_rejected", total.rejected),
    ]
}
