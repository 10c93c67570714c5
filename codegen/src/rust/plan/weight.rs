//! How many lines things will take, closely enough to say how they are cut into files.

use super::item::{Enumeration, Item, Newtype, Record, Union};
use super::method::{Method, Returns};

/// What a file may hold: less than what it must not exceed, as weights are estimates.
pub const LIMIT: usize = 480;

/// The lines of an item.
pub fn of_item(item: &Item) -> usize {
    match item {
        Item::Record(record) => of_record(record),
        Item::Enumeration(enumeration) => of_enumeration(enumeration),
        Item::Union(union) => of_union(union),
        Item::Newtype(newtype) => of_newtype(newtype),
        Item::Resource(resource) => resource.methods.iter().map(of_method).sum(),
    }
}

/// The lines of a method, of the types that only it uses, and of the same operation with other media types.
pub fn of_method(method: &Method) -> usize {
    let alternatives: usize = method.alternatives.iter().map(of_one).sum();
    of_one(method) + alternatives + 2
}

fn of_one(method: &Method) -> usize {
    let arguments = method.arguments.len() + usize::from(method.body.is_some());
    let options = method.options.iter().flat_map(|marker| &marker.parameters);
    let options: usize = options.map(|one| one.argument.docs.len() + 5).sum();
    let grouped = method.arguments.iter().filter(|one| one.is_grouped);
    let grouped: usize = grouped.map(|one| one.docs.len() + 1).sum();
    let answer = match &method.returns {
        Returns::Several(answer) => 16 + 4 * answer.variants.len(),
        Returns::One(_) | Returns::Optional(_) => 0,
    };
    method.docs.len() + 2 * arguments + 8 + options + grouped + answer
}

fn of_record(record: &Record) -> usize {
    let fields = record.fields.iter().map(|field| {
        let setter = field
            .setter
            .as_ref()
            .map_or(0, |setter| if setter.more.is_some() { 13 } else { 7 });
        field.docs.len() + 1 + setter
    });
    let fields: usize = fields.sum();
    record.docs.len() + fields + 14 + record.fields.len() / 4 + 2 * record.checks.len()
}

fn of_enumeration(enumeration: &Enumeration) -> usize {
    let variants = enumeration.variants.iter();
    let variants: usize = variants.map(|variant| variant.docs.len() + 1).sum();
    enumeration.docs.len() + variants + 10 + enumeration.variants.len() / 3
}

fn of_union(union: &Union) -> usize {
    let variants = union.variants.iter();
    let variants: usize = variants.map(|variant| variant.docs.len() + 2).sum();
    union.docs.len() + variants + 10 + 6 * union.conversions.len() + 2 * union.checks.len()
}

fn of_newtype(newtype: &Newtype) -> usize {
    newtype.docs.len() + 12 + 2 * newtype.checks.len()
}
