//! JSON text into the tree, as RFC 8259 has it and no other.

use super::tree::{FileId, Member, Node, Object, Span, Text, Value};
use crate::diagnostic::{Code, Diagnostics};

/// Reads a text; a mistake is reported, and ends the reading of this file.
pub(super) fn read(file: FileId, text: &str, diagnostics: &Diagnostics) -> Option<Node> {
    let mut reader = Reader {
        file,
        text,
        at: 0,
        depth: 0,
        items: Vec::new(),
        members: Vec::new(),
        diagnostics,
    };
    let result = reader.document();
    result
        .map_err(|mistake| mistake.report(file, diagnostics))
        .ok()
}

/// How deep values may lie within one another; it bounds the recursion of everything that follows.
pub(super) const MAX_DEPTH: usize = 128;

const BYTE_ORDER_MARK: &str = "\u{feff}";

struct Reader<'t> {
    file: FileId,
    text: &'t str,
    at: usize,
    depth: usize,
    /// The items of all arrays that are not read to their end, so that each is made as long as it is.
    items: Vec<Node>,
    /// The members of all such objects.
    members: Vec<Member>,
    diagnostics: &'t Diagnostics,
}

/// Why the reading of a file ended.
struct Mistake {
    code: Code,
    start: usize,
    end: usize,
    message: String,
    help: &'static str,
}

type Read<T> = Result<T, Box<Mistake>>;

impl<'t> Reader<'t> {
    fn document(&mut self) -> Read<Node> {
        if self.text.starts_with(BYTE_ORDER_MARK) {
            self.at = BYTE_ORDER_MARK.len();
        }
        self.skip_space();
        let node = self.value()?;
        self.skip_space();
        if self.at < self.text.len() {
            return self.fail(
                "text after the end of the value",
                "keep one value in the file",
            );
        }
        Ok(node)
    }

    fn value(&mut self) -> Read<Node> {
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::array)?,
            Some(b'"') => Value::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true", Value::Bool(true))?,
            Some(b'f') => self.word("false", Value::Bool(false))?,
            Some(b'n') => self.word("null", Value::Null)?,
            _ => return self.fail_value(),
        };
        Ok(Node {
            span: self.span(start),
            value,
        })
    }

    fn nested(&mut self, read: fn(&mut Self) -> Read<Value>) -> Read<Value> {
        if self.depth == MAX_DEPTH {
            return Err(Box::new(Mistake {
                code: Code::NestingTooDeep,
                start: self.at,
                end: self.at + 1,
                message: format!("values lie more than {MAX_DEPTH} deep within one another"),
                help: "move the inner ones to a place of their own, and refer to them by `$ref`",
            }));
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn array(&mut self) -> Read<Value> {
        let first = self.items.len();
        self.skip_space();
        if self.take(b']') {
            return Ok(Value::Array(Box::default()));
        }
        loop {
            self.skip_space();
            let item = self.value()?;
            self.items.push(item);
            self.skip_space();
            if !self.another(b']')? {
                return Ok(Value::Array(self.items.drain(first..).collect()));
            }
        }
    }

    fn object(&mut self) -> Read<Value> {
        let first = self.members.len();
        self.skip_space();
        if !self.take(b'}') {
            loop {
                self.skip_space();
                let member = self.member()?;
                self.members.push(member);
                self.skip_space();
                if !self.another(b'}')? {
                    break;
                }
            }
        }
        let (object, repeated) = Object::new(self.members.drain(first..).collect());
        for member in repeated {
            report_repeated(&member.name, self.diagnostics);
        }
        Ok(Value::Object(object))
    }

    fn member(&mut self) -> Read<Member> {
        let start = self.at;
        if self.peek() != Some(b'"') {
            return self.fail_name();
        }
        let text = self.string()?;
        let name = Text {
            span: self.span(start),
            text,
        };
        self.skip_space();
        if !self.take(b':') {
            return self.fail(
                "a colon is missing after the name",
                "write `\"name\": value`",
            );
        }
        self.skip_space();
        Ok(Member {
            name,
            value: self.value()?,
        })
    }

    /// Whether another item follows, or else the closing bracket did.
    fn another(&mut self, closing: u8) -> Read<bool> {
        if self.take(closing) {
            return Ok(false);
        }
        let comma = self.at;
        if !self.take(b',') {
            return self.fail("a comma or a closing bracket is missing", "write it here");
        }
        self.skip_space();
        if self.take(closing) {
            let message = "a comma before the closing bracket";
            self.report_loose(comma, comma + 1, message, "remove the comma");
            return Ok(false);
        }
        Ok(true)
    }

    fn word(&mut self, word: &str, value: Value) -> Read<Value> {
        if self.rest().starts_with(word) {
            self.at += word.len();
            return Ok(value);
        }
        self.fail_value()
    }

    fn number(&mut self) -> Read<Value> {
        let start = self.at;
        self.take(b'-');
        if !self.take(b'0') && self.digits() == 0 {
            return self.fail("a minus without a number", "write a number, as in `-1.5e3`");
        }
        let mut whole = true;
        if self.take(b'.') {
            whole = self.digits() > 0;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            let _sign = self.take(b'+') || self.take(b'-');
            whole &= self.digits() > 0;
        }
        if !whole
            || matches!(
                self.peek(),
                Some(b'0'..=b'9' | b'.' | b'a'..=b'z' | b'A'..=b'Z')
            )
        {
            self.at = start;
            return self.fail(
                "this is not a number of JSON",
                "write a number, as in `-1.5e3`",
            );
        }
        Ok(Value::Number(self.text[start..self.at].into()))
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at - start
    }

    /// A string; most have no escape and are copied in one piece.
    fn string(&mut self) -> Read<Box<str>> {
        let start = self.at + 1;
        self.at = start;
        let plain = self.plain(start)?;
        if self.take(b'"') {
            return Ok(plain.into());
        }
        let mut text = plain.to_owned();
        loop {
            if self.take(b'"') {
                return Ok(text.into());
            }
            text.push(self.escape(start)?);
            let from = self.at;
            text.push_str(self.plain_from(from, start)?);
        }
    }

    fn plain(&mut self, start: usize) -> Read<&'t str> {
        self.plain_from(start, start)
    }

    /// The characters up to a quote or an escape.
    fn plain_from(&mut self, from: usize, start: usize) -> Read<&'t str> {
        let rest = &self.text.as_bytes()[self.at..];
        let end = memchr::memchr2(b'"', b'\\', rest).unwrap_or(rest.len());
        let plain = &rest[..end];
        // Without an early end, many bytes are looked at in one step.
        let has_control = plain.iter().fold(false, |any, byte| any | (*byte <= 0x1f));
        let control = has_control.then(|| plain.iter().position(|byte| *byte <= 0x1f));
        self.at += control.flatten().unwrap_or(end);
        match self.peek() {
            Some(b'"' | b'\\') => Ok(&self.text[from..self.at]),
            Some(_) => self.fail_control(),
            None => self.fail_open_string(start),
        }
    }

    fn escape(&mut self, start: usize) -> Read<char> {
        let from = self.at;
        self.at += 1;
        let Some(letter) = self.peek() else {
            return self.fail_open_string(start);
        };
        self.at += 1;
        let plain = match letter {
            b'"' | b'\\' | b'/' => letter,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => return self.unicode_escape(from),
            _ => return self.fail_escape(from),
        };
        Ok(char::from(plain))
    }

    fn unicode_escape(&mut self, from: usize) -> Read<char> {
        let Some(first) = self.hex() else {
            return self.fail_escape(from);
        };
        let mut code = first;
        if (0xd800..0xdc00).contains(&first) && self.rest().starts_with("\\u") {
            self.at += 2;
            let second = self
                .hex()
                .filter(|second| (0xdc00..0xe000).contains(second));
            match second {
                Some(second) => code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00),
                None => self.at = from + 6,
            }
        }
        Ok(char::from_u32(code).unwrap_or_else(|| self.half_of_pair(from)))
    }

    /// Half of a surrogate pair is no character, and what is read for it says so.
    fn half_of_pair(&self, from: usize) -> char {
        let help = "write the character itself, or both halves of the pair; it is read as U+FFFD";
        self.report_loose(from, from + 6, "half of a surrogate pair", help);
        char::REPLACEMENT_CHARACTER
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4)?;
        let value = digits.iter().try_fold(0, |value, &digit| {
            Some(value * 16 + char::from(digit).to_digit(16)?)
        })?;
        self.at += 4;
        Some(value)
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn span(&self, start: usize) -> Span {
        Span {
            file: self.file,
            start: start as u32,
            end: self.at as u32,
        }
    }
}

/// What is wrong, and how to mend it.
impl Reader<'_> {
    fn fail<T>(&self, message: &str, help: &'static str) -> Read<T> {
        let here = self.rest().chars().next().map_or(0, char::len_utf8);
        self.fail_at(self.at, self.at + here, message, help)
    }

    fn fail_at<T>(&self, start: usize, end: usize, message: &str, help: &'static str) -> Read<T> {
        let code = Code::InvalidJson;
        Err(Box::new(Mistake {
            code,
            start,
            end,
            message: message.to_owned(),
            help,
        }))
    }

    fn fail_value<T>(&self) -> Read<T> {
        let Some(found) = self.rest().chars().next() else {
            return self.fail(
                "the text ends where a value should stand",
                "complete the file",
            );
        };
        match found {
            '/' | '#' => self.fail("JSON has no comments", "remove the comment"),
            '\'' => self.fail("a string in single quotes", "use double quotes"),
            '+' | '.' => self.fail("this is not a number of JSON", "begin with a digit or `-`"),
            ',' | ']' | '}' | ':' => self.fail("a value is missing here", "write a value"),
            _ => self.fail(
                "this is not a value of JSON",
                "did you forget the quotes of a string?",
            ),
        }
    }

    fn fail_name<T>(&self) -> Read<T> {
        match self.rest().chars().next() {
            None => self.fail("the text ends within an object", "complete the file"),
            Some('/' | '#') => self.fail("JSON has no comments", "remove the comment"),
            Some('\'') => self.fail("a name in single quotes", "use double quotes"),
            Some(',') => self.fail("a comma too many", "remove the comma"),
            Some(_) => self.fail(
                "the name of a member is missing",
                "write it in double quotes",
            ),
        }
    }

    fn fail_control<T>(&self) -> Read<T> {
        let help = "write line breaks as `\\n`, tabs as `\\t`, others as `\\u0000`";
        if self.peek() == Some(b'\n') {
            return self.fail("a string is not closed at the end of its line", help);
        }
        self.fail("a control character within a string", help)
    }

    fn fail_open_string<T>(&self, start: usize) -> Read<T> {
        self.fail_at(
            start - 1,
            start,
            "a string is not closed",
            "add the closing quote",
        )
    }

    fn fail_escape<T>(&self, from: usize) -> Read<T> {
        let help = "write a backslash as `\\\\`, other characters as they are or as `\\u0000`";
        let end = (from + 2..=self.text.len()).find(|&end| self.text.is_char_boundary(end));
        self.fail_at(from, end.unwrap_or(from), "JSON has no such escape", help)
    }

    /// Reports what JSON does not have, although it can be read.
    fn report_loose(&self, start: usize, end: usize, message: &str, help: &str) {
        let span = Span {
            file: self.file,
            start: start as u32,
            end: end as u32,
        };
        self.diagnostics
            .report(Code::LooseSyntax, span, message, help);
    }
}

impl Mistake {
    fn report(self, file: FileId, diagnostics: &Diagnostics) {
        let span = Span {
            file,
            start: self.start as u32,
            end: self.end as u32,
        };
        diagnostics.report(self.code, span, self.message, self.help);
    }
}

/// Reports a member whose name the object has already.
pub(super) fn report_repeated(name: &Text, diagnostics: &Diagnostics) {
    diagnostics.report(
        Code::DuplicateMember,
        name.span,
        format!("the object has a member `{}` already", name.text),
        "remove one of the two, or rename it",
    );
}
