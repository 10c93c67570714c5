//! What a document says of something in words, and beside them.

/// Text that a document says of something, as written (CommonMark).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    /// One line.
    pub summary: Option<String>,
    /// More.
    pub description: Option<String>,
    /// What the service takes where nothing is sent, as JSON; only where it is short enough to be shown.
    pub default: Option<String>,
    /// A value, as it is written, if it is a text or a number that is short enough to be shown.
    pub example: Option<String>,
    /// What a text holds.
    pub content: Option<Content>,
    /// A page that says more.
    pub page: Option<Page>,
}

/// What a text holds; at least one of both is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Its media type.
    pub media_type: Option<String>,
    /// How it is encoded.
    pub encoding: Option<String>,
}

/// A page outside of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it is.
    pub url: String,
    /// What it is called.
    pub title: Option<String>,
}

impl Docs {
    /// True where the document says nothing in words.
    pub fn is_empty(&self) -> bool {
        self.headline().is_none()
    }

    /// The text that says it in the fewest words.
    pub fn headline(&self) -> Option<&str> {
        self.summary.as_deref().or(self.description.as_deref())
    }
}
