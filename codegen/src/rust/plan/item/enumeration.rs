//! Plans an enum for literal values.

use crate::model::{Enumeration as Model, LiteralKind, Name, Openness, TypeId};

use super::record::check_name;
use super::{EnumVariant, Enumeration};
use crate::rust::plan::describe;
use crate::rust::plan::scope::{Case, Ident, Scope};
use crate::rust::plan::types::Speller;

/// Plans the enum for a type of the model.
///
/// What callers read keeps texts that the document does not name, whatever the schema says of them: a service may know
/// a value before its contract does. What callers only write has no such variant where the schema is closed.
pub fn plan(speller: &Speller<'_>, id: TypeId, model: &Model, ident: Ident) -> Enumeration {
    let mut scope = Scope::new(Case::Pascal, "Value", &["Self"]);
    let variants = model.values.iter().map(|value| EnumVariant {
        ident: scope.ident(&value.name),
        wire: value.wire.clone(),
        docs: describe::variant(value),
    });
    let variants = variants.collect();
    let closed = model.openness == Openness::Closed;
    let keeps_unknown = !closed || speller.types.get(id).usage.response;
    Enumeration {
        checks: speller.checks.of(id),
        check: check_name(&ident),
        ident,
        docs: describe::of_type(speller, id),
        is_integer: model.kind == LiteralKind::Integer,
        is_constant: model.is_constant(),
        variants,
        unknown: keeps_unknown.then(|| scope.ident(&Name::of(&["unknown"]))),
        rejects_unknown: keeps_unknown && closed,
    }
}
