//! Contract checks: what the contract documents, replayed, judged and compared.

pub mod error;
pub mod location;

pub mod documents;

pub mod inheritance;
pub mod views;

pub mod template;

pub mod pagination;

pub mod contract;
pub mod read;

pub mod judge;
pub mod keywords;

pub mod compare;
pub mod mutate;

pub mod listing;
pub mod mock;
pub mod raw;

pub mod captured;
pub mod request;

pub mod subject;

pub mod sdk;

pub mod checks;

#[cfg(test)]
mod samples;
