//! Text in which Markdown has no say but for code marks: most descriptions, which so need no parser.

use std::borrow::Cow;

use super::inline::{self, Word};
use super::line::Line;
use super::summary;
use super::tree::{Block, Inline};

/// The lines of a text of which each word is spelled as it stands there; `None` where one may not be.
pub fn lines(text: &str, width: usize) -> Option<Vec<String>> {
    let mut lines = Vec::new();
    for paragraph in (Paragraphs { rest: text }) {
        let words = words(paragraph)?.map(|word| Word::Text(Cow::Borrowed(word)));
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(inline::wrap(words, width));
    }
    Some(lines)
}

/// The first sentence of such a text, whatever follows its first paragraph.
pub fn sentence(text: &str) -> Option<String> {
    let paragraph = (Paragraphs { rest: text }).next().unwrap_or_default();
    if paragraph.contains('`') {
        return None;
    }
    let words: Vec<&str> = words(paragraph)?.collect();
    Some(summary::of_words(&words))
}

/// The paragraphs of a text of words, punctuation and names in code marks; `None` where the parser has to read it.
pub fn blocks(text: &str) -> Option<Vec<Block>> {
    (Paragraphs { rest: text })
        .map(|lines| Some(Block::Paragraph(paragraph(lines)?)))
        .collect()
}

/// The first paragraph of a text, where it is such a text, whatever follows.
pub fn first(text: &str) -> Option<Vec<Block>> {
    match (Paragraphs { rest: text }).next() {
        Some(lines) => Some(vec![Block::Paragraph(paragraph(lines)?)]),
        None => Some(Vec::new()),
    }
}

/// True for an address of the web of which no character has to be encoded.
pub fn is_address(url: &str) -> bool {
    let rest = ["https://", "http://"].map(|scheme| url.strip_prefix(scheme));
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/.-_#".contains(&byte);
    rest.into_iter()
        .flatten()
        .any(|rest| !rest.is_empty() && rest.bytes().all(is_plain))
}

/// True for words with spaces between them, in which no character can have a meaning.
pub fn is_wording(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b" ,-".contains(&byte);
    !text.contains("http") && text.bytes().all(is_plain)
}

/// The stretches of a text between blank lines.
struct Paragraphs<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Paragraphs<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let text = self.rest.trim_start_matches('\n');
        if text.is_empty() {
            return None;
        }
        let end = memchr::memmem::find(text.as_bytes(), b"\n\n").unwrap_or(text.len());
        let (lines, rest) = text.split_at(end);
        self.rest = rest;
        Some(lines.strip_suffix('\n').unwrap_or(lines))
    }
}

fn paragraph(lines: &str) -> Option<Vec<Inline>> {
    if !lines.split('\n').all(is_plain) {
        return None;
    }
    let mut line = Line::default();
    for (nth, text) in lines.split('\n').enumerate() {
        if nth > 0 {
            line.space();
        }
        for (nth, piece) in text.split('`').enumerate() {
            if nth % 2 == 0 {
                line.text(piece);
            } else {
                line.code(piece);
            }
        }
    }
    Some(line.finish())
}

/// The words of a paragraph in which none has to be spelled otherwise, and none is an address or code of several words.
fn words(paragraph: &str) -> Option<impl Iterator<Item = &str>> {
    let is_code_whole = |line: &str| {
        line.split('`')
            .skip(1)
            .step_by(2)
            .all(|code| !code.contains(' '))
    };
    let is_known = paragraph.is_ascii()
        && !paragraph.contains("http")
        && !paragraph.contains("!`")
        && paragraph
            .split('\n')
            .all(|line| is_plain(line) && is_code_whole(line));
    let is_empty = paragraph.is_empty();
    (is_known || is_empty).then(|| paragraph.split_ascii_whitespace())
}

/// True where a line is running text, and each character of it stands for itself.
fn is_plain(line: &str) -> bool {
    let begins = |c: char| c.is_alphabetic() || "`(\"".contains(c);
    if !line.starts_with(begins) || line.ends_with(' ') {
        return false;
    }
    let mut pieces = line.split('`');
    let mut is_text = pieces.next().is_some_and(has_no_marks);
    let mut in_code = false;
    for piece in pieces {
        in_code = !in_code;
        // Two marks beside each other would be one that is longer.
        is_text &= match in_code {
            true => !piece.is_empty() && !piece.starts_with(' ') && !piece.ends_with(' '),
            false => has_no_marks(piece),
        };
    }
    is_text && !in_code && !line.contains("``")
}

/// True where no character has a meaning; an underscore within a word has none.
fn has_no_marks(text: &str) -> bool {
    let bytes = text.as_bytes();
    let joins = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_alphanumeric)
    };
    bytes.iter().enumerate().all(|(at, byte)| match byte {
        b'_' => joins(at.checked_sub(1)) && joins(Some(at + 1)),
        b'*' | b'[' | b']' | b'~' | b'<' | b'\\' | b'&' | b'|' => false,
        _ => true,
    })
}
