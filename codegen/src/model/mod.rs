//! The API as the contract means it, independent of any target language.

mod api;
mod check;
mod name;
mod operation;
mod types;

pub use api::{Api, Info, Resource, Security, SecurityKind, Server};
pub use check::Check;
pub use name::Name;
pub use operation::{
    Body, Example, Location, Method, Operation, Parameter, ParameterStyle, Response, StatusPattern,
};
pub use types::{
    Docs, EnumValue, Enumeration, Home, Label, Member, Openness, Origin, Owner, Record, Rest, Scalar, Shape,
    Type, TypeId, Types, Union, Usage, Variant,
};
