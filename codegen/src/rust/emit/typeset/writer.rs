//! Text that is being laid out: lines, their indentation, and what still fits on them.

use std::ops::Range;

use super::code::{Code, Kind};
use super::line::line;

/// Columns of a level.
pub const INDENT: usize = 4;

/// Columns that a line may have.
const WIDTH: usize = 89;

/// Columns that a line may have beyond its indentation, however deep that is.
const LEAST: usize = 60;

/// Code on its way into text.
pub struct Writer<'c> {
    /// What is laid out.
    pub code: &'c Code,
    out: String,
    line: usize,
    indent: usize,
}

impl<'c> Writer<'c> {
    /// Begins a text whose lines are indented by as many columns.
    pub fn new(code: &'c Code, indent: usize) -> Self {
        let mut writer = Self {
            code,
            // Indentation and the marks of comments come to what is spelled.
            out: String::with_capacity(code.len() * 3 / 2),
            line: 0,
            indent,
        };
        writer.pad(indent);
        writer
    }

    /// The text, whose last line is ended.
    pub fn finish(mut self) -> String {
        self.out.push('\n');
        self.out
    }

    /// Adds to the line.
    pub fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Takes back the last characters.
    pub fn unpush(&mut self, count: usize) {
        self.out.truncate(self.out.len().saturating_sub(count));
    }

    /// Begins a line.
    pub fn newline(&mut self, indent: usize) {
        self.out.push('\n');
        self.line = self.out.len();
        self.pad(indent);
    }

    /// Adds the tokens to the line if it then is not too long, with `tail` more columns to come.
    pub fn fits(&mut self, range: Range<usize>, tail: usize) -> bool {
        self.fits_within(WIDTH.max(self.indent + LEAST), range, tail)
    }

    /// The same where a line may have as many columns as this.
    pub fn fits_within(&mut self, columns: usize, range: Range<usize>, tail: usize) -> bool {
        let before = self.out.len();
        let is_known = line(self.code, range, &mut self.out);
        let width = self.out.len() - self.line;
        let fits = is_known && width.saturating_add(tail) <= columns;
        if !fits {
            self.out.truncate(before);
        }
        fits
    }

    /// The same, followed by what is spelled here.
    pub fn line(&mut self, range: Range<usize>, after: &str) -> Option<()> {
        self.fits(range, after.len()).then(|| self.push(after))
    }

    /// Adds the tokens to the line however long it is then, as nothing in them can be broken.
    pub fn force(&mut self, range: Range<usize>, after: &str) -> Option<()> {
        self.fits_within(usize::MAX, range, 0)
            .then(|| self.push(after))
    }

    /// Comments and attributes, each on its line; gives the token after them.
    pub fn attributes(&mut self, mut at: usize, indent: usize) -> Option<usize> {
        loop {
            match (self.code.kind(at), self.code.spelling(at)) {
                (Some(Kind::Doc), said) => {
                    self.comment(said, indent)?;
                    at += 1;
                }
                (Some(Kind::Operator), "#") => {
                    let is_inner = self.code.spelling(at + 1) == "!";
                    let begin = at + 1 + usize::from(is_inner);
                    let end = self.code.after(begin);
                    self.push(if is_inner { "#!" } else { "#" });
                    self.line(begin..end, "")?;
                    self.newline(indent);
                    at = end;
                }
                _ => return Some(at),
            }
        }
    }

    fn comment(&mut self, said: &str, indent: usize) -> Option<()> {
        for line in said.split('\n') {
            // Four slashes would be no documentation.
            if line.starts_with('/') {
                return None;
            }
            self.push("///");
            self.push(line.trim_end_matches(' '));
            self.newline(indent);
        }
        Some(())
    }

    fn pad(&mut self, indent: usize) {
        self.indent = indent;
        self.out.extend(std::iter::repeat_n(' ', indent));
    }
}
