//! The Rust back end: decisions first, as data, then text.

pub mod emit;
pub mod plan;
