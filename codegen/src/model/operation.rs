//! Operations: a method on a path, what it takes and what it answers.

use std::fmt;

use serde_json::Value;

use super::{Docs, Name, Origin, TypeId};

/// One operation.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its number in the document, as in [`super::Owner::Operation`].
    pub number: usize,
    /// `operationId`, or a name made of method and path where the document has none.
    pub id: String,
    /// What the operation does, without the words of its resource.
    pub name: Name,
    /// HTTP method.
    pub method: Method,
    /// Path template as written, for example `/contacts/{uuid}`.
    pub path: String,
    /// Summary and description.
    pub docs: Docs,
    /// Marked as deprecated by the document.
    pub deprecated: bool,
    /// Parameters in document order, those of the path item first.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// Responses in document order.
    pub responses: Vec<Response>,
    /// Where the operation is written.
    pub origin: Origin,
}

impl Operation {
    /// Responses that mean success.
    pub fn successes(&self) -> impl Iterator<Item = &Response> {
        self.responses.iter().filter(|response| response.status.is_success())
    }

    /// Responses that mean failure, `default` included.
    pub fn failures(&self) -> impl Iterator<Item = &Response> {
        self.responses.iter().filter(|response| !response.status.is_success())
    }
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// GET
    Get,
    /// PUT
    Put,
    /// POST
    Post,
    /// DELETE
    Delete,
    /// OPTIONS
    Options,
    /// HEAD
    Head,
    /// PATCH
    Patch,
    /// TRACE
    Trace,
}

impl Method {
    /// The method as it stands in a request line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
        }
    }
}

/// A value that a caller passes outside the body.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Name on the wire.
    pub wire_name: String,
    /// Name as words.
    pub name: Name,
    /// Where it is sent.
    pub location: Location,
    /// How it is written there.
    pub style: ParameterStyle,
    /// Whether a call without it is refused.
    pub required: bool,
    /// Marked as deprecated by the document.
    pub deprecated: bool,
    /// What the document says of it.
    pub docs: Docs,
    /// Its type.
    pub ty: TypeId,
    /// Values that the document gives as examples.
    pub examples: Vec<Example>,
}

/// A documented example.
#[derive(Debug, Clone)]
pub struct Example {
    /// Its key under `examples`.
    pub name: String,
    /// The value, where it is JSON.
    pub value: Value,
}

/// Where a parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// In a placeholder of the path template.
    Path,
    /// In the query string.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

/// How a parameter's value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterStyle {
    /// A list becomes the same name several times; a scalar stands as it is.
    Exploded,
    /// A list is one value with this separator.
    Joined(char),
    /// An object becomes `name[member]=value`.
    DeepObject,
    /// JSON text.
    Json,
}

/// A request body.
#[derive(Debug, Clone)]
pub struct Body {
    /// Media type as written.
    pub media_type: String,
    /// Whether a call without it is refused.
    pub required: bool,
    /// What the document says of it.
    pub docs: Docs,
    /// Its type.
    pub ty: TypeId,
    /// Values that the document gives as examples.
    pub examples: Vec<Example>,
}

/// One documented answer.
#[derive(Debug, Clone)]
pub struct Response {
    /// Which status codes it stands for.
    pub status: StatusPattern,
    /// What the document says of it.
    pub docs: Docs,
    /// Media types and the types of their bodies.
    pub content: Vec<(String, TypeId)>,
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
        if digits.len() != 3 || !(b'1'..=b'5').contains(&digits[0]) {
            return None;
        }
        if text[1..].eq_ignore_ascii_case("xx") {
            return Some(Self::Range(digits[0] - b'0'));
        }
        text.parse().ok().map(Self::Code)
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
        assert_eq!(StatusPattern::parse("2xx"), Some(StatusPattern::Range(2)));
        assert_eq!(StatusPattern::parse("default"), Some(StatusPattern::Default));
        for wrong in ["", "2", "2X", "XXX", "999", "20é", "2000"] {
            assert_eq!(StatusPattern::parse(wrong), None, "{wrong}");
        }
    }
}
