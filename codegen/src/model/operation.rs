//! Operations: a method on a path, what it takes and what it answers.

use serde_json::Value;

use crate::source::Span;

use super::{Docs, Name, Origin, Response, Server, TypeId};

/// One operation.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its number in the document, as in [`super::Owner::Operation`].
    pub number: usize,
    /// `operationId`, or a name made of method and path where the document has none.
    pub id: String,
    /// What the operation does, without the words of its resource: what belongs to the operation is called after this.
    pub name: Name,
    /// The whole id as words, but for those of its resource at the beginning: what belongs to the operation is called
    /// after this away from its resource.
    pub title: Name,
    /// The thing that it is about.
    pub subject: Name,
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
    pub server: Option<Server>,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
    /// Other media types, and ranges of them, that a caller may name in its place.
    pub others: Vec<String>,
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
    /// An HTML form, and its members that are not written as usual.
    Form(Vec<FormMember>),
    /// Several parts.
    Multipart(Vec<Part>),
    /// Text as it is.
    Text,
    /// Bytes as they are.
    Bytes,
}

/// A member of a form that is not written as usual.
#[derive(Debug, Clone)]
pub struct FormMember {
    /// Its name.
    pub name: String,
    /// A style of its own.
    pub style: Option<ParameterStyle>,
    /// Reserved characters of its value stay as they are.
    pub allow_reserved: bool,
}

/// One part of a body of several.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its name and type; the location means nothing.
    pub parameter: Parameter,
    /// It is written in its style; else as its media type and its value ask for.
    pub is_styled: bool,
    /// It is a file, or a list of files.
    pub file: Option<Files>,
    /// The declared media type; empty where none is.
    pub media_type: String,
    /// Headers that each such part has, with their values.
    pub headers: Vec<(String, String)>,
}

/// How many files a part takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Files {
    /// One.
    One,
    /// Any number.
    Many,
}
