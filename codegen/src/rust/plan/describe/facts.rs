//! Limits, defaults and other names, as words of a doc comment.

use crate::markdown::{code_span as code, doc_lines};
use crate::model::{Check, Docs, Shape, TypeId, Types};

/// The limits of a member or parameter and its default, as sentences.
pub fn of_part(docs: &Docs, types: &Types, id: TypeId) -> Vec<String> {
    let default = docs.default.as_deref().map(code);
    let default = default.map(|default| format!("Default: {default}."));
    part_limits(types, id).into_iter().chain(default).collect()
}

/// Limits as sentences, the least and the most of one thing in one.
pub fn limits(checks: &[Check]) -> Vec<String> {
    let limits: Vec<Limit> = checks.iter().map(Limit::of).collect();
    let of = |noun: &str, end: End| limits.iter().find(|one| one.end == end && one.of == noun);
    let sentences = limits.iter().filter_map(|limit| match limit.end {
        End::Least => Some(match of(limit.of, End::Most) {
            Some(most) => limit.range(most),
            None => format!("At least {}.", limit.value()),
        }),
        End::Most if of(limit.of, End::Least).is_some() => None,
        End::Most => Some(format!("At most {}.", limit.value())),
        End::Other => Some(limit.number.clone()),
    });
    sentences.collect()
}

/// The other names under which a member is read, as a sentence.
pub fn other_names(aliases: &[String]) -> Option<String> {
    let (last, firsts) = aliases.split_last()?;
    let firsts: Vec<String> = firsts.iter().map(|alias| code(alias)).collect();
    Some(match firsts.is_empty() {
        true => format!("Also read as {}.", code(last)),
        false => format!("Also read as {} or {}.", firsts.join(", "), code(last)),
    })
}

/// Sentences that a text does not hold already, behind it: in its paragraph where it is one line alone, else in one of their own.
pub fn behind(mut lines: Vec<String>, sentences: &[String]) -> Vec<String> {
    let text = lines.join(" ").to_lowercase();
    let is_new = |one: &&String| !says(&text, one.to_lowercase().trim_end_matches('.'));
    let more: Vec<&str> = sentences
        .iter()
        .filter(is_new)
        .map(String::as_str)
        .collect();
    let more = more.join(" ");
    match lines.as_mut_slice() {
        _ if more.is_empty() => lines,
        [line] if is_prose(line) => {
            let stop = if line.ends_with(is_open) { "." } else { "" };
            doc_lines(&format!("{line}{stop} {more}"))
        }
        [] => vec![more],
        _ => {
            lines.extend([String::new(), more]);
            lines
        }
    }
}

/// Whether a text holds these words, and not only the beginning of a longer last one.
fn says(text: &str, words: &str) -> bool {
    let mut found = text.match_indices(words);
    found.any(|(at, _)| !text[at + words.len()..].starts_with(char::is_alphanumeric))
}

/// What a sentence ends in whose full stop is missing.
fn is_open(last: char) -> bool {
    last.is_alphanumeric() || matches!(last, ')' | '`' | '"')
}

/// True for a line that is no part of a list, a table or anything else that signs make.
fn is_prose(line: &str) -> bool {
    let begins = |first: char| first.is_alphabetic() || matches!(first, '"' | '(');
    let is_code = line.starts_with('`') && !line.starts_with("``");
    let ends = line.ends_with(is_open) || line.ends_with(['.', '!', '?']);
    ends && (is_code || line.starts_with(begins))
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
    fn range(&self, most: &Limit) -> String {
        if self.number == most.number {
            return format!("Exactly {}.", most.value());
        }
        let from = if self.of.is_empty() { "From " } else { "" };
        format!("{from}{} to {}.", self.number, most.value())
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
    use super::{behind, limits};
    use crate::model::Check;

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
        assert_eq!(limits(&checks), wanted);
    }

    #[test]
    fn facts_stand_behind_one_line_and_below_more() {
        let facts = ["Default: `30`.".to_owned()];
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
        assert_eq!(
            told(&["First", "second."]),
            "First\nsecond.\n\nDefault: `30`."
        );
        assert_eq!(told(&["By default: `30`."]), "By default: `30`.");
        let long = "word ".repeat(17) + "end.";
        assert_eq!(told(&[&long]), format!("{long}\nDefault: `30`."));
    }
}
