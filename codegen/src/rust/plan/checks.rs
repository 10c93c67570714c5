//! Which calls of the run time's checker stand in which function.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Api, Assertion, Check, Label, TypeId};

use super::package::weight;
use super::scope::{Case, Ident, Scope};

/// All checks of a package.
#[derive(Debug, Clone, Default)]
pub struct Checks {
    /// The functions that several checks call.
    pub functions: Vec<CheckFunction>,
    of_types: BTreeMap<TypeId, Vec<CheckTree>>,
}

/// A function that checks a schema wherever it is asked to.
#[derive(Debug, Clone)]
pub struct CheckFunction {
    /// Its name.
    pub ident: Ident,
    /// File and JSON pointer of the schema.
    pub location: String,
    /// What it asks.
    pub asked: Vec<CheckTree>,
}

/// A question to the checker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckTree {
    /// A method of a place.
    Call(CheckCall),
    /// Questions about the member with this name.
    Member(String, Vec<CheckTree>),
    /// Questions about the item with this index.
    Item(usize, Vec<CheckTree>),
    /// A function of the package.
    Function(Ident),
}

/// A call of a method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckCall {
    /// The method.
    pub method: &'static str,
    /// What it takes first.
    pub arguments: Vec<CheckArgument>,
    /// What it asks in turn.
    pub asks: Asks,
}

/// A plain argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckArgument {
    /// A count.
    Count(u64),
    /// A count that may be missing.
    Most(Option<u64>),
    /// A number in the document's spelling.
    Number(String),
    /// Text.
    Text(String),
    /// Texts.
    Texts(Vec<String>),
}

/// What a method asks in turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asks {
    /// Nothing.
    Nothing,
    /// One or several things, each an argument of its own; what the place is called inside.
    Each(&'static str, Vec<Vec<CheckTree>>),
    /// One of a list of things.
    List(Vec<Vec<CheckTree>>),
}

impl Checks {
    /// Plans the checks of an API.
    pub fn plan(api: &Api) -> Self {
        let mut scope = Scope::new(Case::Snake, "schema", &[]);
        let idents: Vec<Ident> = api
            .assertions
            .functions
            .iter()
            .map(|function| scope.ident(&function.name))
            .collect();
        let functions = api
            .assertions
            .functions
            .iter()
            .zip(&idents)
            .map(|(function, ident)| CheckFunction {
                ident: ident.clone(),
                location: function.location.clone(),
                asked: trees(&function.asserted, &idents),
            });
        let functions = functions.collect();
        let of_types = api
            .assertions
            .of_types
            .iter()
            .map(|(id, asserted)| (*id, trees(asserted, &idents)));
        let mut checks = Self {
            functions,
            of_types: of_types.collect(),
        };
        checks.share(api, &mut scope);
        checks
    }

    /// Makes a function of what is asked of many parameters, where it takes more than a line.
    fn share(&mut self, api: &Api, scope: &mut Scope) {
        let mut uses: BTreeMap<TypeId, usize> = BTreeMap::new();
        for parameter in api.operations().flat_map(|operation| &operation.parameters) {
            *uses.entry(parameter.ty).or_default() += 1;
        }
        for (id, _) in uses.into_iter().filter(|(_, count)| *count > 1) {
            let ty = api.types.get(id);
            let Some(asked) = self.of_types.get_mut(&id) else {
                continue;
            };
            if let Label::Named(name) = &ty.label
                && !ty.is_item()
                && weight::of_statements(asked) > 1
            {
                let ident = scope.ident(name);
                let asked = std::mem::replace(asked, vec![CheckTree::Function(ident.clone())]);
                let location = ty.origin.location.clone();
                self.functions.push(CheckFunction {
                    ident,
                    location,
                    asked,
                });
            }
        }
    }

    /// The checks of a type's own.
    pub fn of(&self, id: TypeId) -> Vec<CheckTree> {
        self.of_types.get(&id).cloned().unwrap_or_default()
    }
}

impl CheckTree {
    /// What is asked inside.
    pub fn inner(&self) -> impl Iterator<Item = &CheckTree> {
        let (own, lists): (&[CheckTree], &[Vec<CheckTree>]) = match self {
            Self::Member(_, inner) | Self::Item(_, inner) => (inner, &[]),
            Self::Call(CheckCall {
                asks: Asks::Each(_, lists) | Asks::List(lists),
                ..
            }) => (&[], lists),
            Self::Call(_) | Self::Function(_) => (&[], &[]),
        };
        own.iter().chain(lists.iter().flatten())
    }

    /// True where it asks only that a text is not empty.
    pub fn is_not_empty(&self) -> bool {
        *self == call("min_length", [CheckArgument::Count(1)])
    }
}

/// The functions of the package that some questions ask.
pub fn functions_of(trees: &[CheckTree]) -> BTreeSet<&Ident> {
    let mut functions = BTreeSet::new();
    let mut pending: Vec<&CheckTree> = trees.iter().collect();
    while let Some(tree) = pending.pop() {
        if let CheckTree::Function(ident) = tree {
            functions.insert(ident);
        }
        pending.extend(tree.inner());
    }
    functions
}

fn trees(asserted: &[Assertion], idents: &[Ident]) -> Vec<CheckTree> {
    asserted
        .iter()
        .map(|assertion| tree(assertion, idents))
        .collect()
}

fn tree(assertion: &Assertion, idents: &[Ident]) -> CheckTree {
    use CheckArgument::{Count, Most, Text, Texts};
    let inner = |asserted: &[Assertion]| trees(asserted, idents);
    let part = |name: &'static str, asserted: &[Assertion]| Asks::Each(name, vec![inner(asserted)]);
    let lists =
        |lists: &[Vec<Assertion>]| Asks::List(lists.iter().map(|list| inner(list)).collect());
    match assertion {
        Assertion::Never => call("never", []),
        Assertion::Types(names) => call(
            "type_",
            [Texts(names.iter().map(|name| (*name).to_owned()).collect())],
        ),
        Assertion::Values(values) => match values.as_slice() {
            [only] => call("const_", [Text(only.clone())]),
            _ => call("one_of_values", [Texts(values.clone())]),
        },
        Assertion::Limit(check) => limit(check),
        Assertion::Required(names) => call("required", [Texts(names.clone())]),
        Assertion::Pattern(pattern) => call("pattern", [Text(pattern.clone())]),
        Assertion::Member(name, asserted) => CheckTree::Member(name.clone(), inner(asserted)),
        Assertion::Item(index, asserted) => CheckTree::Item(*index, inner(asserted)),
        Assertion::Matching(pattern, asserted) => {
            asking("matching", [Text(pattern.clone())], part("value", asserted))
        }
        Assertion::Additional(names, patterns, asserted) => {
            additional(names, patterns, inner(asserted))
        }
        Assertion::Names(asserted) => asking("each_key", [], part("name", asserted)),
        Assertion::WhenMember(name, asserted) => {
            asking("when_member", [Text(name.clone())], part("place", asserted))
        }
        Assertion::ItemsFrom(first, asserted) => items(*first, inner(asserted)),
        Assertion::Contains(least, most, asserted) => asking(
            "contains",
            [Count(*least), Most(*most)],
            part("item", asserted),
        ),
        Assertion::AnyOf(all) => asking("any_of", [], lists(all)),
        Assertion::OneOf(all) => asking("one_of", [], lists(all)),
        Assertion::Not(asserted) => asking("not", [], part("place", asserted)),
        Assertion::When(condition, then, otherwise) => {
            when(inner(condition), inner(then), inner(otherwise))
        }
        Assertion::Call(index, _) => idents.get(*index).map_or_else(
            || call("exists", []),
            |ident| CheckTree::Function(ident.clone()),
        ),
        Assertion::Evaluates(names) => call("evaluates", [Texts(names.clone())]),
        Assertion::EvaluatesItems(count) => call("evaluates_items", [Count(*count as u64)]),
        Assertion::UnevaluatedMembers(first, rest) => {
            unevaluated("unevaluated_members", inner(first), inner(rest))
        }
        Assertion::UnevaluatedItems(first, rest) => {
            unevaluated("unevaluated_items", inner(first), inner(rest))
        }
    }
}

fn additional(names: &[String], patterns: &[String], inner: Vec<CheckTree>) -> CheckTree {
    use CheckArgument::Texts;
    if patterns.is_empty() && inner == [call("never", [])] {
        return call("no_additional", [Texts(names.to_vec())]);
    }
    if names.is_empty() && patterns.is_empty() {
        return asking("each_value", [], Asks::Each("value", vec![inner]));
    }
    let arguments = [Texts(names.to_vec()), Texts(patterns.to_vec())];
    asking("additional", arguments, Asks::Each("value", vec![inner]))
}

fn items(first: usize, inner: Vec<CheckTree>) -> CheckTree {
    if first == 0 {
        return asking("each", [], Asks::Each("item", vec![inner]));
    }
    asking(
        "items_from",
        [CheckArgument::Count(first as u64)],
        Asks::Each("item", vec![inner]),
    )
}

fn when(condition: Vec<CheckTree>, then: Vec<CheckTree>, otherwise: Vec<CheckTree>) -> CheckTree {
    if otherwise.is_empty() {
        return asking("when", [], Asks::Each("place", vec![condition, then]));
    }
    asking(
        "when_else",
        [],
        Asks::Each("place", vec![condition, then, otherwise]),
    )
}

fn unevaluated(method: &'static str, first: Vec<CheckTree>, rest: Vec<CheckTree>) -> CheckTree {
    asking(method, [], Asks::Each("place", vec![first, rest]))
}

fn limit(check: &Check) -> CheckTree {
    use CheckArgument::{Count, Number};
    let count = |method, count: &u64| call(method, [Count(*count)]);
    let number = |method, number: &String| call(method, [Number(number.clone())]);
    match check {
        Check::MinLength(least) => count("min_length", least),
        Check::MaxLength(most) => count("max_length", most),
        Check::MinItems(least) => count("min_items", least),
        Check::MaxItems(most) => count("max_items", most),
        Check::MinProperties(least) => count("min_properties", least),
        Check::MaxProperties(most) => count("max_properties", most),
        Check::Minimum(bound) => number("minimum", bound),
        Check::Maximum(bound) => number("maximum", bound),
        Check::ExclusiveMinimum(bound) => number("exclusive_minimum", bound),
        Check::ExclusiveMaximum(bound) => number("exclusive_maximum", bound),
        Check::MultipleOf(divisor) => number("multiple_of", divisor),
        Check::UniqueItems => call("unique_items", []),
    }
}

fn call<const N: usize>(method: &'static str, arguments: [CheckArgument; N]) -> CheckTree {
    asking(method, arguments, Asks::Nothing)
}

fn asking<const N: usize>(
    method: &'static str,
    arguments: [CheckArgument; N],
    asks: Asks,
) -> CheckTree {
    CheckTree::Call(CheckCall {
        method,
        arguments: arguments.to_vec(),
        asks,
    })
}
