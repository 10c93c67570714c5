//! JSON text as what is read: each byte is looked at once, and nothing is copied but what is kept.

use std::borrow::Cow;
use std::cell::Cell;

use serde_json::{Number, Value};

use super::super::plain::plain_len;
use super::super::{Extra, Integer, Member, Slot, text};
use super::integers;
use super::misfit::Misfit;
use super::source::{Found, Name, Source};
use super::trail::Trail;

/// A text, and how far it has been read.
#[derive(Clone, Copy)]
pub struct Scan<'t> {
    text: &'t str,
    at: &'t Cell<usize>,
}

/// A number as it is written.
struct Digits<'t> {
    text: &'t str,
    /// Whether it has an exponent.
    scaled: bool,
}

impl<'t> Scan<'t> {
    /// The text from a place on.
    pub fn new(text: &'t str, at: &'t Cell<usize>) -> Self {
        Scan { text, at }
    }

    /// Makes sure that nothing follows.
    pub fn end(self) -> Result<(), Misfit> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(Misfit::malformed()),
        }
    }

    /// Passes over a value, and gives its text.
    pub fn skip(self, trail: &mut Trail) -> Result<&'t str, Misfit> {
        let found = self.kind()?;
        let start = self.at.get();
        match found {
            Found::Null => self.null()?,
            Found::Boolean => drop(self.boolean()?),
            Found::Number => self.skip_number()?,
            Found::Text => drop(self.text()?),
            Found::Array => {
                trail.enter()?;
                let mut items = self.items();
                while let Some(item) = self.next_item(&mut items)? {
                    item.skip(trail)?;
                }
                trail.leave();
            }
            Found::Object => {
                trail.enter()?;
                let mut members = self.members();
                while let Some((_, member)) = self.next_member(&mut members, None)? {
                    member.skip(trail)?;
                }
                trail.leave();
            }
        }
        self.since(start)
    }

    fn since(self, start: usize) -> Result<&'t str, Misfit> {
        let text = self.text.get(start..self.at.get());
        text.ok_or_else(Misfit::malformed)
    }

    fn rest(self) -> &'t [u8] {
        self.text.as_bytes().get(self.at.get()..).unwrap_or(&[])
    }

    fn pass(self, count: usize) {
        self.at.set(self.at.get() + count);
    }

    /// The next byte that is no white space.
    #[inline]
    fn peek(self) -> Option<u8> {
        let (at, byte) = self.after_space(self.at.get());
        self.at.set(at);
        byte
    }

    /// The first place from another one on that is no white space, and the byte there.
    #[inline(always)]
    fn after_space(self, mut at: usize) -> (usize, Option<u8>) {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(at).copied() {
                Some(b' ' | b'\n' | b'\t' | b'\r') => at += 1,
                byte => return (at, byte),
            }
        }
    }

    fn literal(self, word: &str) -> Result<(), Misfit> {
        if !self.rest().starts_with(word.as_bytes()) {
            return Err(Misfit::malformed());
        }
        self.pass(word.len());
        Ok(())
    }

    /// Goes on to what follows in an array or an object, and says where that is unless it ends here.
    #[inline(always)]
    fn advance(self, first: &mut bool, end: u8) -> Result<Option<usize>, Misfit> {
        let (at, byte) = self.after_space(self.at.get());
        match byte {
            Some(b',') if !*first => Ok(Some(at + 1)),
            Some(byte) if byte == end => {
                self.at.set(at + 1);
                Ok(None)
            }
            Some(_) if *first => {
                *first = false;
                Ok(Some(at))
            }
            _ => Err(Misfit::malformed()),
        }
    }

    fn digits(self) -> Result<Digits<'t>, Misfit> {
        let bytes = self.rest();
        let mut at = usize::from(bytes.first() == Some(&b'-'));
        at = match bytes.get(at) {
            Some(b'0') => at + 1,
            _ => some_digits(bytes, at)?,
        };
        if bytes.get(at) == Some(&b'.') {
            at = some_digits(bytes, at + 1)?;
        }
        let scaled = matches!(bytes.get(at), Some(b'e' | b'E'));
        if scaled {
            let signed = matches!(bytes.get(at + 1), Some(b'+' | b'-'));
            at = some_digits(bytes, at + 1 + usize::from(signed))?;
        }
        let start = self.at.get();
        self.pass(at);
        let text = self.since(start)?;
        Ok(Digits { text, scaled })
    }

    fn skip_number(self) -> Result<(), Misfit> {
        let digits = self.digits()?;
        // What is short and has no exponent is within the range of an `f64`.
        if digits.scaled || digits.text.len() > 300 {
            digits.number()?;
        }
        Ok(())
    }

    /// Takes a string that holds a backslash, as its first part has shown.
    #[cold]
    fn escaped(self, plain: usize) -> Result<Cow<'t, str>, Misfit> {
        let start = self.at.get();
        self.pass(plain);
        loop {
            match self.rest() {
                [b'\\', _, ..] => self.pass(2),
                [b'"', ..] => break self.pass(1),
                _ => return Err(Misfit::malformed()),
            }
            self.pass(plain_len(self.rest()));
        }
        let text = serde_json::from_str(self.since(start)?);
        text.map(Cow::Owned).map_err(|_| Misfit::malformed())
    }
}

impl<'t> Source<'t> for Scan<'t> {
    type Items = bool;
    type Members = bool;

    fn position(self) -> usize {
        self.at.get()
    }

    fn go_back(self, position: usize) {
        self.at.set(position);
    }

    #[inline]
    fn kind(self) -> Result<Found, Misfit> {
        match self.peek() {
            Some(b'"') => Ok(Found::Text),
            Some(b'{') => Ok(Found::Object),
            Some(b'[') => Ok(Found::Array),
            Some(b'-' | b'0'..=b'9') => Ok(Found::Number),
            Some(b't' | b'f') => Ok(Found::Boolean),
            Some(b'n') => Ok(Found::Null),
            _ => Err(Misfit::malformed()),
        }
    }

    fn null(self) -> Result<(), Misfit> {
        self.literal("null")
    }

    fn boolean(self) -> Result<bool, Misfit> {
        let value = self.rest().starts_with(b"t");
        self.literal(if value { "true" } else { "false" })?;
        Ok(value)
    }

    fn integer(self, place: &mut dyn Integer) -> Result<(), Misfit> {
        let start = self.at.get();
        let digits = self.digits()?;
        let result = match digits.text.parse::<i64>() {
            Ok(number) => integers::set_integer(place, number.into()),
            Err(_) => integers::set_integer_from_number(place, &digits.number()?),
        };
        result.inspect_err(|_| self.at.set(start))
    }

    fn number(self) -> Result<Number, Misfit> {
        self.digits()?.number()
    }

    #[inline]
    fn text(self) -> Result<Cow<'t, str>, Misfit> {
        let start = self.at.get() + 1;
        let bytes = self.text.as_bytes().get(start..).unwrap_or(&[]);
        let plain = plain_len(bytes);
        match bytes.get(plain) {
            Some(b'"') => {
                self.at.set(start + plain + 1);
                let text = self.text.get(start..start + plain);
                text.map(Cow::Borrowed).ok_or_else(Misfit::malformed)
            }
            Some(b'\\') => self.escaped(plain + 1),
            _ => Err(Misfit::malformed()),
        }
    }

    fn value(self, trail: &mut Trail) -> Result<Cow<'t, Value>, Misfit> {
        let value = serde_json::from_str(self.skip(trail)?);
        value.map(Cow::Owned).map_err(|_| Misfit::malformed())
    }

    fn keep(self, name: &str, extra: &mut Extra, trail: &mut Trail) -> Result<(), Misfit> {
        extra.keep(name, self.skip(trail)?);
        Ok(())
    }

    fn empty_object(self) -> bool {
        let start = self.at.get();
        self.pass(1);
        let is_empty = self.peek() == Some(b'}');
        self.at
            .set(if is_empty { self.at.get() + 1 } else { start });
        is_empty
    }

    fn items(self) -> bool {
        self.pass(1);
        true
    }

    #[inline]
    fn next_item(self, first: &mut bool) -> Result<Option<Self>, Misfit> {
        let Some(at) = self.advance(first, b']')? else {
            return Ok(None);
        };
        self.at.set(at);
        Ok(Some(self))
    }

    fn members(self) -> bool {
        self.pass(1);
        true
    }

    #[inline(always)]
    fn next_member(
        self,
        first: &mut bool,
        expected: Option<&Member>,
    ) -> Result<Option<(Name<'t>, Self)>, Misfit> {
        let Some(at) = self.advance(first, b'}')? else {
            return Ok(None);
        };
        let (start, quote) = self.after_space(at);
        if quote != Some(b'"') {
            return Err(Misfit::malformed());
        }
        let rest = self.text.as_bytes().get(start + 1..).unwrap_or(&[]);
        let (name, end) = match expected {
            Some(expected) if expected.leads(rest) => {
                (Name::Expected, start + expected.name.len() + 2)
            }
            _ => {
                self.at.set(start);
                (Name::Other(self.text()?), self.at.get())
            }
        };
        let (end, colon) = self.after_space(end);
        if colon != Some(b':') {
            return Err(Misfit::malformed());
        }
        self.at.set(end + 1);
        Ok(Some((name, self)))
    }

    #[cold]
    fn mismatch(self, place: &Slot<'_>, found: Found) -> Misfit {
        let start = self.at.get();
        let skipped = self.skip(&mut Trail::new());
        self.at.set(start);
        match skipped {
            Ok(_) => Misfit::unfit(text::mismatch(place, found.words())),
            Err(misfit) => misfit,
        }
    }
}

impl Digits<'_> {
    fn number(&self) -> Result<Number, Misfit> {
        self.text.parse().map_err(|_| Misfit::malformed())
    }
}

/// The end of at least one digit.
fn some_digits(bytes: &[u8], start: usize) -> Result<usize, Misfit> {
    let digits = bytes.get(start..).unwrap_or(&[]);
    let count = digits
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(digits.len());
    match count {
        0 => Err(Misfit::malformed()),
        _ => Ok(start + count),
    }
}
