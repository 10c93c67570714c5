//! Code on one line: where spaces stand.

use std::ops::Range;

use super::code::{Code, Kind};

/// Keywords of what is never one line, or not spelled here.
const OTHERS: [&str; 14] = [
    "match", "if", "else", "while", "loop", "return", "async", "await", "move", "unsafe", "where",
    "break", "let", "dyn",
];

/// Columns that a struct with its fields may have on one line.
const STRUCT: usize = 35;

/// What stands left of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    /// Nothing, or what the token belongs to: no space.
    Tight,
    /// As before, after `::`.
    Path,
    /// A whole value, type or word.
    Whole,
    /// An operator with spaces.
    Operator,
}

/// A group or a list of generic arguments that is open.
struct Open {
    end: usize,
    angles: usize,
    is_call: bool,
    has_comma: bool,
    close: &'static str,
    /// Where the value begins that the group ends.
    start: usize,
}

struct Line<'c> {
    code: &'c Code,
    left: Left,
    angles: usize,
    in_bars: bool,
    open: Vec<Open>,
}

/// Adds the tokens to a line; false, with some of them added, where their line is not known here.
pub fn line(code: &Code, range: Range<usize>, out: &mut String) -> bool {
    let mut line = Line {
        code,
        left: Left::Tight,
        angles: 0,
        in_bars: false,
        open: Vec::new(),
    };
    range.into_iter().all(|at| line.token(at, out)) && line.angles == 0 && line.open.is_empty()
}

impl Line<'_> {
    fn token(&mut self, at: usize, out: &mut String) -> bool {
        match self.code.kind(at) {
            Some(Kind::Word) => self.word(at, out),
            Some(Kind::Operator) => self.operator(at, out),
            Some(Kind::Open(end)) => self.begin(at, end, out),
            Some(Kind::Close) => self.end(at, out),
            Some(Kind::Doc) | None => false,
        }
    }

    fn word(&mut self, at: usize, out: &mut String) -> bool {
        let word = self.code.spelling(at);
        if matches!(self.left, Left::Whole | Left::Operator) {
            out.push(' ');
        }
        out.push_str(word);
        self.left = Left::Whole;
        !OTHERS.contains(&word)
    }

    fn operator(&mut self, at: usize, out: &mut String) -> bool {
        let sign = self.code.spelling(at);
        let is_whole = self.left == Left::Whole;
        match sign {
            "," => return self.comma(at, out),
            "::" | "." | "?" | ":" if !is_whole => return false,
            "->" | "=" | "=>" | "+" if is_whole => {
                out.push(' ');
                self.left = Left::Operator;
            }
            ":" => self.left = Left::Operator,
            "->" if out.ends_with(") ") => self.left = Left::Operator,
            "::" => self.left = Left::Path,
            "." | "..=" => self.left = Left::Tight,
            "!" if is_whole => self.left = Left::Tight,
            "?" => self.left = Left::Whole,
            "<" if is_whole || self.left == Left::Path => {
                self.angles += 1;
                self.left = Left::Tight;
            }
            ">" if is_whole && self.angles > 0 => self.angles -= 1,
            "|" if self.in_bars => {
                self.in_bars = false;
                self.left = Left::Operator;
            }
            "&" | "*" | "!" | "-" | "|" if !is_whole => {
                if self.left == Left::Operator {
                    out.push(' ');
                }
                self.in_bars |= sign == "|";
                self.left = Left::Tight;
            }
            _ => return false,
        }
        out.push_str(sign);
        true
    }

    /// A comma; the last one of a list on one line is left out.
    fn comma(&mut self, at: usize, out: &mut String) -> bool {
        let angles = self.angles;
        if let Some(open) = self.open.last_mut()
            && open.end == at + 1
        {
            return open.is_call || open.has_comma;
        }
        if let Some(open) = self.open.last_mut()
            && open.angles == angles
        {
            open.has_comma = true;
        }
        out.push(',');
        let is_whole = std::mem::replace(&mut self.left, Left::Operator) == Left::Whole;
        is_whole && self.code.spelling(at + 1) != ">"
    }

    fn begin(&mut self, at: usize, end: usize, out: &mut String) -> bool {
        let is_call = self.left == Left::Whole;
        let is_brace = self.code.spelling(at) == "{";
        let is_list = self.left == Left::Path && is_brace;
        let is_one = is_list && end == at + 2 && self.code.spelling(at + 1) != "self";
        let is_path = |c: char| c.is_alphanumeric() || "_:#".contains(c);
        let start = out.trim_end_matches(is_path).len();
        if self.left == Left::Operator || (is_brace && is_call) {
            out.push(' ');
        }
        let (begin, close) = match self.code.spelling(at) {
            "(" => ("(", ")"),
            _ if is_one => ("", ""),
            "[" => ("[", "]"),
            "{" if is_list || end == at + 1 => ("{", "}"),
            "{" if is_call => ("{ ", " }"),
            _ => return false,
        };
        out.push_str(begin);
        self.open.push(Open {
            end,
            angles: self.angles,
            is_call: is_call || is_brace,
            has_comma: false,
            close,
            start,
        });
        self.left = Left::Tight;
        true
    }

    fn end(&mut self, at: usize, out: &mut String) -> bool {
        let Some(open) = self.open.pop().filter(|open| open.end == at) else {
            return false;
        };
        out.push_str(open.close);
        self.left = Left::Whole;
        let is_long = open.close == " }" && out.len() - open.start > STRUCT;
        open.angles == self.angles && !is_long
    }
}
