//! Identifiers, and the only place where they are made.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use deunicode::deunicode;
use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

use crate::model::Name;

/// A legal Rust identifier that is unique in the scope that made it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ident {
    text: String,
    is_numbered: bool,
}

impl Ident {
    /// An identifier of our own, which is known to be legal.
    pub fn fixed(text: &'static str) -> Self {
        Self::of(text.to_owned())
    }

    /// The identifier as it stands in code, `r#` included.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// True where only a number tells it from another one.
    pub fn is_numbered(&self) -> bool {
        self.is_numbered
    }

    /// The identifier without `r#`, for file names and texts.
    pub fn bare(&self) -> &str {
        self.text.strip_prefix("r#").unwrap_or(&self.text)
    }
}

impl Ident {
    fn of(text: String) -> Self {
        Self {
            text,
            is_numbered: false,
        }
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// How the words of an identifier are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// `phone_number`: fields, methods, modules.
    Snake,
    /// `PhoneNumber`: types and variants.
    Pascal,
    /// `PHONE_NUMBER`: constants.
    Shouty,
}

/// Letters of a name that count: identifiers name files, and no file system takes longer names than some 200 bytes.
const LONGEST: usize = 100;

/// A set of identifiers that may not collide.
#[derive(Debug, Clone)]
pub struct Scope {
    case: Case,
    /// Stands for a name that has no letter, and tells apart what would collide.
    word: &'static str,
    taken: BTreeSet<String>,
    /// The number up to which a spelling is known to be taken, so that many equal names do not cost their square.
    numbers: BTreeMap<String, u32>,
}

impl Scope {
    /// The names of a module's files, of which those are taken that every module may have; `word` is as for [`Scope::new`].
    pub fn of_files(word: &'static str) -> Self {
        Self::new(Case::Snake, word, &["mod", "codec", "checks"])
    }

    /// A scope in which nothing but the reserved identifiers is taken.
    ///
    /// `word` says what the scope holds ("member", "variant"): it stands in where a name has no letter, and is
    /// added where two names would be spelled alike.
    pub fn new(case: Case, word: &'static str, reserved: &[&str]) -> Self {
        let taken = reserved.iter().map(|name| (*name).to_owned()).collect();
        Self {
            case,
            word,
            taken,
            numbers: BTreeMap::new(),
        }
    }

    /// Makes an identifier of a name.
    pub fn ident(&mut self, name: &Name) -> Ident {
        let spelled = spell(self.case, &words(name, self.word));
        let (chosen, is_numbered) = self.free(name, spelled);
        self.taken.insert(chosen.clone());
        Ident {
            text: escape(chosen),
            is_numbered,
        }
    }

    /// Whether a name would be spelled as no other one is.
    pub fn is_free(&self, name: &Name) -> bool {
        !self
            .taken
            .contains(&spell(self.case, &words(name, self.word)))
    }

    /// Makes an identifier that is spelled exactly so, if Rust allows that.
    pub fn exactly(&mut self, text: &str) -> Option<Ident> {
        syn::parse_str::<syn::Ident>(text).ok()?;
        self.taken.insert(text.to_owned());
        Some(Ident::of(text.to_owned()))
    }

    /// Makes an identifier of a prefix and all of another identifier, which is as unique as that one.
    pub fn prefixed(&mut self, prefix: &str, ident: &Ident) -> Ident {
        let chosen = spell(self.case, &format!("{prefix} {}", ident.bare()));
        self.taken.insert(chosen.clone());
        Ident::of(escape(chosen))
    }

    /// Takes an identifier that another scope made.
    pub fn take(&mut self, ident: &Ident) {
        self.taken.insert(ident.bare().to_owned());
    }

    /// The spelling, else with the scope's word behind it, else numbered, which is told.
    fn free(&mut self, name: &Name, spelled: String) -> (String, bool) {
        if !self.taken.contains(&spelled) {
            return (spelled, false);
        }
        let word = self.word.to_ascii_lowercase();
        let worded = format!("{} {word}", words(name, self.word));
        let mut candidate = spell(self.case, &worded);
        let mut number = self.numbers.get(&spelled).copied().unwrap_or(1);
        while self.taken.contains(&candidate) {
            number += 1;
            candidate = spell(self.case, &format!("{worded} {number}"));
        }
        self.numbers.insert(spelled, number);
        (candidate, number > 1)
    }
}

/// The name in ASCII letters and digits, words apart, beginning with a letter.
fn words(name: &Name, word: &str) -> String {
    let words = name.words();
    let text = match words.iter().all(|word| word.is_ascii()) {
        true => words.join(" "),
        false => {
            let ascii: Vec<String> = words.iter().map(|word| ascii(word)).collect();
            ascii.join(" ")
        }
    };
    let text = shortened(text.trim());
    match text.chars().next() {
        None => word.to_ascii_lowercase(),
        Some(first) if first.is_ascii_digit() => format!("{} {text}", word.to_ascii_lowercase()),
        Some(_) => text,
    }
}

/// A name that is too long loses words from its middle, as its beginning and its end say most.
fn shortened(text: &str) -> String {
    if text.len() <= LONGEST {
        return text.to_owned();
    }
    let mut left = LONGEST;
    let mut fits = |word: &&str| {
        let room = left.checked_sub(word.len() + 1);
        left = room.unwrap_or_default();
        room.is_some()
    };
    let words: Vec<&str> = text.split(' ').collect();
    let (first, second) = words.split_at(words.len() / 2);
    let mut end: Vec<&str> = second.iter().rev().copied().take_while(&mut fits).collect();
    end.reverse();
    let start = first.iter().copied().take_while(&mut fits);
    let kept: Vec<&str> = start.chain(end).collect();
    if kept.is_empty() {
        return text.chars().take(LONGEST).collect();
    }
    kept.join(" ")
}

fn ascii(word: &str) -> String {
    let spaced = deunicode(word);
    spaced
        .chars()
        .map(|char| {
            if char.is_ascii_alphanumeric() {
                char
            } else {
                ' '
            }
        })
        .collect()
}

fn spell(case: Case, words: &str) -> String {
    let is_lower = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if words
        .split(' ')
        .all(|word| !word.is_empty() && word.bytes().all(is_lower))
    {
        return joined(case, words);
    }
    match case {
        Case::Snake => words.to_snake_case(),
        Case::Pascal => words.to_upper_camel_case(),
        Case::Shouty => words.to_shouty_snake_case(),
    }
}

/// Spells words of small letters and digits, as nearly all are.
fn joined(case: Case, words: &str) -> String {
    let is_digit = |letter: char| letter.is_ascii_digit();
    match case {
        Case::Snake => words.replace(' ', "_"),
        Case::Shouty => words.replace(' ', "_").to_ascii_uppercase(),
        Case::Pascal => {
            let mut spelled = String::with_capacity(words.len());
            for word in words.split(' ') {
                let (first, rest) = word.split_at(1);
                // Digits that were apart stay apart: `1.0.2` is no hundred and two.
                if spelled.ends_with(is_digit) && first.starts_with(is_digit) {
                    spelled.push('_');
                }
                spelled.push_str(&first.to_ascii_uppercase());
                spelled.push_str(rest);
            }
            spelled
        }
    }
}

/// Keywords of every edition, in order.
const KEYWORDS: [&str; 52] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Those that can't be written with `r#`.
const UNESCAPABLE: [&str; 4] = ["crate", "self", "super", "Self"];

fn escape(ident: String) -> String {
    if KEYWORDS.binary_search(&ident.as_str()).is_err() {
        ident
    } else if UNESCAPABLE.contains(&ident.as_str()) {
        format!("{ident}_")
    } else {
        format!("r#{ident}")
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, Scope};
    use crate::model::Name;

    fn fields(names: &[&str]) -> Vec<String> {
        let mut scope = Scope::new(Case::Snake, "member", &["extra"]);
        names
            .iter()
            .map(|name| scope.ident(&Name::parse(name)).to_string())
            .collect()
    }

    #[test]
    fn hostile_names_become_harmless() {
        let names = [
            "type", "self", "Self", "r#fn", "", "\u{200f}", "🦀", "größe", "a\"b", "2fa", "extra",
        ];
        let idents = fields(&names);
        assert_eq!(
            idents,
            [
                "r#type",
                "self_",
                "self_member",
                "r_fn",
                "member",
                "member_member",
                "crab",
                "grosse",
                "a_b",
                "member_2fa",
                "extra_member"
            ]
        );
        for ident in idents {
            assert!(
                syn::parse_str::<syn::Ident>(&ident).is_ok() || ident.starts_with("r#"),
                "{ident}"
            );
        }
    }

    #[test]
    fn keywords_are_found() {
        assert!(super::KEYWORDS.is_sorted());
        let mut scope = Scope::new(Case::Snake, "x", &[]);
        for keyword in super::KEYWORDS.iter().filter(|word| **word != "Self") {
            let ident = scope.ident(&Name::parse(keyword));
            assert_ne!(ident.as_str(), *keyword);
        }
    }

    #[test]
    fn collisions_are_told_apart() {
        assert_eq!(
            fields(&["phoneNumber", "phone_number", "phone-number"]),
            [
                "phone_number",
                "phone_number_member",
                "phone_number_member_2"
            ]
        );
    }

    #[test]
    fn a_long_name_keeps_its_beginning_and_its_end() {
        let long = |end: &str| format!("cash {} transfer {end}", "balance ".repeat(20));
        let [one, other]: [String; 2] = fields(&[&long("eu type"), &long("us type")])
            .try_into()
            .unwrap_or_default();
        assert!(one.starts_with("cash_balance") && one.ends_with("transfer_eu_type"));
        assert!(other.ends_with("transfer_us_type") && other.len() <= 100);
        assert_eq!(fields(&["x".repeat(300).as_str()])[0].len(), 100);
    }

    #[test]
    fn words_are_joined_by_case() {
        let name = Name::parse("HTTPServerError");
        for (case, text) in [
            (Case::Snake, "http_server_error"),
            (Case::Pascal, "HttpServerError"),
            (Case::Shouty, "HTTP_SERVER_ERROR"),
        ] {
            assert_eq!(Scope::new(case, "x", &[]).ident(&name).as_str(), text);
        }
    }
}
