//! Whether the value of a keyword has the form that the keyword asks for.

use super::number::{self, Count};
use super::{Form, Keyword, Kind};
use crate::source::{Node, Value};

/// The first value that has not the form; it may lie within the one that is judged.
pub(super) fn misfit(form: Form, node: &Node) -> Option<&Node> {
    match form {
        Form::SchemaList => in_list(node, 1, is_schema),
        Form::SchemaOrList if node.as_array().is_some() => in_list(node, 0, is_schema),
        // What stands under a name is judged as the schema that it should be, and costs no other.
        Form::SchemaMap => Some(node).filter(|node| node.as_object().is_none()),
        Form::NameMap => in_map(node, |value| in_list(value, 0, is_text)),
        Form::Dependencies => in_map(node, |value| match value.value {
            Value::Array(_) => in_list(value, 0, is_text),
            _ => Some(value).filter(|value| !is_schema(value)),
        }),
        Form::NameList => in_list(node, 0, is_text),
        Form::Types if node.as_array().is_some() => in_list(node, 1, is_type),
        _ => Some(node).filter(|node| !fits(form, node)),
    }
}

/// Whether what is well-formed of a value means without the rest what it meant with it: every name, every part of `allOf`
/// and every type but one that is left out says something of its own, while an alternative says it with the others.
pub(super) fn is_sound_in_part(keyword: &Keyword, node: &Node) -> bool {
    match keyword.form {
        Form::NameList => node.as_array().is_some(),
        Form::SchemaList => keyword.name == "allOf" && node.as_array().is_some(),
        Form::Types => {
            let mut names = node.as_array().unwrap_or(std::slice::from_ref(node)).iter();
            names.len() > 0 && names.all(|name| kind(name).is_some())
        }
        _ => false,
    }
}

/// The kind that a type names; a null, as YAML reads the word without quotes, is that word.
pub(super) fn kind(name: &Node) -> Option<Kind> {
    match &name.value {
        Value::Null => Some(Kind::Null),
        _ => Kind::from_name(name.as_str()?.text),
    }
}

/// Whether a value is written as a schema.
pub(super) fn is_schema(node: &Node) -> bool {
    matches!(node.value, Value::Object(_) | Value::Bool(_))
}

/// Whether a value has a form that has no parts.
fn fits(form: Form, node: &Node) -> bool {
    let number = node.as_number().map(|number| number.text);
    match form {
        Form::Schema | Form::SchemaOrList => is_schema(node),
        Form::Types => is_type(node),
        Form::Any => true,
        Form::List => node.as_array().is_some(),
        Form::Object => node.as_object().is_some(),
        Form::Bool => node.as_bool().is_some(),
        Form::Text | Form::Pattern => is_text(node),
        Form::Count => number.is_some_and(|text| number::count(text) != Count::Invalid),
        Form::Number => number.is_some(),
        Form::PositiveNumber => number.is_some_and(number::is_positive),
        Form::Exclusive => number.is_some() || node.as_bool().is_some(),
        Form::SchemaList
        | Form::SchemaMap
        | Form::NameMap
        | Form::Dependencies
        | Form::NameList => false,
    }
}

fn in_list(node: &Node, at_least: usize, fits: fn(&Node) -> bool) -> Option<&Node> {
    match node.as_array() {
        Some(items) if items.len() >= at_least => items.iter().find(|item| !fits(item)),
        _ => Some(node),
    }
}

fn in_map<'n>(node: &'n Node, misfit: fn(&'n Node) -> Option<&'n Node>) -> Option<&'n Node> {
    match node.as_object() {
        Some(object) => object.iter().find_map(|member| misfit(&member.value)),
        None => Some(node),
    }
}

fn is_text(node: &Node) -> bool {
    node.as_str().is_some()
}

fn is_type(node: &Node) -> bool {
    node.as_str()
        .is_some_and(|name| Kind::from_name(name.text).is_some())
}
