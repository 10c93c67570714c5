//! `cargo xtask corpus`: every document of a folder becomes a client, twice, and is measured.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::{Changes, Reporting};
use crate::console::Console;
use crate::corpus::{self, Checked, Job, Measured, Outcome};
use crate::exit::{Exit, Unusable};
use crate::floors::Floors;
use crate::table;
use crate::workspace::Workspace;

/// Compile every OpenAPI document of a folder, twice, and measure it
///
/// Exits with 1 when a document is not generated, when its second run differs from the first, when its crate does not
/// compile without warnings, or when a number is below its floor.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder of the documents
    #[arg(long, value_name = "FOLDER")]
    dir: PathBuf,

    /// Take only the documents of this name, without its ending
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,

    /// Compile each crate with `cargo check`; dependencies must be on this machine
    #[arg(long)]
    check_compile: bool,

    /// Show the warnings of each document by code
    #[arg(long)]
    verbose: bool,

    /// A file of floors; its table [corpus] is compared with the numbers of all documents, and [corpus-part] with those of the
    /// documents that --only takes
    #[arg(long, value_name = "FILE")]
    floors: Option<PathBuf>,

    #[command(flatten)]
    changes: Changes,

    #[command(flatten)]
    reporting: Reporting,
}

impl Arguments {
    /// The table of the floors that fits what is measured.
    fn table(&self) -> &'static str {
        if self.only.is_empty() {
            "corpus"
        } else {
            "corpus-part"
        }
    }
}

/// A document's row: what the compiler did, and what rustc said where it was asked.
type Row = (Outcome, Option<Checked>);

const HEAD: &[&str] = &[
    "document",
    "operations",
    "types",
    "lines",
    "longest",
    "too long",
    "numbered",
    "warnings",
    "seconds",
    "peak MiB",
    "same twice",
    "rustc",
    "CPU seconds",
];

/// Runs the command.
pub fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Unusable> {
    let floors = arguments
        .floors
        .as_ref()
        .map(|path| Floors::read(path, arguments.table()))
        .transpose()?;
    if let Some(floors) = &floors {
        floors.refuse_unknown(&["generated", "same", "short", "named", "compiled"])?;
    }
    let workspace = Workspace::find()?;
    let jobs = jobs(arguments, &workspace)?;
    let program = std::env::current_exe()
        .map_err(|error| Unusable::new(format!("xtask cannot find itself: {error}")))?;
    let outcomes = corpus::run_all(&jobs, &program)?;
    let mut rows = Vec::new();
    for outcome in outcomes {
        let checked = if arguments.check_compile && outcome.is_generated() {
            console.note(&format!("checking {}", outcome.document.name));
            let target = workspace.scratch("corpus-target");
            Some(corpus::check(&outcome.out, &workspace.lock(), &target)?)
        } else {
            None
        };
        rows.push((outcome, checked));
    }
    show(&rows, arguments, console);
    Ok(judge(&rows, floors.as_ref(), arguments, console))
}

fn jobs(arguments: &Arguments, workspace: &Workspace) -> Result<Vec<Job>, Unusable> {
    let mut documents = corpus::documents(&arguments.dir)?;
    if !arguments.only.is_empty() {
        documents.retain(|document| arguments.only.contains(&document.name));
    }
    let folder = workspace.scratch("corpus");
    let further: Vec<OsString> = [
        arguments.reporting.arguments(),
        arguments.changes.arguments(),
    ]
    .concat();
    let job = |document: corpus::Document| Job {
        out: folder.join(&document.name),
        arguments: further.clone(),
        document,
    };
    Ok(documents.into_iter().map(job).collect())
}

fn show(rows: &[Row], arguments: &Arguments, console: &mut Console) {
    let cells: Vec<Vec<String>> = rows.iter().map(cells).collect();
    console.data(&table::text(HEAD, &cells));
    let mut all = BTreeMap::new();
    for (outcome, checked) in rows {
        if !outcome.reason.is_empty() {
            console.data(&format!("{}: {}", outcome.document.name, outcome.reason));
        }
        for message in checked.iter().flat_map(|checked| &checked.messages) {
            console.data(&format!("{}: {message}", outcome.document.name));
        }
        for (code, number) in outcome
            .measured
            .iter()
            .flat_map(|measured| measured.errors.iter().chain(&measured.warnings))
        {
            *all.entry(code.as_str()).or_insert(0) += number;
            if arguments.verbose {
                console.data(&format!("{}: {code}: {number}", outcome.document.name));
            }
        }
    }
    let all: Vec<String> = all
        .iter()
        .map(|(code, number)| format!("{number} {code}"))
        .collect();
    console.data(&format!("diagnostics in all: {}", all.join(", ")));
}

fn cells((outcome, checked): &Row) -> Vec<String> {
    let none = Measured::default();
    let measured = outcome.measured.as_ref().unwrap_or(&none);
    let rustc = match checked {
        _ if !outcome.is_generated() => "not generated".to_owned(),
        None => "-".to_owned(),
        Some(checked) if !checked.compiles => "fails".to_owned(),
        Some(checked) if checked.warnings > 0 => crate::report::count(checked.warnings, "warning"),
        Some(_) => "clean".to_owned(),
    };
    let seconds = Duration::from_millis(u64::try_from(measured.milliseconds).unwrap_or(u64::MAX));
    let processor = checked.as_ref().map_or("-".to_owned(), |checked| {
        format!("{:.2}", checked.processor.as_secs_f64())
    });
    vec![
        outcome.document.name.clone(),
        measured.operations.to_string(),
        measured.types.to_string(),
        measured.lines.to_string(),
        measured.longest.to_string(),
        measured.too_long.to_string(),
        measured.numbered.to_string(),
        measured.warnings.values().sum::<usize>().to_string(),
        format!("{:.3}", seconds.as_secs_f64()),
        measured.peak.div_ceil(1024).to_string(),
        if outcome.equal { "yes" } else { "no" }.to_owned(),
        rustc,
        processor,
    ]
}

fn judge(
    rows: &[Row],
    floors: Option<&Floors>,
    arguments: &Arguments,
    console: &mut Console,
) -> Exit {
    let count = |holds: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| holds(row)).count();
    let generated = count(&|(outcome, _)| outcome.is_generated());
    let same = count(&|(outcome, _)| outcome.equal);
    let clean = |checked: &Checked| checked.compiles && checked.warnings == 0;
    let compiled = count(&|(_, checked)| checked.as_ref().is_some_and(clean));
    let holds = |is: fn(&Measured) -> bool| {
        count(&|(outcome, _)| outcome.measured.as_ref().is_some_and(is))
    };
    let short = holds(|measured| measured.too_long == 0);
    let named = holds(|measured| measured.numbered == 0);
    let mut numbers = vec![
        ("generated", generated),
        ("same", same),
        ("short", short),
        ("named", named),
    ];
    let mut text = format!(
        "{generated} of {} generated, {same} the same twice, {short} without a file that is too long, {named} \
         without a name that only a number tells from another",
        rows.len()
    );
    if arguments.check_compile {
        numbers.push(("compiled", compiled));
        text.push_str(&format!(", {compiled} compiled without warnings"));
    }
    console.data(&text);
    match floors {
        Some(floors) => floors.judge(&numbers, console),
        None if numbers.iter().any(|(_, number)| *number < rows.len()) => Exit::Problems,
        None => Exit::Done,
    }
}
