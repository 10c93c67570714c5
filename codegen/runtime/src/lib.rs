//! The run-time part of every generated SDK: reading and writing JSON, and talking HTTP.
//!
//! The compiler copies the folders below this file into each SDK, so that an SDK is one self-contained crate.

pub mod codec;

pub mod client;

pub mod webhook;

#[cfg(feature = "webhooks")]
pub mod signature;

#[cfg(feature = "schemars")]
pub mod schema;

#[cfg(feature = "contract")]
pub mod contract;
