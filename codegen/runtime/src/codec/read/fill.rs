//! The reader of serde formats: one visitor that fills any place.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::super::{Extra, ListSlot, MapSlot, Record, Scalar, Slot, Slots, text};
use super::form::{Form, Loose};
use super::progress::{Found, Progress};
use super::trail::Trail;
use super::{integers, tree};

/// The name under which `serde_json` hands out a number when it keeps the digits of numbers.
const NUMBER_KEY: &str = "$serde_json::private::Number";

/// A place to be filled.
pub struct Fill<'a, 't> {
    pub slot: Slot<'a>,
    pub loose: Loose,
    pub trail: &'t mut Trail,
}

impl<'de> DeserializeSeed<'de> for Fill<'_, '_> {
    type Value = Form;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Form, D::Error> {
        match self.slot {
            Slot::Option(_) => deserializer.deserialize_option(self),
            Slot::Json(_) => self.buffered(deserializer),
            Slot::Record(_) if self.loose.any() => deserializer.deserialize_any(self),
            Slot::Union(_) | Slot::OneOrMany(_) | Slot::Number(_) | Slot::Tuple(_) => {
                self.buffered(deserializer)
            }
            _ if self.loose.any() => self.buffered(deserializer),
            Slot::Null => deserializer.deserialize_unit(self),
            Slot::Bool(_) => deserializer.deserialize_bool(self),
            Slot::Integer(_) => deserializer.deserialize_i64(self),
            Slot::Float(_) => deserializer.deserialize_f64(self),
            Slot::Text(_) | Slot::Scalar(_) => deserializer.deserialize_str(self),
            Slot::List(_) => deserializer.deserialize_seq(self),
            Slot::Map(_) | Slot::Record(_) => deserializer.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for Fill<'_, '_> {
    type Value = Form;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text::expected(&self.slot))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Form, E> {
        match self.slot {
            Slot::Bool(place) => *place = value,
            _ => return Err(self.mismatch("a boolean")),
        }
        Ok(Form::PLAIN)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Form, E> {
        self.integer(i128::from(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Form, E> {
        self.integer(i128::from(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Form, E> {
        match self.slot {
            Slot::Integer(place) => integers::set_integer_from_float(place, value),
            Slot::Float(place) => {
                *place = value;
                Ok(())
            }
            _ => return Err(self.mismatch("a number")),
        }
        .map_or_else(|message| Err(E::custom(message)), |()| Ok(Form::PLAIN))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Form, E> {
        match self.slot {
            Slot::Text(place) => *place = value.to_owned(),
            Slot::Scalar(place) => {
                if !place.set(value) {
                    let expected = place.expected();
                    return Err(E::custom(format_args!(
                        "expected {expected}, found another string"
                    )));
                }
            }
            _ => return Err(self.mismatch("a string")),
        }
        Ok(Form::PLAIN)
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Form, E> {
        match self.slot {
            Slot::Text(place) => {
                *place = value;
                Ok(Form::PLAIN)
            }
            _ => self.visit_str(&value),
        }
    }

    fn visit_unit<E: Error>(self) -> Result<Form, E> {
        match self.slot {
            Slot::Null => Ok(Form::PLAIN),
            Slot::Option(place) => Ok(if place.null() {
                Form::PLAIN
            } else {
                Form::NULL
            }),
            _ => Err(self.mismatch("null")),
        }
    }

    fn visit_none<E: Error>(self) -> Result<Form, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Form, D::Error> {
        let Slot::Option(option) = self.slot else {
            return self.deserialize(deserializer);
        };
        let inner = Fill {
            slot: option.some(),
            loose: self.loose,
            trail: self.trail,
        };
        let form = inner.deserialize(deserializer)?;
        if form.has(Form::EMPTY) {
            option.absent();
        }
        Ok(form)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Form, A::Error> {
        match self.slot {
            Slot::List(list) => read_list(list, items, self.trail),
            _ if self.loose.one_or_many => self.read_only_item(items),
            _ => Err(self.mismatch("an array")),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Form, A::Error> {
        match self.slot {
            Slot::Map(map) => read_map(map, members, self.trail),
            Slot::Record(record) => read_record(record, self.loose, members, self.trail),
            _ => Err(self.mismatch("an object")),
        }
    }
}

impl Fill<'_, '_> {
    /// Reads the whole value first, because what it is decides how it is read.
    #[inline(never)]
    fn buffered<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<Form, D::Error> {
        let value = Value::deserialize(deserializer)?;
        if let Slot::Json(place) = self.slot {
            *place = value;
            return Ok(Form::PLAIN);
        }
        tree::fill(self.slot, self.loose, &value, self.trail).map_err(D::Error::custom)
    }

    fn integer<E: Error>(self, value: i128) -> Result<Form, E> {
        match self.slot {
            Slot::Integer(place) => {
                integers::set_integer(place, value).map_err(E::custom)?;
            }
            Slot::Float(place) => *place = value as f64,
            _ => return Err(self.mismatch("a number")),
        }
        Ok(Form::PLAIN)
    }

    fn read_only_item<'de, A: SeqAccess<'de>>(self, mut items: A) -> Result<Form, A::Error> {
        let item = Fill {
            slot: self.slot,
            loose: self.loose.inside(),
            trail: &mut *self.trail,
        };
        let Some(form) = items
            .next_element_seed(item)
            .inspect_err(|_| self.trail.in_item(0))?
        else {
            return Err(A::Error::custom("expected one item, found none"));
        };
        match items.next_element::<IgnoredAny>()? {
            None => Ok(form | Form::LIST),
            Some(_) => Err(A::Error::custom("expected one item, found more")),
        }
    }

    #[cold]
    #[inline(never)]
    fn mismatch<E: Error>(&self, found: &str) -> E {
        E::custom(format_args!(
            "expected {}, found {found}",
            text::expected(&self.slot)
        ))
    }
}

/// An item that is appended only once there is one.
struct Item<'a, 't> {
    list: &'a mut dyn ListSlot,
    trail: &'t mut Trail,
}

impl<'de> DeserializeSeed<'de> for Item<'_, '_> {
    type Value = Form;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Form, D::Error> {
        let fill = Fill {
            slot: self.list.push(),
            loose: Loose::NO,
            trail: self.trail,
        };
        fill.deserialize(deserializer)
    }
}

/// The name of a member, looked up without keeping it.
struct Name<'a> {
    progress: &'a mut Progress,
    extra: &'a Extra,
}

enum Named {
    Known(Found),
    Unknown(String),
}

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Named;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Named, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = Named;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Named, E> {
        Ok(match self.progress.locate(name, self.extra) {
            Some(found) => Named::Known(found),
            None => Named::Unknown(name.to_owned()),
        })
    }
}

#[cold]
#[inline(never)]
fn unknown_text<E: Error>(place: &dyn Scalar) -> E {
    E::custom(format_args!(
        "expected {}, found another string",
        place.expected()
    ))
}

fn read_list<'de, A>(
    list: &mut dyn ListSlot,
    mut items: A,
    trail: &mut Trail,
) -> Result<Form, A::Error>
where
    A: SeqAccess<'de>,
{
    trail.enter().map_err(A::Error::custom)?;
    list.clear();
    let mut index = 0;
    loop {
        let item = Item {
            list: &mut *list,
            trail: &mut *trail,
        };
        match items
            .next_element_seed(item)
            .inspect_err(|_| trail.in_item(index))?
        {
            Some(_) => index += 1,
            None => break,
        }
    }
    trail.leave();
    Ok(Form::PLAIN)
}

fn read_map<'de, A>(
    map: &mut dyn MapSlot,
    mut members: A,
    trail: &mut Trail,
) -> Result<Form, A::Error>
where
    A: MapAccess<'de>,
{
    trail.enter().map_err(A::Error::custom)?;
    map.clear();
    while let Some(name) = members.next_key::<String>()? {
        read_entry(map, name, &mut members, trail)?;
    }
    trail.leave();
    Ok(Form::PLAIN)
}

fn read_entry<'de, A>(
    map: &mut dyn MapSlot,
    name: String,
    members: &mut A,
    trail: &mut Trail,
) -> Result<(), A::Error>
where
    A: MapAccess<'de>,
{
    let mut result = Ok(());
    let refused = map.put(name, &mut |slot| {
        let value = Fill {
            slot,
            loose: Loose::NO,
            trail: &mut *trail,
        };
        result = members.next_value_seed(value).map(|_| ());
        result.is_ok()
    });
    if let Some(name) = refused {
        trail.in_member(name);
    }
    result
}

fn read_record<'de, A>(
    record: &mut dyn Record,
    loose: Loose,
    mut members: A,
    trail: &mut Trail,
) -> Result<Form, A::Error>
where
    A: MapAccess<'de>,
{
    trail.enter().map_err(A::Error::custom)?;
    let mut progress = Progress::new(record.table());
    let mut result = Ok(Form::PLAIN);
    record.slots(&mut |slots| {
        result = read_members(slots, loose, &mut progress, &mut members, trail);
    });
    trail.leave();
    result
}

fn read_members<'de, A>(
    mut slots: Slots<'_>,
    loose: Loose,
    progress: &mut Progress,
    members: &mut A,
    trail: &mut Trail,
) -> Result<Form, A::Error>
where
    A: MapAccess<'de>,
{
    progress.begin(&mut slots);
    let mut empty = true;
    while let Some(name) = members.next_key_seed(Name {
        progress,
        extra: slots.extra,
    })? {
        empty = false;
        match name {
            Named::Known(found) => read_known(&mut slots, found, progress, members, trail)?,
            Named::Unknown(name) if loose.any() && name == NUMBER_KEY => {
                return Err(A::Error::custom("expected an object, found a number"));
            }
            Named::Unknown(name) => read_unknown(&mut slots, name, members, trail)?,
        }
    }
    if empty && loose.or_empty {
        return Ok(Form::EMPTY);
    }
    progress.finish(&mut slots).map_err(A::Error::custom)?;
    Ok(Form::PLAIN)
}

fn read_known<'de, A>(
    slots: &mut Slots<'_>,
    found: Found,
    progress: &mut Progress,
    members: &mut A,
    trail: &mut Trail,
) -> Result<(), A::Error>
where
    A: MapAccess<'de>,
{
    progress.make_place(found, slots);
    let slot = slots.known[found.index].slot();
    let loose = Loose::of(progress.member(found), &slot);
    let value = Fill {
        slot,
        loose,
        trail: &mut *trail,
    };
    let form = members
        .next_value_seed(value)
        .inspect_err(|_| trail.in_member(progress.name(found)))?;
    progress.done(found, form, slots.extra);
    Ok(())
}

fn read_unknown<'de, A>(
    slots: &mut Slots<'_>,
    name: String,
    members: &mut A,
    trail: &mut Trail,
) -> Result<(), A::Error>
where
    A: MapAccess<'de>,
{
    if let Some(rest) = &mut slots.rest {
        return read_entry(&mut **rest, name, members, trail);
    }
    match members.next_value::<Value>() {
        Ok(value) => {
            slots.extra.insert(name, value);
            Ok(())
        }
        Err(error) => {
            trail.in_member(name);
            Err(error)
        }
    }
}
