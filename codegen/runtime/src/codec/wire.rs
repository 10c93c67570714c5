//! What a type must offer so that the shared reader, writer and validator can work on it.

use serde_json::{Number, Value};

use super::{Place, Record, UnionSlot};

/// A type whose values stand in JSON.
pub trait Wire {
    /// A place to read into. Its content means nothing, but building it is cheap and always ends.
    fn blank() -> Self
    where
        Self: Sized;

    /// The place that a reader fills.
    fn slot(&mut self) -> Slot<'_>;

    /// The value as a writer and the validator see it.
    fn view(&self) -> View<'_>;

    /// Reports what this type forbids beyond its shape. Members and items are visited by the caller.
    fn check(&self, _place: &Place<'_>) {}
}

/// A place to be filled from JSON.
pub enum Slot<'a> {
    /// Takes `null` alone.
    Null,
    /// Takes a boolean.
    Bool(&'a mut bool),
    /// Takes a number without fraction.
    Integer(&'a mut dyn Integer),
    /// Takes any number, to the precision of an `f64`.
    Float(&'a mut f64),
    /// Takes any number.
    Number(&'a mut Number),
    /// Takes a string.
    Text(&'a mut String),
    /// Takes this string alone.
    Literal(&'static str),
    /// Takes a string that a type reads in its own way.
    Scalar(&'a mut dyn Scalar),
    /// Takes any JSON value.
    Json(&'a mut Value),
    /// Takes `null` or what the inner type takes, and may be absent.
    Option(&'a mut dyn OptionSlot),
    /// Takes an array.
    List(&'a mut dyn ListSlot),
    /// Takes an array with a fixed number of places.
    Tuple(&'a mut dyn TupleSlot),
    /// Takes an object with free names.
    Map(&'a mut dyn MapSlot),
    /// Takes an object with known names.
    Record(&'a mut dyn Record),
    /// Takes one of several types.
    Union(&'a mut dyn UnionSlot),
    /// Takes an item or an array of items.
    OneOrMany(&'a mut dyn OneOrManySlot),
}

/// A value as it will stand in JSON.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// Nothing: a member is left out; elsewhere `null` is written.
    Absent,
    /// `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer.
    I64(i64),
    /// An integer that may lie above the range of `i64`.
    U64(u64),
    /// A number; JSON has no way to write NaN or an infinity.
    Float(f64),
    /// A number.
    Number(&'a Number),
    /// A string.
    Text(&'a str),
    /// An array.
    List(&'a dyn ListView),
    /// An object with free names.
    Map(&'a dyn MapView),
    /// An object with known names.
    Record(&'a dyn Record),
}

/// An integer of some width.
pub trait Integer {
    /// Takes the value, or says by `false` that it is out of range.
    fn set(&mut self, value: i128) -> bool;

    /// What the type takes, where that is not a range of integers.
    fn expected(&self) -> Option<String> {
        None
    }
}

/// A value that is a JSON string with a meaning of its own.
pub trait Scalar {
    /// Takes the text, or says by `false` that it is none of this type's.
    fn set(&mut self, text: &str) -> bool;

    /// What the type takes, as in "expected one of `a`, `b`".
    fn expected(&self) -> String;
}

/// A place that may stay empty.
pub trait OptionSlot {
    /// Empties the place because the member is absent.
    fn absent(&mut self);

    /// Empties the place because of `null`; `true` when the place itself remembers the `null`.
    fn null(&mut self) -> bool;

    /// Puts a blank value into the place and hands it out.
    fn some(&mut self) -> Slot<'_>;
}

/// A list to be filled.
pub trait ListSlot {
    /// Drops all items.
    fn clear(&mut self);

    /// Appends a blank item and hands it out.
    fn push(&mut self) -> Slot<'_>;
}

/// An array with a fixed number of places, to be filled.
pub trait TupleSlot: ListView {
    /// The place at an index, if there is one.
    fn place(&mut self, index: usize) -> Option<Slot<'_>>;
}

/// A list to be read.
pub trait ListView {
    /// The number of items.
    fn count(&self) -> usize;

    /// The item at an index, if there is one.
    fn item(&self, index: usize) -> Option<&dyn Wire>;
}

/// A map to be filled.
pub trait MapSlot {
    /// Drops all entries.
    fn clear(&mut self);

    /// Fills a blank value and keeps it under the name, or gives the name back if that failed.
    fn put(&mut self, name: String, fill: &mut dyn FnMut(Slot<'_>) -> bool) -> Option<String>;
}

/// A map to be read.
pub trait MapView {
    /// The number of entries.
    fn count(&self) -> usize;

    /// The value under a name.
    fn value(&self, name: &str) -> Option<&dyn Wire>;

    /// Visits the entries in order, until the visitor says `false`.
    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Wire) -> bool);
}

/// A list that may also stand as its only item.
pub trait OneOrManySlot: ListSlot {
    /// Remembers whether the value stood as an array.
    fn set_many(&mut self, many: bool);
}
