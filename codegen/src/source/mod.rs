//! The text of one or more files as a tree in which every value knows its place.

mod load;
mod meta;
mod tree;

mod json;
mod scalar;
mod yaml;

mod file;
mod lines;

mod pointer;
mod reference;
mod uri;

mod dynamic;
mod follow;
mod index;
mod origins;
mod reach;
mod scan;
mod sources;

pub use dynamic::dynamic_anchor;
pub use load::{LoadError, Loader};
pub use origins::Origins;
pub use reference::{Reference, ResolveError, Target};
pub use sources::{External, Sources};
pub use tree::{FileId, Member, Node, Object, Position, Span, Str, Text, Value};
