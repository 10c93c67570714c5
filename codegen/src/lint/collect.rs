//! Finds the examples of bodies, parameters and headers, with the schemas that they belong to.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;

use super::trial::{Direction, Trial, What};
use super::{Scope, is_json};
use crate::diagnostic::Diagnostics;
use crate::openapi::{
    Callback, Components, Document, Example, Header, MediaType, Operation, Parameter,
    ParameterShape, PathItem, RequestBody, Response,
};
use crate::source::{Node, Sources, Span, Str};

/// The examples of a document.
pub(super) fn trials<'s>(
    document: &Document<'s>,
    sources: &'s Sources,
    scope: Scope,
    diagnostics: &Diagnostics,
) -> Vec<Trial<'s>> {
    let (found, seen) = Default::default();
    let mut collector = Collector {
        sources,
        scope,
        diagnostics,
        found,
        seen,
    };
    for (_, item) in &document.paths {
        collector.path_item(item, true);
    }
    for (_, item) in &document.webhooks {
        collector.path_item(item, false);
    }
    collector.components(&document.components);
    collector.found
}

type Named<'s, T> = [(Str<'s>, T)];

struct Collector<'s, 'd> {
    sources: &'s Sources,
    scope: Scope,
    diagnostics: &'d Diagnostics,
    found: Vec<Trial<'s>>,
    /// Shared objects are looked into once; a callback may even hold itself.
    seen: BTreeSet<(&'static str, Span)>,
}

impl<'s> Collector<'s, '_> {
    fn components(&mut self, components: &Components<'s>) {
        self.responses(&components.responses, Direction::Response);
        self.headers(&components.headers, Direction::Either);
        self.callbacks(&components.callbacks);
        for (_, parameter) in &components.parameters {
            self.parameter(parameter, Direction::Request);
        }
        for (_, body) in &components.request_bodies {
            self.body(body, Direction::Request);
        }
        for (_, item) in &components.path_items {
            self.path_item(item, true);
        }
    }

    /// Requests that the server sends are not ours to take sides on.
    fn path_item(&mut self, item: &PathItem<'s>, to_server: bool) {
        if self.is_new("path item", item.span) {
            for (_, operation) in &item.operations {
                self.operation(operation, to_server);
            }
        }
    }

    fn operation(&mut self, operation: &Operation<'s>, to_server: bool) {
        let way = |direction| {
            if to_server {
                direction
            } else {
                Direction::Either
            }
        };
        for parameter in &operation.parameters {
            self.parameter(parameter, way(Direction::Request));
        }
        if let Some(body) = &operation.request_body {
            self.body(body, way(Direction::Request));
        }
        self.responses(&operation.responses, way(Direction::Response));
        self.callbacks(&operation.callbacks);
    }

    fn parameter(&mut self, parameter: &Parameter<'s>, direction: Direction) {
        if self.is_new("parameter", parameter.span) {
            self.shape(parameter.shape.as_ref(), &parameter.examples, direction);
        }
    }

    fn body(&mut self, body: &RequestBody<'s>, direction: Direction) {
        if self.is_new("body", body.span) {
            self.content(&body.content, direction);
        }
    }

    fn responses(&mut self, responses: &Named<'s, Rc<Response<'s>>>, direction: Direction) {
        for (_, response) in responses {
            if self.is_new("response", response.span) {
                self.headers(&response.headers, direction);
                self.content(&response.content, direction);
            }
        }
    }

    fn headers(&mut self, headers: &Named<'s, Rc<Header<'s>>>, direction: Direction) {
        for (_, header) in headers {
            if self.is_new("header", header.span) {
                self.shape(header.shape.as_ref(), &header.examples, direction);
            }
        }
    }

    fn callbacks(&mut self, callbacks: &Named<'s, Rc<Callback<'s>>>) {
        for (_, callback) in callbacks {
            if self.is_new("callback", callback.span) {
                for (_, item) in &callback.items {
                    self.path_item(item, false);
                }
            }
        }
    }

    fn content(&mut self, content: &Named<'s, MediaType<'s>>, direction: Direction) {
        for (name, media_type) in content {
            self.media_type(*name, media_type, direction);
            for (_, encoding) in &media_type.encoding {
                self.headers(&encoding.headers, direction);
            }
        }
    }

    fn media_type(&mut self, name: Str<'s>, media_type: &MediaType<'s>, direction: Direction) {
        if !is_json(name.text) {
            return;
        }
        for (_, example) in &media_type.examples {
            let instance = self.payload(example);
            self.add(media_type.schema, instance, direction);
        }
    }

    fn shape(
        &mut self,
        shape: Option<&ParameterShape<'s>>,
        examples: &Named<'s, Rc<Example<'s>>>,
        direction: Direction,
    ) {
        match shape {
            Some(ParameterShape::Content(name, media_type)) => {
                self.media_type(*name, media_type, direction);
            }
            Some(ParameterShape::Schema(schema)) => {
                for (_, example) in examples {
                    let instance = self.value(example);
                    self.add(Some(schema), instance, direction);
                }
            }
            None => {}
        }
    }

    fn add(
        &mut self,
        schema: Option<&'s Node>,
        instance: Option<Cow<'s, Node>>,
        direction: Direction,
    ) {
        if let (Some(schema), Some(instance)) = (schema, instance) {
            self.found.push(Trial {
                schema,
                instance,
                what: What::Example,
                direction,
            });
        }
    }

    /// The value of an example, as far as it is in scope.
    fn value(&self, example: &Example<'s>) -> Option<Cow<'s, Node>> {
        if let Some(path) = example.external_value {
            return self.sources.external(path)?.node.map(Cow::Borrowed);
        }
        let inline = example.value.filter(|_| self.scope == Scope::Everything);
        inline.map(Cow::Borrowed)
    }

    /// The value of an example of a JSON body, whose file must be JSON whatever its name says.
    fn payload(&self, example: &Example<'s>) -> Option<Cow<'s, Node>> {
        let external = example
            .external_value
            .and_then(|path| self.sources.external(path));
        match external {
            Some(external) if !has_json_name(self.sources.path(external.file)) => {
                let node = self.sources.read_as_json(external.file, self.diagnostics);
                node.map(Cow::Owned)
            }
            _ => self.value(example),
        }
    }

    fn is_new(&mut self, what: &'static str, span: Span) -> bool {
        self.seen.insert((what, span))
    }
}

/// Files of such a name were read as JSON when they were loaded.
fn has_json_name(path: &str) -> bool {
    path.to_ascii_lowercase().ends_with(".json")
}
