//! The doc comments: what the document says, and what follows from types, checks and responses.

use crate::markdown::{code_span as code, doc_lines, summary_line};
use crate::model::{
    Api, Docs, EnumValue, Label, Member, Name, Operation, Parameter, Resource, Response,
    StatusPattern, Type, TypeId, Types, Webhook,
};

use super::facts;
use super::types::Speller;

/// The documentation of the crate.
pub fn of_api(api: &Api) -> Vec<String> {
    let mut lines = all_said(&api.info.docs);
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

/// The documentation of a type: what is said of it, else its one use; its name needs no repetition.
pub fn of_type(speller: &Speller<'_>, id: TypeId) -> Vec<String> {
    let ty = speller.types.get(id);
    let mut lines = said(&ty.docs, &label(ty));
    if lines.is_empty() {
        lines.extend(speller.uses.of(id));
    }
    facts::behind(lines, &facts::limits(&ty.checks))
}

/// The documentation of an enumeration's value; nothing where its name in other letters is all there is.
pub fn variant(value: &EnumValue) -> Vec<String> {
    let lines = said(&value.docs, &value.name);
    let told = value.name.words().concat();
    let letters = value
        .wire
        .chars()
        .filter(|letter| !matches!(letter, ' ' | '_' | '-' | '.'));
    if lines.is_empty() && !letters.flat_map(char::to_lowercase).eq(told.chars()) {
        return sentence(&code(&value.wire));
    }
    lines
}

/// The documentation of a member: what is said of it here, else of its type, else nothing: its name says the rest.
pub fn member(member: &Member, types: &Types) -> Vec<String> {
    let mut lines = said(&member.docs, &member.name);
    if lines.is_empty() {
        lines = said(&types.get(member.ty).docs, &member.name);
    }
    let mut sentences = facts::of_part(&member.docs, types, member.ty);
    sentences.extend(facts::other_names(&member.aliases));
    facts::behind(lines, &sentences)
}

/// What a member is, as one line, where anything is said of it.
pub fn member_line(docs: &[String]) -> Option<String> {
    Some(summary_line(&docs.join("\n"))).filter(|line| !line.is_empty())
}

/// The documentation of a resource's handle.
pub fn of_resource(resource: &Resource) -> Vec<String> {
    let lines = all_said(&resource.docs);
    if lines.is_empty() {
        sentence(&format!("{}.", capitalised(&resource.name.to_string())))
    } else {
        lines
    }
}

/// The documentation of an operation's method.
pub fn of_operation(operation: &Operation) -> Vec<String> {
    let mut lines = all_said(&operation.docs);
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
    let lines = said(&parameter.docs, &parameter.name);
    facts::behind(lines, &facts::of_part(&parameter.docs, types, parameter.ty))
}

/// The documentation of a success, of which there are several.
pub fn of_response(response: &Response) -> Vec<String> {
    let lines = all_said(&response.docs);
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
    let mut lines = all_said(&hook.docs);
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

/// The failures that the document describes, by status, under their heading: one sentence where each is a few words.
pub fn of_failures(operation: &Operation) -> Vec<String> {
    let mut failures: Vec<&Response> = operation.failures().collect();
    if failures.is_empty() {
        return Vec::new();
    }
    failures.sort_by_key(|failure| failure.status.to_string().to_lowercase());
    let words: Option<Vec<String>> = failures.iter().map(|failure| in_words(failure)).collect();
    let lines = words.map_or_else(
        || {
            failures
                .iter()
                .map(|failure| failure_line(failure))
                .collect()
        },
        |words| doc_lines(&format!("{}.", words.join(", "))),
    );
    let heading = ["", "# Errors", ""].map(str::to_owned);
    heading.into_iter().chain(lines).collect()
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

/// What a document says of a thing, but for its name alone.
fn said(docs: &Docs, name: &Name) -> Vec<String> {
    let lines = all_said(docs);
    match lines.as_slice() {
        [line] if is_name(line, name) => Vec::new(),
        _ => lines,
    }
}

/// True for a text that is the name of the thing and nothing else.
fn is_name(text: &str, name: &Name) -> bool {
    const FILLERS: [&str; 5] = ["the", "a", "an", "parameter", "param"];
    let text = Name::parse(text);
    let words = text.words().iter().map(String::as_str);
    words
        .filter(|word| !FILLERS.contains(word))
        .eq(name.words().iter().map(String::as_str))
}

fn all_said(docs: &Docs) -> Vec<String> {
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

fn label(ty: &Type) -> Name {
    match &ty.label {
        Label::Named(name) => name.clone(),
        Label::Inline(context) | Label::Shared(context) => {
            context.last().cloned().unwrap_or_default()
        }
    }
}

/// The arguments that the document describes.
fn arguments(operation: &Operation) -> Vec<String> {
    let required = operation.parameters.iter().filter(|one| one.required);
    let lines = required.filter_map(|parameter| {
        let text = summary_line(parameter.docs.description.as_deref()?);
        let says = !text.is_empty() && !is_name(&text, &parameter.name);
        says.then(|| format!("- {}: {text}", code(&parameter.wire_name)))
    });
    own_paragraph(lines.collect())
}

/// What a failure may say in a row of others.
const FEW_LETTERS: usize = 40;

/// `404` (not found): a failure of which only a few words are said.
fn in_words(response: &Response) -> Option<String> {
    let text = response.docs.description.as_deref().unwrap_or_default();
    let lines = doc_lines(text);
    let text = lines.first().map_or("", |line| line.trim_end_matches('.'));
    let is_short = text.chars().count() <= FEW_LETTERS && !text.contains(['.', '(', ')', ',']);
    if !is_short || lines.len() > 1 || !response.headers.is_empty() {
        return None;
    }
    let status = status(response);
    Some(match text {
        "" => status,
        text => format!("{status} ({text})"),
    })
}

fn failure_line(response: &Response) -> String {
    let line = described(format!("- {}", status(response)), &response.docs);
    let headers = response.headers.iter().map(|(name, _)| code(name));
    let headers: Vec<String> = headers.collect();
    if headers.is_empty() {
        line
    } else {
        format!("{line} (with {})", headers.join(", "))
    }
}

fn status(response: &Response) -> String {
    match response.status {
        StatusPattern::Default => "any other status".to_owned(),
        status => code(&status.to_string()),
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
    let text = docs.description.as_deref().map(summary_line);
    match text.filter(|text| !text.is_empty()) {
        Some(text) => format!("{line}: {text}"),
        None => line,
    }
}
