//! An OpenAPI document as written: typed, with places, references followed; one file per object.

mod document;
mod info;
mod server;
mod tag;

mod operation;
mod path_item;

mod body;
mod media_type;
mod parameter;
mod response;

mod callback;
mod example;
mod header;
mod link;

mod components;
mod security;

mod context;
mod fields;
mod objects;
mod schemas;
mod template;

pub use body::RequestBody;
pub use callback::Callback;
pub use components::Components;
pub use document::{Document, Version};
pub use example::Example;
pub use header::Header;
pub use info::{Contact, Info, License};
pub use link::Link;
pub use media_type::{Encoding, MediaType};
pub use objects::{OBJECTS, Object};
pub use operation::{Method, Operation};
pub use parameter::{Location, Parameter, ParameterShape, Style};
pub use path_item::PathItem;
pub use response::Response;
pub use security::{Flow, SecurityKind, SecurityRequirement, SecurityScheme};
pub use server::{Server, ServerVariable};
pub use tag::{ExternalDocs, Tag};
pub use template::{Segment, Template};
