//! The writer: hands any wire type to any serde format.

mod finite;
mod json;
pub mod structure;

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Map, Value};

use super::read::form::Form;
use super::{EncodeError, ListView, MapView, Record, Table, View, Views, Wire};
use structure::Standing;

/// Writes a value as JSON text.
pub fn encode(value: &dyn Wire) -> Result<Vec<u8>, EncodeError> {
    let mut text = Vec::with_capacity(128);
    let result = json::write(value.view(), &mut text);
    result.map_err(|error| failure(value, &error))?;
    Ok(text)
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
            View::Float(value) => serializer.serialize_f64(finite(value)?),
            View::Number(number) => number.serialize(serializer),
            View::Text(text) => serializer.serialize_str(text),
            View::List(list) => write_list(list, serializer),
            View::Map(map) => write_map(map, serializer),
            View::Record(record) => write_record(record, serializer),
        }
    }
}

/// A member of a record.
struct Stood<'a>(Standing<'a>);

impl Serialize for Stood<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = Written(self.0.view);
        match self.0.wrapped {
            true => [value].serialize(serializer),
            false => value.serialize(serializer),
        }
    }
}

/// A number that JSON can express.
fn finite<E: Error>(value: f64) -> Result<f64, E> {
    if value.is_finite() {
        return Ok(value);
    }
    Err(E::custom(format_args!("JSON has no {value}")))
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
    record.views(&mut |views| result = write_members(record.table(), &views, &mut members));
    result?;
    members.end()
}

fn write_members<M: SerializeMap>(
    table: &'static Table,
    views: &Views<'_, '_>,
    members: &mut M,
) -> Result<(), M::Error> {
    let mut result = Ok(());
    structure::each_known(table, views, |standing| {
        if result.is_ok() {
            result = members.serialize_entry(standing.name, &Stood(standing));
        }
    });
    if let (Ok(()), Some(rest)) = (&result, views.rest) {
        result = write_entries(rest, members);
    }
    structure::each_unknown(table, views, |name, value| {
        if result.is_ok() {
            result = members.serialize_entry(name, &Written(value.view()));
        }
    });
    result
}

fn failure(value: &dyn Wire, error: &serde_json::Error) -> EncodeError {
    EncodeError {
        path: finite::path_of_misfit(value),
        message: error.to_string(),
    }
}
