//! `enum`, `const` and the limits of texts, numbers and counts.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::json_schema::{Kind, SchemaObject, Types as Kinds};
use crate::model::{Assertion, Check, EnumValue, LiteralKind, Openness, Scalar, Shape};
use crate::source::{Node, Str, Value};

use super::builder::{At, Builder};
use super::known::expanded;
use crate::lower::schema::checks;

impl<'s> Builder<'s, '_> {
    /// `enum` and `const`; they also say of which kinds a value can be.
    pub fn values(&mut self, schema: &SchemaObject<'s>, at: &mut At<'s>) -> Vec<Assertion> {
        let lists = [
            schema.enumeration,
            schema.constant.map(std::slice::from_ref),
        ];
        let mut asserted = Vec::new();
        for list in lists.into_iter().flatten() {
            if self.is_typed(list, at) {
                continue;
            }
            let is_null = |node: &&Node| schema.nullable && matches!(node.value, Value::Null);
            let possible = list
                .iter()
                .filter(|node| at.known.may_be(kind_of(node)) || is_null(node));
            let texts: Vec<String> = possible.map(json_text).collect();
            let kinds: Kinds = list.iter().map(kind_of).collect();
            // A number that is written with a fraction may still be an integer.
            at.known = at.known.narrowed(expanded(kinds));
            asserted.push(if texts.is_empty() {
                Assertion::Never
            } else {
                Assertion::Values(texts)
            });
        }
        asserted
    }

    /// The limits of one value, a text or a number, and the counts of parts.
    pub fn limits(&mut self, schema: &SchemaObject<'s>, at: &At<'s>) -> Vec<Assertion> {
        let mut asserted: Vec<Assertion> = self
            .checks(schema, at)
            .into_iter()
            .map(Assertion::Limit)
            .collect();
        if let Some(pattern) = schema.pattern.filter(|_| at.known.may_be(Kind::String)) {
            asserted.extend(self.pattern(pattern).map(Assertion::Pattern));
        }
        asserted
    }

    /// A pattern that the run time can match; another one is reported.
    pub fn pattern(&self, pattern: Str<'s>) -> Option<String> {
        if let Some(mistake) = crate::pattern::mistake(pattern.text) {
            let message = format!("the pattern is not checked: {mistake}");
            self.unsupported(
                pattern.span,
                &message,
                "use what ECMA-262 has without extensions, or check it yourself",
            );
            return None;
        }
        Some(pattern.text.to_owned())
    }

    fn checks(&self, schema: &SchemaObject<'s>, at: &At<'s>) -> Vec<Check> {
        let mut checks = checks::lower(schema);
        checks.retain(|check| at.known.may_break(check) && !self.is_certain(check, at));
        checks
    }

    /// True for limits that a type or a count keeps by itself.
    fn is_certain(&self, check: &Check, at: &At<'s>) -> bool {
        let core = at
            .known
            .core(&self.api.types)
            .map(|core| self.api.types.shape(core));
        let count = match core {
            Some(Shape::Tuple(places)) => Some(places.len() as u64),
            _ => None,
        };
        let is_unsigned = matches!(core, Some(Shape::Scalar(Scalar::Unsigned64)));
        match check {
            Check::MinLength(0) | Check::MinItems(0) | Check::MinProperties(0) => true,
            Check::MinItems(least) => count.is_some_and(|count| count >= *least),
            Check::MaxItems(most) => count.is_some_and(|count| count <= *most),
            Check::Minimum(least) => is_unsigned && least == "0",
            _ => false,
        }
    }

    /// True where the type of the value is an enumeration that has none but these texts.
    fn is_typed(&self, list: &'s [Node], at: &At<'s>) -> bool {
        let core = at
            .known
            .core(&self.api.types)
            .map(|core| self.api.types.shape(core));
        if let Some(Shape::Literal(text)) = core {
            return list
                .iter()
                .any(|node| node.as_str().is_some_and(|one| one.text == text));
        }
        let Some(Shape::Enumeration(enumeration)) = core else {
            return false;
        };
        let literal = |node: &'s Node| match enumeration.kind {
            LiteralKind::Text => node.as_str(),
            LiteralKind::Integer => node.as_number(),
        };
        let literals: BTreeSet<&str> = list
            .iter()
            .filter_map(|node| Some(literal(node)?.text))
            .collect();
        let has = |value: &EnumValue| literals.contains(value.wire.as_str());
        let has_null = || list.iter().any(|node| matches!(node.value, Value::Null));
        enumeration.openness == Openness::Closed
            && enumeration.values.iter().all(has)
            && (!at.known.may_be(Kind::Null) || has_null())
    }
}

/// The kind of a value; an integer may be written with a fraction.
pub fn kind_of(node: &Node) -> Kind {
    match &node.value {
        Value::Null => Kind::Null,
        Value::Bool(_) => Kind::Boolean,
        Value::Number(text) if is_integer(text) => Kind::Integer,
        Value::Number(_) => Kind::Number,
        Value::String(_) => Kind::String,
        Value::Array(_) => Kind::Array,
        Value::Object(_) => Kind::Object,
    }
}

/// A node as JSON text, its numbers as they are written.
pub fn json_text(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(text) => text.to_string(),
        Value::String(text) => serde_json::Value::from(text.to_string()).to_string(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(json_text).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(object) => {
            let mut text = String::new();
            for member in object.iter() {
                let name = serde_json::Value::from(member.name.text.to_string());
                let separator = if text.is_empty() { "" } else { "," };
                // Writing to a string does not fail.
                let _ = write!(text, "{separator}{name}:{}", json_text(&member.value));
            }
            format!("{{{text}}}")
        }
    }
}

/// Whether a number is surely one without fraction; `1.0` and `1e2` are.
fn is_integer(text: &str) -> bool {
    text.parse::<f64>()
        .is_ok_and(|number| number.fract() == 0.0)
}
