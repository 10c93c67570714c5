//! Text of a specification, made safe to stand in a Rust doc comment.
//!
//! The text is CommonMark written by strangers. It is parsed with the parser that rustdoc uses into
//! a tree that has no place for HTML, for code in a language or for a link that is not a web
//! address, and that tree is written out as Markdown: what cannot be said in the tree cannot reach
//! the comment.

use std::borrow::Cow;

mod chars;

mod tree;

mod build;
mod html;
mod line;
mod nest;
mod plain;

mod escape;
mod inline;
mod write;

mod summary;

#[cfg(test)]
mod tests;

/// Columns of a line of prose; with eight columns of indent and `/// ` before it, it ends near
/// column 100.
const WIDTH: usize = 92;

/// Lines of a doc comment (without `///`), none of which can become code, a doctest, an attribute,
/// a broken intra-doc link or raw HTML.
///
/// Prose is wrapped; tables and the lines of code blocks are not. No line ends in a space, the
/// first and the last line are not blank, and no two blank lines follow each other. Lines given
/// back once more stay as they are.
pub fn doc_lines(text: &str) -> Vec<String> {
    let text = chars::clean(text);
    plain::lines(&text, WIDTH).unwrap_or_else(|| {
        let blocks = plain::blocks(&text).unwrap_or_else(|| build::blocks(&text));
        write::lines(&blocks, WIDTH)
    })
}

/// A text in code marks: one line that nothing in it can end or turn around.
pub fn code_span(text: &str) -> String {
    code(text, false)
}

/// The same as a cell of a table.
pub fn code_cell(text: &str) -> String {
    code(text, true)
}

/// A page by its address and its title, if it has one: a link where the address is one of the web, else a text in code
/// marks.
pub fn link(url: &str, title: Option<&str>) -> String {
    let title = title.map(summary_line).unwrap_or_default();
    if plain::is_address(url) {
        if title.is_empty() {
            return format!("<{url}>");
        }
        if plain::is_wording(&title) {
            return format!("[{title}]({url})");
        }
    }
    let source = if title.is_empty() {
        format!("<{url}>")
    } else {
        format!("[{title}](<{url}>)")
    };
    let link = doc_lines(&source).join(" ");
    let is_link = link.starts_with(['<', '[']) && link.contains("://");
    match title.is_empty() {
        _ if is_link => link,
        true => code_span(url),
        false => format!("{title} ({})", code_span(url)),
    }
}

/// The first sentence or line, as one line of plain safe text; empty when the text has no words.
///
/// Code spans and bare addresses stay what they are; emphasis and the targets of links are left
/// out. A sentence that is too long for a summary ends in `…`.
pub fn summary_line(text: &str) -> String {
    summary(text, false)
}

/// The same as a cell of a table.
pub fn summary_cell(text: &str) -> String {
    summary(text, true)
}

fn summary(text: &str, in_table: bool) -> String {
    let text = chars::clean(text);
    plain::sentence(&text).unwrap_or_else(|| {
        let blocks = plain::first(&text).unwrap_or_else(|| build::blocks(&text));
        summary::first_sentence(&blocks, in_table)
    })
}

fn code(text: &str, in_table: bool) -> String {
    let line = match text.bytes().all(chars::is_printable) {
        true => Cow::Borrowed(text),
        false => chars::clean(text).chars().map(chars::spaced).collect(),
    };
    let line = line.trim();
    escape::code(if line.is_empty() { " " } else { line }, in_table)
}
