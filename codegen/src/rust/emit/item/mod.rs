//! Items for types of the model: one template per kind.

pub mod enumeration;
pub mod newtype;
pub mod record;
pub mod union;
