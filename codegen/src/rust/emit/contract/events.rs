//! The part of the back door for contract checks that reads events.

use crate::rust::emit::print::literal;
use crate::rust::emit::table;
use crate::rust::plan::Package;

/// The table of the events.
pub fn table(package: &Package) -> String {
    let found = package.modules.iter().find_map(|module| {
        let events = module.webhooks.as_ref()?.events.as_ref()?;
        Some((&module.ident, events))
    });
    let Some((module, events)) = found else {
        return "events! {}\n".to_owned();
    };
    let entries = events.entries.iter().map(|(key, ty)| {
        let ty = ty.named();
        let ty = ty.map(|named| format!("{}::{}", named.module.bare(), named.ident));
        format!("{}: {}", literal(key), literal(&ty.unwrap_or_default()))
    });
    let entries: Vec<String> = entries.collect();
    let (event, member) = (&events.event.ident, literal(&events.member));
    format!(
        "events! {{\n    {module}::{event} by {member};\n{}}}\n",
        table::filled(&entries, 4)
    )
}
