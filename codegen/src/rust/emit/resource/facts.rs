//! Constants that describe operations and what they ask of a caller, a line each.

use crate::rust::emit::print::literal;
use crate::rust::emit::table::fits;
use crate::rust::plan::Method;

/// The constant of an operation: one line where that fits, else its value on a line of its own.
pub fn constant(method: &Method) -> String {
    let name = &method.operation.constant;
    let value = value(method);
    let line = format!("static {name}: Operation = {value};");
    if fits(&line) {
        return line + "\n";
    }
    format!("static {name}: Operation =\n    {value};\n")
}

/// Sets of security schemes, as indices.
fn sets(sets: &[Vec<usize>]) -> String {
    let sets: Vec<String> = sets.iter().map(|set| indices(set)).collect();
    format!("&[{}]", sets.join(", "))
}

fn value(method: &Method) -> String {
    let facts = &method.operation;
    let mut text = format!(
        "Operation::new({}, Method::{}, {})",
        literal(&facts.id),
        facts.http_method,
        literal(&facts.path)
    );
    if let Some(accept) = &facts.accept {
        text.push_str(&format!(".accept({})", literal(accept)));
    }
    match facts.security.as_deref() {
        None => {}
        Some([]) => text.push_str(".anonymous()"),
        Some(wanted) => text.push_str(&format!(".security({})", sets(wanted))),
    }
    if let Some(server) = &facts.server {
        text.push_str(&format!(".server({})", literal(server)));
    }
    if facts.repeatable {
        text.push_str(".repeatable()");
    }
    text
}

fn indices(set: &[usize]) -> String {
    let indices: Vec<String> = set.iter().map(ToString::to_string).collect();
    format!("&[{}]", indices.join(", "))
}
