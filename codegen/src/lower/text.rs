//! Texts and values of the source in the form that the model keeps.

use serde_json::{Map, Number, Value as Json};

use crate::model::{Docs, Page};
use crate::openapi::{ExternalDocs, Operation};
use crate::source::{Node, Str, Value};

/// Summary and description, where they say something.
pub fn docs(summary: Option<Str<'_>>, description: Option<Str<'_>>) -> Docs {
    let said = |text: Option<Str<'_>>| {
        text.map(|text| text.text.trim())
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    Docs {
        summary: said(summary),
        description: said(description),
        ..Docs::default()
    }
}

/// Summary and description of an operation, then those of its path, which hold for all of its operations.
pub fn docs_of_operation(operation: &Operation<'_>) -> Docs {
    let own = docs(operation.summary, operation.description);
    let path = docs(operation.path_summary, operation.path_description);
    let page = page(operation.external_docs.as_ref());
    if own.is_empty() {
        return Docs { page, ..path };
    }
    let texts = [own.description, path.summary, path.description];
    let texts: Vec<String> = texts.into_iter().flatten().collect();
    Docs {
        summary: own.summary,
        description: (!texts.is_empty()).then(|| texts.join("\n\n")),
        page,
        ..Docs::default()
    }
}

/// The page that `externalDocs` names.
pub fn page(docs: Option<&ExternalDocs<'_>>) -> Option<Page> {
    docs.map(|docs| Page {
        url: docs.url.to_string(),
        title: docs.description.map(|text| text.to_string()),
    })
}

/// The page that `externalDocs` of a schema names.
pub fn page_at(node: &Node) -> Option<Page> {
    let text = |name: &str| Some(node.get(name)?.as_str()?.to_string());
    Some(Page {
        url: text("url")?,
        title: text("description"),
    })
}

/// A value as JSON on one line, where it is short and says something.
pub fn shown(node: &Node) -> Option<String> {
    const LONGEST: usize = 60;
    let text = match &node.value {
        Value::Null => return None,
        // A number stays as it is written.
        Value::Number(text) => text.to_string(),
        _ => json(node)?.to_string(),
    };
    (text.chars().count() <= LONGEST).then_some(text)
}

/// A text or a number as it is, where it is short.
pub fn example(node: &Node) -> Option<String> {
    const LONGEST: usize = 40;
    let text = match &node.value {
        Value::String(text) => text.to_string(),
        Value::Number(text) => text.to_string(),
        _ => return None,
    };
    let count = text.chars().count();
    ((1..=LONGEST).contains(&count) && !text.contains(char::is_control)).then_some(text)
}

/// A node as a JSON value; `None` for a number that JSON values can't hold.
pub fn json(node: &Node) -> Option<Json> {
    Some(match &node.value {
        Value::Null => Json::Null,
        Value::Bool(flag) => Json::Bool(*flag),
        Value::Number(text) => Json::Number(text.parse::<Number>().ok()?),
        Value::String(text) => Json::String(text.to_string()),
        Value::Array(items) => Json::Array(items.iter().map(json).collect::<Option<_>>()?),
        Value::Object(object) => {
            let members = object
                .iter()
                .map(|member| Some((member.name.text.to_string(), json(&member.value)?)));
            Json::Object(members.collect::<Option<Map<_, _>>>()?)
        }
    })
}
