//! The commands, one file each.

pub mod generate;
pub mod lint;

pub mod types;

pub mod conformance;
pub mod corpus;
pub mod corpus_document;

pub mod mock;
pub mod tidy;

use std::ffi::OsString;
use std::path::PathBuf;

use codegen::{Selection, Selector};

use crate::exit::Unusable;
use crate::report::{Deny, Format};
use crate::spec::{self, Spec};
use crate::workspace::Workspace;

/// Which specification a command reads, and how it reports on it.
#[derive(Clone, Debug, clap::Args)]
pub struct Input {
    /// The root file of the specification [default: spec/openapi.json of the workspace]
    #[arg(long, value_name = "FILE")]
    pub spec: Option<PathBuf>,

    #[command(flatten)]
    changes: Changes,

    #[command(flatten)]
    reporting: Reporting,
}

/// What is changed in a document, and which part of it is taken.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Changes {
    /// An Overlay 1.0 document to apply to the root file; may be given several times, and they are applied in order
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,

    /// Take only these operations: tag:NAME, operation:ID or path:GLOB; may be given several times
    #[arg(long, value_name = "WHAT")]
    include: Vec<Selector>,

    /// Leave these operations out: tag:NAME, operation:ID or path:GLOB; may be given several times
    #[arg(long, value_name = "WHAT")]
    exclude: Vec<Selector>,
}

impl Changes {
    /// What the compiler is asked for besides the report.
    fn options(&self, reporting: &Reporting) -> Result<codegen::Options, Unusable> {
        let overlays = self.overlay.iter().map(|path| spec::overlay(path));
        Ok(codegen::Options {
            overlays: overlays.collect::<Result<_, _>>()?,
            selection: Selection {
                include: self.include.clone(),
                exclude: self.exclude.clone(),
            },
            ..reporting.options()
        })
    }

    /// The arguments that ask another process for the same.
    fn arguments(&self) -> Vec<OsString> {
        let overlays = self
            .overlay
            .iter()
            .map(|path| (OsString::from("--overlay"), path.into()));
        let include = self
            .include
            .iter()
            .map(|what| ("--include".into(), what.to_string().into()));
        let exclude = self
            .exclude
            .iter()
            .map(|what| ("--exclude".into(), what.to_string().into()));
        overlays
            .chain(include)
            .chain(exclude)
            .flat_map(|(name, value): (OsString, OsString)| [name, value])
            .collect()
    }
}

/// How a command reports on what it reads.
#[derive(Clone, Debug, clap::Args)]
pub struct Reporting {
    /// How diagnostics are written: for people on standard error, for programs on standard output
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    message_format: Format,

    /// Treat every warning as an error
    #[arg(long, value_enum)]
    deny: Option<Deny>,
}

impl Reporting {
    /// What the compiler is asked for.
    fn options(&self) -> codegen::Options {
        codegen::Options {
            deny_warnings: self.deny == Some(Deny::Warnings),
            ..codegen::Options::default()
        }
    }

    /// The arguments that ask another process for the same.
    fn arguments(&self) -> Vec<OsString> {
        self.deny.iter().map(|_| "--deny=warnings".into()).collect()
    }
}

impl Input {
    /// What the compiler is asked for.
    fn options(&self) -> Result<codegen::Options, Unusable> {
        self.changes.options(&self.reporting)
    }

    /// How diagnostics are written.
    fn message_format(&self) -> Format {
        self.reporting.message_format
    }

    /// The specification that was named, or the workspace's own.
    fn spec(&self, workspace: &Workspace) -> Result<Spec, Unusable> {
        Spec::at(&self.spec.clone().unwrap_or_else(|| workspace.spec()))
    }
}
