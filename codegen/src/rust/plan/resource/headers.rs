//! Plans the headers of answers: a constant for each, on the handle of its tag.

use crate::model::{Header as Model, HeaderForm, Name, Operation};

use crate::rust::plan::describe;
use crate::rust::plan::scope::{Case, Ident, Scope};
use crate::rust::plan::types::{RustType, Speller};

/// A header that answers of a tag have.
#[derive(Debug, Clone)]
pub struct Header {
    /// The name of the constant.
    pub ident: Ident,
    /// Lines of its doc comment.
    pub docs: Vec<String>,
    /// Marked as deprecated by the document.
    pub deprecated: bool,
    /// What tells it from the others.
    pub key: Key,
}

/// What two headers must have in common to be one constant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The name on the wire, in lower case.
    pub wire: String,
    /// The type of its value; optional where an answer may come without it.
    pub ty: RustType,
    /// How the value is written.
    pub form: HeaderForm,
}

/// The headers of a tag so far.
#[derive(Debug)]
pub struct Headers {
    scope: Scope,
    found: Vec<Header>,
}

impl Headers {
    /// None yet.
    pub fn new() -> Self {
        Self {
            scope: Scope::new(Case::Shouty, "header", &[]),
            found: Vec::new(),
        }
    }

    /// The constants of an operation's successes, each of them once; those of its failures are noted, too.
    pub fn of(&mut self, speller: &Speller<'_>, operation: &Operation) -> Vec<Ident> {
        for header in operation.failures().flat_map(|response| &response.headers) {
            self.constant(speller, operation, header);
        }
        let mut idents: Vec<Ident> = Vec::new();
        for header in operation.successes().flat_map(|response| &response.headers) {
            let ident = self.constant(speller, operation, header);
            if !idents.contains(&ident) {
                idents.push(ident);
            }
        }
        idents
    }

    /// All headers, in the order of the document.
    pub fn into_vec(self) -> Vec<Header> {
        self.found
    }

    fn constant(&mut self, speller: &Speller<'_>, operation: &Operation, header: &Model) -> Ident {
        let ty = speller.spell(header.ty);
        let ty = match ty {
            RustType::Option(_) => ty,
            _ if header.required => ty,
            ty => RustType::Option(Box::new(ty)),
        };
        let key = Key {
            wire: header.name.to_ascii_lowercase(),
            ty,
            form: header.form,
        };
        if let Some(known) = self.found.iter().find(|known| known.key == key) {
            return known.ident.clone();
        }
        let name = Name::parse(&header.name);
        let is_taken = self.found.iter().any(|known| known.key.wire == key.wire);
        let name = if is_taken {
            operation.name.join(&name)
        } else {
            name
        };
        let ident = self.scope.ident(&name);
        self.found.push(Header {
            ident: ident.clone(),
            docs: describe::of_header(header, speller.types),
            deprecated: header.deprecated,
            key,
        });
        ident
    }
}
