//! Names as lists of words, so that each target language spells them its own way.

use std::fmt;
use std::sync::Arc;

use super::signs;

/// A name as a list of lower-case words, for example `phone number` for `phoneNumber`.
///
/// What stands in something is named after all that is around it, so that names are copied more than all else; copies
/// share their words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Name {
    words: Arc<[String]>,
}

impl Name {
    /// Splits a name as it is written in a document into words.
    ///
    /// Words end where the text changes from lower to upper case, before the last capital of a run of
    /// capitals (`HTTPServer` is `http server`, but `DVRs` is `dvrs`), and at every character that is neither a letter
    /// nor a digit. Names that are one word although a capital stands inside, such as `OAuth`, are one word. A sign is
    /// said where it leads (`-1` is `minus 1`) or where nothing else is written (`<=` is `less equal`).
    pub fn parse(text: &str) -> Self {
        let text = signs::whole_names(text);
        let mut words = split(&text, signs::nothing);
        if let Some(sign) = signs::leading(&text) {
            words.insert(0, sign.to_owned());
        }
        if words.is_empty() {
            words = split(&text, signs::said);
        }
        Self::made_of(words)
    }

    /// Splits a text of which each sign counts, because another one differs in signs alone.
    pub fn parse_signs(text: &str) -> Self {
        Self::made_of(split(&signs::whole_names(text), signs::telling))
    }

    /// A name of exactly these words.
    pub fn of(words: &[&str]) -> Self {
        words.iter().copied().collect()
    }

    /// The words, in order.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// The words with a capital each and nothing between them, for people: `PhoneNumber`.
    pub fn capitalised(&self) -> String {
        let mut text = String::with_capacity(self.words.iter().map(String::len).sum());
        for word in &*self.words {
            let mut letters = word.chars();
            text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            text.push_str(letters.as_str());
        }
        text
    }

    /// True where the text held no letter and no digit at all.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// This name followed by another; words that would stand twice at the seam are said once.
    pub fn join(&self, other: &Name) -> Name {
        let most = self.words.len().min(other.words.len());
        let is_seam = |count: &usize| self.words.ends_with(&other.words[..*count]);
        let overlap = (1..=most).rev().find(is_seam).unwrap_or_default();
        match (self.words.len(), other.words.len() - overlap) {
            (_, 0) => self.clone(),
            (0, _) => other.clone(),
            _ => self
                .words
                .iter()
                .chain(&other.words[overlap..])
                .cloned()
                .collect(),
        }
    }

    /// This name followed by all words of another.
    pub fn append(&self, other: &Name) -> Name {
        self.words.iter().chain(&*other.words).cloned().collect()
    }

    /// This name in the singular, as far as its last word's ending tells.
    pub fn singular(&self) -> Name {
        let Some((last, firsts)) = self.words.split_last() else {
            return self.clone();
        };
        let singular = singular_word(last);
        if singular == *last {
            return self.clone();
        }
        firsts.iter().cloned().chain([singular]).collect()
    }

    /// Where the words of `part` begin in this name, in singular or plural.
    pub fn position(&self, part: &Name) -> Option<usize> {
        let len = part.words.len();
        let mut runs = self.words.windows(len.max(1));
        runs.position(|run| len > 0 && same_words(run, &part.words))
    }

    /// This name without the words of `part` at its beginning, in singular or plural.
    ///
    /// `issues list for repo` without leading `issues` is `list for repo`. The name stays whole where nothing would be left.
    pub fn without_leading(&self, part: &Name) -> Name {
        let leads = self.position(part) == Some(0) && part.words.len() < self.words.len();
        self.from(if leads { part.words.len() } else { 0 })
    }

    /// This name without the words of `part` at its end, in singular or plural; whole where nothing would be left.
    pub fn without_trailing(&self, part: &Name) -> Name {
        let kept = self.words.len().saturating_sub(part.words.len());
        let (front, end) = self.words.split_at(kept);
        let is_said = !part.is_empty() && !front.is_empty() && same_words(end, &part.words);
        let words = if is_said { front } else { &self.words };
        Name {
            words: words.into(),
        }
    }

    /// This name without what the names around it say already: rows of two or more words, and all that the nearest one
    /// says where that stands first. Whole where nothing would be left.
    ///
    /// `payment method options param` inside `payment method options` is `param`.
    pub fn without_said(&self, around: &[Name]) -> Name {
        let mut rest = self.words.to_vec();
        while let Some((at, count)) = longest_row(&rest, around).filter(|(_, count)| *count > 1) {
            rest.drain(at..at + count);
        }
        let nearest = around.last().filter(|name| !name.is_empty());
        if let Some(nearest) = nearest.filter(|name| starts_with(&rest, &name.words)) {
            rest.drain(..nearest.words.len());
        }
        if rest.is_empty() {
            return self.clone();
        }
        Self::made_of(rest)
    }

    /// The words from this one on.
    pub fn from(&self, start: usize) -> Name {
        if start == 0 {
            return self.clone();
        }
        self.words.iter().skip(start).cloned().collect()
    }

    fn made_of(words: Vec<String>) -> Self {
        Self {
            words: words.into(),
        }
    }
}

impl FromIterator<String> for Name {
    fn from_iter<I: IntoIterator<Item = String>>(words: I) -> Self {
        Self::made_of(words.into_iter().collect())
    }
}

impl<'a> FromIterator<&'a str> for Name {
    fn from_iter<I: IntoIterator<Item = &'a str>>(words: I) -> Self {
        words.into_iter().map(str::to_owned).collect()
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words.join(" "))
    }
}

/// The words of a text; `said` tells what a character that is neither letter nor digit is called.
fn split(text: &str, said: fn(char) -> Option<&'static str>) -> Vec<String> {
    let mut words = Vec::new();
    let mut begin = 0;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for (index, &(at, char)) in chars.iter().enumerate() {
        if !char.is_alphanumeric() {
            finish_word(&mut words, &text[begin..at]);
            begin = at + char.len_utf8();
            let said = if is_of_number(&chars, index) {
                signs::said
            } else {
                said
            };
            words.extend(said(char).map(str::to_owned).or_else(|| symbol(char)));
        } else if starts_word(&chars, index) {
            finish_word(&mut words, &text[begin..at]);
            begin = at;
        }
    }
    finish_word(&mut words, &text[begin..]);
    words
}

/// What a symbol is called, such as `crab` for a crab; nothing for punctuation and invisible marks.
fn symbol(char: char) -> Option<String> {
    let name = deunicode::deunicode_char(char).filter(|_| !char.is_ascii())?;
    let letters = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_lowercase();
    Some(letters).filter(|letters| letters.starts_with(|first: char| first.is_ascii_alphabetic()))
}

fn finish_word(words: &mut Vec<String>, word: &str) {
    match word.is_ascii() {
        true if word.is_empty() => {}
        true => words.push(word.to_ascii_lowercase()),
        false => words.push(word.chars().flat_map(char::to_lowercase).collect()),
    }
}

/// True for the sign of a number inside a text, as in `reactions-+1`.
fn is_of_number(chars: &[(usize, char)], index: usize) -> bool {
    let parts = |char: char| !char.is_alphanumeric();
    let is_sign = matches!(chars[index].1, '+' | '-');
    let before = index.checked_sub(1).map(|before| parts(chars[before].1));
    let next = chars.get(index + 1);
    is_sign && before == Some(true) && next.is_some_and(|(_, char)| char.is_ascii_digit())
}

fn starts_word(chars: &[(usize, char)], index: usize) -> bool {
    let Some(previous) = index.checked_sub(1).map(|before| chars[before].1) else {
        return false;
    };
    if !chars[index].1.is_uppercase() {
        return false;
    }
    let is_lower = |at: usize| chars.get(at).is_some_and(|(_, char)| char.is_lowercase());
    let is_plural =
        chars.get(index + 1).is_some_and(|(_, char)| *char == 's') && !is_lower(index + 2);
    !previous.is_uppercase() || (is_lower(index + 1) && !is_plural)
}

/// Where the longest row of words begins that stands in one of the names, too, and how long it is.
fn longest_row(words: &[String], names: &[Name]) -> Option<(usize, usize)> {
    let length = |at: usize, other: &[String]| {
        let pairs = words[at..].iter().zip(other);
        let same = |(one, other): &(&String, &String)| singular_word(one) == singular_word(other);
        pairs.take_while(same).count()
    };
    let within = |at: usize, name: &Name| {
        let starts = 0..name.words.len();
        starts.map(|start| length(at, &name.words[start..])).max()
    };
    let rows = (0..words.len()).flat_map(|at| {
        let rows = names.iter().filter_map(move |name| within(at, name));
        rows.map(move |count| (at, count))
    });
    rows.max_by_key(|(at, count)| (*count, std::cmp::Reverse(*at)))
}

fn starts_with(words: &[String], part: &[String]) -> bool {
    words.len() >= part.len() && same_words(&words[..part.len()], part)
}

fn same_words(run: &[String], part: &[String]) -> bool {
    let last = run.len() - 1;
    run[..last] == part[..last] && singular_word(&run[last]) == singular_word(&part[last])
}

fn singular_word(word: &str) -> String {
    /// Words that end like a plural and are none, and plurals that follow no rule.
    const IRREGULAR: [(&str, &str); 16] = [
        ("people", "person"),
        ("children", "child"),
        ("aliases", "alias"),
        ("canvases", "canvas"),
        ("indices", "index"),
        ("causes", "cause"),
        ("clauses", "clause"),
        ("houses", "house"),
        ("uses", "use"),
        ("news", "news"),
        ("series", "series"),
        ("alias", "alias"),
        ("gas", "gas"),
        ("canvas", "canvas"),
        ("movies", "movie"),
        ("always", "always"),
    ];
    /// Abbreviations, which have no plural.
    const KEPT: [&str; 12] = [
        "sms", "mms", "dns", "tls", "https", "aws", "gps", "css", "ios", "pos", "rss", "sas",
    ];
    let irregular = IRREGULAR.iter().find(|(plural, _)| *plural == word);
    if let Some((_, singular)) = irregular {
        return (*singular).to_owned();
    }
    let is_singular = ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    if is_singular || KEPT.contains(&word) || word.len() < 3 {
        return word.to_owned();
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
            ("OAuth2Token", "oauth2 token"),
            ("DVRs", "dvrs"),
            ("listIDsOf", "list ids of"),
            ("GitHub App", "github app"),
            ("+1", "plus 1"),
            ("-1", "minus 1"),
            ("reactions--1", "reactions minus 1"),
            (">=", "greater equal"),
            ("created>=", "created"),
            ("Größe", "größe"),
            ("🦀", "crab"),
            ("\u{200f}", ""),
        ] {
            assert_eq!(Name::parse(text).to_string(), words, "{text}");
        }
    }

    #[test]
    fn people_read_names_with_capitals() {
        for (text, name) in [
            ("phone_number", "PhoneNumber"),
            ("größe", "Größe"),
            ("", ""),
        ] {
            assert_eq!(Name::parse(text).capitalised(), name);
        }
    }

    #[test]
    fn what_leads_can_be_left_out() {
        let issues = Name::parse("Issues");
        for (id, left) in [
            ("issues/list-for-repo", "list for repo"),
            ("issueEvents", "events"),
            ("listIssues", "list issues"),
            ("issues", "issues"),
        ] {
            let name = Name::parse(id).without_leading(&issues);
            assert_eq!(name.to_string(), left, "{id}");
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
            ("aliases", "alias"),
            ("analysis", "analysis"),
            ("SMS", "sms"),
            ("people", "person"),
        ] {
            assert_eq!(Name::parse(plural).singular().to_string(), singular);
        }
    }

    #[test]
    fn joining_says_the_seam_once() {
        let joined = Name::parse("Contact").join(&Name::parse("contactTags"));
        assert_eq!(joined.to_string(), "contact tags");
        let joined =
            Name::parse("invoice payment method").join(&Name::parse("payment_method_options"));
        assert_eq!(joined.to_string(), "invoice payment method options");
    }

    #[test]
    fn what_is_said_around_a_name_can_be_left_out() {
        let around = ["post payment intents", "payment method options", "eps"].map(Name::parse);
        for (title, left) in [
            ("payment_method_options_param", "param"),
            ("payment_intent_payment_method_options_param", "param"),
            ("eps_param", "param"),
            ("invoice_payment_method_options_param", "invoice param"),
            ("payment_method_options", "payment method options"),
            ("method_of_payment", "method of payment"),
            ("param", "param"),
        ] {
            let name = Name::parse(title).without_said(&around);
            assert_eq!(name.to_string(), left, "{title}");
        }
    }
}
