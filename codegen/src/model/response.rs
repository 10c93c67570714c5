//! What an operation may answer: status, content, headers, and where it leads to.

use std::fmt;

use super::{Docs, TypeId};

/// One documented answer.
#[derive(Debug, Clone)]
pub struct Response {
    /// Which status codes it stands for.
    pub status: StatusPattern,
    /// What the document says of it.
    pub docs: Docs,
    /// Media types and the types of their bodies.
    pub content: Vec<(String, TypeId)>,
    /// What a client makes of it.
    pub answer: Answer,
    /// The headers that come with it.
    pub headers: Vec<Header>,
    /// Where it leads to.
    pub links: Vec<Link>,
}

/// A header of an answer.
#[derive(Debug, Clone)]
pub struct Header {
    /// Name as written; case does not matter.
    pub name: String,
    /// What the document says of it.
    pub docs: Docs,
    /// The type of its value.
    pub ty: TypeId,
    /// How the value is written.
    pub form: HeaderForm,
    /// Whether each such answer has it.
    pub required: bool,
    /// Marked as deprecated by the document.
    pub deprecated: bool,
}

/// How the value of a header is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeaderForm {
    /// As it is.
    Text,
    /// Items with commas between them.
    List,
    /// As JSON.
    Json,
}

/// How an answer leads to another operation.
#[derive(Debug, Clone)]
pub struct Link {
    /// The `operationId` of that operation, or a reference to it.
    pub target: String,
    /// Its parameters, each with an expression over this answer and its request, or a value.
    pub parameters: Vec<(String, String)>,
    /// Its body, likewise.
    pub body: Option<String>,
    /// What the document says of it.
    pub docs: Docs,
}

impl Response {
    /// Whether it means success; `default` does where `default_is`.
    pub fn is_success(&self, default_is: bool) -> bool {
        self.status.is_success() || (default_is && self.status == StatusPattern::Default)
    }

    /// The type of its JSON.
    pub fn json(&self) -> Option<TypeId> {
        match self.answer {
            Answer::Json(index) => self.content.get(index).map(|(_, ty)| *ty),
            _ => None,
        }
    }
}

/// What a client makes of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// There is no content that matters.
    Nothing,
    /// JSON of the type of the content at this index.
    Json(usize),
    /// Text as it is, of the media type at this index.
    Text(usize),
    /// Bytes as they are, of the media type at this index.
    Bytes(usize),
}

/// A status code, a range of them, or all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusPattern {
    /// One code.
    Code(u16),
    /// All codes with this first digit, written `2XX`.
    Range(u8),
    /// `default`.
    Default,
}

impl StatusPattern {
    /// Reads `200`, `2XX` or `default`.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "default" {
            return Some(Self::Default);
        }
        let digits = text.as_bytes();
        match digits {
            [digit @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => Some(Self::Range(digit - b'0')),
            // Services have statuses of their own beyond 599.
            [b'1'..=b'9', _, _] => text.parse().ok().map(Self::Code),
            _ => None,
        }
    }

    /// True for 2xx.
    pub fn is_success(self) -> bool {
        match self {
            Self::Code(code) => (200..300).contains(&code),
            Self::Range(digit) => digit == 2,
            Self::Default => false,
        }
    }
}

impl fmt::Display for StatusPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(digit) => write!(f, "{digit}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::StatusPattern;

    #[test]
    fn status_patterns() {
        assert_eq!(StatusPattern::parse("200"), Some(StatusPattern::Code(200)));
        assert_eq!(StatusPattern::parse("999"), Some(StatusPattern::Code(999)));
        assert_eq!(StatusPattern::parse("2xx"), Some(StatusPattern::Range(2)));
        assert_eq!(
            StatusPattern::parse("default"),
            Some(StatusPattern::Default)
        );
        for wrong in ["", "2", "2X", "XXX", "6XX", "099", "20é", "2000"] {
            assert_eq!(StatusPattern::parse(wrong), None, "{wrong}");
        }
    }
}
