//! The lines of source text around a problem, made harmless for terminals and logs.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::source::{Position, Sources, Span};

/// A few lines of a file, with the place of the problem.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// The file, as it is shown.
    pub file: String,
    /// Where the problem begins.
    pub position: Position,
    /// The problem within the text of the excerpt.
    pub label: SourceSpan,
    text: String,
    first_line: u32,
}

/// Lines longer than this, in bytes, are shown in part.
const MAX_LINE: usize = 200;

/// How much is shown before the problem in a line that is shown in part.
const MAX_BEFORE: usize = 60;

impl Excerpt {
    pub fn of(span: Span, sources: &Sources) -> Self {
        let position = sources.position(span);
        let mut excerpt = Self {
            file: visible(sources.path(span.file)),
            position,
            label: (0, 0).into(),
            text: String::new(),
            first_line: position.line,
        };
        if let Some((start, line)) = sources.line(span.file, position.line) {
            let from = floor(line, (span.start as usize).saturating_sub(start));
            let to = ceiling(line, (span.end as usize).saturating_sub(start)).max(from);
            excerpt.fill(span, sources, line, (from, to));
        }
        excerpt
    }

    /// The line itself, and its neighbours unless it is too long to show whole.
    fn fill(&mut self, span: Span, sources: &Sources, line: &str, (from, to): (usize, usize)) {
        let neighbour = |number: u32| {
            let (_, text) = sources.line(span.file, number)?;
            (line.len() <= MAX_LINE && text.len() <= MAX_LINE).then(|| visible(text))
        };
        if let Some(before) = self.position.line.checked_sub(1).and_then(neighbour) {
            self.first_line -= 1;
            self.text = before + "\n";
        }
        let (window_start, window_end) = window(line, from);
        let to = to.min(window_end);
        self.text.push_str(&visible(&line[window_start..from]));
        let label = self.text.len();
        self.text.push_str(&visible(&line[from..to]));
        self.label = (label, self.text.len() - label).into();
        self.text.push_str(&visible(&line[to..window_end]));
        if let Some(after) = neighbour(self.position.line + 1) {
            self.text.push('\n');
            self.text.push_str(&after);
        }
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let whole = before + after > 0;
        let (data, span, line, column) = if whole {
            let span = SourceSpan::from((0, self.text.len()));
            (self.text.as_bytes(), span, self.first_line, 1)
        } else {
            let end = span.offset() + span.len();
            let part = self.text.as_bytes().get(span.offset()..end);
            let part = part.ok_or(MietteError::OutOfBounds)?;
            (part, *span, self.position.line, self.position.column)
        };
        Ok(Box::new(MietteSpanContents::new_named(
            self.file.clone(),
            data,
            span,
            line as usize - 1,
            column as usize - 1,
            self.text.lines().count(),
        )))
    }
}

/// The text with every character that a terminal would obey, or not show, written as its code.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' => shown.push(' '),
            _ if is_hidden(character) => {
                shown.push_str(&format!("<U+{:04X}>", u32::from(character)));
            }
            _ => shown.push(character),
        }
    }
    shown
}

/// Whether a character controls the terminal or the direction of text, or takes no room.
pub(super) fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// The part of a line that is shown, so that the problem is in it.
fn window(line: &str, from: usize) -> (usize, usize) {
    if line.len() <= MAX_LINE {
        return (0, line.len());
    }
    let start = floor(line, from.saturating_sub(MAX_BEFORE));
    (start, ceiling(line, start + MAX_LINE))
}

/// The nearest boundary of characters at or before an offset.
fn floor(line: &str, offset: usize) -> usize {
    let at = (0..=offset.min(line.len()))
        .rev()
        .find(|&at| line.is_char_boundary(at));
    at.unwrap_or(0)
}

/// The nearest boundary of characters at or behind an offset.
fn ceiling(line: &str, offset: usize) -> usize {
    (offset..line.len())
        .find(|&at| line.is_char_boundary(at))
        .unwrap_or(line.len())
}
