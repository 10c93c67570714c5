//! The properties of characters that a pattern can ask for.

use super::tables;

/// A property of characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Property(fn(char) -> bool);

impl PartialEq for Property {
    /// Equal functions may count as different ones, which costs no more than a set kept twice.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::fn_addr_eq(self.0, other.0)
    }
}

impl Property {
    /// The property of that name, or of that name and value; `None` where it is not known here.
    pub(super) fn find(text: &str) -> Option<Property> {
        let has = match text.split_once('=') {
            Some(("Script" | "sc" | "Script_Extensions" | "scx", script)) => of_script(script),
            Some(("General_Category" | "gc", category)) => of_category(category),
            Some(_) => None,
            None => of_category(text).or_else(|| binary(text)),
        };
        has.map(Property)
    }

    /// Whether a character has it.
    pub(super) fn has(self, char: char) -> bool {
        self.0(char)
    }
}

fn of_category(name: &str) -> Option<fn(char) -> bool> {
    Some(match name {
        "L" | "Letter" => is_letter,
        "Lu" | "Uppercase_Letter" => |char| is_letter(char) && char.is_uppercase(),
        "Ll" | "Lowercase_Letter" => is_lowercase_letter,
        "Lt" | "Titlecase_Letter" => |char| is_in(tables::TITLECASE_LETTER, char),
        "LC" | "Cased_Letter" => is_cased_letter,
        "Lm" | "Modifier_Letter" => |char| is_in(tables::MODIFIER_LETTER, char),
        "Lo" | "Other_Letter" => |char| {
            is_letter(char) && !is_cased_letter(char) && !is_in(tables::MODIFIER_LETTER, char)
        },
        "M" | "Mark" | "Combining_Mark" => |char| is_in(tables::MARK, char),
        "N" | "Number" => char::is_numeric,
        "Nd" | "Decimal_Number" | "digit" => |char| is_in(tables::DECIMAL_DIGIT, char),
        "P" | "Punctuation" | "punct" => |char| is_in(tables::PUNCTUATION, char),
        "S" | "Symbol" => |char| is_in(tables::SYMBOL, char),
        "Sc" | "Currency_Symbol" => |char| is_in(tables::CURRENCY_SYMBOL, char),
        "Sm" | "Math_Symbol" => |char| is_in(tables::MATH_SYMBOL, char),
        "Z" | "Separator" => {
            |char| is_in(tables::SPACE_SEPARATOR, char) || matches!(char, '\u{2028}' | '\u{2029}')
        }
        "Zs" | "Space_Separator" => |char| is_in(tables::SPACE_SEPARATOR, char),
        "Zl" | "Line_Separator" => |char| char == '\u{2028}',
        "Zp" | "Paragraph_Separator" => |char| char == '\u{2029}',
        "Cc" | "Control" | "cntrl" => char::is_control,
        "Cf" | "Format" => |char| is_in(tables::FORMAT, char),
        _ => return None,
    })
}

fn binary(name: &str) -> Option<fn(char) -> bool> {
    Some(match name {
        "Any" => |_| true,
        "ASCII" => |char| char.is_ascii(),
        "Alphabetic" | "Alpha" => char::is_alphabetic,
        "Uppercase" | "Upper" => char::is_uppercase,
        "Lowercase" | "Lower" => char::is_lowercase,
        "White_Space" | "space" => char::is_whitespace,
        "ASCII_Hex_Digit" | "AHex" => |char| char.is_ascii_hexdigit(),
        _ => return None,
    })
}

fn of_script(name: &str) -> Option<fn(char) -> bool> {
    Some(match name {
        "Latin" | "Latn" => |char| is_in(tables::LATIN, char),
        "Greek" | "Grek" => |char| is_in(tables::GREEK, char),
        "Cyrillic" | "Cyrl" => |char| is_in(tables::CYRILLIC, char),
        "Armenian" | "Armn" => |char| is_in(tables::ARMENIAN, char),
        "Hebrew" | "Hebr" => |char| is_in(tables::HEBREW, char),
        "Arabic" | "Arab" => |char| is_in(tables::ARABIC, char),
        "Devanagari" | "Deva" => |char| is_in(tables::DEVANAGARI, char),
        "Thai" => |char| is_in(tables::THAI, char),
        "Georgian" | "Geor" => |char| is_in(tables::GEORGIAN, char),
        "Hangul" | "Hang" => |char| is_in(tables::HANGUL, char),
        "Hiragana" | "Hira" => |char| is_in(tables::HIRAGANA, char),
        "Katakana" | "Kana" => |char| is_in(tables::KATAKANA, char),
        "Han" | "Hani" => |char| is_in(tables::HAN, char),
        _ => return None,
    })
}

/// What the standard library calls alphabetic includes letter-like numbers, some marks and the letters in circles.
fn is_letter(char: char) -> bool {
    let in_circle = matches!(char, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}');
    char.is_alphabetic() && !char.is_numeric() && !in_circle && !is_in(tables::MARK, char)
}

/// What the standard library calls lowercase includes modifier letters and two ordinal signs.
fn is_lowercase_letter(char: char) -> bool {
    let is_other = matches!(char, 'ª' | 'º') || is_in(tables::MODIFIER_LETTER, char);
    is_letter(char) && char.is_lowercase() && !is_other
}

fn is_cased_letter(char: char) -> bool {
    let is_upper = is_letter(char) && char.is_uppercase();
    is_upper || is_lowercase_letter(char) || is_in(tables::TITLECASE_LETTER, char)
}

/// Whether a character lies in one of the ranges, which are in order.
fn is_in(bounds: &[u32], char: char) -> bool {
    let code = u32::from(char);
    let behind = bounds.partition_point(|bound| *bound < code);
    // An even number of bounds lies before a range; its first bound may be the character itself.
    behind % 2 == 1 || bounds.get(behind) == Some(&code)
}
