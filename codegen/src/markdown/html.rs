//! The HTML tags that have a counterpart in Markdown; every other tag is text.

use std::borrow::Cow;

/// The longest tag that is read as one, in bytes.
const MAX_TAG: usize = 2048;

/// A piece of HTML.
#[derive(Debug, PartialEq)]
pub enum Piece<'a> {
    /// Text, its character references resolved.
    Text(Cow<'a, str>),
    /// An opening tag, with the target of a link.
    Open(Tag, Option<String>),
    /// A closing tag.
    Close(Tag),
}

/// What a tag means in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// A line break.
    Break,
    /// A line across the page.
    Rule,
    /// Something that stands on lines of its own.
    Block,
    /// A heading.
    Heading,
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell,
    /// Bold text.
    Strong,
    /// Text in italics.
    Emphasis,
    /// Text that is struck through.
    Strike,
    /// A code span.
    Code,
    /// Text whose lines stay as they are.
    Preformatted,
    /// A link.
    Link,
    /// A list.
    List,
    /// A list whose items have numbers.
    OrderedList,
    /// An item of a list.
    Item,
    /// A quotation.
    Quote,
    /// A tag that only changes how text looks.
    Style,
}

/// Splits HTML into text and tags; comments are left out, tags without a counterpart stay in the
/// text.
pub fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let last_comment_end = html.rfind("-->").unwrap_or(0);
    let (mut text, mut at) = (0, 0);
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let comment_may_end = start < last_comment_end;
        let Some((piece, length)) = markup(&html[start..], comment_may_end) else {
            at = start + 1;
            continue;
        };
        push_text(&html[text..start], &mut pieces);
        pieces.extend(piece);
        at = start + length;
        text = at;
    }
    push_text(&html[text..], &mut pieces);
    pieces
}

fn push_text<'a>(text: &'a str, pieces: &mut Vec<Piece<'a>>) {
    if !text.is_empty() {
        pieces.push(Piece::Text(resolve(text)));
    }
}

/// The comment or tag at the start of the HTML, and its length in bytes.
fn markup(html: &str, comment_may_end: bool) -> Option<(Option<Piece<'_>>, usize)> {
    if html.starts_with("<!--") {
        let end = comment_may_end.then(|| html[4..].find("-->")).flatten()?;
        return Some((None, 4 + end + 3));
    }
    let closing = html.starts_with("</");
    let name_at = if closing { 2 } else { 1 };
    let name_length = html[name_at..]
        .bytes()
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let (name, after) = html[name_at..].split_at(name_length);
    if !after.starts_with(|c: char| c.is_whitespace() || c == '/' || c == '>') {
        return None;
    }
    let attributes = &after[..tag_end(after)?];
    let length = name_at + name_length + attributes.len() + 1;
    let tag = Tag::named(name)?;
    let piece = if closing {
        Piece::Close(tag)
    } else {
        open(tag, attributes)?
    };
    Some((Some(piece), length))
}

/// An opening tag. A link without any attribute is the name of something, as in `<a> < <b>`.
fn open<'a>(tag: Tag, attributes: &str) -> Option<Piece<'a>> {
    let href = (tag == Tag::Link).then(|| href(attributes)).flatten();
    let bare_link = tag == Tag::Link && attributes.trim().is_empty();
    (!bare_link).then_some(Piece::Open(tag, href))
}

/// The place of the `>` that ends a tag, quoted ones skipped.
fn tag_end(after_name: &str) -> Option<usize> {
    let mut quote = None;
    for (at, b) in after_name.bytes().enumerate().take(MAX_TAG) {
        match (quote, b) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(b),
            (Some(open), _) if open == b => quote = None,
            _ => {}
        }
    }
    None
}

/// The value of the attribute `href`.
fn href(attributes: &str) -> Option<String> {
    let lower = attributes.to_ascii_lowercase();
    let at = lower
        .match_indices("href")
        .map(|(at, _)| at)
        .find(|at| lower[..*at].ends_with(char::is_whitespace))?;
    let value = attributes[at + 4..]
        .trim_start()
        .strip_prefix('=')?
        .trim_start();
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value.split(char::is_whitespace).next()?,
    };
    Some(resolve(value).into_owned())
}

/// Text with the character references resolved that every writer of HTML needs.
fn resolve(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from.bytes().take(12).position(|b| b == b';');
        match end.and_then(|end| Some((referenced(&from[1..end])?, end + 1))) {
            Some((c, length)) => {
                out.push(c);
                rest = &from[length..];
            }
            None => {
                out.push('&');
                rest = &from[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn referenced(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        "ndash" => Some('–'),
        "mdash" => Some('—'),
        "hellip" => Some('…'),
        "bull" => Some('•'),
        "rarr" => Some('→'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

impl Tag {
    /// Names that are also likely names of something (`<label>`, `<section>`) are left out on
    /// purpose.
    fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "br" => Self::Break,
            "hr" => Self::Rule,
            "p" | "div" | "table" | "thead" | "tbody" | "tfoot" | "dl" | "dt" | "dd" => Self::Block,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "b" | "strong" => Self::Strong,
            "i" | "em" => Self::Emphasis,
            "s" | "del" | "strike" => Self::Strike,
            "code" | "tt" | "kbd" | "samp" => Self::Code,
            "pre" => Self::Preformatted,
            "a" => Self::Link,
            "ul" => Self::List,
            "ol" => Self::OrderedList,
            "li" => Self::Item,
            "blockquote" => Self::Quote,
            "span" | "u" | "small" | "font" | "sup" | "sub" => Self::Style,
            _ => return None,
        })
    }
}
