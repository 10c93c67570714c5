//! The first sentence of a document.

use super::escape;
use super::inline;
use super::tree::{Block, Inline};

/// Characters of a summary; a longer sentence is cut.
const WIDTH: usize = 160;

/// Words that end in a full stop inside a sentence.
const ABBREVIATIONS: [&str; 9] = [
    "e.g.", "i.e.", "vs.", "cf.", "approx.", "mr.", "mrs.", "dr.", "st.",
];

/// The first sentence or line, as one line, in a table or not.
pub fn first_sentence(blocks: &[Block], in_table: bool) -> String {
    let Some(tokens) = blocks.iter().find_map(first_line) else {
        return String::new();
    };
    let plain = tokens.into_iter().filter(|token| !is_decoration(token));
    let tokens = inline::joined(plain);
    let end = (0..tokens.len())
        .find(|at| ends_sentence(&tokens, *at))
        .map_or(tokens.len(), |at| at + 1);
    inline::wrap(
        inline::words(&shortened(&tokens[..end]), in_table),
        usize::MAX,
    )
    .concat()
}

/// The first sentence of words that are spelled as they are.
pub fn of_words(words: &[&str]) -> String {
    let ends = |at: &usize| {
        let next = words.get(at + 1);
        next.is_some_and(|next| is_end(words[*at], Some(next)))
    };
    let end = (0..words.len()).find(ends).map_or(words.len(), |at| at + 1);
    let (mut line, mut left) = (String::new(), WIDTH);
    for (at, word) in words[..end].iter().enumerate() {
        let length = word.len() + usize::from(at > 0);
        if length > left {
            let start = if at == 0 { &word[..WIDTH] } else { "" };
            line.push_str(start);
            line.push('…');
            break;
        }
        line.push_str(if at > 0 { " " } else { "" });
        line.push_str(word);
        left -= length;
    }
    let first = line.split(' ').next().unwrap_or_default();
    let spelled = escape::first_word(first);
    match spelled == first {
        true => line,
        false => format!("{spelled}{}", &line[first.len()..]),
    }
}

/// The first line of the block, or of the first block in it that has one.
fn first_line(block: &Block) -> Option<Vec<Inline>> {
    match block {
        Block::Paragraph(tokens) => tokens
            .split(|token| *token == Inline::Break)
            .next()
            .map(<[Inline]>::to_vec),
        Block::Code(lines) => lines
            .first()
            .map(|line| vec![Inline::Code(line.trim().to_owned())]),
        Block::Quote(blocks) => blocks.iter().find_map(first_line),
        Block::List(list) => list
            .items
            .iter()
            .flat_map(|item| &item.blocks)
            .find_map(first_line),
        Block::Table(table) => table
            .rows
            .iter()
            .flatten()
            .find(|cell| !cell.is_empty())
            .cloned(),
        Block::Rule => None,
    }
}

fn is_decoration(token: &Inline) -> bool {
    matches!(
        token,
        Inline::Open(_) | Inline::Close(_) | Inline::Link | Inline::EndLink(_)
    )
}

fn ends_sentence(tokens: &[Inline], at: usize) -> bool {
    let (Some(Inline::Text(text)), Some(Inline::Space)) = (tokens.get(at), tokens.get(at + 1))
    else {
        return false;
    };
    let next = match tokens.get(at + 2) {
        Some(Inline::Text(next)) => Some(next.as_str()),
        _ => None,
    };
    is_end(text, next)
}

/// True where a sentence ends with a word, given the word behind it.
fn is_end(text: &str, next: Option<&str>) -> bool {
    let closed = text.trim_end_matches([')', '"', '\'', '”', '’', ']']);
    let stops = closed.ends_with(['.', '!', '?', '。']);
    let goes_on = next.is_some_and(|next| next.starts_with(char::is_lowercase));
    stops && !goes_on && !is_abbreviation(closed)
}

fn is_abbreviation(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '"', '[']).to_lowercase();
    ABBREVIATIONS.contains(&word.as_str())
}

/// The pieces that fit into a summary, with `…` in place of the others.
fn shortened(tokens: &[Inline]) -> Vec<Inline> {
    let mut left = WIDTH;
    let fits = |token: &&Inline| {
        let length = text(token).map_or(1, |text| text.chars().take(left + 1).count());
        let fits = length <= left;
        left = left.saturating_sub(length);
        fits
    };
    let mut kept: Vec<Inline> = tokens.iter().take_while(fits).cloned().collect();
    if let Some(next) = tokens.get(kept.len()) {
        if kept.is_empty() {
            kept.extend(start(next));
        }
        kept.pop_if(|last| *last == Inline::Space);
        kept.push(Inline::Text("…".to_owned()));
    }
    inline::joined(kept.into_iter())
}

/// As much of a piece as a summary can hold. An address that is cut is none.
fn start(token: &Inline) -> Option<Inline> {
    match token {
        Inline::Text(text) => Some(Inline::Text(text.chars().take(WIDTH).collect())),
        Inline::Code(code) => Some(Inline::Code(code.chars().take(WIDTH).collect())),
        _ => None,
    }
}

fn text(token: &Inline) -> Option<&str> {
    match token {
        Inline::Text(text) | Inline::Code(text) | Inline::Url(text) => Some(text),
        _ => None,
    }
}
