//! The project's command line as a library, so that tests and CI call what people call.
#![forbid(unsafe_code)]

pub mod cli;
pub mod commands;

pub mod console;
pub mod exit;
pub mod workspace;

pub mod cargo;
pub mod floors;
pub mod table;

pub mod conformance;
pub mod corpus;

pub mod output;
pub mod place;
pub mod report;
pub mod spec;
pub mod tidy;
