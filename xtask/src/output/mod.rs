//! The output folder: what a generation would change in it, and changing it.
//!
//! Nothing else in the project writes generated files, and nothing else compares them: the
//! command, its `--check`, the drift test and CI all come through [`drift`].

mod apply;
mod diff;
mod drift;
mod existing;
mod name;

pub use apply::apply;
pub use diff::{first_line, unified};
pub use drift::{Change, Drift, Kind, drift};
pub use existing::MARKER;

/// The generated files: text by path relative to the output folder.
pub type Files = std::collections::BTreeMap<String, String>;

/// Why the output folder cannot be used, as one sentence.
pub type Refusal = crate::exit::Unusable;
