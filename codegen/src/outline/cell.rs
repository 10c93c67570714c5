//! Spec text in the cells of a Markdown table, where nothing in it can end the cell.

use crate::markdown::summary_line;

/// The first sentence of a text, for a cell.
pub fn cell(text: &str) -> String {
    sentence(text).replace('|', "\\|")
}

/// The first sentence of a text.
pub fn sentence(text: &str) -> String {
    summary_line(text)
}

/// A text in code marks.
pub fn code(text: &str) -> String {
    let plain = |char: char| !char.is_control() && char != '`' && char != '|';
    let text: String = text.chars().map(|char| if plain(char) { char } else { ' ' }).collect();
    format!("`{}`", text.trim())
}
