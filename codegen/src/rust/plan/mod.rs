//! Every decision about the Rust code, as data without tokens.

mod checks;
mod describe;
mod item;
mod package;
mod resource;
mod scope;
mod types;
mod webhooks;

pub use checks::{Asks, CheckArgument, CheckCall, CheckFunction, CheckTree};
pub use item::{
    Choice, Conversion, ConversionSource, EnumVariant, Enumeration, Field, FieldRule, Item,
    Newtype, Record, Setter, SetterForm, Union, UnionVariant,
};
pub use package::check_files::CheckFile;
pub use package::imports::Imports;
pub use package::schemas::{SchemaFile, SchemaGroup};
pub use package::{File, Folder, Module, OTHER_CRATES, Package, Part, Tree};
pub use resource::headers::Header;
pub use resource::method::{
    AnswerEnum, AnswerVariant, Argument, ArgumentForm, BodyArgument, BodyForm, Content, FORM_DATA,
    Facts, Group, Marker, Method, OptionalParameter, Resource, Returns, Slot,
};
pub use resource::paging::{Access, Paging, Step, Turn, Wrap};
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
