//! From byte offsets to lines and columns.

use super::tree::Position;

/// Bytes of a stretch; within one, characters are counted.
const STRETCH: usize = 1 << 12;

/// Where the lines of a text begin, and how many characters stand before each stretch of it: a document can be one line.
#[derive(Debug)]
pub(super) struct Lines {
    starts: Vec<u32>,
    characters: Vec<u32>,
}

impl Lines {
    pub fn of(text: &str) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1);
        let mut before = 0;
        let stretches = text.as_bytes().chunks(STRETCH).map(|stretch| {
            let here = before;
            before += characters(stretch);
            here
        });
        Self {
            characters: stretches.collect(),
            starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    /// The position of an offset; one within a character counts as the character.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.starts.partition_point(|&start| start <= offset).max(1);
        let end = (offset as usize).min(text.len());
        let start = (self.starts[line - 1] as usize).min(end);
        Position {
            line: line as u32,
            column: self.before(text, end) - self.before(text, start) + 1,
        }
    }

    /// How many characters stand before an offset.
    fn before(&self, text: &str, offset: usize) -> u32 {
        let stretch = offset / STRETCH;
        match self.characters.get(stretch) {
            Some(before) => before + characters(&text.as_bytes()[stretch * STRETCH..offset]),
            // The offset is the end of a text of whole stretches.
            None => {
                let start = stretch.saturating_sub(1) * STRETCH;
                let before = self.characters.last().copied().unwrap_or_default();
                before + characters(&text.as_bytes()[start..offset])
            }
        }
    }

    /// The offsets of a line, counted from 1, without its line break.
    pub fn range(&self, text: &str, line: u32) -> Option<std::ops::Range<usize>> {
        let start = *self.starts.get(line.checked_sub(1)? as usize)? as usize;
        let end = self
            .starts
            .get(line as usize)
            .map_or(text.len(), |&next| next as usize);
        let content = text.get(start..end)?.trim_end_matches(['\n', '\r']);
        Some(start..start + content.len())
    }
}

/// How many characters begin in these bytes: all but those of the form 10xxxxxx do.
fn characters(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .map(|byte| u32::from(byte & 0xc0 != 0x80))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_on_over_many_stretches() {
        let text = "aé".repeat(STRETCH);
        let lines = Lines::of(&text);
        for (offset, column) in [
            (0, 1),
            (1, 2),
            (2, 3),
            (3, 3),
            (STRETCH, 2732),
            (3 * STRETCH, 8193),
        ] {
            assert_eq!(
                lines.position(&text, offset as u32),
                Position { line: 1, column }
            );
        }
    }

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
