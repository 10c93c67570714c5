//! The API as the contract means it, independent of any target language.

mod api;
mod assertion;
mod check;
mod docs;
mod media_type;
mod name;
mod operation;
mod response;
mod signs;
mod type_set;
mod types;
mod webhook;

pub use api::{
    Api, Contact, Flow, Info, License, RateLimit, Resource, Security, SecurityKind, Server,
    ServerVariable,
};
pub use assertion::{Assertion, AssertionFunction, Assertions};
pub use check::{Check, Limited};
pub use docs::{Content, Docs, Page};
pub use media_type::MediaKind;
pub use name::Name;
pub use operation::{
    Body, BodyContent, Example, Files, FormMember, Location, Method, Operation, PageTurn,
    Pagination, Parameter, ParameterStyle, Part, Pointer,
};
pub use response::{Answer, Header, HeaderForm, Link, Response, StatusPattern};
pub use type_set::TypeSet;
pub use types::{
    Access, EnumValue, Enumeration, Fit, Home, Label, LiteralKind, Member, Openness, Origin, Owner,
    Record, Rest, Scalar, Shape, Type, TypeId, Types, Union, Usage, Variant, View,
};
pub use webhook::{Envelope, Events, Signature, Webhook, WebhookAnswer, Webhooks};
