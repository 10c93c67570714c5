//! Plans a struct around a value that is no object.

use crate::model::TypeId;

use super::Newtype;
use super::record::check_name;
use crate::rust::plan::describe;
use crate::rust::plan::scope::Ident;
use crate::rust::plan::types::Speller;

/// Plans the struct for a type of the model.
pub fn plan(speller: &Speller<'_>, id: TypeId, ident: Ident) -> Newtype {
    Newtype {
        docs: describe::of_type(speller, id),
        ty: speller.spell_shape(id),
        checks: speller.checks.of(id),
        check: check_name(&ident),
        ident,
    }
}
