//! Fills any place from any source.

use std::borrow::Cow;

use serde_json::Value;

use super::super::{Extra, ListSlot, MapSlot, OptionSlot, Record, Slot, Slots, TupleSlot, text};
use super::choose;
use super::form::{Form, Loose};
use super::misfit::Misfit;
use super::progress::{Found as Known, Progress};
use super::source::{Found, Name, Source};
use super::trail::Trail;

/// Fills a place.
pub fn fill<'v, S: Source<'v>>(
    slot: Slot<'_>,
    loose: Loose,
    source: S,
    trail: &mut Trail,
) -> Result<Form, Misfit> {
    trail.spend(1)?;
    let found = source.kind()?;
    match slot {
        Slot::Option(option) => fill_option(option, loose, found, source, trail),
        Slot::Json(place) => {
            *place = source.value(trail)?.into_owned();
            Ok(Form::PLAIN)
        }
        slot if loose.any() => fill_loosely(slot, loose, found, source, trail),
        slot => fill_plainly(slot, found, source, trail),
    }
}

/// Fills a place that takes a scalar; for any other the value is of the wrong kind.
pub fn fill_scalar<'v, S: Source<'v>>(
    slot: Slot<'_>,
    found: Found,
    source: S,
) -> Result<(), Misfit> {
    match (slot, found) {
        (Slot::Text(place), Found::Text) => *place = source.text()?.into_owned(),
        (Slot::Literal(wanted), Found::Text) => {
            if source.text()? != wanted {
                let message = text::mismatch(&Slot::Literal(wanted), "another string");
                return Err(Misfit::unfit(message));
            }
        }
        (Slot::Scalar(place), Found::Text) => {
            if !place.set(&source.text()?) {
                let expected = place.expected();
                return Err(Misfit::unfit(format!(
                    "expected {expected}, found another string"
                )));
            }
        }
        (Slot::Integer(place), Found::Number) => source.integer(place)?,
        (Slot::Bool(place), Found::Boolean) => *place = source.boolean()?,
        (Slot::Float(place), Found::Number) => {
            let number = source.number()?.as_f64();
            *place = number.ok_or_else(|| Misfit::unfit("number out of range"))?;
        }
        (Slot::Number(place), Found::Number) => *place = source.number()?,
        (Slot::Null, Found::Null) => source.null()?,
        (slot, found) => return Err(source.mismatch(&slot, found)),
    }
    Ok(())
}

#[inline]
fn fill_plainly<'v, S: Source<'v>>(
    slot: Slot<'_>,
    found: Found,
    source: S,
    trail: &mut Trail,
) -> Result<Form, Misfit> {
    match (slot, found) {
        (Slot::Record(record), Found::Object) => fill_record(record, source, trail)?,
        (Slot::List(list), Found::Array) => fill_list(list, source, trail)?,
        (Slot::Map(map), Found::Object) => fill_map(map, source, trail)?,
        (Slot::Union(union), _) => choose::fill(union, source.value(trail)?.as_ref(), trail)?,
        (Slot::OneOrMany(list), Found::Array) => {
            list.set_many(true);
            fill_list(list, source, trail)?;
        }
        (Slot::OneOrMany(list), _) => {
            list.set_many(false);
            list.clear();
            return fill(list.push(), Loose::NO, source, trail);
        }
        (Slot::Tuple(tuple), Found::Array) => fill_tuple(tuple, source, trail)?,
        (slot, found) => fill_scalar(slot, found, source)?,
    }
    Ok(Form::PLAIN)
}

#[inline]
fn fill_option<'v, S: Source<'v>>(
    option: &mut dyn OptionSlot,
    loose: Loose,
    found: Found,
    source: S,
    trail: &mut Trail,
) -> Result<Form, Misfit> {
    if found == Found::Null {
        source.null()?;
        return Ok(if option.null() {
            Form::PLAIN
        } else {
            Form::NULL
        });
    }
    let slot = option.some();
    match slot {
        Slot::Option(_) | Slot::Json(_) => return fill(slot, loose, source, trail),
        _ if !loose.any() => return fill_plainly(slot, found, source, trail),
        _ => {}
    }
    let form = fill_loosely(slot, loose, found, source, trail)?;
    if form.has(Form::EMPTY) {
        option.absent();
    }
    Ok(form)
}

/// Fills a place that takes other forms of its value, too.
fn fill_loosely<'v, S: Source<'v>>(
    slot: Slot<'_>,
    loose: Loose,
    found: Found,
    source: S,
    trail: &mut Trail,
) -> Result<Form, Misfit> {
    match found {
        Found::Object if loose.or_empty && source.empty_object() => Ok(Form::EMPTY),
        Found::Array if loose.one_or_many => fill_from_only_item(slot, loose, source, trail),
        _ => fill_plainly(slot, found, source, trail),
    }
}

fn fill_from_only_item<'v, S: Source<'v>>(
    slot: Slot<'_>,
    loose: Loose,
    source: S,
    trail: &mut Trail,
) -> Result<Form, Misfit> {
    let mut items = source.items();
    let Some(item) = source.next_item(&mut items)? else {
        return Err(Misfit::unfit("expected one item, found none"));
    };
    let form = fill(slot, loose.inside(), item, trail).inspect_err(|_| trail.in_item(0))?;
    match source.next_item(&mut items)? {
        None => Ok(form | Form::LIST),
        Some(_) => Err(Misfit::unfit("expected one item, found more")),
    }
}

fn fill_list<'v, S: Source<'v>>(
    list: &mut dyn ListSlot,
    source: S,
    trail: &mut Trail,
) -> Result<(), Misfit> {
    trail.enter()?;
    list.clear();
    let mut items = source.items();
    let mut index = 0;
    while let Some(item) = source.next_item(&mut items)? {
        fill(list.push(), Loose::NO, item, trail).inspect_err(|_| trail.in_item(index))?;
        index += 1;
    }
    trail.leave();
    Ok(())
}

/// Fills all places of a tuple, or none, for which all of its items must be known.
fn fill_tuple<'v, S: Source<'v>>(
    tuple: &mut dyn TupleSlot,
    source: S,
    trail: &mut Trail,
) -> Result<(), Misfit> {
    let value = source.value(trail)?;
    let items = value.as_array().map_or(&[][..], Vec::as_slice);
    let (count, found) = (tuple.count(), items.len());
    if found != count {
        return Err(Misfit::unfit(format!(
            "expected {count} items, found {found}"
        )));
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

fn fill_map<'v, S: Source<'v>>(
    map: &mut dyn MapSlot,
    source: S,
    trail: &mut Trail,
) -> Result<(), Misfit> {
    trail.enter()?;
    map.clear();
    let mut members = source.members();
    while let Some((name, value)) = source.next_member(&mut members, None)? {
        if let Name::Other(name) = name {
            fill_entry(map, name, value, trail)?;
        }
    }
    trail.leave();
    Ok(())
}

fn fill_entry<'v, S: Source<'v>>(
    map: &mut dyn MapSlot,
    name: Cow<'_, str>,
    value: S,
    trail: &mut Trail,
) -> Result<(), Misfit> {
    let mut result = Ok(());
    let refused = map.put(name.into_owned(), &mut |slot| {
        result = fill(slot, Loose::NO, value, trail).map(drop);
        result.is_ok()
    });
    if let Some(name) = refused {
        trail.in_member(name);
    }
    result
}

fn fill_record<'v, S: Source<'v>>(
    record: &mut dyn Record,
    source: S,
    trail: &mut Trail,
) -> Result<(), Misfit> {
    trail.enter()?;
    let table = record.table();
    let mut progress = Progress::new(table);
    let mut result = Ok(());
    let hidden = if trail.is_input() { table.hidden } else { &[] };
    record.slots(&mut |mut slots| {
        result = fill_members(&mut slots, &mut progress, hidden, source, trail);
    });
    trail.leave();
    result
}

fn fill_members<'v, S: Source<'v>>(
    slots: &mut Slots<'_>,
    progress: &mut Progress,
    hidden: &[&str],
    source: S,
    trail: &mut Trail,
) -> Result<(), Misfit> {
    progress.begin(slots);
    let mut members = source.members();
    while let Some((name, value)) = source.next_member(&mut members, progress.expected())? {
        let known = match name {
            Name::Expected => progress.take_expected(),
            Name::Other(name) => match progress.find(&name, slots.extra) {
                Some(known) => known,
                None => {
                    fill_unknown(slots, name, hidden, value, trail)?;
                    continue;
                }
            },
        };
        fill_known(slots, known, progress, value, trail)?;
    }
    progress.finish(slots)
}

#[inline]
fn fill_known<'v, S: Source<'v>>(
    slots: &mut Slots<'_>,
    known: Known,
    progress: &mut Progress,
    value: S,
    trail: &mut Trail,
) -> Result<(), Misfit> {
    progress.make_place(known, slots);
    let slot = slots.known[known.index].slot();
    let loose = Loose::of(progress.member(known), &slot);
    let start = value.position();
    let form = fill(slot, loose, value, trail)
        .or_else(|misfit| {
            let name = progress.name(known);
            fill_beside(slots, known, name, misfit, (value, start), trail)
        })
        .inspect_err(|_| trail.in_member(progress.name(known)))?;
    progress.done(known, form, slots.extra);
    Ok(())
}

/// Keeps an integer that is too large for its field among the unknown members, if the field may stay empty.
#[cold]
fn fill_beside<'v, S: Source<'v>>(
    slots: &mut Slots<'_>,
    known: Known,
    name: &str,
    misfit: Misfit,
    (value, start): (S, usize),
    trail: &mut Trail,
) -> Result<Form, Misfit> {
    match slots.known[known.index].slot() {
        // What stands within the value has a path already.
        Slot::Option(option) if misfit.is_beyond() && trail.is_empty() => option.absent(),
        _ => return Err(misfit),
    }
    value.go_back(start);
    value.keep(name, slots.extra, trail)?;
    Ok(Form::BESIDE)
}

fn fill_unknown<'v, S: Source<'v>>(
    slots: &mut Slots<'_>,
    name: Cow<'_, str>,
    hidden: &[&str],
    value: S,
    trail: &mut Trail,
) -> Result<(), Misfit> {
    if hidden.contains(&&*name) {
        return value.value(trail).map(drop);
    }
    if let Some(rest) = &mut slots.rest {
        return fill_entry(&mut **rest, name, value, trail);
    }
    let kept = value.keep(&name, slots.extra, trail);
    kept.inspect_err(|_| trail.in_member(name.into_owned()))
}
