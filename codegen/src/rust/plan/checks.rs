//! Which calls of the run time's checker a record makes.

use crate::model::{Check, Record, Shape, TypeId, Types};

/// The checks of one member of a record, or of the record itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberChecks {
    /// The member's name on the wire; `None` is the record itself.
    pub member: Option<String>,
    /// What is called on its place.
    pub trees: Vec<CheckTree>,
}

/// A call, or calls on every part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckTree {
    /// One keyword.
    Call(CheckCall),
    /// Calls on every item of an array.
    Each(Vec<CheckTree>),
    /// Calls on every value of an object.
    EachValue(Vec<CheckTree>),
}

/// One keyword as a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckCall {
    /// A method that takes a count.
    Count(&'static str, u64),
    /// A method that takes a number in the document's spelling.
    Number(&'static str, String),
    /// A method without argument.
    Plain(&'static str),
    /// A method that takes names.
    Names(&'static str, Vec<String>),
}

/// The checks that belong to a record: its own, and those of the parts that have no name of their own.
pub fn of_record(types: &Types, id: TypeId, record: &Record) -> Vec<MemberChecks> {
    let own = calls(&types.get(id).checks);
    let own = (!own.is_empty()).then_some(MemberChecks { member: None, trees: own });
    let members = record.members.iter().filter_map(|member| {
        let trees = of_part(types, member.ty);
        (!trees.is_empty()).then(|| MemberChecks { member: Some(member.wire_name.clone()), trees })
    });
    own.into_iter().chain(members).collect()
}

/// The checks of a part, down to where a named type takes care of itself.
fn of_part(types: &Types, id: TypeId) -> Vec<CheckTree> {
    let own = calls(&types.get(id).checks);
    let inner = match types.shape(id) {
        Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_) => return Vec::new(),
        Shape::List(items) => nested(CheckTree::Each, of_part(types, *items)),
        Shape::Map(values) => nested(CheckTree::EachValue, of_part(types, *values)),
        Shape::Nullable(some) | Shape::OneOrArrayOfOne(some) | Shape::OrEmptyObject(some) => {
            of_part(types, *some)
        }
        Shape::Any | Shape::Scalar(_) | Shape::OneOrMany(_) | Shape::Alias(_) => Vec::new(),
    };
    own.into_iter().chain(inner).collect()
}

fn nested(wrap: fn(Vec<CheckTree>) -> CheckTree, inner: Vec<CheckTree>) -> Vec<CheckTree> {
    if inner.is_empty() { inner } else { vec![wrap(inner)] }
}

fn calls(checks: &[Check]) -> Vec<CheckTree> {
    checks.iter().map(|check| CheckTree::Call(call(check))).collect()
}

fn call(check: &Check) -> CheckCall {
    match check {
        Check::MinLength(count) => CheckCall::Count("min_length", *count),
        Check::MaxLength(count) => CheckCall::Count("max_length", *count),
        Check::MinItems(count) => CheckCall::Count("min_items", *count),
        Check::MaxItems(count) => CheckCall::Count("max_items", *count),
        Check::MinProperties(count) => CheckCall::Count("min_properties", *count),
        Check::MaxProperties(count) => CheckCall::Count("max_properties", *count),
        Check::Minimum(number) => CheckCall::Number("minimum", number.clone()),
        Check::Maximum(number) => CheckCall::Number("maximum", number.clone()),
        Check::ExclusiveMinimum(number) => CheckCall::Number("exclusive_minimum", number.clone()),
        Check::ExclusiveMaximum(number) => CheckCall::Number("exclusive_maximum", number.clone()),
        Check::MultipleOf(number) => CheckCall::Number("multiple_of", number.clone()),
        Check::UniqueItems => CheckCall::Plain("unique_items"),
        Check::NoOtherMembers(names) => CheckCall::Names("no_additional", names.clone()),
        Check::Required(names) => CheckCall::Names("required", names.clone()),
    }
}
