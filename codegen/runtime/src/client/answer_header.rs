//! Documented headers of answers, with the types of their values.

use std::fmt;
use std::marker::PhantomData;

use http::HeaderMap;
use serde_json::Value;

use super::super::codec::{self, DecodeError, Wire};

/// A documented header: its name, and the type of its value, which is an `Option` where an answer may come without it.
///
/// It is read by [`Response::header`](super::Response::header) and [`ApiError::header`](super::ApiError::header).
pub struct Header<T> {
    name: &'static str,
    form: Form,
    value: PhantomData<fn() -> T>,
}

#[derive(Debug, Clone, Copy)]
enum Form {
    Text,
    List,
    Json,
}

impl<T> Header<T> {
    /// A header that holds one value.
    pub const fn new(name: &'static str) -> Header<T> {
        Header::of(name, Form::Text)
    }

    /// A header that holds values with commas between them.
    pub const fn list(name: &'static str) -> Header<T> {
        Header::of(name, Form::List)
    }

    /// A header that holds JSON.
    pub const fn json(name: &'static str) -> Header<T> {
        Header::of(name, Form::Json)
    }

    const fn of(name: &'static str, form: Form) -> Header<T> {
        Header {
            name,
            form,
            value: PhantomData,
        }
    }

    /// The name, in lower case.
    pub fn name(&self) -> &'static str {
        self.name
    }
}

impl<T: Wire> Header<T> {
    /// The value that an answer has.
    pub(super) fn read(&self, headers: &HeaderMap) -> Result<T, DecodeError> {
        match text(headers, self.name) {
            None => codec::from_value(&Value::Null).map_err(|_| DecodeError::unfit("it is absent")),
            Some(text) => decoded(self.form, &text),
        }
    }
}

impl<T> Clone for Header<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Header<T> {}

impl<T> fmt::Debug for Header<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Header").field(&self.name).finish()
    }
}

/// All values of a header as one, as they could have been sent.
fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let values = headers.get_all(name).iter();
    let texts = values.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    texts.reduce(|all, next| format!("{all}, {next}"))
}

/// The type says whether `5` is a text or a number: what it does not take for a text is read as JSON.
fn decoded<T: Wire>(form: Form, text: &str) -> Result<T, DecodeError> {
    let items = || {
        text.split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty())
    };
    let (written, meant): (Value, Value) = match form {
        Form::Json => return codec::decode(text.as_bytes()),
        Form::Text => (text.into(), scalar(text)),
        Form::List => (items().collect(), items().map(scalar).collect()),
    };
    codec::from_value(&written).or_else(|_| codec::from_value(&meant))
}

/// A number or a boolean where the text is one.
fn scalar(text: &str) -> Value {
    match serde_json::from_str(text) {
        Ok(value @ (Value::Number(_) | Value::Bool(_))) => value,
        _ => text.into(),
    }
}
