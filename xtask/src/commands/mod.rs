//! The commands, one file each.

pub mod generate;
pub mod lint;
pub mod mock;
pub mod tidy;

use std::path::PathBuf;

use crate::exit::Unusable;
use crate::report::{Deny, Format};
use crate::spec::Spec;
use crate::workspace::Workspace;

/// Which specification a command reads, and how it reports on it.
#[derive(Clone, Debug, clap::Args)]
pub struct Input {
    /// The root file of the specification [default: spec/openapi.json of the workspace]
    #[arg(long, value_name = "FILE")]
    pub spec: Option<PathBuf>,

    /// How diagnostics are written: for people on standard error, for programs on standard output
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub message_format: Format,

    /// Treat every warning as an error
    #[arg(long, value_enum)]
    pub deny: Option<Deny>,
}

impl Input {
    /// What the compiler is asked for.
    fn options(&self) -> codegen::Options {
        codegen::Options {
            deny_warnings: self.deny == Some(Deny::Warnings),
        }
    }

    /// The specification that was named, or the workspace's own.
    fn spec(&self, workspace: &Workspace) -> Result<Spec, Unusable> {
        Spec::at(&self.spec.clone().unwrap_or_else(|| workspace.spec()))
    }
}
