//! The tree of values that both JSON and YAML are read into.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Deref;

/// A file of [`super::Sources`]; the root is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A stretch of a file, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// A place as people name it, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column, in characters.
    pub column: u32,
}

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where the value stands, brackets and quotes included.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// A JSON value; numbers stay text until somebody knows what they mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number as written, in JSON syntax.
    Number(Box<str>),
    /// A string, unescaped.
    String(Box<str>),
    /// An array.
    Array(Box<[Node]>),
    /// An object.
    Object(Object),
}

/// The members of an object in their order; names are unique.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    members: Box<Members>,
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name.
    pub name: Text,
    /// Its value.
    pub value: Node,
}

/// An owned text with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Where it stands, quotes included.
    pub span: Span,
    /// The text, unescaped.
    pub text: Box<str>,
}

/// A borrowed text with its place: a member name, a string, or a number as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Str<'s> {
    /// Where it stands, quotes included.
    pub span: Span,
    /// The text, unescaped.
    pub text: &'s str,
}

/// Objects up to this size are searched from front to back, larger ones by an index.
const SEARCHED: usize = 12;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Members {
    list: Box<[Member]>,
    /// Positions in `list` in the [`order`] of names; empty for small objects.
    by_name: Box<[u32]>,
}

impl Span {
    /// The empty span at the beginning of a file.
    pub fn start_of(file: FileId) -> Self {
        Self {
            file,
            start: 0,
            end: 0,
        }
    }

    /// Whether the other span lies within this one.
    pub fn contains(self, other: Self) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }
}

impl Node {
    /// The value as an object.
    pub fn as_object(&self) -> Option<&Object> {
        if let Value::Object(object) = &self.value {
            Some(object)
        } else {
            None
        }
    }

    /// The value as an array.
    pub fn as_array(&self) -> Option<&[Node]> {
        if let Value::Array(items) = &self.value {
            Some(items)
        } else {
            None
        }
    }

    /// The value as a string.
    pub fn as_str(&self) -> Option<Str<'_>> {
        match &self.value {
            Value::String(text) => Some(Str {
                span: self.span,
                text,
            }),
            _ => None,
        }
    }

    /// The value as a number, as written.
    pub fn as_number(&self) -> Option<Str<'_>> {
        match &self.value {
            Value::Number(text) => Some(Str {
                span: self.span,
                text,
            }),
            _ => None,
        }
    }

    /// A string, a number or a boolean as the text that it is written as.
    pub fn as_scalar(&self) -> Option<Str<'_>> {
        let text = match &self.value {
            Value::String(text) | Value::Number(text) => text,
            Value::Bool(true) => "true",
            Value::Bool(false) => "false",
            Value::Null | Value::Array(_) | Value::Object(_) => return None,
        };
        Some(Str {
            span: self.span,
            text,
        })
    }

    /// The value as a boolean.
    pub fn as_bool(&self) -> Option<bool> {
        if let Value::Bool(value) = self.value {
            Some(value)
        } else {
            None
        }
    }

    /// The member of that name, when this is an object that has it.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.as_object()?.get(name)
    }

    /// The kind of value with its article, for messages: "an object".
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        }
    }
}

impl Object {
    /// An object of these members; of members of one name only the first is kept, and the others are
    /// given back.
    pub fn new(members: Vec<Member>) -> (Self, Vec<Member>) {
        let (list, repeated) = split_repeated(members);
        let by_name = if list.len() > SEARCHED {
            order_by_name(&list)
        } else {
            Box::default()
        };
        let members = Box::new(Members {
            list: list.into_boxed_slice(),
            by_name,
        });
        (Self { members }, repeated)
    }

    /// The value of the member of that name.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.member(name).map(|member| &member.value)
    }

    /// The member of that name.
    pub fn member(&self, name: &str) -> Option<&Member> {
        let Members { list, by_name } = &*self.members;
        if by_name.is_empty() {
            return list.iter().find(|member| &*member.name.text == name);
        }
        let found = by_name.binary_search_by(|&at| order(&list[at as usize].name.text, name));
        found.ok().map(|place| &list[by_name[place] as usize])
    }

    /// The members in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, Member> {
        self.members.list.iter()
    }

    /// The members themselves, in their order.
    pub(super) fn into_members(self) -> Vec<Member> {
        self.members.list.into_vec()
    }

    /// The members in their order, as a slice.
    pub(super) fn as_slice(&self) -> &[Member] {
        &self.members.list
    }

    /// The member at a position.
    pub(super) fn nth(&self, position: usize) -> Option<&Member> {
        self.members.list.get(position)
    }

    /// The number of members.
    pub fn len(&self) -> usize {
        self.members.list.len()
    }

    /// Whether there are no members.
    pub fn is_empty(&self) -> bool {
        self.members.list.is_empty()
    }
}

impl<'o> IntoIterator for &'o Object {
    type Item = &'o Member;
    type IntoIter = std::slice::Iter<'o, Member>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Text {
    /// The borrowed form.
    pub fn as_str(&self) -> Str<'_> {
        Str {
            span: self.span,
            text: &self.text,
        }
    }
}

impl Deref for Str<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text
    }
}

impl fmt::Display for Str<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text)
    }
}

/// Separates the members whose name occurred before.
fn split_repeated(members: Vec<Member>) -> (Vec<Member>, Vec<Member>) {
    let repeated = repeated(&members);
    if repeated.is_empty() {
        return (members, Vec::new());
    }
    let (mut list, mut rest) = (Vec::new(), Vec::new());
    for (at, member) in members.into_iter().enumerate() {
        if repeated.contains(&(at as u32)) {
            rest.push(member)
        } else {
            list.push(member)
        }
    }
    (list, rest)
}

/// The positions of the members whose name occurred before; few are compared, many are sorted.
fn repeated(members: &[Member]) -> BTreeSet<u32> {
    let same = |a: u32, b: u32| members[a as usize].name.text == members[b as usize].name.text;
    let all = 0..members.len() as u32;
    if members.len() <= SEARCHED {
        return all
            .filter(|&at| (0..at).any(|before| same(before, at)))
            .collect();
    }
    let order = order_by_name(members);
    order
        .windows(2)
        .filter(|pair| same(pair[0], pair[1]))
        .map(|pair| pair[1])
        .collect()
}

/// Positions ordered by name and, for one name, by place.
fn order_by_name(members: &[Member]) -> Box<[u32]> {
    let mut order: Vec<u32> = (0..members.len() as u32).collect();
    order.sort_by(|&a, &b| {
        let [a, b] = [a, b].map(|at| &members[at as usize].name.text);
        self::order(a, b)
    });
    order.into_boxed_slice()
}

/// The order of names, of which most are told apart by their lengths, which takes no look at the texts.
fn order(a: &str, b: &str) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(name: &str, value: bool) -> Member {
        let span = Span::default();
        let name = Text {
            span,
            text: name.into(),
        };
        Member {
            name,
            value: Node {
                span,
                value: Value::Bool(value),
            },
        }
    }

    #[test]
    fn finds_every_member_of_small_and_large_objects() {
        for size in [0, 1, SEARCHED, SEARCHED + 1, 5_000] {
            let names: Vec<String> = (0..size)
                .map(|n| format!("m{}", n * 7919 % 10_007))
                .collect();
            let (object, repeated) = Object::new(names.iter().map(|n| member(n, true)).collect());
            assert_eq!((object.len(), repeated.len()), (size, 0));
            assert!(names.iter().all(|name| object.get(name).is_some()));
            assert!(object.get("absent").is_none());
            assert!(
                object
                    .iter()
                    .map(|m| &*m.name.text)
                    .eq(names.iter().map(String::as_str))
            );
        }
    }

    #[test]
    fn keeps_the_first_of_repeated_names() {
        let members = vec![member("a", true), member("b", true), member("a", false)];
        let (object, repeated) = Object::new(members);
        assert_eq!(object.get("a").and_then(Node::as_bool), Some(true));
        assert_eq!(repeated, [member("a", false)]);
        assert_eq!(object.len(), 2);
    }
}
