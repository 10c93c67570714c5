//! The second back end: `API.md`, an index of the API for people.

mod cell;
mod types;

use std::collections::BTreeSet;

use crate::model::{Api, Home, MediaKind, Operation, Parameter, Resource, Response, TypeId};

use cell::{cell, code, sentence};

/// The index, below a line that says who owns it: each resource with its operations and its types, then the types that several resources share.
pub fn text(api: &Api, marker: &str) -> String {
    let mut text = format!("<!-- {marker} -->\n\n# {}\n\n", sentence(&api.info.title));
    text.push_str(&facts(api));
    let homes = types::Homes::of(&api.types);
    for (index, resource) in api.resources.iter().enumerate() {
        text.push_str(&section(api, resource));
        text.push_str(&homes.section(Home::Resource(index)));
    }
    let sent = homes.section(Home::Webhooks);
    if api.webhooks.all().next().is_some() {
        text.push_str("\n## Webhooks\n");
        text.push_str(&webhooks(api));
        text.push_str(&sent);
    }
    let shared = homes.section(Home::Shared);
    if !shared.is_empty() {
        text.push_str("\n## Shared types\n");
        text.push_str(&shared);
    }
    text
}

fn facts(api: &Api) -> String {
    let servers: Vec<String> = api.servers.iter().map(|server| code(&server.url)).collect();
    let mut facts = format!("Version {} of the contract", sentence(&api.info.version));
    if !servers.is_empty() {
        facts.push_str(&format!(", served at {}", servers.join(", ")));
    }
    let count = api.operations().count();
    let noun = if count == 1 {
        "operation"
    } else {
        "operations"
    };
    format!("{facts}. {count} {noun}.\n")
}

fn section(api: &Api, resource: &Resource) -> String {
    let title = resource
        .tag
        .clone()
        .unwrap_or_else(|| resource.name.to_string());
    let mut text = format!("\n## {}\n", sentence(&title));
    if let Some(said) = &resource.docs.description {
        text.push_str(&format!("\n{}\n", sentence(said)));
    }
    text.push_str(
        "\n| Operation | Request | Takes | Answers | |\n| --- | --- | --- | --- | --- |\n",
    );
    for operation in &resource.operations {
        text.push_str(&row(api, operation));
    }
    text
}

fn webhooks(api: &Api) -> String {
    let mut text = "\n| Event | Body | |\n| --- | --- | --- |\n".to_owned();
    for hook in api.webhooks.all() {
        let said = hook
            .docs
            .summary
            .as_ref()
            .or(hook.docs.description.as_ref());
        let cells = [
            code(&hook.key),
            types::name(&api.types, hook.ty),
            said.map(|text| cell(text)).unwrap_or_default(),
        ];
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    text
}

fn row(api: &Api, operation: &Operation) -> String {
    let said = operation
        .docs
        .summary
        .as_ref()
        .or(operation.docs.description.as_ref());
    let cells = [
        code(&operation.id),
        code(&format!("{} {}", operation.method.as_str(), operation.path)),
        takes(api, operation),
        answers(api, operation),
        said.map(|text| cell(text)).unwrap_or_default(),
    ];
    format!("| {} |\n", cells.join(" | "))
}

fn takes(api: &Api, operation: &Operation) -> String {
    let parameter = |parameter: &Parameter| {
        let optional = if parameter.required {
            ""
        } else {
            " (optional)"
        };
        format!("{}{optional}", code(&parameter.wire_name))
    };
    let body = operation
        .bodies
        .iter()
        .take(1)
        .map(|one| body(api, MediaKind::of(&one.media_type), one.ty));
    let all: Vec<String> = operation
        .parameters
        .iter()
        .map(parameter)
        .chain(body)
        .collect();
    all.join(", ")
}

/// Every success, each kind of body once, whatever the order in which the document names them.
fn answers(api: &Api, operation: &Operation) -> String {
    let all: BTreeSet<String> = operation
        .successes()
        .flat_map(|response| bodies(api, response))
        .collect();
    all.into_iter().collect::<Vec<_>>().join(", ")
}

fn bodies(api: &Api, response: &Response) -> Vec<String> {
    if response.content.is_empty() {
        return vec!["nothing".to_owned()];
    }
    let kinds = response.content.iter();
    let kinds = kinds.map(|(media_type, ty)| (MediaKind::of(media_type), *ty));
    let has_json = kinds.clone().any(|(kind, _)| kind == MediaKind::Json);
    let bodies = kinds.filter(|(kind, _)| !has_json || *kind == MediaKind::Json);
    bodies.map(|(kind, ty)| body(api, kind, ty)).collect()
}

/// What a client sees of a body: that of other media types than JSON has no type.
fn body(api: &Api, kind: MediaKind, ty: TypeId) -> String {
    match kind {
        MediaKind::Text => "text".to_owned(),
        MediaKind::Bytes => "bytes".to_owned(),
        MediaKind::Json | MediaKind::Form | MediaKind::Multipart => types::name(&api.types, ty),
    }
}
