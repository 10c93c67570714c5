//! Statements and expressions: on one line where they fit, else broken where rustfmt would.

use std::ops::Range;

use super::code::Kind;
use super::writer::{INDENT, Writer};

/// Where an expression stands.
#[derive(Clone, Copy)]
pub struct Place {
    /// The indentation of what it is part of.
    indent: usize,
    /// True where the line begins with it.
    is_first: bool,
    /// Columns that follow it in any case.
    tail: usize,
}

impl Writer<'_> {
    /// The statements of a function, and the brace after them.
    pub fn statements(&mut self, range: Range<usize>, indent: usize) -> Option<()> {
        let mut start = range.start;
        while start < range.end {
            self.newline(indent + INDENT);
            let semicolon = self
                .code
                .level(start..range.end)
                .find(|at| self.code.spelling(*at) == ";");
            let end = semicolon.unwrap_or(range.end);
            self.statement(
                start..end,
                indent + INDENT,
                usize::from(semicolon.is_some()),
            )?;
            self.push(if semicolon.is_some() { ";" } else { "" });
            start = end + 1;
        }
        if !range.is_empty() {
            self.newline(indent);
        }
        self.push("}");
        Some(())
    }

    fn statement(&mut self, range: Range<usize>, indent: usize, tail: usize) -> Option<()> {
        let is_set = |at: &usize| self.code.spelling(*at) == "=";
        let set = self.code.level(range.clone()).find(is_set);
        let is_let = self.code.spelling(range.start) == "let";
        let Some(set) = set else {
            let place = Place {
                indent,
                is_first: true,
                tail,
            };
            return self.expression(range, place);
        };
        self.push(if is_let { "let " } else { "" });
        self.line(range.start + usize::from(is_let)..set, " = ")?;
        let place = Place {
            indent,
            is_first: false,
            tail,
        };
        self.expression(set + 1..range.end, place)
    }

    fn expression(&mut self, range: Range<usize>, place: Place) -> Option<()> {
        if self.fits(range.clone(), place.tail) {
            return Some(());
        }
        match self.code.spelling(range.start) {
            "&" => {
                self.push("&");
                let is_first = false;
                return self.expression(range.start + 1..range.end, Place { is_first, ..place });
            }
            "|" => return self.closure(range, place),
            "match" => return self.choice(range, place),
            "[" => return self.array(range, place),
            _ if !self.is_operand(range.clone()) => return None,
            _ => {}
        }
        let dots: Vec<usize> = self
            .code
            .level(range.clone())
            .filter(|at| self.code.spelling(*at) == ".")
            .collect();
        if !dots.is_empty() {
            return self.chain(range, &dots, place);
        }
        let open = self
            .code
            .level(range.clone())
            .find(|at| matches!(self.code.kind(*at), Some(Kind::Open(_))));
        let Some(open) = open else {
            return self.force(range, "");
        };
        match self.code.spelling(open) {
            "(" if open > range.start => self.call(range, open, place.indent, place),
            "{" => self.structure(range, open, place),
            _ => None,
        }
    }

    /// True where nothing but names, calls and steps between them stands outside of groups.
    fn is_operand(&self, range: Range<usize>) -> bool {
        let mut was_word = false;
        self.code.level(range).all(|at| match self.code.kind(at) {
            Some(Kind::Operator) => {
                was_word = false;
                matches!(self.code.spelling(at), "." | "::" | "?" | "<" | ">" | ",")
            }
            Some(Kind::Word) => !std::mem::replace(&mut was_word, true),
            _ => true,
        })
    }

    /// Steps one below the other; a short first word keeps the first of them beside it.
    fn chain(&mut self, range: Range<usize>, dots: &[usize], place: Place) -> Option<()> {
        let (first, inner) = (*dots.first()?, place.indent + INDENT);
        let is_word = first == range.start + 1
            && self.code.kind(range.start) == Some(Kind::Word)
            && self.code.spelling(range.start).len() <= INDENT;
        let is_short = is_word && place.is_first;
        self.part(range.start..first, place.indent + INDENT, 0)?;
        for (at, dot) in dots.iter().enumerate() {
            let next = dots.get(at + 1).copied();
            let stays = at == 0 && is_short;
            if !stays {
                self.newline(inner);
            }
            let base = if stays && next.is_none() {
                place.indent
            } else {
                inner
            };
            let tail = if next.is_none() { place.tail } else { 0 };
            self.push(".");
            self.part(dot + 1..next.unwrap_or(range.end), base, tail)?;
        }
        Some(())
    }

    /// A step of a chain, or what it begins with.
    fn part(&mut self, range: Range<usize>, indent: usize, tail: usize) -> Option<()> {
        if self.fits(range.clone(), tail) {
            return Some(());
        }
        let open = self
            .code
            .level(range.clone())
            .find(|at| self.code.opens(*at, "("))?;
        let place = Place {
            indent,
            is_first: false,
            tail,
        };
        self.call(range, open, indent, place)
    }

    /// A call whose arguments stand one below the other, unless there is one that has lines of its own.
    fn call(
        &mut self,
        range: Range<usize>,
        open: usize,
        indent: usize,
        place: Place,
    ) -> Option<()> {
        let close = self.code.after(open) - 1;
        let arguments = self.code.split(open + 1..close);
        self.line(range.start..open, "(")?;
        let rest = range.end - (close + 1);
        match arguments.as_slice() {
            [] => return None,
            [one] if self.has_own_lines(one.clone()) => {
                let (is_first, tail) = (false, 1 + rest + place.tail);
                let place = Place {
                    indent,
                    is_first,
                    tail,
                };
                self.expression(one.clone(), place)?;
            }
            all => self.arguments(all, indent)?,
        }
        self.push(")");
        match (rest, self.code.spelling(close + 1)) {
            (0, _) => Some(()),
            (1, "?") => {
                self.push("?");
                Some(())
            }
            _ => None,
        }
    }

    fn arguments(&mut self, arguments: &[Range<usize>], indent: usize) -> Option<()> {
        for (at, argument) in arguments.iter().enumerate() {
            self.newline(indent + INDENT);
            let place = Place {
                indent: indent + INDENT,
                is_first: false,
                tail: usize::from(at + 1 < arguments.len()),
            };
            self.expression(argument.clone(), place)?;
            self.push(",");
        }
        self.newline(indent);
        Some(())
    }

    /// True where an argument can begin on the line of its call though it has several.
    fn has_own_lines(&self, range: Range<usize>) -> bool {
        let is_brace = range.end.checked_sub(1).is_some_and(|last| {
            self.code.kind(last) == Some(Kind::Close) && self.code.spelling(last) == "}"
        });
        matches!(self.code.spelling(range.start), "|" | "(" | "[") || is_brace
    }

    /// A list of which each item has lines of its own.
    fn array(&mut self, range: Range<usize>, place: Place) -> Option<()> {
        let close = self.code.after(range.start) - 1;
        let items = self.code.split(range.start + 1..close);
        let is_number = |item: &Range<usize>| {
            let first = self.code.spelling(item.start);
            first.starts_with(|first: char| first.is_ascii_digit())
        };
        // The general formatter fills lines with numbers.
        if close + 1 != range.end || items.iter().any(is_number) {
            return None;
        }
        self.push("[");
        self.arguments(&items, place.indent)?;
        self.push("]");
        Some(())
    }

    /// A `match` whose arms are one line each.
    fn choice(&mut self, range: Range<usize>, place: Place) -> Option<()> {
        let last = range.end - 1;
        let is_block = |at: &usize| self.code.opens(*at, "{") && self.code.after(*at) == range.end;
        let open = self.code.level(range.clone()).find(is_block)?;
        self.push("match ");
        self.line(range.start + 1..open, " {")?;
        for arm in self.code.split(open + 1..last) {
            self.newline(place.indent + INDENT);
            self.line(arm, ",")?;
        }
        self.newline(place.indent);
        self.push("}");
        Some(())
    }

    /// A closure, in braces where its body has lines of its own.
    fn closure(&mut self, range: Range<usize>, place: Place) -> Option<()> {
        let mut bars = self.code.level(range.start + 1..range.end);
        let bar = bars.find(|at| self.code.spelling(*at) == "|")?;
        self.line(range.start..bar + 1, " {")?;
        if self.code.opens(bar + 1, "{") {
            let close = self.code.after(bar + 1) - 1;
            let is_block = close + 1 == range.end && self.has_statements(bar + 2..close);
            return match is_block {
                true => self.statements(bar + 2..close, place.indent),
                false => None,
            };
        }
        if self.has_own_lines(bar + 1..range.end) {
            return None;
        }
        self.newline(place.indent + INDENT);
        let inner = Place {
            indent: place.indent + INDENT,
            is_first: false,
            tail: 0,
        };
        self.expression(bar + 1..range.end, inner)?;
        self.newline(place.indent);
        self.push("}");
        Some(())
    }

    fn has_statements(&self, range: Range<usize>) -> bool {
        self.code
            .level(range)
            .any(|at| self.code.spelling(at) == ";")
    }

    /// A struct whose fields stand one below the other.
    fn structure(&mut self, range: Range<usize>, open: usize, place: Place) -> Option<()> {
        let close = self.code.after(open) - 1;
        let fields = self.code.split(open + 1..close);
        if close + 1 != range.end || self.has_statements(open + 1..close) || fields.is_empty() {
            return None;
        }
        self.line(range.start..open, " {")?;
        for (at, field) in fields.iter().enumerate() {
            self.newline(place.indent + INDENT);
            self.field(
                field.clone(),
                place.indent + INDENT,
                usize::from(at + 1 < fields.len()),
            )?;
            self.push(",");
        }
        self.newline(place.indent);
        self.push("}");
        Some(())
    }

    fn field(&mut self, range: Range<usize>, indent: usize, tail: usize) -> Option<()> {
        if self.fits(range.clone(), tail) {
            return Some(());
        }
        let value = range.start + 2;
        self.line(range.start..value, " ")?;
        let place = Place {
            indent,
            is_first: false,
            tail,
        };
        self.expression(value..range.end, place)
    }
}
