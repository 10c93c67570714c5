//! The writer of JSON text, which is what most values become.

use serde_json::Error;

use super::super::{ListView, MapView, Record, View, Wire, plain};
use super::structure::{self, Standing};

/// Appends a value to a text.
pub fn write(view: View<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
    match view {
        View::Text(text) => return write_text(text, out),
        View::Record(record) => return write_record(record, out),
        View::List(list) => return write_list(list, out),
        View::Map(map) => return write_map(map, out),
        View::I64(value) => return serde_json::to_writer(out, &value),
        View::U64(value) => return serde_json::to_writer(out, &value),
        View::Bool(true) => out.extend_from_slice(b"true"),
        View::Bool(false) => out.extend_from_slice(b"false"),
        View::Absent | View::Null => out.extend_from_slice(b"null"),
        View::Float(value) => return serde_json::to_writer(out, &super::finite(value)?),
        View::Number(number) => return serde_json::to_writer(out, number),
    }
    Ok(())
}

#[inline]
fn write_text(text: &str, out: &mut Vec<u8>) -> Result<(), Error> {
    if !plain::is_plain(text) {
        return serde_json::to_writer(out, text);
    }
    out.reserve(text.len() + 2);
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
    Ok(())
}

fn write_list(list: &dyn ListView, out: &mut Vec<u8>) -> Result<(), Error> {
    out.push(b'[');
    for index in 0..list.count() {
        if index > 0 {
            out.push(b',');
        }
        write(list.item(index).map_or(View::Null, Wire::view), out)?;
    }
    out.push(b']');
    Ok(())
}

fn write_map(map: &dyn MapView, out: &mut Vec<u8>) -> Result<(), Error> {
    let mut object = Object::begin(out);
    object.entries(map);
    object.end()
}

fn write_record(record: &dyn Record, out: &mut Vec<u8>) -> Result<(), Error> {
    let mut object = Object::begin(out);
    record.views(&mut |views| {
        let mut text = views.extra.text();
        structure::each_known(record.table(), &views, |standing| {
            text = text.filter(|_| !standing.replaces);
            object.standing(&standing);
        });
        if let Some(rest) = views.rest {
            object.entries(rest);
        }
        match text {
            Some(text) => object.members(text),
            None => structure::each_unknown(record.table(), &views, |name, value| {
                object.member(name, value.view());
            }),
        }
    });
    object.end()
}

/// An object that is being written, up to the first failure.
struct Object<'o> {
    out: &'o mut Vec<u8>,
    result: Result<(), Error>,
    is_empty: bool,
}

impl<'o> Object<'o> {
    fn begin(out: &'o mut Vec<u8>) -> Self {
        out.push(b'{');
        Object {
            out,
            result: Ok(()),
            is_empty: true,
        }
    }

    fn standing(&mut self, standing: &Standing<'_>) {
        let is_plain = standing.member.is_some_and(|member| member.is_plain);
        if !self.name(standing.name, is_plain) {
            return;
        }
        if standing.wrapped {
            self.out.push(b'[');
        }
        self.result = write(standing.view, self.out);
        if standing.wrapped {
            self.out.push(b']');
        }
    }

    fn member(&mut self, name: &str, view: View<'_>) {
        if self.name(name, plain::is_plain(name)) {
            self.result = write(view, self.out);
        }
    }

    fn entries(&mut self, map: &dyn MapView) {
        map.each(&mut |name, value| {
            self.member(name, value.view());
            self.result.is_ok()
        });
    }

    /// Appends members that are text already.
    fn members(&mut self, text: &str) {
        self.separate();
        self.out.extend_from_slice(text.as_bytes());
    }

    /// Goes on to a member, unless one before it failed.
    #[inline]
    fn name(&mut self, name: &str, is_plain: bool) -> bool {
        if self.result.is_err() {
            return false;
        }
        self.separate();
        if is_plain {
            self.out.reserve(name.len() + 3);
            self.out.push(b'"');
            self.out.extend_from_slice(name.as_bytes());
            self.out.extend_from_slice(b"\":");
        } else {
            self.result = serde_json::to_writer(&mut *self.out, name);
            self.out.push(b':');
        }
        self.result.is_ok()
    }

    fn separate(&mut self) {
        if !self.is_empty {
            self.out.push(b',');
        }
        self.is_empty = false;
    }

    fn end(self) -> Result<(), Error> {
        self.out.push(b'}');
        self.result
    }
}
