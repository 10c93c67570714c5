//! The writer: hands any wire type to any serde format.

mod finite;
pub mod structure;

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Map, Value};

use super::read::form::Form;
use super::{EncodeError, ListView, MapView, Member, Record, View, Views, Wire};

/// Writes a value as JSON text.
pub fn encode(value: &dyn Wire) -> Result<Vec<u8>, EncodeError> {
    serde_json::to_vec(&Written(value.view())).map_err(|error| failure(value, &error))
}

/// Turns a value into a JSON value.
pub fn to_value(value: &dyn Wire) -> Result<Value, EncodeError> {
    serde_json::to_value(Written(value.view())).map_err(|error| failure(value, &error))
}

/// Writes a value through serde.
pub fn serialize<S: Serializer>(value: &dyn Wire, serializer: S) -> Result<S::Ok, S::Error> {
    Written(value.view()).serialize(serializer)
}

/// The value of a member as it stands in JSON, in the form in which it came.
pub fn value_of(member: &dyn Wire, form: Form) -> Value {
    let value = match member.view() {
        View::Absent if form.has(Form::EMPTY) => Value::Object(Map::new()),
        View::Absent => Value::Null,
        view => serde_json::to_value(Written(view)).unwrap_or_default(),
    };
    if form.has(Form::LIST) {
        Value::Array(vec![value])
    } else {
        value
    }
}

struct Written<'a>(View<'a>);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            View::Absent | View::Null => serializer.serialize_unit(),
            View::Bool(value) => serializer.serialize_bool(value),
            View::I64(value) => serializer.serialize_i64(value),
            View::U64(value) => serializer.serialize_u64(value),
            View::Float(value) if value.is_finite() => serializer.serialize_f64(value),
            View::Float(value) => Err(S::Error::custom(format_args!("JSON has no {value}"))),
            View::Number(number) => number.serialize(serializer),
            View::Text(text) => serializer.serialize_str(text),
            View::List(list) => write_list(list, serializer),
            View::Map(map) => write_map(map, serializer),
            View::Record(record) => write_record(record, serializer),
        }
    }
}

/// An array around one value.
struct Wrapped<'a>(View<'a>);

impl Serialize for Wrapped<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut items = serializer.serialize_seq(Some(1))?;
        items.serialize_element(&Written(self.0))?;
        items.end()
    }
}

/// An object without members.
struct Empty;

impl Serialize for Empty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_map(Some(0))?.end()
    }
}

fn write_list<S: Serializer>(list: &dyn ListView, serializer: S) -> Result<S::Ok, S::Error> {
    let mut items = serializer.serialize_seq(Some(list.count()))?;
    for index in 0..list.count() {
        let view = list.item(index).map_or(View::Null, Wire::view);
        items.serialize_element(&Written(view))?;
    }
    items.end()
}

fn write_map<S: Serializer>(map: &dyn MapView, serializer: S) -> Result<S::Ok, S::Error> {
    let mut members = serializer.serialize_map(Some(map.count()))?;
    write_entries(map, &mut members)?;
    members.end()
}

fn write_entries<M: SerializeMap>(map: &dyn MapView, members: &mut M) -> Result<(), M::Error> {
    let mut result = Ok(());
    map.each(&mut |name, value| {
        result = members.serialize_entry(name, &Written(value.view()));
        result.is_ok()
    });
    result
}

fn write_record<S: Serializer>(record: &dyn Record, serializer: S) -> Result<S::Ok, S::Error> {
    let mut members = serializer.serialize_map(None)?;
    let mut result = Ok(());
    record.views(&mut |views| result = write_members(record, &views, &mut members));
    result?;
    members.end()
}

fn write_members<M: SerializeMap>(
    record: &dyn Record,
    views: &Views<'_, '_>,
    members: &mut M,
) -> Result<(), M::Error> {
    let known = views.known.iter().zip(record.table().members).enumerate();
    for (index, (value, member)) in known {
        match value.view() {
            View::Absent => write_absent(member, views.extra.noted(index), members)?,
            view => match views.extra.noted(index) {
                (form, name) if form.has(Form::LIST) => {
                    members.serialize_entry(member.name_at(name), &Wrapped(view))?;
                }
                (_, name) => members.serialize_entry(member.name_at(name), &Written(view))?,
            },
        }
    }
    if let Some(rest) = views.rest {
        write_entries(rest, members)?;
    }
    for (name, value) in views.extra.iter() {
        if !is_written(record, views, name) {
            members.serialize_entry(name, &Written(value.view()))?;
        }
    }
    Ok(())
}

/// Writes a member that has no value in the form in which it came, if it came.
fn write_absent<M: SerializeMap>(
    member: &Member,
    (form, name): (Form, usize),
    members: &mut M,
) -> Result<(), M::Error> {
    let name = member.name_at(name);
    if form.has(Form::EMPTY) && form.has(Form::LIST) {
        members.serialize_entry(name, &[Empty])
    } else if form.has(Form::EMPTY) {
        members.serialize_entry(name, &Empty)
    } else if form.has(Form::NULL) || member.required {
        members.serialize_entry(name, &Written(View::Null))
    } else {
        Ok(())
    }
}

/// Whether a name that stands among the unknown members has been written for a known one.
fn is_written(record: &dyn Record, views: &Views<'_, '_>, name: &str) -> bool {
    let known = record
        .table()
        .members
        .iter()
        .position(|member| member.number_of(name).is_some());
    known.is_some_and(|index| {
        let (form, number) = views.extra.noted(index);
        let member = &record.table().members[index];
        let absent = matches!(views.known[index].view(), View::Absent);
        let written = !absent || member.required || form != Form::PLAIN;
        written && member.name_at(number) == name
    })
}

fn failure(value: &dyn Wire, error: &serde_json::Error) -> EncodeError {
    EncodeError {
        path: finite::path_of_misfit(value),
        message: error.to_string(),
    }
}
