//! Request bodies.

use crate::diagnostic::Code;
use crate::model::{Body, Name};
use crate::openapi::{self, MediaType};
use crate::source::Str;

use super::context::{Lowering, Place};
use super::{parameters, text};

/// The JSON body of an operation; other media types are reported.
pub fn lower<'s>(
    lowering: &mut Lowering<'s, '_>,
    operation: &openapi::Operation<'s>,
    place: &Place,
) -> Option<Body> {
    let body = operation.request_body.as_ref()?;
    let json = body.content.iter().find(|(name, _)| is_json(name.text));
    for (name, media_type) in &body.content {
        if json.is_none_or(|(chosen, _)| chosen.text != name.text) {
            unsupported(lowering, *name, media_type);
        }
    }
    let (media_type, content) = json?;
    let place = place.inside(&Name::of(&["body"]));
    let ty = match content.schema {
        Some(node) => lowering.inline(node, &place),
        None => lowering.raw(content.span),
    };
    Some(Body {
        media_type: media_type.to_string(),
        required: body.required,
        docs: text::docs(None, body.description),
        ty,
        examples: parameters::examples(lowering, &content.examples),
    })
}

/// True for `application/json`, `application/…+json` and their parameters.
pub fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}

fn unsupported(lowering: &Lowering<'_, '_>, name: Str<'_>, media_type: &MediaType<'_>) {
    let message = format!("bodies of the media type `{}` are not supported", name.text);
    let help = "describe the body as `application/json` where the service takes that too";
    lowering.diagnostics.report(Code::UnsupportedField, media_type.span, &message, help);
}
