//! Assertions: the questions that `validate()` asks of a value beside what its type already says.

use std::collections::BTreeMap;

use super::{Check, Name, TypeId};

/// All that is asserted of the values of an API.
#[derive(Debug, Clone, Default)]
pub struct Assertions {
    /// What is asserted of the values of a type that has a name.
    pub of_types: BTreeMap<TypeId, Vec<Assertion>>,
    /// Schemas that are asserted as a whole, wherever they are called.
    pub functions: Vec<AssertionFunction>,
}

/// A schema whose assertions have a name.
#[derive(Debug, Clone)]
pub struct AssertionFunction {
    /// What it is called.
    pub name: Name,
    /// File and JSON pointer of the schema.
    pub location: String,
    /// What it asserts.
    pub asserted: Vec<Assertion>,
}

/// One assertion about a value; it holds for values of other kinds than its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assertion {
    /// Nothing is allowed.
    Never,
    /// The value is of one of these kinds, as `type` names them.
    Types(Vec<&'static str>),
    /// The value is one of these, as JSON texts.
    Values(Vec<String>),
    /// A limit that stands alone.
    Limit(Check),
    /// These members are there.
    Required(Vec<String>),
    /// Text matches a regular expression.
    Pattern(String),
    /// The member with this name, if it is there.
    Member(String, Vec<Assertion>),
    /// Each member whose name matches a regular expression.
    Matching(String, Vec<Assertion>),
    /// Each member that neither has one of these names nor matches one of these patterns.
    Additional(Vec<String>, Vec<String>, Vec<Assertion>),
    /// The name of each member, as text.
    Names(Vec<Assertion>),
    /// The whole object, if it has a member with this name.
    WhenMember(String, Vec<Assertion>),
    /// The item with this index, if it is there.
    Item(usize, Vec<Assertion>),
    /// Each item from this index on.
    ItemsFrom(usize, Vec<Assertion>),
    /// So many items at least, and at most.
    Contains(u64, Option<u64>, Vec<Assertion>),
    /// At least one holds.
    AnyOf(Vec<Vec<Assertion>>),
    /// Exactly one holds.
    OneOf(Vec<Vec<Assertion>>),
    /// These do not all hold.
    Not(Vec<Assertion>),
    /// Where the first ones hold, the second ones do, elsewhere the third ones.
    When(Vec<Assertion>, Vec<Assertion>, Vec<Assertion>),
    /// The function with this index; whether it speaks of the value for which the assertions around it were made.
    Call(usize, bool),
    /// Members of these names count as evaluated.
    Evaluates(Vec<String>),
    /// Items up to this count do.
    EvaluatesItems(usize),
    /// The first ones hold, and the second ones for each member that the first ones did not evaluate.
    UnevaluatedMembers(Vec<Assertion>, Vec<Assertion>),
    /// The first ones hold, and the second ones for each item that the first ones did not evaluate.
    UnevaluatedItems(Vec<Assertion>, Vec<Assertion>),
}

impl Assertion {
    /// The lists of assertions that it is made of.
    pub fn parts(&self) -> Vec<&Vec<Assertion>> {
        match self {
            Self::Member(_, inner)
            | Self::Matching(_, inner)
            | Self::Additional(_, _, inner)
            | Self::Names(inner)
            | Self::WhenMember(_, inner)
            | Self::Item(_, inner)
            | Self::ItemsFrom(_, inner)
            | Self::Contains(_, _, inner)
            | Self::Not(inner) => vec![inner],
            Self::AnyOf(lists) | Self::OneOf(lists) => lists.iter().collect(),
            Self::When(one, two, three) => vec![one, two, three],
            Self::UnevaluatedMembers(first, rest) | Self::UnevaluatedItems(first, rest) => {
                vec![first, rest]
            }
            Self::Never
            | Self::Types(_)
            | Self::Values(_)
            | Self::Limit(_)
            | Self::Required(_)
            | Self::Pattern(_)
            | Self::Call(..)
            | Self::Evaluates(_)
            | Self::EvaluatesItems(_) => Vec::new(),
        }
    }
}
