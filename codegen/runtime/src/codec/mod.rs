//! Reads typed values from JSON and writes them back without loss.
//!
//! A type says what it is made of (`Wire`); one reader, one writer and one validator serve all types.
#![allow(
    dead_code,
    unexpected_cfgs,
    unused_imports,
    unused_macros,
    reason = "this folder is shared machinery, of which each crate uses and enables a part"
)]

/// A raw JSON value.
pub use serde_json::Value as Json;

mod wire;
pub use wire::{
    Integer, ListSlot, ListView, MapSlot, MapView, OneOrManySlot, OptionSlot, Scalar, Slot,
    TupleSlot, View, Wire,
};

mod value;
pub use value::dates::{Date, DateTime};
pub use value::enumeration::{UnknownValue, expected_one_of, one_of, such_as};
pub(crate) use value::enumeration::{enumeration, enumeration_common};
pub use value::extra::Extra;
pub(crate) use value::input::input;
pub use value::input::input_of;
pub use value::integer_enumeration::{UnknownInteger, expected_integers};
pub(crate) use value::integer_enumeration::{integer_enumeration, integer_enumeration_common};
pub use value::json_text::JsonText;
pub use value::maybe::Maybe;
pub(crate) use value::newtype::{newtype, shims};
pub use value::number::Number;
pub use value::one_or_many::OneOrMany;
pub(crate) use value::record::record;
pub use value::record::{Member, Record, Slots, Table, Views, name_of, text_of};
pub use value::union::{Case, Cases, Kind, Literal, UnionSlot};
pub(crate) use value::union::{union, union_case};

mod error;
pub use error::{DecodeError, DecodeErrorKind, EncodeError};

mod path;

mod plain;

mod text;

mod read;
pub use read::choose::refuse_misfit;
pub use read::{decode, decode_into, decode_value, deserialize, from_value};

mod write;
pub use write::{encode, serialize, to_value};

mod check;
pub use check::keywords::Bound;
pub use check::place::Place;
pub use check::validate::{Violation, Violations, check, validate};

mod pattern;
pub use pattern::{Mistake, mistake};
