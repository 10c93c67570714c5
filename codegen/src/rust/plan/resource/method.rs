//! The operations of a tag as data: a method for each form of request.

use std::collections::BTreeSet;

use crate::model::{MediaKind, StatusPattern};

use super::headers::Header;
use super::paging::Paging;
use crate::rust::plan::checks::CheckTree;
use crate::rust::plan::scope::Ident;
use crate::rust::plan::types::{RustType, TypeRef};

/// The media type that a body of parts has where nothing else is said.
pub const FORM_DATA: &str = "multipart/form-data";

/// The operations of a tag.
#[derive(Debug, Clone)]
pub struct Resource {
    /// The handle on which the methods are called.
    pub handle: Ident,
    /// The method of the client that gives the handle.
    pub accessor: Ident,
    /// Lines of its doc comment.
    pub docs: Vec<String>,
    /// The headers that its answers have.
    pub headers: Vec<Header>,
    /// The operations.
    pub methods: Vec<Method>,
}

impl Resource {
    /// All methods, those for other media types behind the one for the first.
    pub fn all(&self) -> impl Iterator<Item = &Method> {
        self.methods
            .iter()
            .flat_map(|method| std::iter::once(method).chain(&method.alternatives))
    }

    /// The types that are written beside the methods, besides the handle.
    pub fn types(&self) -> BTreeSet<&Ident> {
        let mut types = BTreeSet::new();
        for method in self.all() {
            types.extend(method.options.iter().map(|marker| &marker.ident));
            types.extend(method.group.iter().map(|group| &group.ident));
            if let Returns::Several(answer) = &method.returns {
                types.insert(&answer.ident);
            }
        }
        types
    }
}

/// One operation.
#[derive(Debug, Clone)]
pub struct Method {
    /// Its name.
    pub ident: Ident,
    /// What the request needs to know of the operation.
    pub operation: Facts,
    /// Lines of its doc comment.
    pub docs: Vec<String>,
    /// Marked as deprecated by the document.
    pub deprecated: bool,
    /// Parameters that each call must give.
    pub arguments: Vec<Argument>,
    /// The struct that takes those of them that are not in the path, where there are many.
    pub group: Option<Group>,
    /// The request body.
    pub body: Option<BodyArgument>,
    /// The media type of a body that is made of parts, which are arguments.
    pub multipart: Option<String>,
    /// What it answers.
    pub returns: Returns,
    /// Parameters that a call may give.
    pub options: Option<Marker>,
    /// How its answers are pages of one list.
    pub paging: Option<Paging>,
    /// Lines of a call with the first documented example.
    pub example: Vec<String>,
    /// The same operation with other media types.
    pub alternatives: Vec<Method>,
}

/// The constant that describes an operation.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Its name.
    pub constant: Ident,
    /// `operationId`.
    pub id: String,
    /// HTTP method, for example `PATCH`.
    pub http_method: Ident,
    /// Path template, percent-encoded between its parameters.
    pub path: String,
    /// The media types to ask for, where they are not JSON alone.
    pub accept: Option<String>,
    /// Sets of security schemes, where they are not those of the API.
    pub security: Option<Vec<Vec<usize>>>,
    /// A base URL of its own, with its variables.
    pub server: Option<String>,
    /// It may be sent twice although its method does not say so.
    pub repeatable: bool,
    /// Status, media type and type of each response body that has a named type, for contract checks.
    pub responses: Vec<(String, String, TypeRef)>,
}

/// Arguments that are passed as one struct.
#[derive(Debug, Clone)]
pub struct Group {
    /// The type.
    pub ident: Ident,
    /// The argument.
    pub argument: Ident,
}

/// A parameter that is an argument of the method.
#[derive(Debug, Clone)]
pub struct Argument {
    /// Its name.
    pub ident: Ident,
    /// Its name on the wire.
    pub wire: String,
    /// Lines of its doc comment.
    pub docs: Vec<String>,
    /// Where it is sent.
    pub slot: Slot,
    /// Its type and how it becomes text.
    pub form: ArgumentForm,
    /// The variant of the run time's `Style`, where it is not text alone.
    pub style: Option<Ident>,
    /// What is asked of its value beyond its type.
    pub checks: Vec<CheckTree>,
    /// Headers of the parts that it makes.
    pub headers: Vec<(String, String)>,
    /// True where it is a member of the method's group.
    pub is_grouped: bool,
}

impl Argument {
    /// True where its type has values for which there is no text, and nothing is asked that would find them.
    pub fn may_be_infinite(&self) -> bool {
        let is_float = matches!(
            self.form,
            ArgumentForm::Display(RustType::F64) | ArgumentForm::Into(RustType::Number)
        );
        is_float && self.style.is_none() && self.checks.is_empty()
    }

    /// True where texts that come one by one must be a list first: to be asked something, and wherever else than in a query.
    pub fn is_collected(&self) -> bool {
        let is_list = self.slot != Slot::Query || !self.checks.is_empty();
        self.form == ArgumentForm::Texts && !self.is_grouped && is_list
    }

    /// The type of the value that is made of what the method takes before it is sent.
    pub fn made(&self) -> Option<RustType> {
        match &self.form {
            ArgumentForm::Into(ty) if !self.is_grouped => Some(ty.clone()),
            _ if self.is_collected() => Some(RustType::Vec(Box::new(RustType::String))),
            _ => None,
        }
    }
}

/// Where a parameter is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In the query, its reserved characters as they are.
    Reserved,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
    /// In a part of the body, of this media type where it is not empty.
    Part(String),
    /// In one or more parts of the body, written in its style.
    StyledPart,
}

/// How a parameter is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArgumentForm {
    /// `&str`, as it is.
    Text,
    /// A type that is displayed, by reference unless it is copied.
    Display(RustType),
    /// An enumeration, by value.
    Chosen(RustType),
    /// Whatever turns into this type, which is displayed.
    Into(RustType),
    /// Anything that yields texts.
    Texts,
    /// A slice of this type.
    Slice(RustType),
    /// A type with a JSON form.
    Value(RustType),
    /// A file.
    File,
    /// Anything that yields files.
    Files,
}

impl ArgumentForm {
    /// The type that it spells.
    pub fn spelled(&self) -> Option<&RustType> {
        match self {
            Self::Display(ty)
            | Self::Chosen(ty)
            | Self::Into(ty)
            | Self::Slice(ty)
            | Self::Value(ty) => Some(ty),
            Self::Text | Self::Texts | Self::File | Self::Files => None,
        }
    }
}

/// The body as an argument of the method.
#[derive(Debug, Clone)]
pub struct BodyArgument {
    /// Its name.
    pub ident: Ident,
    /// What it is.
    pub form: BodyForm,
    /// Media type as sent.
    pub media_type: String,
    /// A call without it is possible.
    pub optional: bool,
}

impl BodyArgument {
    /// True where a caller may pass the body itself, as if it were required, or an option of it.
    pub fn takes_either(&self) -> bool {
        self.optional && self.ty().is_some()
    }

    /// The type that it spells.
    pub fn ty(&self) -> Option<&RustType> {
        match &self.form {
            BodyForm::Json(ty) | BodyForm::Form(ty, ..) => Some(ty),
            BodyForm::Text | BodyForm::Bytes => None,
        }
    }
}

/// What a body is.
#[derive(Debug, Clone)]
pub enum BodyForm {
    /// JSON of this type.
    Json(RustType),
    /// A form of this type; members that are written in a style of their own, and those whose reserved characters stay.
    Form(RustType, Vec<(String, Ident)>, Vec<String>),
    /// Text as it is.
    Text,
    /// Bytes as they are.
    Bytes,
}

/// What an operation answers.
#[derive(Debug, Clone)]
pub enum Returns {
    /// Nothing, text, bytes, or JSON.
    One(Content),
    /// JSON of this type, or nothing.
    Optional(RustType),
    /// One of several, by status.
    Several(AnswerEnum),
}

/// What a response holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Nothing.
    Nothing,
    /// JSON of this type.
    Json(RustType),
    /// Text as it is.
    Text,
    /// Bytes as they are.
    Bytes,
}

impl Returns {
    /// The types that it spells.
    pub fn types(&self) -> Vec<&RustType> {
        let json = |content: &'_ Content| matches!(content, Content::Json(_));
        match self {
            Self::One(Content::Json(ty)) | Self::Optional(ty) => vec![ty],
            Self::One(_) => Vec::new(),
            Self::Several(answer) => {
                let contents = answer.variants.iter().map(|variant| &variant.content);
                contents
                    .filter(|content| json(content))
                    .filter_map(Content::ty)
                    .collect()
            }
        }
    }
}

impl Content {
    /// The type of its JSON.
    pub fn ty(&self) -> Option<&RustType> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Nothing | Self::Text | Self::Bytes => None,
        }
    }
}

/// An enum of what an operation may answer.
#[derive(Debug, Clone)]
pub struct AnswerEnum {
    /// Its name.
    pub ident: Ident,
    /// A variant for each documented success.
    pub variants: Vec<AnswerVariant>,
    /// The variant that keeps the answer with any other status, unless a variant stands for all successes.
    pub other: Option<Ident>,
}

/// One documented success.
#[derive(Debug, Clone)]
pub struct AnswerVariant {
    /// Its name.
    pub ident: Ident,
    /// Lines of its doc comment.
    pub docs: Vec<String>,
    /// The statuses that it stands for.
    pub status: StatusPattern,
    /// What it holds.
    pub content: Content,
}

/// Optional parameters of one operation: methods on its call.
#[derive(Debug, Clone)]
pub struct Marker {
    /// The type that tells this operation's call from others.
    pub ident: Ident,
    /// The parameters; none where another method has written them already.
    pub parameters: Vec<OptionalParameter>,
}

/// One optional parameter.
#[derive(Debug, Clone)]
pub struct OptionalParameter {
    /// Marked as deprecated by the document.
    pub deprecated: bool,
    /// The parameter.
    pub argument: Argument,
}

/// The word that tells a method for one kind of body from the others.
pub fn media_word(kind: MediaKind, media_type: &str) -> &'static str {
    match kind {
        MediaKind::Json => "json",
        MediaKind::Form => "form",
        MediaKind::Multipart => "multipart",
        MediaKind::Text if media_type.contains("xml") => "xml",
        MediaKind::Text if media_type.contains("csv") => "csv",
        MediaKind::Text => "text",
        MediaKind::Bytes => "bytes",
    }
}
