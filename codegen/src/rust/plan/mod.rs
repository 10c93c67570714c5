//! Every decision about the Rust code, as data without tokens.

mod answer;
mod boxing;
mod check_files;
mod checks;
mod describe;
mod enumeration;
mod example;
mod facts;
mod features;
mod filing;
mod folders;
mod gather;
mod grounded;
mod guide;
mod headers;
mod imports;
mod item;
mod layout;
mod method;
mod nesting;
mod newtype;
mod package;
mod page;
mod paging;
mod path;
mod pieces;
mod record;
mod resource;
mod schemas;
mod scope;
mod split;
mod types;
mod union;
mod uses;
mod webhooks;
mod weight;

pub use check_files::CheckFile;
pub use checks::{Asks, CheckArgument, CheckCall, CheckFunction, CheckTree};
pub use headers::Header;
pub use imports::Imports;
pub use item::{
    Choice, Conversion, ConversionSource, EnumVariant, Enumeration, Field, FieldRule, Item,
    Newtype, Record, Setter, SetterForm, Union, UnionVariant,
};
pub use method::{
    AnswerEnum, AnswerVariant, Argument, ArgumentForm, BodyArgument, BodyForm, Content, FORM_DATA,
    Facts, Group, Marker, Method, OptionalParameter, Resource, Returns, Slot,
};
pub use package::{File, Folder, Module, OTHER_CRATES, Package, Part, Tree};
pub use paging::{Access, Paging, Step, Turn, Wrap};
pub use schemas::{SchemaFile, SchemaGroup};
pub use scope::Ident;
pub use types::{RustType, TypeRef};
pub use webhooks::{Bare, Events, Webhooks};

use crate::model::Api;

/// Decides everything about a module tree that holds types alone; the one root is called `name`.
pub fn plan_tree(api: &Api, name: &str) -> Tree {
    package::plan_tree(api, name)
}

/// Decides everything about the crate for an API; `convenience` says whether people write a module of it.
pub fn plan(api: &Api, convenience: bool) -> Package {
    package::plan(api, convenience)
}
