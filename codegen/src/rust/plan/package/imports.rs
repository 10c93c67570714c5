//! What a file imports, and which types it can therefore call by their short names.

use std::collections::{BTreeMap, BTreeSet};

use crate::rust::plan::checks::{CheckTree, functions_of};
use crate::rust::plan::item::{ConversionSource, Item, Record, SetterForm, Union};
use crate::rust::plan::resource::method::{Argument, BodyArgument, Method};
use crate::rust::plan::scope::Ident;
use crate::rust::plan::types::{RustType, TypeRef};

/// How a file spells the named types of the package.
#[derive(Debug, Clone, Default)]
pub struct Imports {
    /// `use` lines of package types: the module and what is taken from it.
    pub types: BTreeMap<Ident, BTreeSet<Ident>>,
    /// Types that are spelled with their module, because their names are taken here.
    pub qualified: BTreeSet<TypeRef>,
    /// Names taken from the run time's codec.
    pub codec: BTreeSet<&'static str>,
    /// Whether maps are named.
    pub maps: bool,
    /// Whether functions of the package's checks are called.
    pub checks: bool,
}

impl Imports {
    /// The imports of a file of a module with these items.
    ///
    /// The module's own file bears its name; whatever the module makes public is in scope there.
    pub fn of(module: &Ident, file: &Ident, items: &[Item]) -> Self {
        let mut imports = Self::default();
        let own: BTreeSet<&str> = items.iter().map(|item| item.ident().as_str()).collect();
        let mut taken = own.clone();
        let mut spelled: Vec<RustType> = items.iter().flat_map(item_types).collect();
        spelled.extend(items.iter().filter_map(answered).cloned());
        let named: BTreeSet<&TypeRef> = spelled.iter().flat_map(RustType::names).collect();
        for reference in named {
            let in_scope = file == module || own.contains(reference.ident.as_str());
            if reference.module == *module && in_scope {
                continue;
            }
            if taken.insert(reference.ident.as_str()) {
                let from = imports.types.entry(reference.module.clone()).or_default();
                from.insert(reference.ident.clone());
            } else {
                imports.qualified.insert(reference.clone());
            }
        }
        imports.add_codec(items, &spelled);
        imports
    }

    fn add_codec(&mut self, items: &[Item], spelled: &[RustType]) {
        let uses = |wanted: fn(&RustType) -> bool| spelled.iter().any(|ty| ty.contains(&wanted));
        let named = [
            ("Number", uses(|ty| *ty == RustType::Number)),
            ("DateTime", uses(|ty| *ty == RustType::DateTime)),
            ("Date", uses(|ty| *ty == RustType::Date)),
            ("Json", uses(|ty| *ty == RustType::Json)),
            ("JsonText", uses(|ty| matches!(ty, RustType::JsonText(_)))),
            ("Maybe", uses(|ty| matches!(ty, RustType::Maybe(_)))),
            ("OneOrMany", uses(|ty| matches!(ty, RustType::OneOrMany(_)))),
            (
                "Extra",
                items.iter().any(|item| matches!(item, Item::Record(_))),
            ),
            (
                "record",
                items.iter().any(|item| matches!(item, Item::Record(_))),
            ),
            (
                "enumeration",
                items
                    .iter()
                    .any(|item| matches!(item, Item::Enumeration(one) if !one.is_integer)),
            ),
            (
                "integer_enumeration",
                items
                    .iter()
                    .any(|item| matches!(item, Item::Enumeration(one) if one.is_integer)),
            ),
            (
                "union",
                items.iter().any(|item| matches!(item, Item::Union(_))),
            ),
            ("input", items.iter().any(|item| answered(item).is_some())),
            (
                "newtype",
                items.iter().any(|item| matches!(item, Item::Newtype(_))),
            ),
            (
                "Place",
                items.iter().any(|item| !item_checks(item).is_empty()),
            ),
        ];
        self.codec.extend(
            named
                .into_iter()
                .filter(|(_, used)| *used)
                .map(|(name, _)| name),
        );
        self.checks = items
            .iter()
            .any(|item| !functions_of(item_checks(item)).is_empty() || asks_functions(item));
        self.maps = uses(|ty| matches!(ty, RustType::Map(_)));
    }
}

/// What is answered where an item is sent.
fn answered(item: &Item) -> Option<&RustType> {
    match item {
        Item::Record(record) => record.answered.as_ref(),
        Item::Union(union) => union.answered.as_ref(),
        Item::Enumeration(_) | Item::Newtype(_) | Item::Resource(_) => None,
    }
}

/// What an item checks.
fn item_checks(item: &Item) -> &[CheckTree] {
    match item {
        Item::Record(record) => &record.checks,
        Item::Union(union) => &union.checks,
        Item::Newtype(newtype) => &newtype.checks,
        Item::Enumeration(enumeration) => &enumeration.checks,
        Item::Resource(_) => &[],
    }
}

/// Whether the methods of an item ask functions of the package about their arguments.
fn asks_functions(item: &Item) -> bool {
    let Item::Resource(resource) = item else {
        return false;
    };
    let mut arguments = resource.all().flat_map(arguments);
    arguments.any(|argument| !functions_of(&argument.checks).is_empty())
}

/// Every type that an item spells.
fn item_types(item: &Item) -> Vec<RustType> {
    match item {
        Item::Record(record) => record_types(record),
        Item::Enumeration(_) => Vec::new(),
        Item::Union(union) => union_types(union),
        Item::Newtype(newtype) => vec![newtype.ty.clone()],
        Item::Resource(resource) => {
            let headers = resource.headers.iter().map(|header| header.key.ty.clone());
            resource
                .all()
                .flat_map(method_types)
                .chain(headers)
                .collect()
        }
    }
}

fn record_types(record: &Record) -> Vec<RustType> {
    let fields = record.fields.iter().map(|field| field.ty.clone());
    let rest = record.rest.iter().map(|(_, ty)| ty.clone());
    let setters = record
        .fields
        .iter()
        .filter_map(|field| match &field.setter.as_ref()?.form {
            SetterForm::Plain(ty)
            | SetterForm::Into(ty)
            | SetterForm::Items(ty)
            | SetterForm::Entries(ty) => Some(ty.clone()),
        });
    fields.chain(rest).chain(setters).collect()
}

fn union_types(union: &Union) -> Vec<RustType> {
    let variants = union.variants.iter().map(|variant| variant.ty.clone());
    let unknown = union.unknown.iter().map(|_| RustType::Json);
    let sources = union
        .conversions
        .iter()
        .filter_map(|conversion| match &conversion.from {
            ConversionSource::Own(ty) | ConversionSource::Boxed(ty) => Some(ty.clone()),
            _ => None,
        });
    variants.chain(unknown).chain(sources).collect()
}

fn method_types(method: &Method) -> Vec<RustType> {
    let forms = arguments(method).filter_map(|argument| argument.form.spelled());
    let body = method.body.iter().filter_map(BodyArgument::ty);
    forms
        .chain(body)
        .chain(method.returns.types())
        .chain(method.paging.iter().map(|paging| &paging.item))
        .cloned()
        .collect()
}

/// The arguments of a method and of the methods for its optional parameters.
fn arguments(method: &Method) -> impl Iterator<Item = &Argument> {
    let optional = method.options.iter().flat_map(|marker| &marker.parameters);
    method
        .arguments
        .iter()
        .chain(optional.map(|parameter| &parameter.argument))
}
