//! References: what `$ref` says, what it leads to, and why it may lead nowhere.

use super::tree::{Node, Span, Str};
use crate::diagnostic::{Code, Diagnostics};

/// A URI reference with its place, from which its base follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference<'s> {
    /// The reference as written.
    pub text: &'s str,
    /// Where it is written.
    pub span: Span,
}

/// What a reference leads to.
#[derive(Clone, Copy, Debug)]
pub struct Target<'s> {
    /// The value.
    pub node: &'s Node,
    /// The name that people gave it: of a component, a definition, an anchor or a file.
    pub name: Option<&'s str>,
}

/// Why a reference leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolveError {
    /// There is nothing at that place.
    Dangling {
        /// What exactly is missing.
        message: String,
        /// What may have been meant.
        help: String,
    },
    /// It leads to the network.
    Remote,
    /// It cannot be understood.
    Invalid(String),
    /// It leads to a file that could not be read, which has been reported.
    Unreadable,
}

impl<'s> Reference<'s> {
    /// The reference in whose place the node stands: the text under its `$ref`.
    pub fn of(node: &'s Node) -> Option<Self> {
        node.get("$ref").and_then(Node::as_str).map(Self::from)
    }
}

impl<'s> From<Str<'s>> for Reference<'s> {
    fn from(text: Str<'s>) -> Self {
        Self {
            text: text.text,
            span: text.span,
        }
    }
}

impl ResolveError {
    /// Reports that a reference leads nowhere.
    pub fn report(&self, reference: Reference<'_>, diagnostics: &Diagnostics) {
        let (code, message, help) = match self {
            Self::Unreadable => return,
            Self::Dangling { message, help } => {
                (Code::DanglingReference, message.clone(), help.clone())
            }
            Self::Remote => (
                Code::RemoteReference,
                format!(
                    "`{}` is not among the files of the document",
                    reference.text
                ),
                "save a copy beside the document and refer to that; any value is accepted for now"
                    .to_owned(),
            ),
            Self::Invalid(reason) => (
                Code::InvalidReference,
                format!("`{}` is no usable reference: {reason}", reference.text),
                "write a path, a `#` and a JSON pointer, as in `pets.json#/$defs/Pet`".to_owned(),
            ),
        };
        diagnostics.report(code, reference.span, message, help);
    }
}
