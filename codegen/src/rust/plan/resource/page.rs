//! The page of a resource: what it is, its methods, and an example.

use crate::markdown::{code_cell, summary_cell};
use crate::model::{Operation, Resource as Model};

use super::method::{Method, Resource};
use crate::rust::plan::describe;
use crate::rust::plan::webhooks::Webhooks;

/// The documentation of a resource's module.
pub fn of_resource(model: &Model, resource: &Resource, webhooks: Option<&Webhooks>) -> Vec<String> {
    let mut lines = describe::of_resource(model);
    let heading = ["", "| Method | Request | |", "| --- | --- | --- |"];
    lines.extend(heading.map(str::to_owned));
    let methods = model.operations.iter().zip(&resource.methods);
    lines.extend(methods.map(|(operation, method)| row(resource, operation, method)));
    lines.extend(describe::of_example(example(model, resource), None));
    for events in webhooks.iter().map(|webhooks| &webhooks.docs) {
        lines.extend(["", "# Events", ""].map(str::to_owned));
        lines.extend(events.iter().cloned());
    }
    lines
}

/// The example of one method: which one does not depend on the order of the document.
fn example<'r>(model: &Model, resource: &'r Resource) -> &'r [String] {
    let methods = model.operations.iter().zip(&resource.methods);
    let shown = methods.filter(|(_, method)| !method.example.is_empty());
    let first =
        shown.min_by_key(|(operation, _)| (operation.path.to_string(), operation.method.as_str()));
    first.map_or(&[], |(_, method)| method.example.as_slice())
}

fn row(resource: &Resource, operation: &Operation, method: &Method) -> String {
    let handle = &resource.handle;
    let request = format!("{} {}", operation.method.as_str(), operation.path);
    let said = operation
        .docs
        .headline()
        .map_or(String::new(), summary_cell);
    let cells = [
        format!("[`{name}`]({handle}::{name})", name = method.ident.bare()),
        code_cell(&request),
        said,
    ];
    format!("| {} |", cells.join(" | ")).replace(" |  |", " | |")
}
