//! Tokens as a flat list, in which each group knows its end.

use std::fmt::Write;
use std::ops::Range;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree, token_stream};

/// Operators of several characters; what is not among them stands as single characters.
const OPERATORS: [&str; 14] = [
    "::", "->", "=>", "..", "..=", "==", "!=", "<=", ">=", "&&", "||", "+=", "-=", "*=",
];

/// The tokens of a piece of code, with their spelling in one text.
#[derive(Debug, Default)]
pub struct Code {
    text: String,
    tokens: Vec<Token>,
}

/// What a token is to whoever lays it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An identifier, a keyword, a lifetime or a literal.
    Word,
    /// An operator.
    Operator,
    /// What begins a group, and where its end is.
    Open(usize),
    /// What ends a group.
    Close,
    /// A doc comment; its spelling is what it says.
    Doc,
}

#[derive(Debug, Clone, Copy)]
struct Token {
    kind: Kind,
    start: usize,
    end: usize,
}

impl Code {
    /// Takes the tokens apart.
    pub fn new(tokens: TokenStream) -> Self {
        let mut code = Self {
            text: String::with_capacity(1 << 10),
            tokens: Vec::with_capacity(1 << 7),
        };
        let mut open: Vec<(token_stream::IntoIter, usize, &str)> = Vec::new();
        let (mut rest, mut joint) = (tokens.into_iter(), false);
        loop {
            let was_joint = std::mem::take(&mut joint);
            match rest.next() {
                Some(TokenTree::Group(group)) => {
                    let (begin, end) = delimiters(group.delimiter());
                    let inner = group.stream();
                    drop(group);
                    let Some(inner) = code.without_doc(inner) else {
                        continue;
                    };
                    open.push((std::mem::replace(&mut rest, inner), code.tokens.len(), end));
                    code.push(Kind::Open(0), begin);
                }
                Some(TokenTree::Punct(punct)) => {
                    joint = punct.spacing() == Spacing::Joint;
                    code.operator(punct.as_char(), was_joint);
                }
                Some(TokenTree::Ident(ident)) => code.word(&ident, was_joint),
                Some(TokenTree::Literal(literal)) => code.word(&literal, false),
                None => {
                    let Some((around, begin, end)) = open.pop() else {
                        return code;
                    };
                    code.tokens[begin].kind = Kind::Open(code.tokens.len());
                    code.push(Kind::Close, end);
                    rest = around;
                }
            }
        }
    }

    /// How long the spellings of all tokens are.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// All tokens.
    pub fn all(&self) -> Range<usize> {
        0..self.tokens.len()
    }

    /// What the token is; `None` after the last one.
    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// How the token is spelled; nothing after the last one.
    pub fn spelling(&self, at: usize) -> &str {
        self.tokens
            .get(at)
            .and_then(|token| self.text.get(token.start..token.end))
            .unwrap_or_default()
    }

    /// True where the token begins a group with this character.
    pub fn opens(&self, at: usize, with: &str) -> bool {
        matches!(self.kind(at), Some(Kind::Open(_))) && self.spelling(at) == with
    }

    /// The token after this one, with the group that it begins.
    pub fn after(&self, at: usize) -> usize {
        match self.kind(at) {
            Some(Kind::Open(end)) => end + 1,
            _ => at + 1,
        }
    }

    /// The tokens of a range that stand in no group within it; groups count with their first token.
    pub fn level(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(range.start), |at| Some(self.after(*at)))
            .take_while(move |at| *at < range.end)
    }

    /// The parts of a range between commas.
    pub fn split(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let (mut parts, mut start) = (Vec::new(), range.start);
        let (mut depth, mut in_bars) = (0_usize, false);
        for at in self.level(range.clone()) {
            match self.spelling(at) {
                "<" => depth += 1,
                ">" => depth = depth.saturating_sub(1),
                "|" => in_bars = !in_bars,
                "," if depth == 0 && !in_bars => {
                    parts.push(start..at);
                    start = at + 1;
                }
                _ => {}
            }
        }
        if start < range.end {
            parts.push(start..range.end);
        }
        parts
    }

    /// The code as a text that can be read again, laid out in no way.
    pub fn source(&self) -> String {
        let mut source = String::with_capacity(self.text.len() * 2);
        for at in self.all() {
            let spelling = self.spelling(at);
            if self.kind(at) == Some(Kind::Doc) {
                for line in spelling.split('\n') {
                    source.push_str(&format!("#[doc = {line:?}]\n"));
                }
            } else {
                source.push_str(spelling);
                source.push(' ');
            }
        }
        source
    }

    fn push(&mut self, kind: Kind, spelling: &str) {
        let start = self.text.len();
        self.text.push_str(spelling);
        self.tokens.push(Token {
            kind,
            start,
            end: self.text.len(),
        });
    }

    /// A word; one that is joined to the apostrophe before it is the name of a lifetime.
    fn word(&mut self, word: &impl std::fmt::Display, is_joint: bool) {
        if !(is_joint && self.ends_with("'")) {
            self.push(Kind::Word, "");
        }
        // Writing to a text cannot fail.
        let _written = write!(self.text, "{word}");
        if let Some(token) = self.tokens.last_mut() {
            token.kind = Kind::Word;
            token.end = self.text.len();
        }
    }

    fn operator(&mut self, sign: char, is_joint: bool) {
        let start = self.tokens.last().map_or(0, |token| token.start);
        let longer = self.text.get(start..).filter(|_| is_joint).map(|before| {
            OPERATORS
                .iter()
                .any(|one| one.strip_suffix(sign) == Some(before))
        });
        if longer != Some(true) {
            self.push(Kind::Operator, "");
        }
        self.text.push(sign);
        if let Some(token) = self.tokens.last_mut() {
            token.end = self.text.len();
        }
    }

    fn ends_with(&self, spelling: &str) -> bool {
        self.tokens
            .len()
            .checked_sub(1)
            .is_some_and(|last| self.spelling(last) == spelling)
    }

    /// The tokens of a group; `None` where it was that of a doc comment, which is now a token of its own.
    fn without_doc(&mut self, inner: TokenStream) -> Option<token_stream::IntoIter> {
        if !self.ends_with("#") {
            return Some(inner.into_iter());
        }
        let inner: Vec<TokenTree> = inner.into_iter().collect();
        match inner.as_slice() {
            [
                TokenTree::Ident(name),
                TokenTree::Punct(_),
                TokenTree::Literal(text),
            ] if name == "doc" => {
                self.tokens.pop();
                self.word(text, false);
                self.document();
                None
            }
            _ => Some(inner.into_iter().collect::<TokenStream>().into_iter()),
        }
    }

    /// Makes the last token, a literal, a doc comment.
    fn document(&mut self) {
        let Some(token) = self.tokens.last_mut() else {
            return;
        };
        token.kind = Kind::Doc;
        let literal = self.text.get(token.start..token.end).unwrap_or_default();
        if let Some(said) = verbatim(literal) {
            token.end = token.start + said.end;
            token.start += said.start;
        } else if let Some(said) = unescaped(literal) {
            self.text.truncate(token.start);
            self.text.push_str(&said);
            token.end = self.text.len();
        }
    }
}

/// Where in a literal stands what it says, if that is spelled as it is: in a raw one, and in one without escapes.
fn verbatim(literal: &str) -> Option<Range<usize>> {
    let open = literal.find('"')? + 1;
    let is_verbatim = literal.starts_with('r') || (open == 1 && !literal.contains('\\'));
    is_verbatim.then_some(open..literal.rfind('"')?)
}

/// What a literal says; the escapes that texts mostly have need no parser.
fn unescaped(literal: &str) -> Option<String> {
    let inner = literal
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let simple = inner.and_then(|inner| {
        let mut said = String::with_capacity(inner.len());
        let mut pieces = inner.split('\\');
        said.push_str(pieces.next()?);
        while let Some(piece) = pieces.next() {
            match piece.chars().next() {
                Some('n') => said.push('\n'),
                Some(sign @ ('"' | '\'')) => said.push(sign),
                // Two in a row are one, and what stands behind them is text.
                None => {
                    said.push('\\');
                    said.push_str(pieces.next()?);
                    continue;
                }
                _ => return None,
            }
            said.push_str(&piece[1..]);
        }
        Some(said)
    });
    simple.or_else(|| Some(syn::parse_str::<syn::LitStr>(literal).ok()?.value()))
}

fn delimiters(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::Literal;

    #[test]
    fn what_a_literal_says_is_what_it_was_made_of() {
        for text in [
            "",
            "a\nb",
            "\\",
            "a\\n",
            "\\\\\"'",
            "\u{200b}é\t\0x",
            "ends\\",
        ] {
            let literal = Literal::string(text).to_string();
            assert_eq!(super::unescaped(&literal).as_deref(), Some(text));
        }
        for (literal, said) in [
            ("\"a b\"", Some("a b")),
            ("\"a\\n\"", None),
            ("r\"a\\b\"", Some("a\\b")),
            ("r#\"\"a\"\"#", Some("\"a\"")),
        ] {
            let verbatim = super::verbatim(literal).and_then(|range| literal.get(range));
            assert_eq!(verbatim, said);
        }
    }
}
