//! Characters that may stand in a comment, and what becomes of the others.

use std::borrow::Cow;

/// Columns between two tab stops, as CommonMark counts them.
const TAB: usize = 4;

/// The text with `\n` as its only line end and only white space, and without characters that hide
/// or reorder text.
pub fn clean(text: &str) -> Cow<'_, str> {
    // Without an early end, many bytes are looked at in one step.
    let stays = |byte: u8| is_printable(byte) | (byte == b'\n');
    if text.bytes().fold(true, |all, byte| all & stays(byte)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            _ if ends_line(c) => {
                out.push('\n');
                column = 0;
            }
            '\t' => {
                let spaces = TAB - column % TAB;
                out.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            _ => {
                out.extend(harmless(c));
                column += 1;
            }
        }
    }
    Cow::Owned(out)
}

/// True for a space and what can be seen of ASCII, all of which stand for themselves.
pub fn is_printable(byte: u8) -> bool {
    matches!(byte, b' '..=b'~')
}

/// The character, its stand-in, or nothing for one that cannot be seen.
///
/// Joiners stay: scripts and emoji need them, and they reorder nothing.
pub fn harmless(c: char) -> Option<char> {
    match c {
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}' => {
            None
        }
        '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => None,
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => None,
        '\n' => Some('\n'),
        _ if c.is_control() => Some('\u{fffd}'),
        _ => Some(c),
    }
}

/// The character, or a space for any white space.
pub fn spaced(c: char) -> char {
    if c.is_whitespace() { ' ' } else { c }
}

fn ends_line(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}
