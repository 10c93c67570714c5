//! JSON Schema as written: typed one level deep, with places; usable without OpenAPI.

mod dialect;
pub mod keyword;
mod schema;

mod parse;
mod upgrade;

mod form;
mod number;
mod pattern;

mod check;

pub use check::{check_all, children};
pub use dialect::Dialect;
pub use keyword::{Form, KEYWORDS, Keyword, Status, Vocabulary};
pub use schema::{Dependencies, Discriminator, Kind, Schema, SchemaObject, Types};
