//! The reader of JSON values that are in memory already.

use serde_json::{Map, Value};

use super::super::{ListSlot, MapSlot, OptionSlot, Record, Slot, Slots, TupleSlot, text};
use super::form::{Form, Loose};
use super::progress::Progress;
use super::trail::Trail;
use super::{choose, integers};

/// Fills a place from a value.
pub fn fill(
    slot: Slot<'_>,
    loose: Loose,
    value: &Value,
    trail: &mut Trail,
) -> Result<Form, String> {
    trail.spend(1)?;
    match (slot, value) {
        (Slot::Option(option), value) => return fill_option(option, loose, value, trail),
        (Slot::Json(place), value) => *place = value.clone(),
        (_, Value::Object(members)) if loose.or_empty && members.is_empty() => {
            return Ok(Form::EMPTY);
        }
        (slot, Value::Array(items)) if loose.one_or_many => {
            return fill_only_item(slot, loose, items, trail);
        }
        (Slot::Union(union), value) => choose::fill(union, value, trail)?,
        (Slot::OneOrMany(list), Value::Array(items)) => {
            list.set_many(true);
            fill_list(list, items, trail)?;
        }
        (Slot::OneOrMany(list), value) => {
            list.set_many(false);
            list.clear();
            return fill(list.push(), Loose::NO, value, trail);
        }
        (Slot::List(list), Value::Array(items)) => fill_list(list, items, trail)?,
        (Slot::Tuple(tuple), Value::Array(items)) => fill_tuple(tuple, items, trail)?,
        (Slot::Map(map), Value::Object(members)) => fill_map(map, members, trail)?,
        (Slot::Record(record), Value::Object(members)) => fill_record(record, members, trail)?,
        (slot, value) => fill_scalar(slot, value)?,
    }
    Ok(Form::PLAIN)
}

/// Fills a place that takes a scalar; for any other the value is of the wrong kind.
pub fn fill_scalar(slot: Slot<'_>, value: &Value) -> Result<(), String> {
    match (slot, value) {
        (Slot::Null, Value::Null) => {}
        (Slot::Bool(place), Value::Bool(value)) => *place = *value,
        (Slot::Integer(place), Value::Number(number)) => {
            integers::set_integer_from_number(place, number)?;
        }
        (Slot::Float(place), Value::Number(number)) => {
            *place = number.as_f64().ok_or("number out of range")?;
        }
        (Slot::Number(place), Value::Number(number)) => *place = number.clone(),
        (Slot::Text(place), Value::String(text)) => place.clone_from(text),
        (Slot::Scalar(place), Value::String(text)) => {
            if !place.set(text) {
                return Err(format!(
                    "expected {}, found another string",
                    place.expected()
                ));
            }
        }
        (slot, value) => {
            return Err(format!(
                "expected {}, found {}",
                text::expected(&slot),
                text::found(value)
            ));
        }
    }
    Ok(())
}

fn fill_option(
    option: &mut dyn OptionSlot,
    loose: Loose,
    value: &Value,
    trail: &mut Trail,
) -> Result<Form, String> {
    if value.is_null() {
        return Ok(if option.null() {
            Form::PLAIN
        } else {
            Form::NULL
        });
    }
    let form = fill(option.some(), loose, value, trail)?;
    if form.has(Form::EMPTY) {
        option.absent();
    }
    Ok(form)
}

fn fill_only_item(
    slot: Slot<'_>,
    loose: Loose,
    items: &[Value],
    trail: &mut Trail,
) -> Result<Form, String> {
    match items {
        [item] => {
            let form = fill(slot, loose.inside(), item, trail).inspect_err(|_| trail.in_item(0))?;
            Ok(form | Form::LIST)
        }
        [] => Err("expected one item, found none".to_owned()),
        _ => Err("expected one item, found more".to_owned()),
    }
}

fn fill_list(list: &mut dyn ListSlot, items: &[Value], trail: &mut Trail) -> Result<(), String> {
    trail.enter()?;
    list.clear();
    for (index, item) in items.iter().enumerate() {
        fill(list.push(), Loose::NO, item, trail).inspect_err(|_| trail.in_item(index))?;
    }
    trail.leave();
    Ok(())
}

fn fill_tuple(tuple: &mut dyn TupleSlot, items: &[Value], trail: &mut Trail) -> Result<(), String> {
    let (count, found) = (tuple.count(), items.len());
    if found != count {
        return Err(format!("expected {count} items, found {found}"));
    }
    trail.enter()?;
    for (index, item) in items.iter().enumerate() {
        if let Some(place) = tuple.place(index) {
            fill(place, Loose::NO, item, trail).inspect_err(|_| trail.in_item(index))?;
        }
    }
    trail.leave();
    Ok(())
}

fn fill_map(
    map: &mut dyn MapSlot,
    members: &Map<String, Value>,
    trail: &mut Trail,
) -> Result<(), String> {
    trail.enter()?;
    map.clear();
    for (name, value) in members {
        fill_entry(map, name, value, trail)?;
    }
    trail.leave();
    Ok(())
}

fn fill_entry(
    map: &mut dyn MapSlot,
    name: &str,
    value: &Value,
    trail: &mut Trail,
) -> Result<(), String> {
    let mut result = Ok(());
    let refused = map.put(name.to_owned(), &mut |slot| {
        result = fill(slot, Loose::NO, value, trail).map(|_| ());
        result.is_ok()
    });
    if let Some(name) = refused {
        trail.in_member(name);
    }
    result
}

fn fill_record(
    record: &mut dyn Record,
    members: &Map<String, Value>,
    trail: &mut Trail,
) -> Result<(), String> {
    trail.enter()?;
    let table = record.table();
    let mut progress = Progress::new(table);
    let mut result = Ok(());
    let hidden = if trail.is_input() { table.hidden } else { &[] };
    record.slots(&mut |mut slots| {
        result = fill_members(&mut slots, &mut progress, members, hidden, trail);
    });
    trail.leave();
    result
}

fn fill_members(
    slots: &mut Slots<'_>,
    progress: &mut Progress,
    members: &Map<String, Value>,
    hidden: &[&str],
    trail: &mut Trail,
) -> Result<(), String> {
    progress.begin(slots);
    let sent = members
        .iter()
        .filter(|(name, _)| !hidden.contains(&name.as_str()));
    for (name, value) in sent {
        let Some(found) = progress.locate(name, slots.extra) else {
            match &mut slots.rest {
                Some(rest) => fill_entry(&mut **rest, name, value, trail)?,
                None => drop(slots.extra.insert(name.as_str(), value.clone())),
            }
            continue;
        };
        progress.make_place(found, slots);
        let slot = slots.known[found.index].slot();
        let loose = Loose::of(progress.member(found), &slot);
        let form = fill(slot, loose, value, trail)
            .inspect_err(|_| trail.in_member(progress.name(found)))?;
        progress.done(found, form, slots.extra);
    }
    progress.finish(slots)
}
