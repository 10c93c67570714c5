//! Writes the pieces of a paragraph as Markdown and wraps them.

use std::borrow::Cow;

use super::escape::{self, Place};
use super::tree::{Inline, Mark};

/// A word up to this length is not wrapped where it would need a backslash at the start of a line.
const SHORT: usize = 4;

/// How far such a word may stand out.
const SLACK: usize = 4;

/// Bytes that a line most often takes.
const LINE: usize = 96;

/// How often emphasis that would not be read is taken out before all of it is: text that comes
/// together can be an address, and then the emphasis beside it changes.
const ROUNDS: usize = 3;

/// A part of a paragraph that cannot be wrapped.
#[derive(Debug, PartialEq)]
pub enum Word<'a> {
    /// Markdown without a place to wrap.
    Text(Cow<'a, str>),
    /// A line break that stays.
    Break,
}

impl Word<'_> {
    fn into_owned(self) -> Word<'static> {
        match self {
            Word::Text(text) => Word::Text(Cow::Owned(text.into_owned())),
            Word::Break => Word::Break,
        }
    }
}

/// What a character is to the marks of emphasis beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Punctuation,
    Letter,
    /// Neither clearly punctuation nor clearly not.
    Other,
}

/// The words of a paragraph, in Markdown.
pub fn words(tokens: &[Inline], in_table: bool) -> Vec<Word<'_>> {
    match settled(tokens) {
        Cow::Borrowed(tokens) => spelled(tokens, in_table),
        Cow::Owned(tokens) => {
            let words = spelled(&tokens, in_table).into_iter();
            words.map(Word::into_owned).collect()
        }
    }
}

/// Lines of words that end before a column where they can.
pub fn wrap<'a>(words: impl IntoIterator<Item = Word<'a>>, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in words {
        let Word::Text(word) = word else {
            line.push('\\');
            lines.push(std::mem::take(&mut line));
            used = 0;
            continue;
        };
        let length = word.chars().count();
        let first = escape::first_word(&word);
        let stays =
            length <= SHORT && first != word && used + 1 + length <= width.saturating_add(SLACK);
        if used > 0 && used + 1 + length > width && !stays {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used == 0 {
            line.reserve(width.min(LINE));
            line.push_str(&first);
            used = length;
        } else {
            line.push(' ');
            line.push_str(&word);
            used += 1 + length;
        }
    }
    lines.push(line);
    lines
}

/// Puts text beside text and code beside code into one piece each.
pub fn joined(tokens: impl Iterator<Item = Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for token in tokens {
        match (out.last_mut(), token) {
            (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
            (Some(Inline::Code(last)), Inline::Code(code)) => last.push_str(&code),
            (_, token) => out.push(token),
        }
    }
    out
}

/// The words of pieces of which each can be written as it is.
fn spelled(tokens: &[Inline], in_table: bool) -> Vec<Word<'_>> {
    let mut words = Vec::with_capacity(tokens.len() / 2 + 1);
    let mut word: Cow<'_, str> = Cow::Borrowed("");
    let mut place = Place {
        in_table,
        ..Place::default()
    };
    for (at, token) in tokens.iter().enumerate() {
        place.after_space = word.is_empty();
        place.before_space = matches!(tokens.get(at + 1), None | Some(Inline::Space));
        match token {
            Inline::Text(text) => add(&mut word, escape::text(text, place)),
            Inline::Code(code) => add(&mut word, escape::code(code, in_table).into()),
            Inline::Url(url) => add(&mut word, ["<", &escape::target(url), ">"].concat().into()),
            Inline::Open(mark) | Inline::Close(mark) => add(&mut word, mark.sign().into()),
            Inline::Link => {
                add(&mut word, "[".into());
                place.in_link = true;
            }
            Inline::EndLink(url) => {
                add(&mut word, ["](", &escape::target(url), ")"].concat().into());
                place.in_link = false;
            }
            Inline::Space | Inline::Break => {
                words.push(Word::Text(std::mem::take(&mut word)));
                words.extend((*token == Inline::Break).then_some(Word::Break));
            }
        }
    }
    words.push(Word::Text(word));
    words
}

/// Puts a piece behind the others of its word; most words are one piece, which need not be copied.
fn add<'t>(word: &mut Cow<'t, str>, piece: Cow<'t, str>) {
    if word.is_empty() {
        *word = piece;
    } else {
        word.to_mut().push_str(&piece);
    }
}

/// The pieces as they can be written: addresses are links, and only what will be read as emphasis
/// or a link is left.
fn settled(tokens: &[Inline]) -> Cow<'_, [Inline]> {
    if tokens.iter().all(is_plain) {
        return Cow::Borrowed(tokens);
    }
    let tokens = match is_settled(tokens) {
        true => Cow::Borrowed(tokens),
        false => Cow::Owned(read_back(tokens)),
    };
    match without_definition(&tokens) {
        Some(others) => Cow::Owned(read_back(&others)),
        None => tokens,
    }
}

/// True for pieces that are read back as they are, as most are.
fn is_settled(tokens: &[Inline]) -> bool {
    let may_be_url = |token: &Inline| matches!(token, Inline::Text(text) if may_hold_url(text));
    let is_joined = |pair: &[Inline]| {
        use Inline::{Code, Text};
        matches!(pair, [Text(_), Text(_)] | [Code(_), Code(_)])
    };
    !tokens.iter().any(may_be_url)
        && !tokens.windows(2).any(is_joined)
        && readable(tokens).iter().all(|kept| *kept)
}

fn is_plain(token: &Inline) -> bool {
    match token {
        Inline::Text(text) => !may_hold_url(text),
        Inline::Space | Inline::Break | Inline::Code(_) | Inline::Url(_) => true,
        Inline::Open(_) | Inline::Close(_) | Inline::Link | Inline::EndLink(_) => false,
    }
}

/// False where a text surely holds no address; the shortest has eight characters.
fn may_hold_url(text: &str) -> bool {
    text.len() >= "http://a".len() && text.contains("http")
}

fn read_back(tokens: &[Inline]) -> Vec<Inline> {
    let mut tokens = linked(tokens.iter().cloned());
    for _ in 0..ROUNDS {
        let kept = readable(&tokens);
        if kept.iter().all(|kept| *kept) {
            return tokens;
        }
        let kept = tokens
            .into_iter()
            .zip(kept)
            .filter_map(|(token, kept)| kept.then_some(token));
        tokens = linked(joined(kept).into_iter());
    }
    linked(joined(tokens.into_iter().filter(|token| !is_mark(token))).into_iter())
}

/// The pieces without their first link, if the paragraph would be read as the definition of one.
///
/// Such a paragraph begins with `[name]: address`, and its brackets count before those of a code
/// span do.
fn without_definition(tokens: &[Inline]) -> Option<Vec<Inline>> {
    let end = tokens
        .iter()
        .position(|token| matches!(token, Inline::EndLink(_)))?;
    let defines = |token: &Inline| matches!(token, Inline::Code(code) if code.contains("]:"));
    let link = tokens.first() == Some(&Inline::Link) && tokens[..end].iter().any(defines);
    link.then(|| [&tokens[1..end], &tokens[end + 1..]].concat())
}

/// Makes links of the addresses in text that is not inside a link.
fn linked(tokens: impl Iterator<Item = Inline>) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut in_link = false;
    for token in tokens {
        match token {
            Inline::Text(text) if !in_link && may_hold_url(&text) => {
                split_urls(&text, &mut out);
            }
            token => {
                in_link = match token {
                    Inline::Link => true,
                    Inline::EndLink(_) => false,
                    _ => in_link,
                };
                out.push(token);
            }
        }
    }
    joined(out.into_iter())
}

fn split_urls(text: &str, out: &mut Vec<Inline>) {
    let push = |text: &str, out: &mut Vec<Inline>| {
        if !text.is_empty() {
            out.push(Inline::Text(text.to_owned()));
        }
    };
    let (mut done, mut at) = (0, 0);
    while let Some(found) = text[at..].find("http") {
        let start = at + found;
        let length = url_length(&text[start..]);
        at = start + length.max(4);
        if length > 0 {
            push(&text[done..start], out);
            out.push(Inline::url(&text[start..at]));
            done = at;
        }
    }
    push(&text[done..], out);
}

/// The length of the web address at the start of the text, 0 if there is none.
fn url_length(text: &str) -> usize {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let Some(rest) = rest else { return 0 };
    let ends = |c: char| !c.is_ascii_graphic() || r#"<>"`|\^[]"#.contains(c);
    let all = &rest[..rest.find(ends).unwrap_or(rest.len())];
    let kept = trim_url(all);
    if kept.is_empty() {
        0
    } else {
        text.len() - rest.len() + kept.len()
    }
}

/// The address without the punctuation of the sentence around it, and without brackets that it does
/// not open.
fn trim_url(url: &str) -> &str {
    let count = |of: char| url.bytes().filter(|b| char::from(*b) == of).count();
    let mut surplus = [('(', ')'), ('{', '}')]
        .map(|(open, close)| (close, count(close).saturating_sub(count(open))));
    let mut url = url;
    while let Some(last) = url.chars().next_back() {
        let bracket = surplus
            .iter_mut()
            .find(|(close, left)| *close == last && *left > 0);
        let closes_nothing = bracket.is_some();
        if let Some((_, left)) = bracket {
            *left -= 1;
        }
        if !closes_nothing && !r#".,;:!?'*_~("#.contains(last) {
            break;
        }
        url = &url[..url.len() - 1];
    }
    url
}

/// Which pieces stay: all but marks that would not be read as the beginning and the end of
/// emphasis.
fn readable(tokens: &[Inline]) -> Vec<bool> {
    let mut kept = vec![true; tokens.len()];
    let mut open = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Inline::Open(_) => open.push(at),
            Inline::Close(_) => {
                if let Some(begin) = open.pop() {
                    let read = opens(tokens, begin, !open.is_empty()) && closes(tokens, at);
                    kept[begin] = read;
                    kept[at] = read;
                }
            }
            _ => {}
        }
    }
    kept
}

/// Whether the mark is read as an opening one. Inside other emphasis it must not look like a
/// closing one as well.
fn opens(tokens: &[Inline], at: usize, nested: bool) -> bool {
    let (before, after) = (&tokens[..at], &tokens[at + 1..]);
    let not_open = |token: &&Inline| !matches!(token, Inline::Open(_));
    let after_close = matches!(before.iter().rev().find(not_open), Some(Inline::Close(_)));
    let alone = !before.last().is_some_and(is_mark) && !after.first().is_some_and(is_mark);
    let (outside, inside) = (class_before(before), class_after(after));
    let only_opens = match seen_beside(before.last(), &tokens[at], outside) {
        Class::Space => true,
        Class::Punctuation => seen_beside(after.first(), &tokens[at], inside) == Class::Letter,
        Class::Letter | Class::Other => false,
    };
    !after_close && (only_opens || !nested) && flanks(outside, inside, alone)
}

/// What an opening mark sees beside it: one that is made of another character is punctuation to it.
fn seen_beside(neighbour: Option<&Inline>, mark: &Inline, behind: Class) -> Class {
    let strikes = |token: &Inline| *token == Inline::Open(Mark::Strike);
    match neighbour {
        Some(open @ Inline::Open(_)) if strikes(open) != strikes(mark) => Class::Punctuation,
        _ => behind,
    }
}

fn closes(tokens: &[Inline], at: usize) -> bool {
    let (before, after) = (&tokens[..at], &tokens[at + 1..]);
    let alone = !before.last().is_some_and(is_mark) && !after.first().is_some_and(is_mark);
    flanks(class_after(after), class_before(before), alone)
}

/// Whether a mark between the text outside and the text inside is read as one, by the rules of
/// CommonMark.
///
/// Stricter than those rules where marks stand side by side, as the one would be punctuation to the
/// other.
fn flanks(outside: Class, inside: Class, alone: bool) -> bool {
    match outside {
        Class::Space | Class::Punctuation => inside != Class::Space,
        Class::Letter | Class::Other => inside == Class::Letter && alone,
    }
}

fn class_before(tokens: &[Inline]) -> Class {
    tokens
        .iter()
        .rev()
        .find(|token| !is_mark(token))
        .map_or(Class::Space, |token| match token {
            Inline::Text(text) => text.chars().next_back().map_or(Class::Space, class),
            other => class_of_token(other),
        })
}

fn class_after(tokens: &[Inline]) -> Class {
    tokens
        .iter()
        .find(|token| !is_mark(token))
        .map_or(Class::Space, |token| match token {
            Inline::Text(text) => text.chars().next().map_or(Class::Space, class),
            other => class_of_token(other),
        })
}

fn class_of_token(token: &Inline) -> Class {
    if matches!(token, Inline::Space | Inline::Break) {
        Class::Space
    } else {
        Class::Punctuation
    }
}

fn class(c: char) -> Class {
    match c {
        _ if c.is_ascii_punctuation() => Class::Punctuation,
        _ if c.is_alphanumeric() => Class::Letter,
        _ => Class::Other,
    }
}

fn is_mark(token: &Inline) -> bool {
    matches!(token, Inline::Open(_) | Inline::Close(_))
}
