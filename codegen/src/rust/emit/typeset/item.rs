//! Items: documentation, attributes, heads, and what stands in braces.

use std::ops::Range;

use super::code::{Code, Kind};
use super::writer::{INDENT, Writer};
use crate::rust::emit::table;

/// The items one below the other, their lines indented by as many columns; `None` where one is of a shape that is not
/// known here.
pub fn items(code: &Code, indent: usize) -> Option<String> {
    let mut writer = Writer::new(code, indent);
    writer.items(code.all(), indent)?;
    Some(writer.finish())
}

impl Writer<'_> {
    fn items(&mut self, range: Range<usize>, indent: usize) -> Option<()> {
        let mut at = range.start;
        while at < range.end {
            if at > range.start {
                self.newline(indent);
            }
            at = self.item(at..range.end, indent)?;
        }
        Some(())
    }

    /// One item; gives the token after it.
    fn item(&mut self, range: Range<usize>, indent: usize) -> Option<usize> {
        let start = self.attributes(range.start, indent)?;
        if start == range.end {
            // Attributes of the file, and the line that was begun for an item.
            self.unpush(1 + indent);
            return Some(start);
        }
        let range = start..range.end;
        let keyword = self.keyword(range.clone());
        let end = |at: &usize| match keyword {
            "use" | "const" | "type" | "mod" => self.code.spelling(*at) == ";",
            _ => self.code.spelling(*at) == ";" || self.code.opens(*at, "{"),
        };
        let end = self.code.level(range).find(end)?;
        match (keyword, self.code.kind(end)) {
            ("use", _) => self.import(start..end, indent)?,
            ("const" | "type" | "mod" | "struct", Some(Kind::Operator)) => {
                self.line(start..end, ";")?;
            }
            ("struct" | "enum", Some(Kind::Open(close))) => {
                self.line(start..end, " {")?;
                self.members(end + 1..close, indent)?;
            }
            ("impl", Some(Kind::Open(close))) => {
                self.head(start..end, " {")?;
                if end + 1 < close {
                    self.newline(indent + INDENT);
                    self.items(end + 1..close, indent + INDENT)?;
                    self.newline(indent);
                }
                self.push("}");
            }
            ("fn", Some(Kind::Open(close))) => {
                self.signature(start..end, indent)?;
                self.statements(end + 1..close, indent)?;
            }
            _ => return None,
        }
        Some(self.code.after(end))
    }

    /// The first word that says what an item is.
    fn keyword(&self, range: Range<usize>) -> &str {
        let mut words = self.code.level(range).map(|at| self.code.spelling(at));
        words
            .find(|word| !matches!(*word, "pub" | "("))
            .unwrap_or_default()
    }

    /// Fields or variants and the brace after them.
    fn members(&mut self, range: Range<usize>, indent: usize) -> Option<()> {
        let is_empty = range.is_empty();
        for member in self.code.split(range) {
            self.newline(indent + INDENT);
            let start = self.attributes(member.start, indent + INDENT)?;
            self.head(start..member.end, ",")?;
        }
        if !is_empty {
            self.newline(indent);
        }
        self.push("}");
        Some(())
    }

    /// A `use` line; names that do not fit fill the lines below it.
    fn import(&mut self, range: Range<usize>, indent: usize) -> Option<()> {
        if self.fits(range.clone(), 1) {
            self.push(";");
            return Some(());
        }
        let open = self
            .code
            .level(range.clone())
            .find(|at| self.code.opens(*at, "{"));
        let open = open.unwrap_or(range.start);
        let names = self.code.split(open + 1..range.end - 1);
        if names.len() < 2 {
            return self.force(range, ";");
        }
        self.line(range.start..open, "{")?;
        self.newline(indent + INDENT);
        for (at, name) in names.iter().enumerate() {
            let is_last = at + 1 == names.len();
            if at > 0 {
                self.push(",");
                self.push_or_break(name.clone(), usize::from(!is_last), indent + INDENT)?;
            } else {
                self.line(name.clone(), "")?;
            }
        }
        self.push(",");
        self.newline(indent);
        self.push("};");
        Some(())
    }

    fn push_or_break(&mut self, name: Range<usize>, tail: usize, indent: usize) -> Option<()> {
        self.push(" ");
        if self.fits(name.clone(), tail) {
            return Some(());
        }
        self.unpush(1);
        self.newline(indent);
        self.line(name, "")
    }

    /// The head of a function and its brace; arguments that do not fit stand one below the other.
    fn signature(&mut self, range: Range<usize>, indent: usize) -> Option<()> {
        if self.head(range.clone(), " {").is_some() {
            return Some(());
        }
        let name = self
            .code
            .level(range.clone())
            .find(|at| self.code.spelling(*at) == "fn")?;
        let open = self
            .code
            .level(name..range.end)
            .find(|at| self.code.opens(*at, "("))?;
        let close = self.code.after(open);
        self.line(range.start..open, "(")?;
        self.arguments_of_function(open + 1..close - 1, indent)?;
        if close == range.end {
            self.push(") {");
            return Some(());
        }
        self.push(") ");
        self.head(close..range.end, " {")
    }

    /// A line without an expression, which may be as long as that of a table.
    fn head(&mut self, range: Range<usize>, after: &str) -> Option<()> {
        let fits = self.fits_within(table::WIDTH, range, after.len());
        fits.then(|| self.push(after))
    }

    /// Arguments that are one line each. The comma after the last one is there only because they are, and so does not count.
    fn arguments_of_function(&mut self, range: Range<usize>, indent: usize) -> Option<()> {
        let all = self.code.split(range);
        for (at, one) in all.iter().enumerate() {
            self.newline(indent + INDENT);
            let tail = usize::from(at + 1 < all.len());
            self.fits(one.clone(), tail).then(|| self.push(","))?;
        }
        self.newline(indent);
        Some(())
    }
}
