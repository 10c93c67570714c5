//! Compiles every document of a folder, each in a process of its own, and measures what comes out.

mod document;
pub use document::{Document, documents};

mod measure;
pub use measure::{Measured, generate};

mod fleet;
pub use fleet::{Job, Outcome, run_all};

mod check;
pub use check::{Checked, check};

mod processor;
