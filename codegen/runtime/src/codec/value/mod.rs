//! Types that every SDK shares, and the macros with which it makes types of its own.

mod containers;
pub mod dates;
pub mod enumeration;
pub mod extra;
pub mod input;
pub mod integer_enumeration;
#[cfg(feature = "jiff")]
mod jiff_dates;
pub mod json_text;
pub mod maybe;
pub mod newtype;
pub mod number;
pub mod one_or_many;
pub mod record;
mod scalars;
mod tuples;
pub mod union;
mod unknown;
