//! Overlay 1.0: changes to a document that somebody else keeps, applied before it is read.

mod document;
mod edit;
mod path;
mod text;
mod tree;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{LoadError, Loader, Sources};

use tree::Item;

/// An overlay document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    /// Its path as diagnostics name it; the ending says how it is written.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Reads a document with the overlays applied to its root file, in their order.
///
/// What is read then is a new text of the root. Diagnostics are brought back to the files that people wrote by
/// [`bring_back`].
pub fn load(
    root: &str,
    loader: &dyn Loader,
    overlays: &[Overlay],
    diagnostics: &Diagnostics,
) -> Sources {
    let changed = (!overlays.is_empty()).then(|| loader.load(root));
    let Some(Ok(bytes)) = changed else {
        return Sources::load_with_examples(root, loader, diagnostics);
    };
    let own = Diagnostics::new();
    let mut written = Sources::default();
    let document = written.read_alone(root, bytes, &own);
    let files: Vec<_> = overlays
        .iter()
        .map(|one| written.read_alone(&one.path, one.bytes.clone(), &own))
        .collect();
    let Some(mut item) = written.tree(document).map(Item::of) else {
        own.into_vec()
            .into_iter()
            .for_each(|found| diagnostics.push(found));
        return written;
    };
    let actions = files.into_iter().filter_map(|file| written.tree(file));
    let actions: Vec<_> = actions
        .flat_map(|node| document::actions(node, &own))
        .collect();
    edit::apply(&actions, &mut item, &own);
    let (text, origins) = text::write(&item);
    let mut sources =
        Sources::load_with_examples(root, &Changed { loader, root, text }, diagnostics);
    let shift = sources.keep_beside(written, origins);
    for mut found in own.into_vec() {
        found.span.file.0 += shift;
        diagnostics.push(found);
    }
    sources
}

/// Brings diagnostics about the changed text of the root back to the files that people wrote.
pub fn bring_back(sources: &Sources, found: &mut [Diagnostic]) {
    for one in found.iter_mut() {
        one.span = sources.written(one.span);
    }
    found.sort_by_key(|one| one.span);
}

/// Serves the changed text in place of the root file.
struct Changed<'l> {
    loader: &'l dyn Loader,
    root: &'l str,
    text: String,
}

impl Loader for Changed<'_> {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        if path == self.root {
            Ok(self.text.clone().into_bytes())
        } else {
            self.loader.load(path)
        }
    }
}

/// Reports that an overlay cannot be carried out as it is written.
fn report(
    diagnostics: &Diagnostics,
    span: crate::source::Span,
    message: impl Into<String>,
    help: &str,
) {
    diagnostics.report(Code::InvalidOverlay, span, message, help);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Value, json};

    use super::*;
    use crate::source::FileId;

    /// The document after these actions, and what was said about them: code and place.
    fn overlaid(document: &str, actions: &str) -> (Value, Vec<String>) {
        let files = BTreeMap::from([("api.yaml".to_owned(), document.as_bytes().to_vec())]);
        let bytes = format!("{{\"overlay\": \"1.0.0\", \"actions\": [\n{actions}]}}").into_bytes();
        let overlay = Overlay {
            path: "changes.json".to_owned(),
            bytes,
        };
        let diagnostics = Diagnostics::new();
        let sources = load("api.yaml", &files, &[overlay], &diagnostics);
        let mut found = diagnostics.into_vec();
        bring_back(&sources, &mut found);
        let said = found.iter().map(|one| {
            let place = sources.position(one.span);
            format!(
                "{} {}:{}:{}",
                one.code,
                sources.path(one.span.file),
                place.line,
                place.column
            )
        });
        (
            serde_json::from_str(sources.text(FileId(0))).unwrap(),
            said.collect(),
        )
    }

    fn changed(document: &str, actions: &str) -> Value {
        let (changed, said) = overlaid(document, actions);
        assert_eq!(said, Vec::<String>::new());
        changed
    }

    const DOCUMENT: &str =
        "openapi: 3.1.0\ninfo: {title: A, version: '1'}\ntags: [{name: a}, {name: b}, {name: a}]\n";

    #[test]
    fn updates_merge_objects_and_append_to_arrays() {
        let actions = r#"{"target": "$.info", "update": {"title": "B", "contact": {"name": "c"}}},
            {"target": "$.info.contact", "update": {"email": "e"}},
            {"target": "$.tags", "update": {"name": "c"}},
            {"target": "$", "update": {"tags": [{"name": "d"}]}}"#;
        let expected = json!({"openapi": "3.1.0", "info": {"title": "B", "version": "1",
            "contact": {"name": "c", "email": "e"}},
            "tags": [{"name": "a"}, {"name": "b"}, {"name": "a"}, {"name": "c"}, {"name": "d"}]});
        assert_eq!(changed(DOCUMENT, actions), expected);
    }

    #[test]
    fn everything_that_a_filter_selects_is_removed() {
        let actions = r#"{"target": "$.tags[?@.name == 'a']", "remove": true},
            {"target": "$..version", "remove": true, "update": {"ignored": 1}}"#;
        let expected = json!({"openapi": "3.1.0", "info": {"title": "A"}, "tags": [{"name": "b"}]});
        assert_eq!(changed(DOCUMENT, actions), expected);
    }

    #[test]
    fn numbers_and_texts_keep_their_spelling() {
        let actions = r#"{"target": "$", "update": {"x-n": 1.00, "x-t": "\u0000\"é"}}"#;
        let files = BTreeMap::from([(
            "a.json".to_owned(),
            br#"{"x-m": 12345678901234567890123}"#.to_vec(),
        )]);
        let bytes = format!("{{\"overlay\": \"1.0.0\", \"actions\": [{actions}]}}").into_bytes();
        let (overlay, diagnostics) = (
            Overlay {
                path: "o.json".to_owned(),
                bytes,
            },
            Diagnostics::new(),
        );
        let sources = load("a.json", &files, &[overlay], &diagnostics);
        assert_eq!(diagnostics.into_vec(), []);
        let text = "{\"x-m\": 12345678901234567890123,\n\"x-n\": 1.00,\n\"x-t\": \"\\u0000\\\"é\"}";
        assert_eq!(sources.text(FileId(0)), text);
    }

    #[test]
    fn what_cannot_be_done_is_said_where_it_is_asked_for() {
        for (action, said) in [
            (
                r#"{"target": "$.nothing", "remove": true}"#,
                "overlay-no-match changes.json:2:12",
            ),
            (
                r#"{"target": "info", "remove": true}"#,
                "invalid-overlay changes.json:2:12",
            ),
            (
                r#"{"target": "$", "remove": true}"#,
                "invalid-overlay changes.json:2:12",
            ),
            (
                r#"{"target": "$.info", "update": 1}"#,
                "invalid-overlay changes.json:2:32",
            ),
            (
                r#"{"target": "$.info.title", "update": {}}"#,
                "invalid-overlay changes.json:2:12",
            ),
            (
                r#"{"target": "$.info", "update": {"title": "A"}}"#,
                "overlay-no-effect changes.json:2:12",
            ),
            (
                r#"{"target": "$.info"}"#,
                "invalid-overlay changes.json:2:1",
            ),
            (r#"{"update": {}}"#, "invalid-overlay changes.json:2:1"),
            (
                r#"{"target": "$.info", "copy": "$", "remove": true}"#,
                "unknown-field changes.json:2:22",
            ),
        ] {
            assert_eq!(overlaid(DOCUMENT, action).1, [said], "{action}");
        }
    }

    #[test]
    fn a_hostile_query_is_refused() {
        for depth in [11, 12, 400, 5_000] {
            let (open, close) = ("(".repeat(depth), ")".repeat(depth));
            let action = format!("{{\"target\": \"$[?{open}1{close}]\", \"remove\": true}}");
            assert_eq!(
                overlaid(DOCUMENT, &action).1,
                ["invalid-overlay changes.json:2:12"]
            );
        }
    }

    #[test]
    fn references_in_an_update_start_from_the_document_and_places_lead_to_where_they_were_written()
    {
        let actions =
            r##"{"target": "$", "update": {"a": {"$ref": "#/info"}, "b": {"$ref": "#/none"}}}"##;
        let (_, said) = overlaid(DOCUMENT, actions);
        assert_eq!(said, ["dangling-reference changes.json:2:67"]);
        let document = format!("{DOCUMENT}c: {{$ref: '#/none'}}\n");
        let (_, said) = overlaid(
            &document,
            r#"{"target": "$.info", "update": {"title": "B"}}"#,
        );
        assert_eq!(said, ["dangling-reference api.yaml:4:11"]);
    }
}
