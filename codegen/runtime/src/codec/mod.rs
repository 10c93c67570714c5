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

mod scalars;

mod containers;

mod tuples;

mod maybe;
pub use maybe::Maybe;

mod one_or_many;
pub use one_or_many::OneOrMany;

mod number;
pub use number::Number;

mod dates;
pub use dates::{Date, DateTime};

#[cfg(feature = "jiff")]
mod jiff_dates;

mod json_text;
pub use json_text::JsonText;

mod extra;
pub use extra::Extra;

mod record;
pub(crate) use record::record;
pub use record::{Member, Record, Slots, Table, Views, name_of, text_of};

mod enumeration;
pub use enumeration::{UnknownValue, expected_one_of, one_of, such_as};
pub(crate) use enumeration::{enumeration, enumeration_common};
mod integer_enumeration;
pub use integer_enumeration::{UnknownInteger, expected_integers};
pub(crate) use integer_enumeration::{integer_enumeration, integer_enumeration_common};

mod union;
pub use choose::refuse_misfit;
pub(crate) use union::union;
pub use union::{Case, Cases, Kind, UnionSlot};

mod newtype;
pub(crate) use newtype::{newtype, shims};

mod path;

mod error;
pub use error::{DecodeError, DecodeErrorKind, EncodeError};

mod read;
pub use read::{decode, decode_into, decode_value, deserialize, from_value};

mod input;
pub(crate) use input::input;
pub use input::input_of;

mod progress;

mod form;

mod integers;

mod text;

mod trail;

mod fill;

mod tree;

mod choose;

mod shape;

mod write;
pub use write::{encode, serialize, to_value};

mod finite;

mod structure;

mod place;
pub use place::Place;

mod keywords;
pub use keywords::Bound;

mod combine;

mod parts;

mod seen;

mod pattern;
pub use pattern::{Mistake, mistake};

mod validate;
pub use validate::{Violation, Violations, check, validate};

mod decimal;

mod canonical;
