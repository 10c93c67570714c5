//! A first look at whether an object can be a record, without a look into its members.

use serde_json::{Map, Value};

use super::super::{Member, Record, Slot, Wire};
use super::fill;
use super::misfit::Misfit;
use super::progress::absence;
use super::source::Found;

/// Why an object cannot be a record, if a look at its members from outside shows it.
pub fn misfit(record: &mut dyn Record, object: &Map<String, Value>) -> Option<String> {
    let table = record.table();
    let mut misfit = None;
    record.slots(&mut |slots| {
        let mut known = slots.known.iter_mut().zip(table.members);
        misfit = known.find_map(|(place, member)| member_misfit(*place, member, object));
    });
    misfit
}

/// How many members of an object a record names.
pub fn known(record: &dyn Record, object: &Map<String, Value>) -> usize {
    let names = |member: &&Member| {
        let mut names = std::iter::once(&member.name).chain(member.aliases);
        names.any(|name| object.contains_key(*name))
    };
    record.table().members.iter().filter(names).count()
}

fn member_misfit(
    place: &mut dyn Wire,
    member: &Member,
    object: &Map<String, Value>,
) -> Option<String> {
    let mut names = std::iter::once(&member.name).chain(member.aliases);
    let value = names.find_map(|name| object.get(*name));
    match (place.slot(), value) {
        (Slot::Option(_), None) if !member.required => None,
        (_, None) => Some(absence(member)),
        (_, Some(_)) if member.one_or_many || member.or_empty => None,
        (Slot::Option(_), Some(Value::Null)) => None,
        (Slot::Option(option), Some(value)) => value_misfit(option.some(), member, value),
        (slot, Some(value)) => value_misfit(slot, member, value),
    }
}

fn value_misfit(slot: Slot<'_>, member: &Member, value: &Value) -> Option<String> {
    let misfit = match (slot, value) {
        (Slot::Json(_) | Slot::Union(_) | Slot::OneOrMany(_) | Slot::Option(_), _)
        | (Slot::List(_), Value::Array(_))
        | (Slot::Tuple(_), Value::Array(_))
        | (Slot::Map(_) | Slot::Record(_), Value::Object(_)) => None,
        (slot, value) => {
            let misfit = fill::fill_scalar(slot, Found::of(value), value).err();
            misfit.and_then(Misfit::message)
        }
    };
    misfit.map(|misfit| format!("{misfit} at `{}`", member.name))
}
