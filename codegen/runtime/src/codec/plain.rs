//! Which text stands in JSON as it is, without an escape.

const ONES: u64 = u64::MAX / 255;

/// Whether all of a text does.
pub const fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    match bytes.last_chunk() {
        // All words are looked at together, and the last one may overlap the one before it.
        Some(last) => {
            let (words, _) = bytes.as_chunks();
            let mut found = special(last);
            let mut index = 0;
            while index < words.len() {
                found |= special(&words[index]);
                index += 1;
            }
            found == 0
        }
        None => plain_bytes(bytes) == bytes.len(),
    }
}

/// How many bytes stand before the first quotation mark, backslash or control character.
#[inline]
pub const fn plain_len(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks();
    let mut index = 0;
    while index < words.len() {
        let special = special(&words[index]);
        if special != 0 {
            return index * 8 + (special.trailing_zeros() / 8) as usize;
        }
        index += 1;
    }
    index * 8 + plain_bytes(rest)
}

/// The lowest bit that is set lies in the first byte that does not stand as it is: no lower one borrows from its
/// neighbour. None is set where all do.
#[inline(always)]
const fn special(bytes: &[u8; 8]) -> u64 {
    let word = u64::from_le_bytes(*bytes);
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    let special = word.wrapping_sub(ONES * 0x20) & !word
        | quote.wrapping_sub(ONES) & !quote
        | backslash.wrapping_sub(ONES) & !backslash;
    special & (ONES << 7)
}

/// The same for less than a word.
#[inline]
const fn plain_bytes(bytes: &[u8]) -> usize {
    let mut word = [b' '; 8];
    let mut index = 0;
    while index < bytes.len() && index < 8 {
        word[index] = bytes[index];
        index += 1;
    }
    match special(&word) {
        0 => bytes.len(),
        special => (special.trailing_zeros() / 8) as usize,
    }
}
