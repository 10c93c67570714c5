//! One text per JSON value, so that values are equal exactly when their texts are.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::write::structure::{self, Node};
use super::super::{View, Wire};
use super::decimal::Decimal;

/// The text of a value: numbers by their value, members by name.
pub fn of(view: View<'_>) -> String {
    match view {
        View::Absent | View::Null => "null".to_owned(),
        View::Bool(value) => value.to_string(),
        View::I64(value) => Decimal::parse(&value.to_string()).canonical(),
        View::U64(value) => Decimal::parse(&value.to_string()).canonical(),
        View::Float(value) => Decimal::of_float(value).canonical(),
        View::Number(number) => Decimal::of_number(number).canonical(),
        View::Text(text) => quoted(text),
        View::List(list) => {
            let items = (0..list.count()).filter_map(|index| list.item(index));
            array(items.map(|item| of(item.view())))
        }
        View::Map(map) => {
            let mut members = BTreeMap::new();
            map.each(&mut |name, value| {
                members.insert(quoted(name), of(value.view()));
                true
            });
            object(members)
        }
        View::Record(record) => {
            let mut members = BTreeMap::new();
            structure::each_member(record, &mut |standing| {
                let text = of_node(standing.node);
                let text = if standing.wrapped {
                    array([text])
                } else {
                    text
                };
                members.insert(quoted(standing.name), text);
            });
            object(members)
        }
    }
}

/// The text of a value that is written as JSON text.
pub fn of_text(json: &str) -> Option<String> {
    let value: Value = serde_json::from_str(json).ok()?;
    Some(of(value.view()))
}

fn of_node(node: Node<'_>) -> String {
    of(node.view().unwrap_or(View::Null))
}

fn quoted(text: &str) -> String {
    format!("{text:?}")
}

fn array(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().collect();
    format!("[{}]", items.join(","))
}

fn object(members: BTreeMap<String, String>) -> String {
    let members: Vec<String> = members
        .into_iter()
        .map(|(name, value)| format!("{name}:{value}"))
        .collect();
    format!("{{{}}}", members.join(","))
}
