//! What the client does on the wire, in one test program so that it is linked once.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

// The sources themselves, one module deeper than in their crate: as they stand in an SDK.
#[path = "../../src/lib.rs"]
mod runtime;

mod support;

mod emitted;

mod answers;
mod faults;
mod forms;
mod hints;
mod messages;
mod network;
mod pace;
mod pages;
mod paths;
mod requests;
mod retries;
mod secrets;
mod settings;
mod traces;
