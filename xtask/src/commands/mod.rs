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
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use codegen::diagnostic::Leniency;
use codegen::json_schema::Dialect;
use codegen::{Selection, Selector};

use crate::exit::Unusable;
use crate::report::{Allow, Deny, Format};
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

    /// Let mistakes cost what they stand in, and not the document, however many they are
    #[arg(long, value_enum)]
    allow: Option<Allow>,
}

impl Reporting {
    /// What the compiler is asked for.
    fn options(&self) -> codegen::Options {
        codegen::Options {
            deny_warnings: self.deny == Some(Deny::Warnings),
            leniency: match self.allow {
                Some(Allow::Mistakes) => Leniency::All,
                None => Leniency::Strict,
            },
            ..codegen::Options::default()
        }
    }

    /// The arguments that ask another process for the same.
    fn arguments(&self) -> Vec<OsString> {
        let deny = self.deny.iter().map(|_| "--deny=warnings".into());
        let allow = self.allow.iter().map(|_| "--allow=mistakes".into());
        deny.chain(allow).collect()
    }
}

/// Reads the name of a dialect of JSON Schema.
fn dialects() -> impl TypedValueParser<Value = Dialect> {
    let names = PossibleValuesParser::new(["2020-12", "2019-09", "draft-07"]);
    names.map(|name| match name.as_str() {
        "2019-09" => Dialect::Draft201909,
        "draft-07" => Dialect::Draft07,
        _ => Dialect::Draft202012,
    })
}

/// Documents of other people may have a few mistakes, unless all are allowed.
fn for_foreign(options: codegen::Options) -> codegen::Options {
    let leniency = match options.leniency {
        Leniency::Strict => Leniency::Few,
        asked => asked,
    };
    codegen::Options {
        leniency,
        ..options
    }
}

impl Input {
    /// What the compiler is asked for.
    fn options(&self) -> Result<codegen::Options, Unusable> {
        self.changes.options(&self.reporting)
    }

    /// What the compiler is asked for where the document may be one of other people, who make mistakes.
    fn options_for_any(&self) -> Result<codegen::Options, Unusable> {
        let own = Workspace::find().map(|workspace| workspace.spec());
        let foreign = self.spec.as_ref().is_some_and(|spec| {
            let whole = |path: &Path| path.canonicalize().ok();
            own.map_or(true, |own| whole(spec) != whole(&own))
        });
        let options = self.options()?;
        Ok(if foreign {
            for_foreign(options)
        } else {
            options
        })
    }

    /// How diagnostics are written.
    fn message_format(&self) -> Format {
        self.reporting.message_format
    }

    /// The specification that was named, or the workspace's own.
    fn spec(&self) -> Result<Spec, Unusable> {
        match &self.spec {
            Some(path) => Spec::at(path),
            None => Spec::at(&Workspace::or_named("--spec")?.spec()),
        }
    }
}
