//! The keywords of JSON Schema that a check may ask for.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::super::{Place, View, pattern};
use super::canonical;
use super::decimal::Decimal;

/// A number of the contract, against which values are compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound {
    /// An integer.
    Integer(i64),
    /// A number that a float gives back as it was written.
    Float(f64),
    /// Any number, as it was written.
    Text(&'static str),
}

impl From<i64> for Bound {
    fn from(value: i64) -> Self {
        Bound::Integer(value)
    }
}

impl From<i32> for Bound {
    fn from(value: i32) -> Self {
        Bound::Integer(i64::from(value))
    }
}

impl From<f64> for Bound {
    fn from(value: f64) -> Self {
        Bound::Float(value)
    }
}

impl From<&'static str> for Bound {
    fn from(text: &'static str) -> Self {
        Bound::Text(text)
    }
}

impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Bound::Integer(value) => value.fmt(f),
            Bound::Float(value) => value.fmt(f),
            Bound::Text(text) => text.fmt(f),
        }
    }
}

impl Bound {
    fn decimal(self) -> Decimal {
        match self {
            Bound::Integer(value) => Decimal::parse(&value.to_string()),
            Bound::Float(value) => Decimal::of_float(value),
            Bound::Text(text) => Decimal::parse(text),
        }
    }
}

/// Strings.
impl Place<'_> {
    /// A string has at least this many characters (code points).
    pub fn min_length(&self, length: usize) -> &Self {
        let short = |text: &str| text.chars().take(length).count() < length;
        self.ask_text("minLength", short, || {
            format!("shorter than {length} characters")
        })
    }

    /// A string has at most this many characters (code points).
    pub fn max_length(&self, length: usize) -> &Self {
        let long = |text: &str| text.chars().nth(length).is_some();
        self.ask_text("maxLength", long, || {
            format!("longer than {length} characters")
        })
    }

    /// A string matches a regular expression of ECMA-262 somewhere.
    pub fn pattern(&self, pattern: &'static str) -> &Self {
        let differs = |text: &str| !pattern::matches(pattern, text);
        self.ask_text("pattern", differs, || format!("does not match `{pattern}`"))
    }

    /// A string is of a format; the format's name is for the message alone.
    pub fn format(&self, format: &str, fits: impl Fn(&str) -> bool) -> &Self {
        let differs = |text: &str| !fits(text);
        self.ask_text("format", differs, || format!("is no {format}"))
    }

    fn ask_text(
        &self,
        keyword: &'static str,
        wrong: impl FnOnce(&str) -> bool,
        message: impl FnOnce() -> String,
    ) -> &Self {
        match self.view() {
            Some(View::Text(text)) if wrong(text) => self.report(keyword, message()),
            _ => self,
        }
    }
}

/// Numbers.
impl Place<'_> {
    /// A number is this or more.
    pub fn minimum(&self, bound: impl Into<Bound>) -> &Self {
        self.compare("minimum", bound.into(), Ordering::is_ge, "less than")
    }

    /// A number is this or less.
    pub fn maximum(&self, bound: impl Into<Bound>) -> &Self {
        self.compare("maximum", bound.into(), Ordering::is_le, "more than")
    }

    /// A number is more than this.
    pub fn exclusive_minimum(&self, bound: impl Into<Bound>) -> &Self {
        self.compare(
            "exclusiveMinimum",
            bound.into(),
            Ordering::is_gt,
            "not more than",
        )
    }

    /// A number is less than this.
    pub fn exclusive_maximum(&self, bound: impl Into<Bound>) -> &Self {
        self.compare(
            "exclusiveMaximum",
            bound.into(),
            Ordering::is_lt,
            "not less than",
        )
    }

    /// A number divided by this leaves nothing, in decimal terms: 19.99 is a multiple of 0.01.
    pub fn multiple_of(&self, divisor: impl Into<Bound>) -> &Self {
        let divisor = divisor.into();
        match self.decimal() {
            Some(value) if !value.is_multiple_of(&divisor.decimal()) => {
                self.report("multipleOf", format!("not a multiple of {divisor}"))
            }
            _ => self,
        }
    }

    fn compare(
        &self,
        keyword: &'static str,
        bound: Bound,
        holds: fn(Ordering) -> bool,
        words: &str,
    ) -> &Self {
        let order = match (self.view(), bound) {
            (Some(View::I64(value)), Bound::Integer(bound)) => Some(value.cmp(&bound)),
            _ => self.decimal().map(|value| value.compare(&bound.decimal())),
        };
        match order {
            Some(order) if !holds(order) => self.report(keyword, format!("{words} {bound}")),
            _ => self,
        }
    }

    fn decimal(&self) -> Option<Decimal> {
        match self.view()? {
            View::I64(value) => Some(Decimal::parse(&value.to_string())),
            View::U64(value) => Some(Decimal::parse(&value.to_string())),
            View::Float(value) if value.is_finite() => Some(Decimal::of_float(value)),
            View::Number(number) => Some(Decimal::of_number(number)),
            _ => None,
        }
    }
}

/// Arrays.
impl Place<'_> {
    /// An array has at least this many items.
    pub fn min_items(&self, count: usize) -> &Self {
        match self.item_count() {
            Some(items) if items < count => {
                self.report("minItems", format!("fewer than {count} items"))
            }
            _ => self,
        }
    }

    /// An array has at most this many items.
    pub fn max_items(&self, count: usize) -> &Self {
        match self.item_count() {
            Some(items) if items > count => {
                self.report("maxItems", format!("more than {count} items"))
            }
            _ => self,
        }
    }

    /// No two items of an array are equal as JSON: `1` equals `1.0`, and the order of members says nothing.
    pub fn unique_items(&self) -> &Self {
        let Some(View::List(list)) = self.view() else {
            return self;
        };
        let mut seen = BTreeMap::new();
        for index in 0..list.count() {
            let text = canonical::of(list.item(index).map_or(View::Null, |item| item.view()));
            if let Some(first) = seen.insert(text, index) {
                return self.report(
                    "uniqueItems",
                    format!("items {first} and {index} are equal"),
                );
            }
        }
        self
    }
}

/// Objects.
impl Place<'_> {
    /// An object has at least this many members.
    pub fn min_properties(&self, count: usize) -> &Self {
        match self.names() {
            Some(names) if names.len() < count => {
                self.report("minProperties", format!("fewer than {count} members"))
            }
            _ => self,
        }
    }

    /// An object has at most this many members.
    pub fn max_properties(&self, count: usize) -> &Self {
        match self.names() {
            Some(names) if names.len() > count => {
                self.report("maxProperties", format!("more than {count} members"))
            }
            _ => self,
        }
    }

    /// An object has these members.
    pub fn required(&self, required: &[&str]) -> &Self {
        let Some(names) = self.names() else {
            return self;
        };
        for missing in required
            .iter()
            .filter(|name| !names.iter().any(|held| held == *name))
        {
            self.report("required", format!("missing member `{missing}`"));
        }
        self
    }

    /// An object has no members but these.
    pub fn no_additional(&self, known: &[&str]) -> &Self {
        self.each_member(&|name, place| {
            if !known.contains(&name) {
                place.report("additionalProperties", "a member that is not allowed");
            }
        })
    }

    fn names(&self) -> Option<Vec<String>> {
        if !matches!(self.view()?, View::Record(_) | View::Map(_)) {
            return None;
        }
        let names = std::cell::RefCell::new(Vec::new());
        self.each_member(&|name, _| names.borrow_mut().push(name.to_owned()));
        Some(names.into_inner())
    }
}

/// Values of any kind.
impl Place<'_> {
    /// The value is of one of these types, as the contract names them; `1.0` is an `integer` too.
    pub fn type_(&self, types: &[&str]) -> &Self {
        let Some(found) = self.type_name() else {
            return self;
        };
        let fits = |name: &&str| *name == found || (*name == "number" && found == "integer");
        if types.iter().any(fits) {
            return self;
        }
        self.report(
            "type",
            format!("expected {}, found {found}", super::super::one_of(types)),
        )
    }

    fn type_name(&self) -> Option<&'static str> {
        Some(match self.view()? {
            View::Absent | View::Null => "null",
            View::Bool(_) => "boolean",
            View::I64(_) | View::U64(_) => "integer",
            View::Float(_) | View::Number(_) => match self.decimal() {
                Some(decimal) if decimal.is_integer() => "integer",
                _ => "number",
            },
            View::Text(_) => "string",
            View::List(_) => "array",
            View::Map(_) | View::Record(_) => "object",
        })
    }

    /// The value is this one, written as JSON text.
    pub fn const_(&self, json: &str) -> &Self {
        if self.equals_one_of(&[json]) {
            return self;
        }
        self.report("const", format!("is not {json}"))
    }

    /// The value is one of these, written as JSON texts.
    pub fn one_of_values(&self, json: &[&str]) -> &Self {
        if self.equals_one_of(json) {
            return self;
        }
        self.report("enum", format!("is not {}", super::super::one_of(json)))
    }

    /// Nothing may be here.
    pub fn never(&self) -> &Self {
        if self.exists() {
            self.report("false", "nothing is allowed here")
        } else {
            self
        }
    }

    fn equals_one_of(&self, json: &[&str]) -> bool {
        let Some(view) = self.view() else { return true };
        let text = Some(canonical::of(view));
        json.iter().any(|json| canonical::of_text(json) == text)
    }
}
