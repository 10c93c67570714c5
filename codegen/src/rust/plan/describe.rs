//! The doc comments: what the document says, and what follows from types, checks and responses.

use crate::model::{
    Api, Check, Docs, Label, Member, Operation, Parameter, Resource, Response, Shape,
    StatusPattern, Type, TypeId, Types, Webhook,
};

use crate::markdown::{code_span as code, doc_lines, summary_line};

/// The documentation of the crate.
pub fn of_api(api: &Api) -> Vec<String> {
    let mut lines = said(&api.info.docs);
    if lines.is_empty() {
        lines = sentence(&format!(
            "Client of the {} API.",
            summary_line(&api.info.title)
        ));
    }
    lines
}

/// A text as one line of a doc comment.
pub fn line(text: &str) -> String {
    summary_line(text)
}

/// One line for the manifest.
pub fn summary(docs: &Docs, title: &str) -> String {
    let text = docs.summary.as_ref().or(docs.description.as_ref());
    let line = text
        .map(|text| summary_line(text))
        .filter(|line| !line.is_empty());
    line.unwrap_or_else(|| format!("Client of the {} API.", summary_line(title)))
}

/// The documentation of a type.
pub fn of_type(ty: &Type) -> Vec<String> {
    let mut lines = said(&ty.docs);
    if lines.is_empty() {
        lines = sentence(&format!("{}.", capitalised(&label(ty))));
    }
    lines.extend(own_paragraph(limits(&ty.checks)));
    lines
}

/// The documentation of an enumeration's value.
pub fn variant(docs: &Docs, wire: &str) -> Vec<String> {
    let lines = said(docs);
    if lines.is_empty() {
        sentence(&code(wire))
    } else {
        lines
    }
}

/// The documentation of a member: what is said of it here, else of its type, else nothing: its name says the rest.
pub fn member(member: &Member, types: &Types) -> Vec<String> {
    let mut lines = said(&member.docs);
    if lines.is_empty() {
        lines = said(&types.get(member.ty).docs);
    }
    let facts = facts(&member.docs, types, member.ty);
    for more in [facts, other_names(&member.aliases)] {
        let is_first = lines.is_empty();
        lines.extend(if is_first { more } else { own_paragraph(more) });
    }
    lines
}

/// What a member is, as one line.
pub fn member_line(docs: &[String]) -> String {
    let line = summary_line(&docs.join("\n"));
    if line.is_empty() {
        "Sets this member.".to_owned()
    } else {
        line
    }
}

/// The documentation of a resource's handle.
pub fn of_resource(resource: &Resource) -> Vec<String> {
    let lines = said(&resource.docs);
    if lines.is_empty() {
        sentence(&format!("{}.", capitalised(&resource.name.to_string())))
    } else {
        lines
    }
}

/// The documentation of an operation's method.
pub fn of_operation(operation: &Operation) -> Vec<String> {
    let mut lines = said(&operation.docs);
    let request = code(&format!("{} {}", operation.method.as_str(), operation.path));
    if lines.is_empty() {
        lines = sentence(&request);
    } else {
        lines.extend(own_paragraph(vec![request]));
    }
    lines.extend(arguments(operation));
    lines.extend(headers(operation));
    lines.extend(links(operation));
    lines
}

/// The documentation of a parameter.
pub fn of_parameter(parameter: &Parameter, types: &Types) -> Vec<String> {
    let mut lines = said(&parameter.docs);
    if lines.is_empty() {
        lines = sentence(&format!("{}.", capitalised(&parameter.name.to_string())));
    }
    lines.extend(own_paragraph(facts(&parameter.docs, types, parameter.ty)));
    lines
}

/// The documentation of a success, of which there are several.
pub fn of_response(response: &Response) -> Vec<String> {
    let lines = said(&response.docs);
    let status = code(&response.status.to_string());
    if lines.is_empty() {
        sentence(&status)
    } else {
        lines
            .into_iter()
            .chain(own_paragraph(vec![status]))
            .collect()
    }
}

/// The documentation of a request that the service sends: what is said of it, what comes with it, and what it wants,
/// without what is told elsewhere.
pub fn of_webhook(hook: &Webhook, told: &[String]) -> Vec<String> {
    let mut lines = said(&hook.docs);
    if lines.is_empty() {
        lines = sentence(&code(&hook.key));
    }
    let mut facts = webhook_facts(hook);
    facts.retain(|fact| !told.contains(fact));
    lines.extend(own_paragraph(facts));
    lines
}

/// What every request that the service sends comes with and wants, where there are several.
pub fn of_webhooks(hooks: &[Webhook]) -> Vec<String> {
    let Some((first, others @ [_, ..])) = hooks.split_first() else {
        return Vec::new();
    };
    let others: Vec<Vec<String>> = others.iter().map(webhook_facts).collect();
    let mut common = webhook_facts(first);
    common.retain(|fact| others.iter().all(|facts| facts.contains(fact)));
    common
}

/// An example under its heading, where there is one.
pub fn of_example(example: &[String]) -> Vec<String> {
    if example.is_empty() {
        return Vec::new();
    }
    let heading = ["", "# Example", ""].map(str::to_owned);
    heading.into_iter().chain(example.iter().cloned()).collect()
}

/// The failures that the document describes, by status, under their heading.
pub fn of_failures(operation: &Operation) -> Vec<String> {
    let failures: Vec<String> = operation.failures().map(failure).collect();
    if failures.is_empty() {
        return failures;
    }
    let heading = ["", "# Errors", ""].map(str::to_owned);
    heading.into_iter().chain(failures).collect()
}

/// What comes with a request that the service sends, and what it wants for an answer.
fn webhook_facts(hook: &Webhook) -> Vec<String> {
    let parameters = hook.parameters.iter();
    let parameters =
        parameters.map(|(name, docs)| described(format!("- with {}", code(name)), docs));
    let answers = hook.answers.iter().map(|(status, docs)| {
        let status = code(&status.to_string());
        described(format!("- to be answered with {status}"), docs)
    });
    parameters.chain(answers).collect()
}

fn said(docs: &Docs) -> Vec<String> {
    let mut lines = docs.summary.as_deref().map(doc_lines).unwrap_or_default();
    let more = docs
        .description
        .as_deref()
        .map(doc_lines)
        .unwrap_or_default();
    if lines.is_empty() {
        return more;
    }
    if lines != more {
        lines.extend(own_paragraph(more));
    }
    lines
}

fn own_paragraph(lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() {
        lines
    } else {
        std::iter::once(String::new()).chain(lines).collect()
    }
}

fn sentence(text: &str) -> Vec<String> {
    vec![text.to_owned()]
}

fn capitalised(text: &str) -> String {
    let safe = summary_line(text);
    let mut chars = safe.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

fn label(ty: &Type) -> String {
    match &ty.label {
        Label::Named(name) => name.to_string(),
        Label::Inline(context) | Label::Shared(context) => {
            context.last().map(ToString::to_string).unwrap_or_default()
        }
    }
}

/// The arguments that the document describes.
fn arguments(operation: &Operation) -> Vec<String> {
    let described = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.required && !parameter.docs.is_empty());
    let lines: Vec<String> = described
        .map(|parameter| {
            let text = parameter.docs.description.as_deref().unwrap_or_default();
            format!("- {}: {}", code(&parameter.wire_name), summary_line(text))
        })
        .collect();
    own_paragraph(lines)
}

fn failure(response: &Response) -> String {
    let status = match response.status {
        StatusPattern::Default => "any other status".to_owned(),
        status => code(&status.to_string()),
    };
    let text = response
        .docs
        .description
        .as_deref()
        .map(summary_line)
        .unwrap_or_default();
    let line = if text.is_empty() {
        format!("- {status}")
    } else {
        format!("- {status}: {text}")
    };
    let headers: Vec<String> = response
        .headers
        .iter()
        .map(|(name, _)| code(name))
        .collect();
    if headers.is_empty() {
        line
    } else {
        format!("{line} (with {})", headers.join(", "))
    }
}

/// The headers that come with a success, each of them once.
fn headers(operation: &Operation) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (name, docs) in operation.successes().flat_map(|response| &response.headers) {
        let line = described(format!("- {}", code(name)), docs);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    if !lines.is_empty() {
        let heading = "The answer has these headers, which `raw()` gives:";
        lines.splice(0..0, [heading.to_owned(), String::new()]);
    }
    own_paragraph(lines)
}

/// Where successes lead to.
fn links(operation: &Operation) -> Vec<String> {
    let links = operation.successes().flat_map(|response| &response.links);
    let lines = links.map(|link| {
        let given = link.parameters.iter();
        let given = given.map(|(name, value)| format!("{} = {}", code(name), code(value)));
        let body = link
            .body
            .iter()
            .map(|body| format!("body = {}", code(body)));
        let given: Vec<String> = given.chain(body).collect();
        let line = match given.is_empty() {
            true => format!("- Leads to {}", code(&link.target)),
            false => format!(
                "- Leads to {} with {}",
                code(&link.target),
                given.join(", ")
            ),
        };
        described(line, &link.docs)
    });
    own_paragraph(lines.collect())
}

/// A line, with what is said of it.
fn described(line: String, docs: &Docs) -> String {
    match docs.description.as_deref() {
        Some(text) => format!("{line}: {}", summary_line(text)),
        None => line,
    }
}

fn other_names(aliases: &[String]) -> Vec<String> {
    match aliases {
        [] => Vec::new(),
        [alias] => sentence(&format!("Also read as {}.", code(alias))),
        [firsts @ .., last] => {
            let firsts: Vec<String> = firsts.iter().map(|alias| code(alias)).collect();
            sentence(&format!(
                "Also read as {} or {}.",
                firsts.join(", "),
                code(last)
            ))
        }
    }
}

/// The limits of a member or parameter and its default, on one line.
fn facts(docs: &Docs, types: &Types, id: TypeId) -> Vec<String> {
    let default = docs.default.as_deref().map(code);
    let words: Vec<String> = part_limits(types, id)
        .into_iter()
        .chain(default.map(|default| format!("Default: {default}.")))
        .collect();
    if words.is_empty() {
        words
    } else {
        vec![words.join(" ")]
    }
}

/// The limits of a part, down to where a named type describes its own.
fn part_limits(types: &Types, id: TypeId) -> Vec<String> {
    let own = limits(&types.get(id).checks);
    let inner = match types.shape(id) {
        Shape::Nullable(inner) | Shape::OrEmptyObject(inner) | Shape::OneOrArrayOfOne(inner) => {
            match types.shape(*inner) {
                Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_) => Vec::new(),
                _ => part_limits(types, *inner),
            }
        }
        _ => Vec::new(),
    };
    match types.shape(id) {
        Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_) => Vec::new(),
        _ => own.into_iter().chain(inner).collect(),
    }
}

/// Limits in words, on one line.
fn limits(checks: &[Check]) -> Vec<String> {
    let words: Vec<String> = checks.iter().filter_map(limit).collect();
    if words.is_empty() {
        words
    } else {
        vec![words.join(" ")]
    }
}

fn limit(check: &Check) -> Option<String> {
    Some(match check {
        Check::MinLength(count) => format!("At least {}.", plural(*count, "character")),
        Check::MaxLength(count) => format!("At most {}.", plural(*count, "character")),
        Check::MinItems(count) => format!("At least {}.", plural(*count, "item")),
        Check::MaxItems(count) => format!("At most {}.", plural(*count, "item")),
        Check::MinProperties(count) => format!("At least {}.", plural(*count, "member")),
        Check::MaxProperties(count) => format!("At most {}.", plural(*count, "member")),
        Check::Minimum(number) => format!("At least {number}."),
        Check::Maximum(number) => format!("At most {number}."),
        Check::ExclusiveMinimum(number) => format!("More than {number}."),
        Check::ExclusiveMaximum(number) => format!("Less than {number}."),
        Check::MultipleOf(number) => format!("A multiple of {number}."),
        Check::UniqueItems => "No two items are equal.".to_owned(),
    })
}

fn plural(count: u64, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{count} {noun}s")
    }
}
