//! The general formatter, for what has a shape that this folder does not know.

use super::code::Code;
use crate::rust::emit::signature;

/// Prints items. The templates are ours and holes hold only literals and identifiers, so they always parse; should one
/// not, a macro call that says why stands there, for the compiler to point at.
pub fn items(code: &Code) -> String {
    match syn::parse_file(&code.source()) {
        Ok(file) => prettyplease::unparse(&file),
        Err(error) => format!("{}\n", error.to_compile_error()),
    }
}

/// Prints what stands in an `impl` block.
pub fn members(code: &Code) -> String {
    let block = match syn::parse_file(&format!("impl T {{ {} }}", code.source())) {
        Ok(file) => prettyplease::unparse(&file),
        Err(error) => return format!("{}\n", error.to_compile_error()),
    };
    let inner = block.strip_prefix("impl T {\n");
    let inner = inner.and_then(|inner| inner.strip_suffix("}\n"));
    let lines: Vec<&str> = inner.unwrap_or_default().lines().collect();
    signature::joined(&lines) + "\n"
}
