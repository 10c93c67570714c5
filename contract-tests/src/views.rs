//! The contract as one direction sees it: without what is only read in what is sent, and without what is only written in
//! what is answered.

use serde_json::Value;

use crate::documents::Documents;
use crate::location::Location;

/// How many references and parts are followed for one member.
const MOST: usize = 16;

/// A direction in which payloads travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the caller to the service.
    Sent,
    /// From the service to the caller.
    Answered,
}

impl Direction {
    fn hides(self, documents: &Documents, at: &Location, member: &Value) -> bool {
        let keyword = match self {
            Self::Sent => "readOnly",
            Self::Answered => "writeOnly",
        };
        let mut pending = vec![(at.clone(), member)];
        for _ in 0..MOST {
            let Some((at, schema)) = pending.pop() else {
                break;
            };
            if schema.get(keyword) == Some(&Value::Bool(true)) {
                return true;
            }
            let reference = schema.get("$ref").and_then(Value::as_str);
            let target = reference.and_then(|reference| at.reference(reference).ok());
            let target = target.and_then(|target| {
                let value = documents.value(&target).ok()?;
                Some((target, value))
            });
            pending.extend(target);
            let parts = schema.get("allOf").and_then(Value::as_array);
            pending.extend(parts.into_iter().flatten().map(|part| (at.clone(), part)));
        }
        false
    }
}

/// The documents in which members that do not travel in a direction may be anything and need not be there.
pub fn documents(documents: &Documents, direction: Direction) -> Documents {
    let values = documents.names().filter_map(|name| {
        let at = Location::file(name);
        let mut value = documents.value(&at).ok()?.clone();
        show(&mut value, &at, documents, direction);
        Some((name.to_owned(), value))
    });
    let root = documents.root().file;
    let (first, others): (Vec<_>, Vec<_>) = values.partition(|(name, _)| *name == root);
    Documents::from_values(first.into_iter().chain(others))
}

/// The depth is bounded, because the parser bounds it.
fn show(value: &mut Value, at: &Location, documents: &Documents, direction: Direction) {
    match value {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| show(item, at, documents, direction)),
        Value::Object(members) => {
            let mut hidden = Vec::new();
            if let Some(Value::Object(properties)) = members.get_mut("properties") {
                for (name, member) in properties.iter_mut() {
                    if direction.hides(documents, at, member) {
                        hidden.push(name.clone());
                        *member = Value::Bool(true);
                    }
                }
            }
            if let Some(Value::Array(required)) = members.get_mut("required") {
                required.retain(|name| !hidden.iter().any(|hidden| name == hidden));
            }
            members
                .values_mut()
                .for_each(|member| show(member, at, documents, direction));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::*;
    use crate::judge::Judge;

    #[test]
    fn each_direction_demands_its_own_members() {
        let schema = json!({
            "type": "object",
            "required": ["id", "name", "password"],
            "properties": {
                "id": { "$ref": "id.json" },
                "name": { "type": "string" },
                "password": { "allOf": [{ "type": "string" }, { "writeOnly": true }] }
            }
        });
        let id = json!({ "type": "string", "readOnly": true });
        let whole = Documents::from_values([
            ("schema.json".to_owned(), schema),
            ("id.json".to_owned(), id),
        ]);
        let judge = |direction| Judge::new(Arc::new(documents(&whole, direction)));
        let (sent, answered) = (judge(Direction::Sent), judge(Direction::Answered));
        let at = whole.root();
        let cases = [
            (json!({ "name": "a", "password": "b" }), true, false),
            (json!({ "name": "a", "id": "c" }), false, true),
            (json!({ "name": "a" }), false, false),
            (json!({ "id": "c", "password": "b" }), false, false),
        ];
        for (value, is_sent, is_answered) in cases {
            assert_eq!(sent.accepts(&at, &value), Ok(is_sent), "{value}");
            assert_eq!(answered.accepts(&at, &value), Ok(is_answered), "{value}");
        }
    }
}
