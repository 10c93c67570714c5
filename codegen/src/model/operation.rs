//! Operations: a method on a path, what it takes and what it answers.

use std::fmt;

use serde_json::Value;

use crate::source::Span;

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
    /// The whole id as words, but for those of its resource at the beginning: what belongs to the operation is called
    /// after this.
    pub title: Name,
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
    /// The forms of the request body, the most usual first.
    pub bodies: Vec<Body>,
    /// Responses in document order.
    pub responses: Vec<Response>,
    /// Sets of security schemes, as indices into [`super::Api::security`], any one of which suffices; `None` leaves it to
    /// the API.
    pub security: Option<Vec<Vec<usize>>>,
    /// What its token must be good for, each scope or role once.
    pub scopes: Vec<String>,
    /// A base URL of its own.
    pub server: Option<String>,
    /// How its answers are pages of one list, where the document says so.
    pub pagination: Option<Pagination>,
    /// The document says that sending it twice does no more than sending it once, whatever its method.
    pub repeatable: bool,
    /// Where the operation is written.
    pub origin: Origin,
}

impl Operation {
    /// Responses that mean success; `default` does where no other is documented.
    pub fn successes(&self) -> impl Iterator<Item = &Response> {
        let lonely = self.default_is_success();
        self.responses
            .iter()
            .filter(move |response| response.is_success(lonely))
    }

    /// Responses that mean failure, `default` included where some other means success.
    pub fn failures(&self) -> impl Iterator<Item = &Response> {
        let lonely = self.default_is_success();
        self.responses
            .iter()
            .filter(move |response| !response.is_success(lonely))
    }

    /// The types of what a caller passes.
    pub fn inputs(&self) -> impl Iterator<Item = TypeId> {
        let parts = self
            .bodies
            .iter()
            .flat_map(|body| body.parts())
            .map(|part| part.parameter.ty);
        let bodies = self.bodies.iter().map(|body| body.ty);
        self.parameters
            .iter()
            .map(|parameter| parameter.ty)
            .chain(bodies)
            .chain(parts)
    }

    /// Every type that it names, for a pass to change.
    pub fn types_mut(&mut self) -> impl Iterator<Item = &mut TypeId> {
        let outputs = self.responses.iter_mut().flat_map(|response| {
            let headers = response.headers.iter_mut().map(|header| &mut header.ty);
            let contents = response.content.iter_mut().map(|(_, ty)| ty);
            contents.chain(headers)
        });
        inputs_mut(&mut self.parameters, &mut self.bodies).chain(outputs)
    }

    /// The types of what a caller passes, for a pass to change.
    pub fn inputs_mut(&mut self) -> impl Iterator<Item = &mut TypeId> {
        inputs_mut(&mut self.parameters, &mut self.bodies)
    }

    fn default_is_success(&self) -> bool {
        !self
            .responses
            .iter()
            .any(|response| response.status.is_success())
    }
}

/// How the answers of an operation are pages of one list.
#[derive(Debug, Clone)]
pub struct Pagination {
    /// The parameter of the query that says which page is wanted.
    pub parameter: String,
    /// Where an answer has the items.
    pub items: Pointer,
    /// How the next page is found.
    pub turn: PageTurn,
}

impl Pagination {
    /// Every place in an answer that it names.
    pub fn pointers(&self) -> impl Iterator<Item = &Pointer> {
        let others = match &self.turn {
            PageTurn::Cursor { next } => [Some(next), None],
            PageTurn::Number { current, pages } => [current.as_ref(), pages.as_ref()],
        };
        std::iter::once(&self.items).chain(others.into_iter().flatten())
    }
}

/// How the next page is found.
#[derive(Debug, Clone)]
pub enum PageTurn {
    /// The answer has the value of the parameter.
    Cursor {
        /// Where.
        next: Pointer,
    },
    /// Pages are counted.
    Number {
        /// Where the answer has its own number.
        current: Option<Pointer>,
        /// Where it has the number of pages.
        pages: Option<Pointer>,
    },
}

/// A place in an answer: the members that lead to it.
#[derive(Debug, Clone)]
pub struct Pointer {
    /// Names on the wire, from the outermost inwards.
    pub members: Vec<String>,
    /// Where the document names it.
    pub span: Span,
}

fn inputs_mut<'o>(
    parameters: &'o mut [Parameter],
    bodies: &'o mut [Body],
) -> impl Iterator<Item = &'o mut TypeId> {
    let bodies = bodies.iter_mut().flat_map(|body| {
        let parts = match &mut body.content {
            BodyContent::Multipart(parts) => parts.as_mut_slice(),
            _ => &mut [],
        };
        std::iter::once(&mut body.ty).chain(parts.iter_mut().map(|part| &mut part.parameter.ty))
    });
    let parameters = parameters.iter_mut().map(|parameter| &mut parameter.ty);
    parameters.chain(bodies)
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

    /// Whether sending a request twice does no more than sending it once.
    pub fn is_repeatable(self) -> bool {
        matches!(self, Self::Get | Self::Head | Self::Put | Self::Delete)
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
    /// Reserved characters of its value stay as they are.
    pub allow_reserved: bool,
    /// An empty value is allowed, and says something else than none.
    pub may_be_empty: bool,
    /// Values that the document gives as examples.
    pub examples: Vec<Example>,
}

/// A documented example.
#[derive(Debug, Clone)]
pub struct Example {
    /// Its key under `examples`.
    pub name: String,
    /// What the document says of it.
    pub docs: Docs,
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
    /// `name=a,b`, or with explode `name=a&name=b`.
    Form {
        /// Each item has a place of its own.
        explode: bool,
    },
    /// `name=a%20b`
    Space,
    /// `name=a|b`
    Pipe,
    /// `name[member]=value`
    Deep,
    /// `a,b`
    Simple {
        /// Members are written `name=value`.
        explode: bool,
    },
    /// `.a,b`, or with explode `.a.b`.
    Label {
        /// Each item has a place of its own.
        explode: bool,
    },
    /// `;name=a,b`, or with explode `;name=a;name=b`.
    Matrix {
        /// Each item has a place of its own.
        explode: bool,
    },
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
    /// Its type; any JSON where it is no JSON and no form.
    pub ty: TypeId,
    /// How it is written.
    pub content: BodyContent,
    /// Values that the document gives as examples.
    pub examples: Vec<Example>,
}

impl Body {
    /// Its parts, where it has any.
    pub fn parts(&self) -> &[Part] {
        match &self.content {
            BodyContent::Multipart(parts) => parts,
            _ => &[],
        }
    }
}

/// How a request body is written.
#[derive(Debug, Clone)]
pub enum BodyContent {
    /// JSON.
    Json,
    /// An HTML form; each member with a style of its own by name.
    Form(Vec<(String, ParameterStyle)>),
    /// Several parts.
    Multipart(Vec<Part>),
    /// Text as it is.
    Text,
    /// Bytes as they are.
    Bytes,
}

/// One part of a body of several.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its name and type; the location and style mean nothing.
    pub parameter: Parameter,
    /// It is a file, or a list of files.
    pub file: Option<Files>,
    /// The declared media type; empty where none is.
    pub media_type: String,
}

/// How many files a part takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Files {
    /// One.
    One,
    /// Any number.
    Many,
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
    fn is_success(&self, default_is: bool) -> bool {
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
        assert_eq!(
            StatusPattern::parse("default"),
            Some(StatusPattern::Default)
        );
        for wrong in ["", "2", "2X", "XXX", "999", "20é", "2000"] {
            assert_eq!(StatusPattern::parse(wrong), None, "{wrong}");
        }
    }
}
