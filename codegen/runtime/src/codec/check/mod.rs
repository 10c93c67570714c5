//! What a contract asks of a value beyond its type, asked of typed values and raw JSON alike.

mod canonical;
mod combine;
pub mod decimal;
pub mod keywords;
mod parts;
pub mod place;
mod seen;
pub mod validate;
