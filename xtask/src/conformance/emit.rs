//! Emits the types of one group.

use codegen::diagnostic::{Code, Diagnostic, Severity};
use codegen::{Compilation, Options};

use super::remotes;
use super::{Group, Setting};

use crate::output::Files;

/// What the compiler made of a group.
#[derive(Clone, Debug, Default)]
pub struct Emitted {
    /// The module tree; `None` where there is none, and `reason` says why.
    pub files: Option<Files>,
    /// Why there is no module tree.
    pub reason: String,
    /// How many warnings there are.
    pub warnings: usize,
}

/// The name of each group's root type.
pub const ROOT: &str = "Root";

/// The name under which the compiler reads the schema of a group.
const SCHEMA: &str = "schema.json";

/// Emits the types of a group.
#[must_use]
pub fn emit(group: &Group, setting: &Setting) -> Emitted {
    let files = setting.remotes.beside(SCHEMA, &group.schema);
    let options = Options {
        dialect: setting.dialect,
        ..Options::default()
    };
    let compilation = codegen::types(SCHEMA, ROOT, &files, &options);
    let reason = reason(&compilation);
    let warnings = compilation.diagnostics.len();
    let files = compilation.files.filter(|_| reason.is_none());
    Emitted {
        files,
        reason: reason.unwrap_or_default(),
        warnings,
    }
}

/// Why a group counts as not emitted, if it does.
fn reason(compilation: &Compilation) -> Option<String> {
    let text = |span: codegen::source::Span| {
        let text = compilation.sources.text(span.file);
        text.get(span.start as usize..span.end as usize)
            .unwrap_or_default()
    };
    // What the suite serves on the network is not guessed where there is no copy of it.
    let needs_network = |found: &Diagnostic| match found.code {
        Code::RemoteReference => true,
        Code::UnknownDialect => text(found.span).contains(remotes::SERVED),
        _ => false,
    };
    let mut all = compilation.diagnostics.iter();
    let found = all.find(|found| found.severity == Severity::Error || needs_network(found));
    found.map(|found| format!("{}: {}", found.code, found.message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::Remotes;

    fn emitted(schema: &str) -> Emitted {
        let (file, description) = (String::new(), String::new());
        emit(
            &Group {
                file,
                description,
                schema: schema.to_owned(),
                instances: Vec::new(),
            },
            &Setting {
                remotes: Remotes::none(),
                dialect: None,
                arbitrary_precision: false,
            },
        )
    }

    #[test]
    fn a_schema_becomes_a_module_tree() {
        let files = emitted(r#"{"type": "string"}"#).files.unwrap();
        assert!(files.contains_key("mod.rs"), "{:?}", files.keys());
    }

    #[test]
    fn a_document_that_is_not_there_is_not_guessed() {
        let emitted = emitted(r#"{"$ref": "http://localhost:1234/x.json"}"#);
        assert!(emitted.files.is_none());
        assert!(
            emitted.reason.starts_with("remote-reference: "),
            "{}",
            emitted.reason
        );
    }
}
