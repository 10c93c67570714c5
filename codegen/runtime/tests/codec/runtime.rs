//! The folder under test, one level deeper than in its own crate.

#[path = "../../src/codec/mod.rs"]
pub mod codec;
