//! Operations by name with JSON in and out, for contract checks: what the tables of an SDK are made of.
#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "only an SDK has operations to call, and not every one has all kinds"
)]

use serde_json::Value;

use super::client::{Call, Client, Error, Paging, Response};
use super::codec::{self, Wire};
pub use super::codec::{Date, DateTime, DecodeError, Number, name_of};

/// The types of one operation.
#[derive(Debug, Clone, Copy)]
pub struct OperationInfo {
    /// `operationId`.
    pub id: &'static str,
    /// The type of the request body.
    pub request: Option<&'static str>,
    /// Status, media type and type of each response.
    pub responses: &'static [(&'static str, &'static str, &'static str)],
}

/// What a call is given.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Parameters by their names.
    pub parameters: &'a Value,
    /// The body's JSON text.
    pub body: Option<&'a [u8]>,
    /// Whether a list that comes in pages is read to its end; the answer is then an array of its items.
    pub walks: bool,
}

/// A value that was read, and written again.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// What was written.
    pub value: Value,
    /// What the value breaks of its schema.
    pub violations: Vec<String>,
}

/// The name of an event, and what was written of it.
pub type Event = (Option<String>, Decoded);

/// Why a call gave no answer.
#[derive(Debug)]
pub enum DispatchError {
    /// What it was given does not fit.
    Input(String),
    /// It was made, and failed.
    Call(Error),
}

impl From<Error> for DispatchError {
    fn from(error: Error) -> Self {
        DispatchError::Call(error)
    }
}

impl Input<'_> {
    /// A parameter, read from its JSON.
    pub fn value<T: Wire>(&self, name: &str) -> Result<T, DispatchError> {
        let value = self.parameters.get(name).unwrap_or(&Value::Null);
        codec::from_value(value).map_err(|error| DispatchError::Input(format!("{name}: {error}")))
    }

    /// A parameter that is a text.
    pub fn text(&self, name: &str) -> Result<String, DispatchError> {
        self.value(name)
    }

    /// Sets an optional parameter of a call where there is one.
    pub fn option<C, T: Wire>(
        &self,
        call: C,
        name: &str,
        set: impl FnOnce(C, T) -> C,
    ) -> Result<C, DispatchError> {
        match self.parameters.get(name) {
            Some(_) => Ok(set(call, self.value(name)?)),
            None => Ok(call),
        }
    }

    /// The body, read from its JSON.
    pub fn body<T: Wire>(&self) -> Result<T, DispatchError> {
        codec::decode(self.body.unwrap_or_default())
            .map_err(|error| DispatchError::Input(error.to_string()))
    }

    /// The body as a text.
    pub fn body_text(&self) -> String {
        String::from_utf8_lossy(self.body.unwrap_or_default()).into_owned()
    }

    /// The body as bytes.
    pub fn body_bytes(&self) -> Vec<u8> {
        self.body.unwrap_or_default().to_vec()
    }
}

/// Reads a JSON text as a type and writes it again.
pub fn decoded<T: Wire>(json: &[u8]) -> Result<Decoded, codec::DecodeError> {
    let value: T = codec::decode(json)?;
    Ok(written(&value))
}

/// Reads the body of a webhook as an event and writes it again, with the name that a member gives the event.
pub fn event<T: Wire>(member: &str, json: &[u8]) -> Result<Event, codec::DecodeError> {
    let value: T = codec::decode(json)?;
    let name = codec::text_of(&value, member).map(str::to_owned);
    Ok((name, written(&value)))
}

/// An answer that is a value of a type.
pub fn json<T: Wire>(answer: Result<T, Error>) -> Result<Value, DispatchError> {
    codec::to_value(&answer?).map_err(|error| DispatchError::Input(error.to_string()))
}

/// An answer that is a page of a list, or all items of the list.
pub async fn pages<P: Paging>(
    call: Call<P::Page, P>,
    input: &Input<'_>,
) -> Result<Value, DispatchError>
where
    P::Page: Wire,
    P::Item: Wire,
{
    if !input.walks {
        return json(call.await);
    }
    let (mut stream, mut items) = (call.stream(), Vec::new());
    while let Some(item) = stream.next().await {
        items.push(json(item)?);
    }
    Ok(Value::Array(items))
}

/// An answer that is a text.
pub fn text(answer: Result<String, Error>) -> Result<Value, DispatchError> {
    Ok(Value::String(answer?))
}

/// An answer without content.
pub fn nothing(answer: Result<(), Error>) -> Result<Value, DispatchError> {
    answer?;
    Ok(Value::Null)
}

/// An answer that is read as any JSON, because its type has no JSON form.
pub fn raw(answer: Result<Response, Error>) -> Result<Value, DispatchError> {
    Ok(answer?.decode_optional()?.unwrap_or_default())
}

/// The place of a schema, from the name under which a bundle holds it: `:` stands for `/`, and `_23` for the byte 0x23.
///
/// A schema of which there is a second one for what is sent alone ends in `_input` there, and has the same place.
pub fn location(key: &str) -> String {
    let key = key.strip_suffix("_input").unwrap_or(key);
    let mut bytes = Vec::with_capacity(key.len());
    let mut rest = key.as_bytes();
    while let [first, behind @ ..] = rest {
        rest = behind;
        match (first, behind.split_at_checked(2)) {
            (b':', _) => bytes.push(b'/'),
            (b'_', Some((digits, behind))) => {
                let digits = str::from_utf8(digits).unwrap_or_default();
                bytes.push(u8::from_str_radix(digits, 16).unwrap_or(b'_'));
                rest = behind;
            }
            (other, _) => bytes.push(*other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn written(value: &dyn Wire) -> Decoded {
    let violations = match codec::validate(value) {
        Ok(()) => Vec::new(),
        Err(violations) => violations.iter().map(ToString::to_string).collect(),
    };
    Decoded {
        value: codec::to_value(value).unwrap_or_default(),
        violations,
    }
}

/// The events: how one is read, and the type of each; nothing where they are not told apart.
///
/// `events! { webhooks::Event by "event"; "user_made": "webhooks::UserMadeEvent" }`
macro_rules! events {
    ($($module:ident :: $event:ident by $member:literal; $($key:literal: $type:literal),* $(,)?)?) => {
        /// Every event, and the type of its body.
        pub const EVENTS: &[(&str, &str)] = &[$($(($key, $type)),*)?];

        /// Reads the body of a webhook and writes it again; `None` where events are not told apart.
        pub fn event(json: &[u8]) -> Option<Result<contract::Event, contract::DecodeError>> {
            type Read = fn(&[u8]) -> Result<contract::Event, contract::DecodeError>;
            let read: &[Read] =
                &[$(|json| contract::event::<crate::$module::$event>($member, json))?];
            read.first().map(|read| read(json))
        }
    };
}

/// The operations of a resource: the types of each, and how it is called.
///
/// `operations! { client, input; "getUser": None, [("200", "application/json", "users::User")] => json(…)?; }`
macro_rules! operations {
    ($client:ident, $input:ident; $($id:literal: $request:expr, $responses:expr => $call:expr;)*) => {
        /// The types of each operation.
        pub(super) const OPERATIONS: &[contract::OperationInfo] = &[$(contract::OperationInfo {
            id: $id,
            request: $request,
            responses: &$responses,
        }),*];

        /// Calls an operation; `None` where it is not one of these.
        #[allow(deprecated, unused_variables, reason = "checks call every operation")]
        pub(super) async fn dispatch(
            $client: &crate::Client,
            operation: &str,
            $input: &contract::Input<'_>,
        ) -> Result<Option<::serde_json::Value>, contract::DispatchError> {
            let answer = match operation {
                $($id => $call,)*
                _ => return Ok(None),
            };
            Ok(Some(answer))
        }
    };
}

/// A call with those of its optional parameters that the input has, each behind the way in which it is passed.
macro_rules! with {
    ($call:expr, $input:ident, $($way:ident $method:ident $($name:literal)?),+) => {{
        let mut call = $call;
        $(call = contract::option!(
            $input, call, $way $method, contract::name_of(stringify!($method), &[$($name)?])
        )?;)+
        call
    }};
}

/// Sets one optional parameter of a call.
macro_rules! option {
    ($input:ident, $call:ident, value $method:ident, $name:expr) => {
        $input.option($call, $name, |call, value| call.$method(value))
    };
    ($input:ident, $call:ident, by $method:ident, $name:expr) => {
        $input.option($call, $name, |call, value| call.$method(&value))
    };
    ($input:ident, $call:ident, Date $method:ident, $name:expr) => {
        $input.option($call, $name, |call, value: contract::Date| {
            call.$method(value)
        })
    };
    ($input:ident, $call:ident, DateTime $method:ident, $name:expr) => {
        $input.option($call, $name, |call, value: contract::DateTime| {
            call.$method(value)
        })
    };
    ($input:ident, $call:ident, Number $method:ident, $name:expr) => {
        $input.option($call, $name, |call, value: contract::Number| {
            call.$method(value)
        })
    };
    ($input:ident, $call:ident, text $method:ident, $name:expr) => {
        $input.option($call, $name, |call, value: String| call.$method(&value))
    };
    ($input:ident, $call:ident, file $method:ident, $name:expr) => {
        $input.option($call, $name, |call, value: String| call.$method(value))
    };
    ($input:ident, $call:ident, texts $method:ident, $name:expr) => {
        $input.option($call, $name, |call, value: Vec<String>| call.$method(value))
    };
    ($input:ident, $call:ident, items $method:ident, $name:expr) => {
        $input.option($call, $name, |call, value: Vec<_>| call.$method(&value))
    };
}

/// Everything that contract checks ask of an SDK, put together from its resources.
macro_rules! resources {
    ($($resource:ident),* $(,)?) => {
        $(mod $resource;)*

        /// Every operation.
        pub fn operations() -> impl Iterator<Item = &'static OperationInfo> {
            let all: &[&[OperationInfo]] = &[$($resource::OPERATIONS),*];
            all.iter().copied().flatten()
        }

        /// Calls an operation by its id.
        ///
        /// # Errors
        ///
        /// Where the operation is not known, the input does not fit it, or the call fails.
        #[allow(unused_variables, reason = "a contract may have no operation")]
        pub async fn dispatch(
            client: &crate::Client,
            operation: &str,
            input: Input<'_>,
        ) -> Result<::serde_json::Value, DispatchError> {
            $(if let Some(answer) = $resource::dispatch(client, operation, &input).await? {
                return Ok(answer);
            })*
            Err(DispatchError::Input(format!("no operation {operation}")))
        }

        /// A client for a server on this machine.
        ///
        /// # Errors
        ///
        /// Where the base URL or the token can't be used.
        pub fn client(base_url: &str, token: &str) -> Result<crate::Client, crate::Error> {
            crate::Client::builder().base_url(base_url).token(token).build()
        }
    };
}

pub(crate) use {events, operations, option, resources, with};

#[cfg(test)]
mod tests {
    use super::location;

    #[test]
    fn names_of_schemas_become_their_places() {
        for (name, place) in [
            ("schemas:Contact.json", "schemas/Contact.json"),
            (
                "api.json_23:components:schemas:A_7E1b",
                "api.json#/components/schemas/A~1b",
            ),
            ("snake_5Fcase", "snake_case"),
            ("schemas:Pet_input", "schemas/Pet"),
            ("end_", "end_"),
        ] {
            assert_eq!(location(name), place);
        }
    }
}
