//! Collects the roots of all schemas of a document.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::{
    Callback, Components, Document, Header, MediaType, Operation, Parameter, ParameterShape,
    PathItem, RequestBody, Response,
};
use crate::source::{Node, Span, Str};

/// Schemas, and the objects that were looked into.
#[derive(Default)]
pub(super) struct Roots<'s> {
    found: Vec<&'s Node>,
    /// Shared objects are looked into once; a callback may even hold itself.
    seen: BTreeSet<(&'static str, Span)>,
}

type Named<'s, T> = [(Str<'s>, T)];

impl<'s> Roots<'s> {
    pub fn into_vec(self) -> Vec<&'s Node> {
        self.found
    }

    pub fn document(&mut self, document: &Document<'s>) {
        self.components(&document.components);
        for (_, item) in &document.paths {
            self.path_item(item);
        }
        for (_, item) in &document.webhooks {
            self.path_item(item);
        }
    }

    fn components(&mut self, components: &Components<'s>) {
        self.found
            .extend(components.schemas.iter().map(|(_, schema)| *schema));
        self.responses(&components.responses);
        self.headers(&components.headers);
        self.callbacks(&components.callbacks);
        for (_, parameter) in &components.parameters {
            self.parameter(parameter);
        }
        for (_, body) in &components.request_bodies {
            self.body(body);
        }
        for (_, item) in &components.path_items {
            self.path_item(item);
        }
    }

    fn path_item(&mut self, item: &PathItem<'s>) {
        if self.is_new("path item", item.span) {
            for parameter in &item.parameters {
                self.parameter(parameter);
            }
            for (_, operation) in &item.operations {
                self.operation(operation);
            }
        }
    }

    fn operation(&mut self, operation: &Operation<'s>) {
        for parameter in &operation.parameters {
            self.parameter(parameter);
        }
        if let Some(body) = &operation.request_body {
            self.body(body);
        }
        self.responses(&operation.responses);
        self.callbacks(&operation.callbacks);
    }

    fn parameter(&mut self, parameter: &Parameter<'s>) {
        if self.is_new("parameter", parameter.span) {
            self.shape(parameter.shape.as_ref());
        }
    }

    fn body(&mut self, body: &RequestBody<'s>) {
        if self.is_new("body", body.span) {
            self.content(&body.content);
        }
    }

    fn responses(&mut self, responses: &Named<'s, Rc<Response<'s>>>) {
        for (_, response) in responses {
            if self.is_new("response", response.span) {
                self.headers(&response.headers);
                self.content(&response.content);
            }
        }
    }

    fn headers(&mut self, headers: &Named<'s, Rc<Header<'s>>>) {
        for (_, header) in headers {
            if self.is_new("header", header.span) {
                self.shape(header.shape.as_ref());
            }
        }
    }

    fn callbacks(&mut self, callbacks: &Named<'s, Rc<Callback<'s>>>) {
        for (_, callback) in callbacks {
            if self.is_new("callback", callback.span) {
                for (_, item) in &callback.items {
                    self.path_item(item);
                }
            }
        }
    }

    fn content(&mut self, content: &Named<'s, MediaType<'s>>) {
        for (_, media_type) in content {
            self.found.extend(media_type.schema);
            for (_, encoding) in &media_type.encoding {
                self.headers(&encoding.headers);
            }
        }
    }

    fn shape(&mut self, shape: Option<&ParameterShape<'s>>) {
        match shape {
            Some(ParameterShape::Schema(schema)) => self.found.push(schema),
            Some(ParameterShape::Content(_, media_type)) => self.found.extend(media_type.schema),
            None => {}
        }
    }

    fn is_new(&mut self, what: &'static str, span: Span) -> bool {
        self.seen.insert((what, span))
    }
}
