//! Blanks out comments and literals, so that the rules look at code alone.
//!
//! Every byte that is blanked becomes a space and every line break stays, so an offset or a line
//! number in the result is one in the text. Quotation marks stay too.

/// The text with the content of comments, strings and character literals blanked out.
pub(super) fn blank(text: &str) -> String {
    let mut scan = Scan {
        text: text.as_bytes(),
        at: 0,
        code: Vec::with_capacity(text.len()),
    };
    while scan.at < scan.text.len() {
        scan.step();
    }
    String::from_utf8_lossy(&scan.code).into_owned()
}

struct Scan<'t> {
    text: &'t [u8],
    at: usize,
    code: Vec<u8>,
}

impl Scan<'_> {
    fn step(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        match rest {
            [b'/', b'/', ..] => self.drop_bytes(until_line_end(rest)),
            [b'/', b'*', ..] => self.drop_bytes(block_comment(rest)),
            [b'"', ..] => self.literal(1, 1, string(rest)),
            [b'\'', ..] => self.character(rest),
            [b'r', b'"' | b'#', ..] if self.starts_word() => self.raw(rest, 1),
            [b'b' | b'c', b'r', b'"' | b'#', ..] if self.starts_word() => self.raw(rest, 2),
            _ => self.keep(1),
        }
    }

    /// A raw string, or a raw identifier, which begins like one.
    fn raw(&mut self, rest: &[u8], prefix: usize) {
        let hashes = rest
            .iter()
            .skip(prefix)
            .take_while(|byte| **byte == b'#')
            .count();
        let open = prefix + hashes;
        if rest.get(open) != Some(&b'"') {
            return self.keep(open);
        }
        let mut close = vec![b'"'];
        close.resize(hashes + 1, b'#');
        let body = rest.get(open + 1..).unwrap_or_default();
        let length = body.windows(close.len()).position(|window| window == close);
        let end = length.map_or(rest.len(), |length| open + 1 + length + close.len());
        self.literal(open + 1, close.len(), end);
    }

    /// A character literal, or a lifetime, which begins like one.
    fn character(&mut self, rest: &[u8]) {
        let end = match rest {
            [_, b'\\', _, tail @ ..] => 3 + tail.iter().take_while(|byte| **byte != b'\'').count(),
            [_, first, tail @ ..] => {
                let more = tail.iter().take_while(|byte| **byte & 0xC0 == 0x80).count();
                if *first < 0x80 && more > 0 {
                    0
                } else {
                    2 + more
                }
            }
            _ => 0,
        };
        if end > 0 && rest.get(end) == Some(&b'\'') {
            self.literal(1, 1, end + 1);
        } else {
            self.keep(1);
        }
    }

    /// Whether this byte does not continue a name.
    fn starts_word(&self) -> bool {
        !self.code.last().is_some_and(|byte| is_word(*byte))
    }

    /// Keeps the signs that open and close a literal of `length` bytes and blanks what is between.
    fn literal(&mut self, open: usize, close: usize, length: usize) {
        self.keep(open);
        self.drop_bytes(length.saturating_sub(open + close));
        self.keep(close);
    }

    fn keep(&mut self, count: usize) {
        let end = (self.at + count).min(self.text.len());
        self.code
            .extend(self.text.get(self.at..end).unwrap_or_default());
        self.at = end;
    }

    fn drop_bytes(&mut self, count: usize) {
        let end = (self.at + count).min(self.text.len());
        let dropped = self.text.get(self.at..end).unwrap_or_default();
        self.code.extend(
            dropped
                .iter()
                .map(|byte| if *byte == b'\n' { b'\n' } else { b' ' }),
        );
        self.at = end;
    }
}

/// Where a word stands in code: as a whole name, not as a part of one.
pub(super) fn words<'c>(code: &'c str, word: &'c str) -> impl Iterator<Item = usize> + 'c {
    code.match_indices(word)
        .map(|(at, _)| at)
        .filter(move |at| {
            let before = code.as_bytes().get(at.wrapping_sub(1));
            let after = code.as_bytes().get(at + word.len());
            !before.is_some_and(|byte| is_word(*byte)) && !after.is_some_and(|byte| is_word(*byte))
        })
}

/// The offset of the bracket that closes the one at `open`.
pub(super) fn closing(code: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' | b'(' | b'[' => depth += 1,
            b'}' | b')' | b']' => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// The line of an offset, counted from 1.
pub(super) fn line_of(code: &str, at: usize) -> usize {
    1 + code.bytes().take(at).filter(|byte| *byte == b'\n').count()
}

pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn until_line_end(rest: &[u8]) -> usize {
    rest.iter().take_while(|byte| **byte != b'\n').count()
}

fn block_comment(rest: &[u8]) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        match rest.get(at..at + 2) {
            Some(b"/*") => (depth, at) = (depth + 1, at + 2),
            Some(b"*/") => (depth, at) = (depth.saturating_sub(1), at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// The length of a string literal, its quotation marks included.
fn string(rest: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = rest.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_become_spaces_of_the_same_length() {
        for (text, code) in [
            ("a // b\nc", "a     \nc"),
            ("a /* /* b */\n */ c", "a           \n    c"),
            (r#"f("a\"b") g"#, r#"f("    ") g"#),
            (r##"r#"a"b"# x"##, r##"r#"   "# x"##),
            ("'a' 'b", "' ' 'b"),
            (r"'\n' '\'' '\u{1}'", r"'  ' '  ' '     '"),
            ("'é' x", "'  ' x"),
            ("r#type b\"x\" br\"y\"", "r#type b\" \" br\" \""),
            ("fn f<'a>(x: &'a str)", "fn f<'a>(x: &'a str)"),
        ] {
            assert_eq!(blank(text), code, "{text}");
            assert_eq!(blank(text).len(), text.len(), "{text}");
        }
    }

    #[test]
    fn words_are_whole_names() {
        assert_eq!(words("fn fnord of fn", "fn").collect::<Vec<_>>(), [0, 12]);
    }

    #[test]
    fn brackets_are_matched_across_kinds() {
        assert_eq!(closing("a{(b)[c]{}}d", 1), Some(10));
        assert_eq!(closing("a{(b)", 1), None);
    }
}
