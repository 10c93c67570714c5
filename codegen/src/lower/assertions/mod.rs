//! What `validate()` must ask of values, once the types are final: all that a schema asserts and a type does not already
//! make certain.
//!
//! Types lose nothing, so assertions speak of the JSON that a value stands for. Where a value is known to be of a type, and
//! that type is checked on its own, nothing is asserted twice.

mod known;

mod builder;

mod schema;

mod values;

mod objects;

mod arrays;

mod alternatives;

mod disjoint;

mod unevaluated;

mod simplify;

use crate::diagnostic::Diagnostics;
use crate::model::{Api, Assertions};
use crate::source::Sources;

use super::Places;
use builder::Builder;

/// Finds the assertions of all types that have a name.
pub fn find(
    api: &Api,
    places: &Places<'_>,
    sources: &Sources,
    diagnostics: &Diagnostics,
) -> Assertions {
    let mut builder = Builder::new(api, places, sources, diagnostics);
    let of_types = builder.of_types();
    simplify::finish(of_types, builder.finish())
}
