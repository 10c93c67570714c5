//! Spec text in the cells of a Markdown table, where nothing in it can end the cell.

use crate::markdown::{code_span, summary_line};

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
    code_span(&text.replace('|', " "))
}
