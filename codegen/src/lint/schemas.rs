//! The schemas of a document, each read once however many examples it decides.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::diagnostic::{Code, Diagnostics};
use crate::json_schema::{Dialect, Schema};
use crate::source::{Node, Reference, Sources, Span, Str};

use super::judge;

/// Schemas that were read before.
pub(super) struct Schemas<'s, 'd> {
    sources: &'s Sources,
    diagnostics: &'d Diagnostics,
    read: RefCell<BTreeMap<Span, Rc<Schema<'s>>>>,
    patterns: RefCell<BTreeMap<String, bool>>,
}

impl<'s, 'd> Schemas<'s, 'd> {
    pub fn new(sources: &'s Sources, diagnostics: &'d Diagnostics) -> Self {
        let (read, patterns) = Default::default();
        Self {
            sources,
            diagnostics,
            read,
            patterns,
        }
    }

    /// Reads a schema.
    pub fn get(&self, node: &'s Node) -> Rc<Schema<'s>> {
        let known = self.read.borrow().get(&node.span).cloned();
        known.unwrap_or_else(|| {
            // Mistakes in schemas are named by those who compile them.
            let aside = Diagnostics::new();
            let schema = Schema::parse(node, Dialect::at(self.sources, node), &aside);
            drop(aside.into_vec());
            let schema = Rc::new(schema);
            self.read.borrow_mut().insert(node.span, Rc::clone(&schema));
            schema
        })
    }

    /// What a reference leads to; absent where it leads nowhere, which was reported on loading.
    pub fn target(&self, reference: Reference<'s>) -> Option<&'s Node> {
        Some(self.sources.resolve(reference).ok()?.node)
    }

    /// Whether the judge can match a pattern; one that it can't is reported.
    pub fn can_match(&self, pattern: Str<'_>) -> bool {
        let known = self.patterns.borrow().get(pattern.text).copied();
        let usable = known.unwrap_or_else(|| judge::can_match(pattern.text));
        if known.is_none() {
            self.patterns
                .borrow_mut()
                .insert(pattern.text.to_owned(), usable);
        }
        if !usable {
            self.diagnostics.report(
                Code::UncheckedExample,
                pattern.span,
                "examples cannot be checked against this pattern",
                "write it with plainer means if that matters; all else about the examples is checked",
            );
        }
        usable
    }
}
