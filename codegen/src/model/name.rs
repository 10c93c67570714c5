//! Names as lists of words, so that each target language spells them its own way.

use std::fmt;

/// A name as a list of lower-case words, for example `phone number` for `phoneNumber`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Name {
    words: Vec<String>,
}

impl Name {
    /// The name without words.
    pub const EMPTY: Name = Name { words: Vec::new() };

    /// Splits a name as it is written in a document into words.
    ///
    /// Words end where the text changes from lower to upper case, before the last capital of a run of
    /// capitals (`HTTPServer` is `http server`), and at every character that is neither a letter nor a digit.
    pub fn parse(text: &str) -> Self {
        let mut words = Vec::new();
        let mut word = String::new();
        let chars: Vec<char> = text.chars().collect();
        for (index, &char) in chars.iter().enumerate() {
            if !char.is_alphanumeric() {
                finish_word(&mut words, &mut word);
                words.extend(said(char));
                continue;
            }
            if starts_word(&chars, index) {
                finish_word(&mut words, &mut word);
            }
            word.extend(char.to_lowercase());
        }
        finish_word(&mut words, &mut word);
        Self { words }
    }

    /// A name of exactly these words.
    pub fn of(words: &[&str]) -> Self {
        Self {
            words: words.iter().map(|word| (*word).to_owned()).collect(),
        }
    }

    /// The words, in order.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// True where the text held no letter and no digit at all.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// This name followed by another; a word that would stand twice at the seam is said once.
    pub fn join(&self, other: &Name) -> Name {
        let overlap =
            usize::from(!self.words.is_empty() && self.words.last() == other.words.first());
        let tail = other.words.iter().skip(overlap);
        Name {
            words: self.words.iter().chain(tail).cloned().collect(),
        }
    }

    /// This name in the singular, as far as its last word's ending tells.
    pub fn singular(&self) -> Name {
        let mut words = self.words.clone();
        if let Some(last) = words.last_mut() {
            *last = singular_word(last);
        }
        Name { words }
    }

    /// This name without the first run of words that equals `part`, in singular or plural.
    ///
    /// `update contact` without `contacts` is `update`. The name stays whole where nothing would be left.
    pub fn without(&self, part: &Name) -> Name {
        let len = part.words.len();
        let found = (len > 0 && len < self.words.len())
            .then(|| {
                self.words
                    .windows(len)
                    .position(|run| same_words(run, &part.words))
            })
            .flatten();
        match found {
            Some(at) => {
                let rest = self.words[..at].iter().chain(&self.words[at + len..]);
                Name {
                    words: rest.cloned().collect(),
                }
            }
            None => self.clone(),
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words.join(" "))
    }
}

/// What a symbol is called, such as `crab` for a crab; nothing for punctuation and invisible marks.
fn said(char: char) -> Option<String> {
    let name = deunicode::deunicode_char(char).filter(|_| !char.is_ascii())?;
    let letters = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_lowercase();
    Some(letters).filter(|letters| letters.starts_with(|first: char| first.is_ascii_alphabetic()))
}

fn finish_word(words: &mut Vec<String>, word: &mut String) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}

fn starts_word(chars: &[char], index: usize) -> bool {
    let Some(previous) = index.checked_sub(1).map(|before| chars[before]) else {
        return false;
    };
    let char = chars[index];
    if !char.is_uppercase() {
        return false;
    }
    let next_is_lower = chars.get(index + 1).is_some_and(|next| next.is_lowercase());
    !previous.is_uppercase() || next_is_lower
}

fn same_words(run: &[String], part: &[String]) -> bool {
    let last = run.len() - 1;
    run[..last] == part[..last] && singular_word(&run[last]) == singular_word(&part[last])
}

fn singular_word(word: &str) -> String {
    const KEPT: [&str; 9] = [
        "status", "address", "news", "series", "analysis", "bus", "alias", "gas", "canvas",
    ];
    if KEPT.contains(&word) || word.len() < 3 {
        return word.to_owned();
    }
    for kept in ["ss", "us", "is"] {
        if word.ends_with(kept) {
            return word.to_owned();
        }
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "uses"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn words_follow_case_and_separators() {
        for (text, words) in [
            ("phoneNumber", "phone number"),
            ("HTTPServer", "http server"),
            ("custom_fields", "custom fields"),
            ("X-Rate-Limit", "x rate limit"),
            ("OAuth2Token", "o auth2 token"),
            ("+1", "1"),
            ("Größe", "größe"),
            ("🦀", "crab"),
            ("\u{200f}", ""),
        ] {
            assert_eq!(Name::parse(text).to_string(), words, "{text}");
        }
    }

    #[test]
    fn a_resource_is_said_once() {
        let contacts = Name::parse("Contacts");
        for (id, left) in [
            ("updateContact", "update"),
            ("getContactByPhone", "get by phone"),
            ("listContacts", "list"),
            ("contacts", "contacts"),
            ("sendMessage", "send message"),
        ] {
            assert_eq!(Name::parse(id).without(&contacts).to_string(), left, "{id}");
        }
    }

    #[test]
    fn singulars() {
        for (plural, singular) in [
            ("contacts", "contact"),
            ("companies", "company"),
            ("statuses", "status"),
            ("status", "status"),
            ("boxes", "box"),
            ("addresses", "address"),
            ("news", "news"),
        ] {
            assert_eq!(Name::parse(plural).singular().to_string(), singular);
        }
    }

    #[test]
    fn joining_says_the_seam_once() {
        let joined = Name::parse("Contact").join(&Name::parse("contactTags"));
        assert_eq!(joined.to_string(), "contact tags");
    }
}
