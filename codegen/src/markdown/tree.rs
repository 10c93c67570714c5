//! What a doc comment can say: blocks of text, and the pieces of a line.

use pulldown_cmark::Alignment;

/// A block of a document. Containers nest no deeper than [`super::nest::MAX_DEPTH`].
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// Lines that are shown as they are.
    Code(Vec<String>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A list with at least one item.
    List(List),
    /// A table.
    Table(Table),
    /// A line across the page.
    Rule,
}

/// A list, ordered when it has a first number.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The number of the first item.
    pub start: Option<u64>,
    /// Whether the author set the items apart by blank lines.
    pub loose: bool,
    /// The items; each has at least one block.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Item {
    /// What the item holds.
    pub blocks: Vec<Block>,
}

/// A table; its first row is the head.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// One alignment for each column.
    pub alignments: Vec<Alignment>,
    /// The rows, as cells of inline text.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// A piece of running text.
///
/// `Open` and `Close`, `Link` and `EndLink` come in pairs that nest and are not empty.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Characters other than white space, not escaped.
    Text(String),
    /// A code span.
    Code(String),
    /// A web address that is its own text.
    Url(String),
    /// White space, where the line may be wrapped.
    Space,
    /// A line break that stays.
    Break,
    /// The beginning of emphasis.
    Open(Mark),
    /// The end of emphasis.
    Close(Mark),
    /// The beginning of the text of a link.
    Link,
    /// The end of the text of a link, with its web address.
    EndLink(String),
}

/// A kind of emphasis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Mostly shown in italics.
    Emphasis,
    /// Mostly shown in bold.
    Strong,
    /// Shown struck through.
    Strike,
}

impl Inline {
    /// A web address that is its own text: a link, or code where it is a pattern rather than an
    /// address.
    pub fn url(raw: &str) -> Self {
        if raw.contains(['{', '}']) {
            Self::Code(raw.to_owned())
        } else {
            Self::Url(raw.to_owned())
        }
    }
}

impl Mark {
    /// What stands before and after the text.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Emphasis => "*",
            Self::Strong => "**",
            Self::Strike => "~~",
        }
    }
}
