//! From byte offsets to lines and columns.

use super::tree::Position;

/// Where the lines of a text begin.
#[derive(Debug)]
pub(super) struct Lines(Vec<u32>);

impl Lines {
    pub fn of(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self(
            std::iter::once(0)
                .chain(breaks.map(|(at, _)| at as u32 + 1))
                .collect(),
        )
    }

    /// The position of an offset; one within a character counts as the character.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.0.partition_point(|&start| start <= offset).max(1);
        let start = self.0[line - 1] as usize;
        let end = (offset as usize).min(text.len());
        let content = &text.as_bytes()[start.min(end)..end];
        // Bytes that begin a character are all but those of the form 10xxxxxx.
        let before = content.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
        Position {
            line: line as u32,
            column: before as u32 + 1,
        }
    }

    /// The offsets of a line, counted from 1, without its line break.
    pub fn range(&self, text: &str, line: u32) -> Option<std::ops::Range<usize>> {
        let start = *self.0.get(line.checked_sub(1)? as usize)? as usize;
        let end = self
            .0
            .get(line as usize)
            .map_or(text.len(), |&next| next as usize);
        let content = text.get(start..end)?.trim_end_matches(['\n', '\r']);
        Some(start..start + content.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_characters_from_one() {
        let text = "ä\nbé𝄞x\r\n\nz";
        let lines = Lines::of(text);
        let at = |needle: &str| {
            let position = lines.position(text, text.find(needle).unwrap_or(text.len()) as u32);
            (position.line, position.column)
        };
        assert_eq!(
            [at("ä"), at("b"), at("x"), at("z"), at("none")],
            [(1, 1), (2, 1), (2, 4), (4, 1), (4, 2),]
        );
        assert_eq!(lines.range(text, 2).map(|range| &text[range]), Some("bé𝄞x"));
        assert_eq!(lines.range(text, 4).map(|range| &text[range]), Some("z"));
        assert_eq!(lines.range(text, 5), None);
    }
}
