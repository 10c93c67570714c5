//! The doc comments: what the document says, and what follows from types, checks and responses.

pub mod example;
mod facts;
pub mod guide;
mod operation;
mod service;
pub mod uses;

use crate::markdown::{code_span as code, doc_lines, link, summary_line};
use crate::model::{
    Docs, EnumValue, Header, Label, Member, Name, Parameter, Resource, Response, Shape, Type,
    TypeId, Types, Webhook,
};

pub use operation::{Told, of_example, of_failures, of_media_types, of_operation};
pub use service::{authentication, of_api, of_servers};

use super::types::Speller;

/// One line for the manifest.
pub fn summary(docs: &Docs, title: &str) -> String {
    let line = docs.headline().map(summary_line);
    let line = line.filter(|line| !line.is_empty());
    line.unwrap_or_else(|| format!("Client of the {}.", called(title)))
}

/// What an API is called in a sentence; its title often says what it is.
pub fn called(title: &str) -> String {
    let title = summary_line(title);
    match title.rsplit_once(' ') {
        Some((_, last)) if last.eq_ignore_ascii_case("api") => title,
        _ => format!("{title} API"),
    }
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

/// The documentation of an alternative by its name and its type: what is said of the type, else nothing; one sentence
/// where the type is an item, which says the rest itself.
pub fn of_alternative(name: &Name, ty: &Type) -> Vec<String> {
    let lines = said(&ty.docs, name);
    if ty.is_item() {
        return doc_lines(&summary_line(&lines.join("\n")));
    }
    facts::behind(lines, &facts::limits(&ty.checks))
}

/// The documentation of an alternative that is one text.
pub fn of_literal(name: &Name, ty: &Type) -> Vec<String> {
    let Shape::Literal(text) = &ty.shape else {
        return Vec::new();
    };
    variant(&EnumValue {
        wire: text.clone(),
        name: name.clone(),
        docs: ty.docs.clone(),
    })
}

/// The documentation of an enumeration's value; nothing where its name in other letters is all there is.
pub fn variant(value: &EnumValue) -> Vec<String> {
    let lines = said(&value.docs, &value.name);
    if lines.is_empty() && value.wire.is_empty() {
        return sentence("The empty text.");
    }
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
    let of_type = Some(types.get(member.ty)).filter(|ty| !ty.is_item());
    let example = member.docs.example.is_none().then_some(of_type).flatten();
    let example = example.map_or(&member.docs, |ty| &ty.docs);
    facts::with_example(facts::behind(lines, &sentences), example)
}

/// What a member is, as one sentence, where anything is said of it. One word, such as `Optional.`, is no more than a label
/// of what follows.
pub fn of_setter(docs: &[String]) -> Vec<String> {
    let first = docs.split(String::is_empty).next().unwrap_or_default();
    let text = first.join("\n");
    let line = summary_line(&text);
    let is_label = line.ends_with('.') && !line.contains([' ', '`']);
    let rest = text.strip_prefix(&line).filter(|_| is_label);
    let behind = rest.map(summary_line).filter(|line| !line.is_empty());
    doc_lines(&behind.unwrap_or(line))
}

/// The documentation of a resource's handle.
pub fn of_resource(resource: &Resource) -> Vec<String> {
    let lines = all_said(&resource.docs);
    if lines.is_empty() {
        sentence(&format!(
            "Operations on {}.",
            code(&resource.name.to_string())
        ))
    } else {
        lines
    }
}

/// The documentation of a parameter.
pub fn of_parameter(parameter: &Parameter, types: &Types) -> Vec<String> {
    let lines = said(&parameter.docs, &parameter.name);
    let mut facts = facts::of_part(&parameter.docs, types, parameter.ty);
    if parameter.may_be_empty {
        facts.insert(0, facts::Fact::new("May be empty.".to_owned()));
    }
    facts::behind(lines, &facts)
}

/// The documentation of a header's constant.
pub fn of_header(header: &Header, types: &Types) -> Vec<String> {
    let mut lines = all_said(&header.docs);
    if lines.is_empty() {
        lines = sentence(&code(&header.name));
    }
    facts::behind(lines, &facts::of_part(&header.docs, types, header.ty))
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

/// What comes with a request that the service sends, and what it wants for an answer.
fn webhook_facts(hook: &Webhook) -> Vec<String> {
    let sent = hook.url.iter().map(|url| format!("- to {}", code(url)));
    let old = hook.deprecated.then(|| "- deprecated".to_owned());
    let body = hook.body.description.as_deref();
    let body = body.map(|text| format!("- the body: {}", summary_line(text)));
    let parameters = hook.parameters.iter();
    let parameters =
        parameters.map(|(name, docs)| described(format!("- with {}", code(name)), docs));
    let answers = hook.answers.iter().map(|answer| {
        let status = answer.status.to_string();
        let names = std::iter::once(&status).chain(&answer.headers);
        let bodies = answer.content.iter().map(|(media_type, name)| {
            let name = name.as_ref().map(|name| format!(" ({})", code(name)));
            code(media_type) + &name.unwrap_or_default()
        });
        let parts: Vec<String> = names.map(|name| code(name)).chain(bodies).collect();
        let line = format!("- to be answered with {}", parts.join(" and "));
        described(line, &answer.docs)
    });
    let first = old.into_iter().chain(sent).chain(body);
    first.chain(parameters).chain(answers).collect()
}

/// What a document says of a thing, but for its name alone, and a title that its description says again.
fn said(docs: &Docs, name: &Name) -> Vec<String> {
    let more = docs.description.as_deref();
    let says_more = |text: &&str| {
        !is_only_name(text, name)
            && !is_type_name(text)
            && !more.is_some_and(|more| says(more, text))
    };
    let lines = lines_of(docs.summary.as_deref().filter(says_more), docs);
    match lines.as_slice() {
        [line] if is_only_name(line, name) => Vec::new(),
        _ => lines,
    }
}

/// True for a text that tells a reader nothing beside the name of the thing.
fn is_only_name(text: &str, name: &Name) -> bool {
    is_name(text, name) || is_identifier(text)
}

/// True for a name that programs use, as titles of schemas often are: `update_param` tells a reader nothing.
fn is_identifier(text: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    text.contains('_') && text.chars().all(is_part)
}

/// True for a title that is the name of a type, as in `PlatformFee`: readers of Rust see another one.
fn is_type_name(text: &str) -> bool {
    let mut pairs = text.bytes().zip(text.bytes().skip(1));
    let is_word = text.bytes().all(|letter| letter.is_ascii_alphanumeric());
    is_word && pairs.any(|(one, next)| one.is_ascii_lowercase() && next.is_ascii_uppercase())
}

/// True where a text holds another one, whatever the case of its letters and its end.
fn says(text: &str, part: &str) -> bool {
    let part = part.trim_end_matches('.').to_lowercase();
    text.to_lowercase().contains(&part)
}

/// True for a text that is the name of the thing and nothing else.
fn is_name(text: &str, name: &Name) -> bool {
    const FILLERS: [&str; 5] = ["the", "a", "an", "parameter", "param"];
    /// How much longer than its words a name can be with fillers and punctuation.
    const ROOM: usize = 40;
    let letters: usize = name.words().iter().map(|word| word.len() + 1).sum();
    if text.len() > 2 * letters + ROOM {
        return false;
    }
    let text = Name::parse(text);
    let words = text.words().iter().map(String::as_str);
    words
        .filter(|word| !FILLERS.contains(word))
        .eq(name.words().iter().map(String::as_str))
}

fn all_said(docs: &Docs) -> Vec<String> {
    lines_of(docs.summary.as_deref(), docs)
}

/// A summary, and behind it what else is said.
fn lines_of(summary: Option<&str>, docs: &Docs) -> Vec<String> {
    let mut lines = summary.map(doc_lines).unwrap_or_default();
    let more = docs
        .description
        .as_deref()
        .map(doc_lines)
        .unwrap_or_default();
    if lines.is_empty() || begins_with(&more, &lines) {
        lines = more;
    } else {
        lines.extend(own_paragraph(more));
    }
    if let Some(page) = &docs.page {
        let see = vec![format!("See {}.", link(&page.url, page.title.as_deref()))];
        let is_first = lines.is_empty();
        lines.extend(if is_first { see } else { own_paragraph(see) });
    }
    lines
}

/// True where the first paragraph of a text says just this.
fn begins_with(text: &[String], paragraph: &[String]) -> bool {
    let first = text.iter().take_while(|line| !line.is_empty());
    let words = |lines: &[&str]| lines.join(" ").trim_end_matches('.').to_lowercase();
    let first: Vec<&str> = first.map(String::as_str).collect();
    let said: Vec<&str> = paragraph.iter().map(String::as_str).collect();
    words(&first) == words(&said)
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
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

fn label(ty: &Type) -> Name {
    match &ty.label {
        Label::Named(name) => name.clone(),
        Label::Inline(context) | Label::Shared { names: context, .. } => {
            context.last().cloned().unwrap_or_default()
        }
    }
}

/// A line, with what is said of it.
fn described(line: String, docs: &Docs) -> String {
    let text = docs.description.as_deref().map(summary_line);
    match text.filter(|text| !text.is_empty()) {
        Some(text) => format!("{line}: {text}"),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::{Name, is_name};

    #[test]
    fn signs_and_symbols_are_the_names_that_are_made_of_them() {
        for (text, name) in [("+1", "+1"), ("🦀", "crab"), ("The team ID.", "team_id")] {
            assert!(is_name(text, &Name::parse(name)), "{text}");
        }
        assert!(!is_name("A team of people.", &Name::parse("team")));
    }
}
