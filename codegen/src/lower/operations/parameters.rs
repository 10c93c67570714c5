//! Parameters.

use std::rc::Rc;

use crate::json_schema::{Kind, Types};
use crate::model::{
    Docs, Example, Location, MediaKind, Name, Parameter, ParameterStyle, Scalar, Shape, TypeId,
};
use crate::openapi::{self, MediaType, ParameterShape, Style, Template};
use crate::source::Str;

use super::bodies;
use crate::lower::context::{Lowering, Place};
use crate::lower::{schema, text};

/// Header parameters that OpenAPI wants ignored, because other fields describe them.
const IGNORED: [&str; 3] = ["accept", "content-type", "authorization"];

/// The parameters of an operation; each placeholder of the path has one.
pub fn lower<'s>(
    lowering: &mut Lowering<'s, '_>,
    template: &Template<'s>,
    operation: &openapi::Operation<'s>,
    place: &Place,
) -> Vec<Parameter> {
    let mut lowered: Vec<Parameter> = Vec::new();
    for name in template.parameters() {
        if lowered.iter().any(|known| known.wire_name == name) {
            continue;
        }
        let declared = operation.parameters.iter().find(|parameter| {
            parameter.location == openapi::Location::Path && parameter.name.text == name
        });
        lowered.push(match declared {
            Some(parameter) => one(lowering, parameter, place),
            None => undeclared(lowering, template, name),
        });
    }
    for parameter in &operation.parameters {
        if parameter.location == openapi::Location::Path || is_ignored(lowering, parameter) {
            continue;
        }
        lowered.push(one(lowering, parameter, place));
    }
    lowered
}

/// The words of a parameter's name; signs that compare, as in `created>=`, are spelled out.
pub fn words(name: &str) -> Name {
    const SIGNS: [(&str, &str); 5] = [
        (">=", " from "),
        ("<=", " until "),
        (">", " after "),
        ("<", " before "),
        ("!", " not "),
    ];
    if !name.contains(['<', '>', '!']) {
        return Name::parse(name);
    }
    let spelled = SIGNS.iter().fold(name.to_owned(), |text, (sign, word)| {
        text.replace(sign, word)
    });
    Name::parse(&spelled)
}

/// A style of the document as one of the model.
pub fn style(style: Style, explode: bool) -> ParameterStyle {
    match style {
        // Exploded, these two are what `form` is.
        Style::SpaceDelimited | Style::PipeDelimited if explode => ParameterStyle::Form { explode },
        Style::SpaceDelimited => ParameterStyle::Space,
        Style::PipeDelimited => ParameterStyle::Pipe,
        Style::Form => ParameterStyle::Form { explode },
        Style::Simple => ParameterStyle::Simple { explode },
        Style::Label => ParameterStyle::Label { explode },
        Style::Matrix => ParameterStyle::Matrix { explode },
        Style::DeepObject => ParameterStyle::Deep,
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
        Some(Example {
            name: name.to_string(),
            docs: text::docs(example.summary, example.description),
            value: value(example)?,
        })
    });
    named.collect()
}

/// What is said of a parameter or header, and where nothing is, of its values.
pub fn docs_of_value<'s>(
    lowering: &Lowering<'s, '_>,
    description: Option<Str<'s>>,
    shape: Option<&ParameterShape<'s>>,
) -> Docs {
    let own = text::docs(None, description);
    let Some(ParameterShape::Schema(node)) = shape else {
        return own;
    };
    let (of_values, _) = schema::member_docs(&lowering.parse(node));
    if own.is_empty() {
        return of_values;
    }
    Docs {
        summary: own.summary,
        description: own.description,
        ..of_values
    }
}

fn one<'s>(
    lowering: &mut Lowering<'s, '_>,
    parameter: &Rc<openapi::Parameter<'s>>,
    place: &Place,
) -> Parameter {
    let name = words(parameter.name.text);
    let (ty, style) = shape(lowering, parameter, &place.inside(&name));
    let content = match &parameter.shape {
        Some(ParameterShape::Content(_, media_type)) => media_type.examples.as_slice(),
        _ => &[],
    };
    let mut shown = examples(lowering, &parameter.examples);
    shown.extend(examples(lowering, content));
    Parameter {
        wire_name: parameter.name.to_string(),
        location: location(parameter.location),
        style,
        required: parameter.required || parameter.location == openapi::Location::Path,
        deprecated: parameter.deprecated,
        docs: docs_of_value(lowering, parameter.description, parameter.shape.as_ref()),
        allow_reserved: parameter.allow_reserved,
        may_be_empty: may_be_empty(lowering, parameter),
        examples: shown,
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
            let ty = match parameter.component {
                Some(name) => lowering.in_component(node, name, "parameter"),
                None => lowering.inline(node, place),
            };
            (ty, style(parameter.style, parameter.explode))
        }
        Some(ParameterShape::Content(name, media_type)) => {
            content(lowering, *name, media_type, place)
        }
        None => {
            let ty = lowering.made_up(parameter.span, Shape::Scalar(Scalar::Text));
            (ty, style(parameter.style, parameter.explode))
        }
    }
}

/// JSON has its type; any other media type is text that the caller writes.
fn content<'s>(
    lowering: &mut Lowering<'s, '_>,
    name: Str<'s>,
    media_type: &MediaType<'s>,
    place: &Place,
) -> (TypeId, ParameterStyle) {
    if MediaKind::of(name.text) != MediaKind::Json {
        let message = format!(
            "a parameter of the media type `{}` is passed as text",
            name.text
        );
        lowering.unsupported_field(name.span, message, "describe it by a schema, or as JSON");
        let ty = lowering.made_up(media_type.span, Shape::Scalar(Scalar::Text));
        return (ty, ParameterStyle::Form { explode: false });
    }
    let ty = media_type.schema.map(|node| lowering.inline(node, place));
    (
        ty.unwrap_or_else(|| lowering.raw(media_type.span)),
        ParameterStyle::Json,
    )
}

/// A placeholder that nothing declares, which the reader has reported, is text.
fn undeclared<'s>(
    lowering: &mut Lowering<'s, '_>,
    template: &Template<'s>,
    name: &str,
) -> Parameter {
    let ty = lowering.made_up(template.text.span, Shape::Scalar(Scalar::Text));
    Parameter {
        wire_name: name.to_owned(),
        name: words(name),
        location: Location::Path,
        style: ParameterStyle::Simple { explode: false },
        required: true,
        deprecated: false,
        docs: Docs::default(),
        ty,
        allow_reserved: false,
        may_be_empty: false,
        examples: Vec::new(),
    }
}

/// `allowEmptyValue`, which only a value that is a text can follow.
fn may_be_empty<'s>(lowering: &Lowering<'s, '_>, parameter: &openapi::Parameter<'s>) -> bool {
    if !parameter.allow_empty_value || parameter.location != openapi::Location::Query {
        return false;
    }
    let schema = match parameter.shape {
        Some(ParameterShape::Schema(node)) => bodies::resolved(lowering, node),
        _ => None,
    };
    let takes_text = schema.is_some_and(|schema| {
        let is_text = |types: Types| types.contains(Kind::String);
        schema.types.is_none_or(is_text)
    });
    if !takes_text {
        let message = format!("`{}` cannot be sent without a value", parameter.name);
        let help = "give it a type that an empty text fits";
        let span = parameter.name.span;
        lowering.unsupported_field(span, message, help);
    }
    takes_text
}

fn location(location: openapi::Location) -> Location {
    match location {
        openapi::Location::Path => Location::Path,
        openapi::Location::Query => Location::Query,
        openapi::Location::Header => Location::Header,
        openapi::Location::Cookie => Location::Cookie,
    }
}

fn is_ignored(lowering: &Lowering<'_, '_>, parameter: &openapi::Parameter<'_>) -> bool {
    let lower = parameter.name.text.to_ascii_lowercase();
    let ignored =
        parameter.location == openapi::Location::Header && IGNORED.contains(&lower.as_str());
    if ignored {
        let message = format!(
            "OpenAPI ignores header parameters called `{}`",
            parameter.name.text
        );
        let help = "describe media types under `content`, and authorization under `security`";
        lowering.unsupported_field(parameter.name.span, message, help);
    }
    ignored
}
