//! Reads a regular expression as ECMA-262 writes it, with the leniency that web browsers have.

use super::class::{Class, Set};
use super::syntax::{Condition, Mistake, Part, Pattern};
use super::unicode::Property;

/// How deep groups may lie within one another.
const DEEPEST: usize = 100;

/// Reads a pattern.
pub(super) fn parse(text: &str) -> Result<Pattern, Mistake> {
    let mut parser = Parser {
        chars: text.chars().collect(),
        at: 0,
        depth: 0,
        groups: 0,
        names: Vec::new(),
        refers: false,
    };
    parser.names = parser.find_groups();
    let root = parser.choice()?;
    match parser.peek() {
        None => Ok(Pattern {
            root,
            groups: parser.groups,
            refers: parser.refers,
        }),
        Some(_) => Err(mistake("a `)` closes nothing")),
    }
}

struct Parser {
    chars: Vec<char>,
    at: usize,
    depth: usize,
    groups: usize,
    /// The name of each group, in order; references may come before their group.
    names: Vec<Option<String>>,
    refers: bool,
}

impl Parser {
    fn choice(&mut self) -> Result<Part, Mistake> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(mistake("its groups are nested too deep"));
        }
        let mut choices = vec![self.sequence()?];
        while self.take('|') {
            choices.push(self.sequence()?);
        }
        self.depth -= 1;
        match choices.len() {
            1 => Ok(choices.remove(0)),
            _ => Ok(Part::Choice(choices)),
        }
    }

    fn sequence(&mut self) -> Result<Part, Mistake> {
        let mut parts = Vec::new();
        while !matches!(self.peek(), None | Some('|' | ')')) {
            let part = self.atom()?;
            parts.push(self.repeated(part)?);
        }
        Ok(Part::Sequence(parts))
    }

    fn atom(&mut self) -> Result<Part, Mistake> {
        match self.next() {
            Some('^') => Ok(Part::Here(Condition::Start)),
            Some('$') => Ok(Part::Here(Condition::End)),
            Some('.') => Ok(Part::One(Class::dot())),
            Some('(') => self.group(),
            Some('[') => self.class().map(Part::One),
            Some('\\') => self.escape(),
            Some('*' | '+' | '?') => Err(mistake("there is nothing to repeat")),
            Some('{') if self.counts_at(self.at).is_some() => {
                Err(mistake("there is nothing to repeat"))
            }
            Some(other) => Ok(Part::One(Class::one(other))),
            None => Err(mistake("it ends too early")),
        }
    }

    fn repeated(&mut self, part: Part) -> Result<Part, Mistake> {
        let (least, most) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => match self.counts_at(self.at + 1) {
                Some((least, most, end)) => {
                    self.at = end - 1;
                    (least, most)
                }
                None => return Ok(part),
            },
            _ => return Ok(part),
        };
        self.at += 1;
        if most.is_some_and(|most| most < least) {
            return Err(mistake("the bounds of a repetition are out of order"));
        }
        let greedy = !self.take('?');
        Ok(Part::Repeat {
            part: Box::new(part),
            least,
            most,
            greedy,
        })
    }

    /// The counts of `{2}`, `{2,}` or `{2,3}` from behind the brace on, and where they end.
    fn counts_at(&self, start: usize) -> Option<(u32, Option<u32>, usize)> {
        let length = self
            .chars
            .get(start..)?
            .iter()
            .position(|char| *char == '}')?;
        let text: String = self.chars[start..start + length].iter().collect();
        let number = |text: &str| {
            let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| text.parse().unwrap_or(u32::MAX))
        };
        let end = start + length + 1;
        match text.split_once(',') {
            None => number(&text).map(|count| (count, Some(count), end)),
            Some((least, "")) => number(least).map(|least| (least, None, end)),
            Some((least, most)) => Some((number(least)?, Some(number(most)?), end)),
        }
    }

    fn group(&mut self) -> Result<Part, Mistake> {
        let look = |behind, negative| {
            move |part| Part::Look {
                part: Box::new(part),
                behind,
                negative,
            }
        };
        let part = if self.take_all("?:") {
            self.choice()?
        } else if self.take_all("?=") {
            self.choice().map(look(false, false))?
        } else if self.take_all("?!") {
            self.choice().map(look(false, true))?
        } else if self.take_all("?<=") {
            self.choice().map(look(true, false))?
        } else if self.take_all("?<!") {
            self.choice().map(look(true, true))?
        } else {
            self.keeping_group()?
        };
        if self.take(')') {
            Ok(part)
        } else {
            Err(mistake("a group is not closed"))
        }
    }

    fn keeping_group(&mut self) -> Result<Part, Mistake> {
        if self.take('?') && (!self.take('<') || self.name().is_none()) {
            return Err(mistake("a group of this kind is not known"));
        }
        self.groups += 1;
        let number = self.groups;
        Ok(Part::Group(number, Box::new(self.choice()?)))
    }

    fn escape(&mut self) -> Result<Part, Mistake> {
        match self.peek() {
            Some('b') => self.here(Condition::Boundary),
            Some('B') => self.here(Condition::NoBoundary),
            Some('k') if self.names.iter().any(Option::is_some) => {
                self.at += 1;
                let name = if self.take('<') { self.name() } else { None };
                let found = self
                    .names
                    .iter()
                    .position(|known| known.is_some() && *known == name);
                let found = found.ok_or_else(|| mistake("there is no group of that name"))?;
                self.refers = true;
                Ok(Part::Again(found + 1))
            }
            Some('1'..='9') => Ok(self.numbered()),
            _ => self
                .escaped_set()
                .map(|set| Part::One(Class::new(false, vec![set]))),
        }
    }

    fn here(&mut self, condition: Condition) -> Result<Part, Mistake> {
        self.at += 1;
        Ok(Part::Here(condition))
    }

    /// A reference to a group; where there is no such group, a character.
    fn numbered(&mut self) -> Part {
        let start = self.at;
        while self.peek().is_some_and(|char| char.is_ascii_digit()) {
            self.at += 1;
        }
        let digits: String = self.chars[start..self.at].iter().collect();
        match digits.parse::<usize>() {
            Ok(number) if number <= self.names.len() => {
                self.refers = true;
                Part::Again(number)
            }
            _ => {
                self.at = start + 1;
                Part::One(Class::one(self.chars[start]))
            }
        }
    }

    fn class(&mut self) -> Result<Class, Mistake> {
        let negative = self.take('^');
        let mut sets = Vec::new();
        loop {
            match self.next() {
                None => return Err(mistake("a class is not closed")),
                Some(']') => return Ok(Class::new(negative, sets)),
                Some(first) => self.range(first, &mut sets)?,
            }
        }
    }

    fn range(&mut self, first: char, sets: &mut Vec<Set>) -> Result<(), Mistake> {
        let first = self.class_part(first)?;
        let is_range = self.peek() == Some('-') && self.chars.get(self.at + 1) != Some(&']');
        if !is_range || self.chars.get(self.at + 1).is_none() {
            sets.push(first);
            return Ok(());
        }
        self.at += 1;
        let last = match self.next() {
            Some(last) => self.class_part(last)?,
            None => return Err(mistake("a class is not closed")),
        };
        match (first, last) {
            (Set::Range(first, _), Set::Range(last, _)) if first <= last => {
                sets.push(Set::Range(first, last));
            }
            (Set::Range(..), Set::Range(..)) => {
                return Err(mistake("the ends of a range are out of order"));
            }
            // `[\w-.]` is three things, where it is allowed at all.
            (first, last) => sets.extend([first, Set::Range('-', '-'), last]),
        }
        Ok(())
    }

    fn class_part(&mut self, char: char) -> Result<Set, Mistake> {
        match char {
            '\\' if self.take('b') => Ok(Set::Range('\u{8}', '\u{8}')),
            '\\' => self.escaped_set(),
            char => Ok(Set::Range(char, char)),
        }
    }

    /// What stands behind a backslash, be it in a class or not.
    fn escaped_set(&mut self) -> Result<Set, Mistake> {
        let char = self
            .next()
            .ok_or_else(|| mistake("it ends with a backslash"))?;
        let one = |char| Ok(Set::Range(char, char));
        match char {
            'd' | 'D' => Ok(Set::Digit(char == 'd')),
            'w' | 'W' => Ok(Set::Word(char == 'w')),
            's' | 'S' => Ok(Set::Space(char == 's')),
            'p' | 'P' if self.peek() == Some('{') => self.property(char == 'p'),
            't' => one('\t'),
            'n' => one('\n'),
            'v' => one('\u{b}'),
            'f' => one('\u{c}'),
            'r' => one('\r'),
            '0' => one('\0'),
            'c' => match self.peek() {
                Some(letter) if letter.is_ascii_alphabetic() => {
                    self.at += 1;
                    one(char::from(letter as u8 & 31))
                }
                _ => one('\\'),
            },
            'x' => one(self.hex(2).and_then(char::from_u32).unwrap_or('x')),
            'u' => one(self.code_point().unwrap_or('u')),
            other => one(other),
        }
    }

    fn property(&mut self, is: bool) -> Result<Set, Mistake> {
        let rest = &self.chars[self.at + 1..];
        let length = rest.iter().position(|char| *char == '}');
        let length = length.ok_or_else(|| mistake("a property is not closed"))?;
        let name: String = rest[..length].iter().collect();
        self.at += length + 2;
        match Property::find(&name) {
            Some(property) => Ok(Set::Property(property, is)),
            None => Err(mistake(&format!("the property `{name}` is not known"))),
        }
    }

    /// `\u0041`, `\u{1F44D}`, or two halves of a code point.
    fn code_point(&mut self) -> Option<char> {
        if self.peek() == Some('{') {
            let length = self.chars[self.at..].iter().position(|char| *char == '}')?;
            let digits: String = self.chars[self.at + 1..self.at + length].iter().collect();
            let code = u32::from_str_radix(&digits, 16).ok()?;
            self.at += length + 1;
            return char::from_u32(code);
        }
        let first = self.hex(4)?;
        if (0xd800..0xdc00).contains(&first) && self.take_all("\\u") {
            let second = self.hex(4).unwrap_or(0xdc00);
            return char::from_u32(
                0x10000 + ((first - 0xd800) << 10) + (second.wrapping_sub(0xdc00) & 0x3ff),
            );
        }
        // Half a code point stands in no text; this character stands for it.
        Some(char::from_u32(first).unwrap_or('\u{10ffff}'))
    }

    fn hex(&mut self, count: usize) -> Option<u32> {
        let digits: String = self.chars.get(self.at..self.at + count)?.iter().collect();
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let code = u32::from_str_radix(&digits, 16).ok().filter(|_| is_hex)?;
        self.at += count;
        Some(code)
    }

    /// A name up to `>`.
    fn name(&mut self) -> Option<String> {
        let length = self.chars[self.at..].iter().position(|char| *char == '>')?;
        let name: String = self.chars[self.at..self.at + length].iter().collect();
        self.at += length + 1;
        Some(name).filter(|name| !name.is_empty())
    }

    /// The groups that keep what they match, found ahead of reading, because references may come first.
    fn find_groups(&self) -> Vec<Option<String>> {
        let mut names = Vec::new();
        let (mut at, mut in_class) = (0, false);
        while let Some(char) = self.chars.get(at) {
            let behind = |offset: usize| self.chars.get(at + offset).copied();
            match char {
                '\\' => at += 1,
                '[' => in_class = true,
                ']' => in_class = false,
                '(' if !in_class && behind(1) != Some('?') => names.push(None),
                '(' if !in_class
                    && behind(2) == Some('<')
                    && !matches!(behind(3), Some('=' | '!')) =>
                {
                    let name = self.chars[at + 3..].iter().take_while(|char| **char != '>');
                    names.push(Some(name.collect()));
                }
                _ => {}
            }
            at += 1;
        }
        names
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += 1;
        Some(next)
    }

    fn take(&mut self, char: char) -> bool {
        let is_next = self.peek() == Some(char);
        self.at += usize::from(is_next);
        is_next
    }

    fn take_all(&mut self, text: &str) -> bool {
        let is_next = text
            .chars()
            .enumerate()
            .all(|(offset, char)| self.chars.get(self.at + offset) == Some(&char));
        if is_next {
            self.at += text.chars().count();
        }
        is_next
    }
}

fn mistake(text: &str) -> Mistake {
    Mistake(text.to_owned())
}
