//! The doc comments of operations: what is asked, what is answered, what can go wrong.

use super::{all_said, capitalised, described, is_name, own_paragraph, sentence};
use crate::markdown::{code_span as code, doc_lines, link, summary_line};
use crate::model::{Body, Docs, Operation, Response, StatusPattern, TypeId};

/// Words of descriptions that say no more than that all went well.
const PLAIN: [&str; 19] = [
    "a",
    "accepted",
    "an",
    "answer",
    "created",
    "content",
    "default",
    "deleted",
    "done",
    "is",
    "no",
    "ok",
    "operation",
    "request",
    "response",
    "success",
    "successful",
    "the",
    "updated",
];

/// How long a line of a doc comment may be.
const COLUMNS: usize = 100;

/// What a failure may say in a row of others.
const FEW_LETTERS: usize = 40;

/// What is known of an operation's method beside the operation.
pub struct Told<'a> {
    /// The arguments for the required parameters, in their order.
    pub arguments: Vec<&'a str>,
    /// The argument for the body.
    pub body: Option<&'a str>,
    /// Its successes are told apart elsewhere.
    pub answers: bool,
    /// Links to the headers of its answers.
    pub headers: &'a [String],
}

/// The documentation of an operation's method.
pub fn of_operation(operation: &Operation, told: &Told<'_>) -> Vec<String> {
    let docs = Docs {
        page: None,
        ..operation.docs.clone()
    };
    let mut lines = all_said(&docs);
    let mut request = request(operation);
    request.push_str(&only_answer(operation));
    if lines.is_empty() {
        lines = sentence(&request);
    } else {
        lines.extend(own_paragraph(vec![request]));
    }
    lines.extend(arguments(operation, told));
    lines.extend(answers(operation, told));
    if !told.headers.is_empty() {
        let sentence = format!("Headers of the answer: {}.", told.headers.join(", "));
        lines.extend(own_paragraph(vec![sentence]));
    }
    lines.extend(links(operation));
    lines
}

/// Which media types a caller may name for a body that is sent as it is.
pub fn of_media_types(body: &Body) -> Vec<String> {
    if body.others.is_empty() {
        return Vec::new();
    }
    let others: Vec<String> = body.others.iter().map(|one| code(one)).collect();
    own_paragraph(vec![format!(
        "The body is sent as {}, unless the call's header `content-type` names another: {}.",
        code(&body.media_type),
        others.join(", ")
    )])
}

/// An example under its heading, with what is said of it, where there is one.
pub fn of_example(example: &[String], docs: Option<&Docs>) -> Vec<String> {
    if example.is_empty() {
        return Vec::new();
    }
    let heading = ["", "# Example", ""].map(str::to_owned);
    let mut about = docs.map(all_said).unwrap_or_default();
    if !about.is_empty() {
        about.push(String::new());
    }
    let lines = heading.into_iter().chain(about);
    lines.chain(example.iter().cloned()).collect()
}

/// The failures that the document describes, by status, under their heading: one sentence where each is a few words.
/// What stands in their bodies is told as `named` says it.
pub fn of_failures(operation: &Operation, named: &dyn Fn(TypeId) -> Option<String>) -> Vec<String> {
    let mut failures: Vec<&Response> = operation.failures().collect();
    if failures.is_empty() {
        return Vec::new();
    }
    failures.sort_by_key(|failure| failure.status.to_string().to_lowercase());
    let words: Option<Vec<String>> = failures.iter().map(|failure| in_words(failure)).collect();
    let body = |failure: &&Response| failure.json().and_then(named);
    let lines = match words {
        Some(words) => {
            let mut lines = doc_lines(&format!("{}.", capitalised(&words.join(", "))));
            append(&mut lines, &bodies(&failures, body));
            lines
        }
        None => failures
            .iter()
            .map(|failure| {
                let line = failure_line(failure);
                body(failure).map_or(line.clone(), |body| format!("{line} ({body})"))
            })
            .collect(),
    };
    let heading = ["", "# Errors", ""].map(str::to_owned);
    heading.into_iter().chain(lines).collect()
}

/// Method and path, where more is said of the operation, and what a token must be good for.
fn request(operation: &Operation) -> String {
    let mut line = code(&format!("{} {}", operation.method.as_str(), operation.path));
    if let Some(page) = &operation.docs.page {
        line.push_str(&format!(" ({})", link(&page.url, page.title.as_deref())));
    }
    if !operation.scopes.is_empty() {
        let scopes: Vec<String> = operation.scopes.iter().map(|scope| code(scope)).collect();
        let noun = if scopes.len() == 1 { "scope" } else { "scopes" };
        line.push_str(&format!(", with the {noun} {}", scopes.join(", ")));
    }
    if let Some(server) = &operation.server {
        line.push_str(&format!(", at {}", code(&server.template)));
    }
    line
}

/// The arguments that the document describes.
fn arguments(operation: &Operation, told: &Told<'_>) -> Vec<String> {
    let required = operation.parameters.iter().filter(|one| one.required);
    let lines = required
        .zip(&told.arguments)
        .filter_map(|(parameter, argument)| {
            let text = summary_line(parameter.docs.description.as_deref().unwrap_or_default());
            let text = if is_name(&text, &parameter.name) {
                ""
            } else {
                &text
            };
            let deprecated = if parameter.deprecated {
                "deprecated"
            } else {
                ""
            };
            let words: Vec<&str> = [deprecated, text]
                .into_iter()
                .filter(|word| !word.is_empty())
                .collect();
            let name = code(argument);
            (!words.is_empty()).then(|| format!("- {name}: {}", words.join(". ")))
        });
    let mut bodies = operation
        .bodies
        .iter()
        .filter_map(|body| body.docs.description.as_deref());
    let body = bodies
        .next()
        .map(summary_line)
        .filter(|text| !text.is_empty());
    let name = told.body.map_or("the body".to_owned(), code);
    let body = body.map(|text| format!("- {name}: {text}"));
    own_paragraph(lines.chain(body).collect())
}

/// What is said of the one success, behind the request.
fn only_answer(operation: &Operation) -> String {
    match described_successes(operation).as_slice() {
        [(_, text)] if operation.successes().count() == 1 => format!(". Answers: {text}"),
        _ => String::new(),
    }
}

/// What is said of each of several successes, unless they are told apart elsewhere.
fn answers(operation: &Operation, told: &Told<'_>) -> Vec<String> {
    if told.answers || operation.successes().count() < 2 {
        return Vec::new();
    }
    let lines = described_successes(operation).into_iter();
    let lines = lines.map(|(response, text)| format!("- {}: {text}", status(response)));
    own_paragraph(lines.collect())
}

/// The successes of which more is said than that they are such.
fn described_successes(operation: &Operation) -> Vec<(&Response, String)> {
    let told = operation.successes().filter_map(|response| {
        let text = summary_line(response.docs.description.as_deref()?);
        (!is_plain(&text)).then_some((response, text))
    });
    told.collect()
}

/// True for words that say no more than the status does.
fn is_plain(text: &str) -> bool {
    let letters = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            ' '
        }
    };
    let text: String = text.chars().map(letters).collect();
    let mut words = text.split_ascii_whitespace();
    words.all(|word| PLAIN.contains(&word))
}

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

/// What stands in the bodies of failures: one type, or those by status.
fn bodies(failures: &[&Response], body: impl Fn(&&Response) -> Option<String>) -> String {
    let named = failures
        .iter()
        .filter_map(|one| Some((status(one), body(one)?)));
    let named: Vec<(String, String)> = named.collect();
    match named.as_slice() {
        [] => String::new(),
        [(_, first), others @ ..] if others.iter().all(|(_, other)| other == first) => {
            let all = if named.len() == failures.len() {
                "The"
            } else {
                "A"
            };
            format!("{all} body is {first}.")
        }
        several => {
            let mut types: Vec<&str> = several.iter().map(|(_, body)| body.as_str()).collect();
            types.sort_by_key(|body| several.iter().position(|(_, other)| other == body));
            types.dedup();
            let of = |body: &str| {
                let statuses = several.iter().filter(|(_, other)| other == body);
                let statuses: Vec<&str> = statuses.map(|(status, _)| status.as_str()).collect();
                format!("{} {body}", statuses.join(", "))
            };
            let words: Vec<String> = types.into_iter().map(of).collect();
            format!("Bodies: {}.", words.join("; "))
        }
    }
}

/// Puts a sentence behind others, word by word.
fn append(lines: &mut Vec<String>, sentence: &str) {
    for word in sentence.split_whitespace() {
        match lines.last_mut() {
            Some(last) if last.chars().count() + word.chars().count() < COLUMNS => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
}

fn failure_line(response: &Response) -> String {
    let line = described(format!("- {}", status(response)), &response.docs);
    let headers = response.headers.iter().map(|header| code(&header.name));
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

/// Where answers lead to.
fn links(operation: &Operation) -> Vec<String> {
    let links = operation
        .responses
        .iter()
        .flat_map(|response| &response.links);
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
