//! Starts a process per document, as many at once as there are processors, each twice.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::thread;

use super::{Document, Measured};
use crate::exit::Unusable;

/// What is done to one document.
#[derive(Clone, Debug)]
pub struct Job {
    /// The document.
    pub document: Document,
    /// Where the client is written.
    pub out: PathBuf,
    /// Further arguments of the command.
    pub arguments: Vec<OsString>,
}

/// What came of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The document.
    pub document: Document,
    /// Where the client was written.
    pub out: PathBuf,
    /// What the first run took; none where the process ended without saying so.
    pub measured: Option<Measured>,
    /// Whether a second run gave the same files.
    pub equal: bool,
    /// What the processes said when they failed.
    pub reason: String,
}

impl Outcome {
    /// Whether a client was generated.
    #[must_use]
    pub fn is_generated(&self) -> bool {
        self.measured
            .as_ref()
            .is_some_and(|measured| measured.errors.is_empty())
            && self.reason.is_empty()
    }
}

/// Runs all jobs, and gives the outcomes in the order of the jobs.
pub fn run_all(jobs: &[Job], program: &Path) -> Result<Vec<Outcome>, Unusable> {
    let next = Mutex::new(0..jobs.len());
    let done = Mutex::new(Vec::new());
    let threads = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(jobs.len().max(1));
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((number, job)) = take(&next, jobs) {
                    let outcome = run(job, program);
                    done.lock()
                        .unwrap_or_else(std::sync::PoisonError::into_inner)
                        .push((number, outcome));
                }
            });
        }
    });
    let mut done = done
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, outcome)| outcome).collect()
}

/// The next job; the largest documents are last in the list and first in line, so that no one waits for them at the end.
fn take<'a>(next: &Mutex<std::ops::Range<usize>>, jobs: &'a [Job]) -> Option<(usize, &'a Job)> {
    let number = next
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
        .next_back()?;
    Some((number, jobs.get(number)?))
}

/// Compiles a document twice: the first run writes the files, the second one compares with them.
fn run(job: &Job, program: &Path) -> Result<Outcome, Unusable> {
    let first = start(job, program, &[])?;
    let second = start(job, program, &["--compare"])?;
    Ok(Outcome {
        document: job.document.clone(),
        out: job.out.clone(),
        equal: first.success && second.success,
        measured: first.measured,
        reason: if first.success {
            String::new()
        } else {
            first.log
        },
    })
}

struct Ended {
    success: bool,
    measured: Option<Measured>,
    log: String,
}

fn start(job: &Job, program: &Path, more: &[&str]) -> Result<Ended, Unusable> {
    let mut command = Command::new(program);
    command
        .arg("corpus-document")
        .arg("--spec")
        .arg(&job.document.path)
        .arg("--out")
        .arg(&job.out);
    let output = command
        .args(&job.arguments)
        .args(more)
        .stdin(Stdio::null())
        .output();
    let output =
        output.map_err(|error| Unusable::new(format!("xtask cannot start itself: {error}")))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let code = output
        .status
        .code()
        .map_or("a signal".to_owned(), |code| format!("exit code {code}"));
    Ok(Ended {
        success: output.status.success(),
        measured: Measured::from_json(&String::from_utf8_lossy(&output.stdout)),
        log: format!("{} ({code})", said.trim()),
    })
}
