//! Writes the tree of a document as lines of Markdown.

use pulldown_cmark::Alignment;

use super::escape;
use super::inline;
use super::tree::{Block, Inline, Item, List, Table};

/// Prose is not wrapped narrower than this, however deep it stands.
const MIN_WIDTH: usize = 40;

/// The largest number that an item of a list can have.
const MAX_NUMBER: u64 = 999_999_999;

/// The lines of a document. Recursion is as deep as containers nest, which the builder of the tree
/// bounds.
pub fn lines(blocks: &[Block], width: usize) -> Vec<String> {
    spaced_lines(blocks, width, true)
}

fn spaced_lines(blocks: &[Block], width: usize, blank_between: bool) -> Vec<String> {
    let width = width.max(MIN_WIDTH);
    let mut out = Vec::new();
    for block in blocks {
        if blank_between && !out.is_empty() {
            out.push(String::new());
        }
        match block {
            Block::Paragraph(tokens) => {
                out.extend(inline::wrap(inline::words(tokens, false), width))
            }
            Block::Code(lines) => code(lines, &mut out),
            Block::Quote(blocks) => quote(blocks, width, &mut out),
            Block::List(list) => items(list, width, &mut out),
            Block::Table(table) => rows(table, &mut out),
            Block::Rule => out.push("***".to_owned()),
        }
    }
    out
}

/// Always in a fence, and always of the language `text`: rustdoc compiles what has no language.
fn code(lines: &[String], out: &mut Vec<String>) {
    let longest = lines
        .iter()
        .map(|line| escape::longest_run(line, '`'))
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(3.max(longest + 1));
    out.push(format!("{fence}text"));
    out.extend(lines.iter().cloned());
    out.push(fence);
}

fn quote(blocks: &[Block], width: usize, out: &mut Vec<String>) {
    let inner = lines(blocks, width.saturating_sub(2));
    out.extend(inner.into_iter().map(|line| {
        if line.is_empty() {
            ">".to_owned()
        } else {
            format!("> {line}")
        }
    }));
}

fn items(list: &List, width: usize, out: &mut Vec<String>) {
    let tight = is_tight(list);
    for (nth, item) in (0..).zip(&list.items) {
        if nth > 0 && !tight {
            out.push(String::new());
        }
        let marker = match list.start {
            Some(start) => format!("{}. ", start.saturating_add(nth).min(MAX_NUMBER)),
            None => "- ".to_owned(),
        };
        let inner = spaced_lines(&item.blocks, width.saturating_sub(marker.len()), !tight);
        let indent = " ".repeat(marker.len());
        for (line, text) in inner.into_iter().enumerate() {
            match line {
                0 => out.push(format!("{marker}{text}")),
                _ if text.is_empty() => out.push(text),
                _ => out.push(format!("{indent}{text}")),
            }
        }
    }
}

/// Whether the list can do without blank lines: each item is text, and then perhaps a list that can
/// follow text.
///
/// That the author set items apart is only known of items with text, so that it only counts for
/// them.
fn is_tight(list: &List) -> bool {
    let has_text = |item: &Item| {
        item.blocks
            .iter()
            .any(|block| matches!(block, Block::Paragraph(_)))
    };
    !(list.loose && list.items.iter().any(has_text))
        && list.items.iter().all(|item| match item.blocks.as_slice() {
            [Block::Paragraph(_)] | [Block::List(_)] => true,
            [Block::Paragraph(_), Block::List(inner)] => inner.start.is_none_or(|start| start == 1),
            _ => false,
        })
}

fn rows(table: &Table, out: &mut Vec<String>) {
    for (nth, row) in table.rows.iter().enumerate() {
        let cells: Vec<String> = row.iter().map(|cell| self::cell(cell)).collect();
        out.push(format!("| {} |", cells.join(" | ")));
        if nth == 0 {
            let columns: Vec<&str> = table.alignments.iter().map(column).collect();
            out.push(format!("| {} |", columns.join(" | ")));
        }
    }
}

fn cell(tokens: &[Inline]) -> String {
    inline::wrap(inline::words(tokens, true), usize::MAX).concat()
}

fn column(alignment: &Alignment) -> &'static str {
    match alignment {
        Alignment::None => "---",
        Alignment::Left => ":---",
        Alignment::Center => ":---:",
        Alignment::Right => "---:",
    }
}
