//! Limits, defaults and other names, as words of a doc comment.

use crate::markdown::{code_span as code, doc_lines};
use crate::model::{Check, Content, Docs, Shape, TypeId, Types};

/// Words of a text near which the least, the most and the default of something stand.
const LEAST: [&str; 2] = ["min", "at least"];
const MOST: [&str; 4] = ["max", "at most", "up to", "no more than"];
const DEFAULT: [&str; 1] = ["default"];

/// How long a line of a member's documentation may be.
const LINE: usize = 92;

/// How many letters behind such a word its value may begin.
const NEAR: usize = 32;

/// Something that follows from types and checks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// As a sentence.
    sentence: String,
    /// Values that tell it, where each of them stands behind one of the words with it.
    values: Vec<(&'static [&'static str], String)>,
}

impl Fact {
    /// A fact that only its sentence tells.
    pub fn new(sentence: String) -> Self {
        Self {
            sentence,
            values: Vec::new(),
        }
    }

    fn told_by(mut self, words: &'static [&'static str], value: &str) -> Self {
        self.values.push((words, value.to_lowercase()));
        self
    }

    /// True where a text in lower case says it already.
    fn is_told(&self, text: &str) -> bool {
        let by_value = |(words, value): &(&[&str], String)| {
            words.iter().any(|word| stands_behind(text, word, value))
        };
        says(text, self.sentence.to_lowercase().trim_end_matches('.'))
            || (!self.values.is_empty() && self.values.iter().all(by_value))
    }
}

/// The limits of a member or parameter, what its text holds, and its default.
pub fn of_part(docs: &Docs, types: &Types, id: TypeId) -> Vec<Fact> {
    let default = docs.default.as_deref().map(default);
    let limits = part_limits(types, id).into_iter();
    let is_typed = matches!(types.shape(types.peeled(id)), Shape::JsonText(_));
    let content = docs.content.as_ref().filter(|_| !is_typed).map(content);
    limits.chain(content).chain(default).collect()
}

/// Lines with an example behind them, where the last has room for it and no more than one paragraph of prose stands there:
/// it helps readers, and is not worth a line.
pub fn with_example(mut lines: Vec<String>, docs: &Docs) -> Vec<String> {
    let Some(example) = &docs.example else {
        return lines;
    };
    let text = lines.join(" ");
    let is_paragraph = is_paragraph(&lines);
    let Some(last) = lines.last_mut().filter(|_| is_paragraph) else {
        return lines;
    };
    let stop = if last.ends_with(is_open) { "." } else { "" };
    let longer = format!("{last}{stop} Example: {}.", code(example));
    if longer.chars().count() <= LINE && !says(&text, example) && !text.contains("xample") {
        *last = longer;
    }
    lines
}

/// Limits, the least and the most of one thing in one.
pub fn limits(checks: &[Check]) -> Vec<Fact> {
    let limits: Vec<Limit> = checks.iter().map(Limit::of).collect();
    let of = |noun: &str, end: End| limits.iter().find(|one| one.end == end && one.of == noun);
    let facts = limits.iter().filter_map(|limit| match limit.end {
        End::Least => Some(match of(limit.of, End::Most) {
            Some(most) => limit.range(most),
            None => {
                Fact::new(format!("At least {}.", limit.value())).told_by(&LEAST, &limit.number)
            }
        }),
        End::Most if of(limit.of, End::Least).is_some() => None,
        End::Most => {
            Some(Fact::new(format!("At most {}.", limit.value())).told_by(&MOST, &limit.number))
        }
        End::Other => Some(Fact::new(limit.number.clone())),
    });
    facts.collect()
}

/// The other names under which a member is read.
pub fn other_names(aliases: &[String]) -> Option<Fact> {
    let (last, firsts) = aliases.split_last()?;
    let firsts: Vec<String> = firsts.iter().map(|alias| code(alias)).collect();
    Some(Fact::new(match firsts.is_empty() {
        true => format!("Also read as {}.", code(last)),
        false => format!("Also read as {} or {}.", firsts.join(", "), code(last)),
    }))
}

/// Facts that a text does not tell already, behind it: in its paragraph where it is one alone, else in one of their own.
pub fn behind(mut lines: Vec<String>, facts: &[Fact]) -> Vec<String> {
    let text = lines.join(" ").to_lowercase();
    let more = facts.iter().filter(|fact| !fact.is_told(&text));
    let more: Vec<&str> = more.map(|fact| fact.sentence.as_str()).collect();
    let more = more.join(" ");
    let is_paragraph = is_paragraph(&lines);
    match lines.as_mut_slice() {
        _ if more.is_empty() => lines,
        [.., last] if is_paragraph => {
            let stop = if last.ends_with(is_open) { "." } else { "" };
            doc_lines(&format!("{}{stop} {more}", lines.join(" ")))
        }
        [] => vec![more],
        _ => {
            lines.extend([String::new(), more]);
            lines
        }
    }
}

/// What a text holds.
fn content(content: &Content) -> Fact {
    let encoding = content.encoding.as_deref().map(code);
    let encoding = encoding.map(|encoding| format!("encoded as {encoding}"));
    Fact::new(match (content.media_type.as_deref().map(code), encoding) {
        (Some(media_type), Some(encoding)) => format!("Holds {media_type}, {encoding}."),
        (Some(media_type), None) => format!("Holds {media_type}."),
        (None, encoding) => format!("Text, {}.", encoding.unwrap_or_default()),
    })
}

/// A default, of which the document gives the JSON; a text needs no quotes.
fn default(json: &str) -> Fact {
    let text = serde_json::from_str(json)
        .ok()
        .filter(|text: &String| !text.is_empty());
    let value = text.unwrap_or_else(|| json.to_owned());
    Fact::new(format!("Default: {}.", code(&value))).told_by(&DEFAULT, &value)
}

/// Whether a text holds these words, and not only the beginning of a longer last one.
fn says(text: &str, words: &str) -> bool {
    let mut found = text.match_indices(words);
    found.any(|(at, _)| !text[at + words.len()..].starts_with(char::is_alphanumeric))
}

/// Whether a value stands in a text shortly behind a word.
fn stands_behind(text: &str, word: &str, value: &str) -> bool {
    let is_apart = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
    let mut found = text
        .match_indices(word)
        .map(|(at, _)| &text[at + word.len()..]);
    found.any(|rest| {
        let mut values = rest.match_indices(value).take_while(|(at, _)| *at <= NEAR);
        values.any(|(at, _)| {
            is_apart(rest[..at].chars().next_back())
                && is_apart(rest[at + value.len()..].chars().next())
        })
    })
}

/// What a sentence ends in whose full stop is missing.
fn is_open(last: char) -> bool {
    last.is_alphanumeric() || matches!(last, ')' | '`' | '"')
}

/// True for one paragraph without lines that must end where they do.
fn is_paragraph(lines: &[String]) -> bool {
    let begins = |first: char| first.is_alphabetic() || matches!(first, '"' | '(');
    let begins = |line: &String| {
        line.starts_with(begins) || (line.starts_with('`') && !line.starts_with("``"))
    };
    let goes_on = |line: &String| !line.is_empty() && !line.ends_with('\\') && !is_marked(line);
    let ends = |line: &String| line.ends_with(is_open) || line.ends_with(['.', '!', '?']);
    lines.first().is_some_and(begins) && lines.last().is_some_and(ends) && lines.iter().all(goes_on)
}

/// True for a line that begins as an item of a list, a quotation, a heading or a row of a table does.
fn is_marked(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_numbered = digits.len() < line.len() && digits.starts_with(['.', ')']);
    is_numbered || line.starts_with(['-', '*', '+', '>', '#', '|', '~', '='])
}

/// The limits of a part, down to where a named type describes its own.
fn part_limits(types: &Types, id: TypeId) -> Vec<Fact> {
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

/// One limit.
struct Limit {
    end: End,
    /// What is counted; nothing for the value of a number.
    of: &'static str,
    /// The number in the document's spelling, or the whole sentence.
    number: String,
}

/// Which end of a range a limit is.
#[derive(PartialEq, Clone, Copy)]
enum End {
    Least,
    Most,
    Other,
}

impl Limit {
    fn of(check: &Check) -> Self {
        let (end, of, number) = match check {
            Check::MinLength(count) => (End::Least, "character", count.to_string()),
            Check::MaxLength(count) => (End::Most, "character", count.to_string()),
            Check::MinItems(count) => (End::Least, "item", count.to_string()),
            Check::MaxItems(count) => (End::Most, "item", count.to_string()),
            Check::MinProperties(count) => (End::Least, "member", count.to_string()),
            Check::MaxProperties(count) => (End::Most, "member", count.to_string()),
            Check::Minimum(number) => (End::Least, "", number.to_string()),
            Check::Maximum(number) => (End::Most, "", number.to_string()),
            Check::ExclusiveMinimum(number) => (End::Other, "", format!("More than {number}.")),
            Check::ExclusiveMaximum(number) => (End::Other, "", format!("Less than {number}.")),
            Check::MultipleOf(number) => (End::Other, "", format!("A multiple of {number}.")),
            Check::UniqueItems => (End::Other, "", "No two items are equal.".to_owned()),
        };
        Self { end, of, number }
    }

    /// The sentence for this, the least, and that, the most.
    fn range(&self, most: &Limit) -> Fact {
        if self.number == most.number {
            return Fact::new(format!("Exactly {}.", most.value()));
        }
        let from = if self.of.is_empty() { "From " } else { "" };
        Fact::new(format!("{from}{} to {}.", self.number, most.value()))
            .told_by(&LEAST, &self.number)
            .told_by(&MOST, &most.number)
    }

    /// The number with what it counts.
    fn value(&self) -> String {
        match (self.of, self.number.as_str()) {
            ("", number) => number.to_owned(),
            (noun, "1") => format!("1 {noun}"),
            (noun, number) => format!("{number} {noun}s"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{behind, default, limits, with_example};
    use crate::model::{Check, Docs};

    #[test]
    fn the_least_and_the_most_are_one_sentence() {
        let checks = [
            Check::MinLength(1),
            Check::UniqueItems,
            Check::MaxLength(20),
            Check::MinItems(2),
            Check::MaxItems(2),
            Check::MaxProperties(1),
        ];
        let wanted = [
            "1 to 20 characters.",
            "No two items are equal.",
            "Exactly 2 items.",
            "At most 1 member.",
        ];
        let found: Vec<String> = limits(&checks)
            .into_iter()
            .map(|one| one.sentence)
            .collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn facts_stand_behind_one_line_and_below_more() {
        let facts = [default("30")];
        let told = |lines: &[&str]| {
            let lines = lines.iter().map(|line| (*line).to_owned()).collect();
            behind(lines, &facts).join("\n")
        };
        assert_eq!(told(&[]), "Default: `30`.");
        assert_eq!(
            told(&["Results (max 100)"]),
            "Results (max 100). Default: `30`."
        );
        assert_eq!(told(&["One of:"]), "One of:\n\nDefault: `30`.");
        assert_eq!(told(&["- an item"]), "- an item\n\nDefault: `30`.");
        assert_eq!(told(&["First", "second."]), "First second. Default: `30`.");
        for text in [
            "By default: `30`.",
            "Results, 30 unless\nsaid otherwise. Defaults to 30.",
        ] {
            assert_eq!(told(&[text]), text);
        }
        assert_eq!(
            told(&["Defaults to 300."]),
            "Defaults to 300. Default: `30`."
        );
        let long = "word ".repeat(17) + "end.";
        assert_eq!(told(&[&long]), format!("{long}\nDefault: `30`."));
    }

    #[test]
    fn an_example_stands_where_it_costs_no_line() {
        let docs = Docs {
            example: Some("Berlin".to_owned()),
            ..Docs::default()
        };
        let told = |lines: &[&str]| {
            let lines = lines.iter().map(|line| (*line).to_owned()).collect();
            with_example(lines, &docs).join("\n")
        };
        assert_eq!(told(&["A city"]), "A city. Example: `Berlin`.");
        assert_eq!(told(&["First", "last."]), "First\nlast. Example: `Berlin`.");
        let long = "word ".repeat(16) + "end.";
        let unchanged: [&[&str]; 5] = [
            &[],
            &["Such as Berlin."],
            &["One of:", "", "- a city"],
            &["For example, Paris."],
            &[&long],
        ];
        for lines in unchanged {
            assert_eq!(told(lines), lines.join("\n"));
        }
    }

    #[test]
    fn limits_that_a_text_tells_are_not_told_again() {
        let facts = limits(&[Check::MinLength(1), Check::MaxLength(50)]);
        let told = |text: &str| behind(vec![text.to_owned()], &facts).join("\n");
        for text in [
            "How many. Minimum: 1. Maximum: 50.",
            "How many, at least 1 and up to 50.",
        ] {
            assert_eq!(told(text), text);
        }
        assert_eq!(told("Maximum: 50."), "Maximum: 50. 1 to 50 characters.");
    }
}
