//! Every decision about the Rust code, as data without tokens.

mod boxing;
mod checks;
mod describe;
pub mod docs;
mod enumeration;
mod example;
mod imports;
mod item;
mod layout;
mod package;
mod record;
mod resource;
mod scope;
mod types;
mod union;

pub use checks::{CheckCall, CheckTree, MemberChecks};
pub use imports::Imports;
pub use item::{
    Argument, ArgumentForm, BodyArgument, Conversion, ConversionSource, EnumVariant, Enumeration, Field,
    FieldRule, Item, Marker, Method, OptionalParameter, Record, Resource, Returns, Setter, SetterForm, Union,
    UnionVariant,
};
pub use package::{File, Module, OperationEntry, Package, SchemaType};
pub use scope::Ident;
pub use types::{RustType, TypeRef};

use crate::model::Api;

/// Decides everything about the crate for an API.
pub fn plan(api: &Api) -> Package {
    package::plan(api)
}
