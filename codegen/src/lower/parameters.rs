//! Parameters.

use std::rc::Rc;

use crate::diagnostic::Code;
use crate::model::{Docs, Example, Location, Name, Parameter, ParameterStyle, Scalar, Shape, TypeId};
use crate::openapi::{self, ParameterShape, Style, Template};
use crate::source::Str;

use super::context::{Lowering, Place};
use super::text;

/// The parameters of an operation; each placeholder of the path has one.
pub fn lower<'s>(
    lowering: &mut Lowering<'s, '_>,
    template: &Template<'s>,
    operation: &openapi::Operation<'s>,
    place: &Place,
) -> Vec<Parameter> {
    let mut lowered: Vec<Parameter> = Vec::new();
    for name in template.parameters() {
        let declared = operation.parameters.iter().find(|parameter| {
            parameter.location == openapi::Location::Path && parameter.name.text == name
        });
        lowered.push(match declared {
            Some(parameter) => one(lowering, parameter, place),
            None => undeclared(lowering, template, name),
        });
    }
    for parameter in &operation.parameters {
        match parameter.location {
            openapi::Location::Path => {}
            openapi::Location::Cookie => unsupported(lowering, parameter, "cookie parameters are not sent"),
            _ => lowered.push(one(lowering, parameter, place)),
        }
    }
    lowered
}

fn one<'s>(
    lowering: &mut Lowering<'s, '_>,
    parameter: &Rc<openapi::Parameter<'s>>,
    place: &Place,
) -> Parameter {
    let name = Name::parse(parameter.name.text);
    let (ty, style) = shape(lowering, parameter, &place.inside(&name));
    Parameter {
        wire_name: parameter.name.to_string(),
        location: location(parameter.location),
        style,
        required: parameter.required || parameter.location == openapi::Location::Path,
        deprecated: parameter.deprecated,
        docs: text::docs(None, parameter.description),
        examples: examples(lowering, &parameter.examples),
        name,
        ty,
    }
}

fn shape<'s>(
    lowering: &mut Lowering<'s, '_>,
    parameter: &openapi::Parameter<'s>,
    place: &Place,
) -> (TypeId, ParameterStyle) {
    match &parameter.shape {
        Some(ParameterShape::Schema(node)) => {
            let style = style(lowering, parameter);
            (lowering.inline(node, place), style)
        }
        Some(ParameterShape::Content(_, media_type)) => {
            let ty = media_type.schema.map(|node| lowering.inline(node, place));
            (ty.unwrap_or_else(|| lowering.raw(parameter.span)), ParameterStyle::Json)
        }
        None => (lowering.raw(parameter.span), ParameterStyle::Exploded),
    }
}

fn style(lowering: &Lowering<'_, '_>, parameter: &openapi::Parameter<'_>) -> ParameterStyle {
    match (parameter.style, parameter.explode) {
        (Style::Form, true) => ParameterStyle::Exploded,
        (Style::Form | Style::Simple, _) => ParameterStyle::Joined(','),
        (Style::SpaceDelimited, _) => ParameterStyle::Joined(' '),
        (Style::PipeDelimited, _) => ParameterStyle::Joined('|'),
        (Style::DeepObject, _) => ParameterStyle::DeepObject,
        (Style::Matrix | Style::Label, _) => {
            unsupported(lowering, parameter, "the styles `matrix` and `label` are written as `simple`");
            ParameterStyle::Joined(',')
        }
    }
}

/// A placeholder that nothing declares, which the reader has reported, is text.
fn undeclared<'s>(
    lowering: &mut Lowering<'s, '_>,
    template: &Template<'s>,
    name: &str,
) -> Parameter {
    let words = Name::parse(name);
    let ty = lowering.made_up(template.text.span, Shape::Scalar(Scalar::Text));
    Parameter {
        wire_name: name.to_owned(),
        name: words,
        location: Location::Path,
        style: ParameterStyle::Joined(','),
        required: true,
        deprecated: false,
        docs: Docs::default(),
        ty,
        examples: Vec::new(),
    }
}

/// The examples whose value is JSON.
pub fn examples<'s>(
    lowering: &Lowering<'s, '_>,
    examples: &[(Str<'s>, Rc<openapi::Example<'s>>)],
) -> Vec<Example> {
    let value = |example: &openapi::Example<'s>| match (example.value, example.external_value) {
        (Some(node), _) => text::json(node),
        (None, Some(file)) => lowering.sources.external(file)?.node.and_then(text::json),
        (None, None) => None,
    };
    let named = examples.iter().filter_map(|(name, example)| {
        Some(Example { name: name.to_string(), value: value(example)? })
    });
    named.collect()
}

fn location(location: openapi::Location) -> Location {
    match location {
        openapi::Location::Path => Location::Path,
        openapi::Location::Query => Location::Query,
        openapi::Location::Header => Location::Header,
        openapi::Location::Cookie => Location::Cookie,
    }
}

fn unsupported(lowering: &Lowering<'_, '_>, parameter: &openapi::Parameter<'_>, message: &str) {
    let help = "send it with the call's `header` where the service needs it";
    lowering.diagnostics.report(Code::UnsupportedField, parameter.span, message, help);
}
