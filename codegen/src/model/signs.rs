//! What signs are called, and names that are one word although a capital stands inside.

use std::borrow::Cow;

/// Names whose capitals begin no word.
const WHOLE: [&str; 16] = [
    "OAuth",
    "GitHub",
    "GitLab",
    "PayPal",
    "WhatsApp",
    "LinkedIn",
    "YouTube",
    "TikTok",
    "JavaScript",
    "TypeScript",
    "GraphQL",
    "OpenAPI",
    "PostgreSQL",
    "IPv4",
    "IPv6",
    "WebSocket",
];

/// The text with such names in lower case behind their first letter.
pub fn whole_names(text: &str) -> Cow<'_, str> {
    let mut found = Cow::Borrowed(text);
    let capitals = text.char_indices().filter(|(_, c)| c.is_ascii_uppercase());
    let mut starts = capitals.map(|(at, _)| &text[at..]);
    if !starts.any(|rest| WHOLE.iter().any(|name| begins(rest, name))) {
        return found;
    }
    for name in WHOLE {
        if stands_alone(&found, name) {
            let (first, rest) = name.split_at(1);
            let lower = format!("{first}{}", rest.to_ascii_lowercase());
            found = Cow::Owned(found.replace(name, &lower));
        }
    }
    found
}

/// The word for a sign that stands before the first letter or digit.
pub fn leading(text: &str) -> Option<&'static str> {
    let mut chars = text.chars();
    let sign = chars.next()?;
    let stands_before = chars.next().is_some_and(char::is_alphanumeric);
    let counts = matches!(sign, '+' | '-' | '!' | '<' | '>' | '=');
    (stands_before && counts).then(|| said(sign)).flatten()
}

/// Signs that only part words.
pub fn nothing(_: char) -> Option<&'static str> {
    None
}

/// Signs that say something between words, too.
pub fn telling(sign: char) -> Option<&'static str> {
    let parts = matches!(sign, '/' | '.' | ',' | ':' | ';' | '?' | '$' | '~' | '^');
    if parts { None } else { said(sign) }
}

/// What a sign is called.
pub fn said(sign: char) -> Option<&'static str> {
    Some(match sign {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '%' => "percent",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '&' => "and",
        '|' => "or",
        '^' => "caret",
        '~' => "tilde",
        '$' => "dollar",
        '#' => "hash",
        '@' => "at",
        '?' => "question",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        _ => return None,
    })
}

/// True where a text begins with a name; most do with another letter.
fn begins(text: &str, name: &str) -> bool {
    text.as_bytes().first() == name.as_bytes().first() && text.starts_with(name)
}

/// True where the name is written and no small letter continues it, and no capital runs into it.
fn stands_alone(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        !before.is_some_and(char::is_uppercase) && !after.is_some_and(char::is_lowercase)
    })
}
