//! Spelling of text, code and addresses in Markdown, so that they are read back as what they are.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::iter::repeat_n;

use super::chars;

/// The longest character reference that is looked for, in bytes.
const REFERENCE: usize = 40;

/// Where a piece of text stands, as far as its spelling depends on it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
    /// Inside the text of a link, where `]` has a meaning.
    pub in_link: bool,
    /// Inside a cell, where `|` has a meaning.
    pub in_table: bool,
    /// After white space or the start of the paragraph.
    pub after_space: bool,
    /// Before a space or the end of the paragraph; a line break that stays begins with a backslash.
    pub before_space: bool,
}

/// Text without white space, with a backslash before each character that would have a meaning.
pub fn text(raw: &str, place: Place) -> Cow<'_, str> {
    let alone = place.after_space && place.before_space;
    if alone && matches!(raw, "*" | "_" | "~") || !raw.bytes().any(is_mark) {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len() + 8);
    let compares = place.before_space && !raw.contains('@');
    let mut before = None;
    for (at, c) in raw.char_indices() {
        let rest = &raw[at + c.len_utf8()..];
        if has_meaning(c, before, rest, place) && !(compares && is_comparison(c, rest)) {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    Cow::Owned(out)
}

/// A word as it can begin a line: not as a heading, a list item, a quotation, an underline or a
/// table.
pub fn first_word(word: &str) -> Cow<'_, str> {
    if let Some(digits) = word.strip_suffix(['.', ')'])
        && !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit())
    {
        let end = &word[digits.len()..];
        return Cow::Owned(format!("{digits}\\{end}"));
    }
    let structure = !word.is_empty() && word.bytes().all(|b| b"#+-=|:".contains(&b));
    if structure || word == "*" || word.starts_with('>') {
        Cow::Owned(format!("\\{word}"))
    } else {
        Cow::Borrowed(word)
    }
}

/// A code span of text without line ends.
pub fn code(raw: &str, in_table: bool) -> String {
    let fence = longest_run(raw, '`') + 1;
    let pad = raw.starts_with('`') || raw.ends_with('`');
    let mut code = String::with_capacity(raw.len() + 2 * fence + 2);
    code.extend(repeat_n('`', fence));
    code.push_str(if pad { " " } else { "" });
    for (nth, piece) in raw.split('|').enumerate() {
        let bar = if in_table { "\\|" } else { "|" };
        code.push_str(if nth > 0 { bar } else { "" });
        code.push_str(piece);
    }
    code.push_str(if pad { " " } else { "" });
    code.extend(repeat_n('`', fence));
    code
}

/// A web address as the target of a link, with everything encoded that could end the link early.
pub fn target(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut reference_end = None;
    for (at, c) in raw.char_indices() {
        if c == '&' {
            reference_end = reference(&raw[at + 1..]).map(|length| at + length);
        }
        let plain = c.is_alphanumeric() || (c.is_ascii_graphic() && !r#""<>\^`|()[]"#.contains(c));
        if plain && reference_end != Some(at) {
            out.push(c);
        } else if let Some(c) = chars::harmless(c) {
            encode(c, &mut out);
        }
    }
    out
}

/// The length of the longest run of a character.
pub fn longest_run(text: &str, of: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == of { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// Whether a byte is a character that has a meaning in some place.
const fn is_mark(byte: u8) -> bool {
    matches!(
        byte,
        b'`' | b'*' | b'[' | b'~' | b'<' | b']' | b'|' | b'\\' | b'_' | b'!' | b'&'
    )
}

fn has_meaning(c: char, before: Option<char>, rest: &str, place: Place) -> bool {
    let next = rest.chars().next();
    match c {
        '`' | '*' | '[' | '~' | '<' => true,
        ']' => place.in_link,
        '|' => place.in_table,
        '\\' => next.is_none_or(|c| c.is_ascii_punctuation()),
        '_' => !(before.is_some_and(joins) && next.is_some_and(joins)),
        '!' => next.is_none() && !place.before_space,
        '&' => reference(rest).is_some(),
        _ => false,
    }
}

/// Whether the character is the sign in `a < b`, `a <= b` or `<5`, which begins neither a tag nor a
/// link in a word that has no `@` and ends before white space.
fn is_comparison(c: char, rest: &str) -> bool {
    c == '<'
        && rest
            .chars()
            .next()
            .is_none_or(|next| next == '=' || next.is_ascii_digit())
}

/// Whether an underscore beside the character is part of a name.
fn joins(c: char) -> bool {
    c.is_alphanumeric()
}

/// The length of the rest of a character reference up to and including its `;`, after the `&`.
fn reference(rest: &str) -> Option<usize> {
    let name = rest
        .bytes()
        .take(REFERENCE)
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
        .count();
    (name > 0 && rest.as_bytes().get(name) == Some(&b';')).then_some(name + 1)
}

fn encode(c: char, out: &mut String) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        // Writing to a string cannot fail.
        let _ = write!(out, "%{byte:02X}");
    }
}
