//! How the members of forms are written, where the document says so.

use crate::diagnostic::Code;
use crate::model::{FormMember, MediaKind, ParameterStyle};
use crate::openapi::{Encoding, MediaType};

use super::context::Lowering;
use super::{bodies, parameters};

/// The members of a form that are not written as usual.
pub fn of_form(lowering: &Lowering<'_, '_>, content: &MediaType<'_>) -> Vec<FormMember> {
    let mut members = Vec::new();
    for (name, encoding) in &content.encoding {
        let style = style_in_form(lowering, encoding);
        if style.is_some() || encoding.allow_reserved {
            members.push(FormMember {
                name: name.to_string(),
                style,
                allow_reserved: encoding.allow_reserved,
            });
        }
    }
    members
}

/// The style of a part, where it has one: then it is written as the parameter of a query would be, but for the escapes.
pub fn of_part(encoding: &Encoding<'_>) -> Option<ParameterStyle> {
    let style = encoding
        .style
        .map(|style| parameters::style(style, encoding.explode));
    let split = (!encoding.explode).then_some(ParameterStyle::Form { explode: false });
    style.or(split)
}

/// Reports what is said in vain.
pub fn check<'s>(lowering: &Lowering<'s, '_>, kind: MediaKind, content: &MediaType<'s>) {
    let names = content
        .schema
        .map(|node| bodies::member_names(lowering, node));
    for (name, encoding) in &content.encoding {
        if !matches!(kind, MediaKind::Form | MediaKind::Multipart) {
            let message = "`encoding` has no effect here";
            lowering.unsupported_field(encoding.span, message, "it is for forms alone");
            continue;
        }
        let is_known = names
            .as_ref()
            .is_none_or(|names| names.iter().any(|known| known.text == name.text));
        if !is_known {
            let message = format!("the schema of the body has no member `{name}`");
            let help = "name a member of the schema, or remove the encoding";
            lowering
                .diagnostics
                .report(Code::UndeclaredName, name.span, message, help);
        }
        if !encoding.headers.is_empty() {
            let message = match kind {
                MediaKind::Multipart => format!("headers of the part `{name}` are not sent"),
                _ => format!("`{name}` is no part, and has no headers"),
            };
            lowering.unsupported_field(encoding.span, &message, "leave them out");
        }
        if kind == MediaKind::Multipart && encoding.allow_reserved {
            let message = "`allowReserved` has no effect here";
            let help = "remove it: nothing in a part is escaped";
            lowering.unsupported_field(encoding.span, message, help);
        }
    }
}

/// A style that is named counts before a media type, which only JSON can follow in a form.
fn style_in_form(lowering: &Lowering<'_, '_>, encoding: &Encoding<'_>) -> Option<ParameterStyle> {
    let style = of_part(encoding);
    let Some(media_type) = encoding.content_type.filter(|_| encoding.style.is_none()) else {
        return style;
    };
    match MediaKind::of(media_type.text) {
        MediaKind::Json => Some(ParameterStyle::Json),
        MediaKind::Text => style,
        _ => {
            let message = format!("a member of a form cannot be `{media_type}`");
            let help = "send the body as `multipart/form-data`";
            lowering.unsupported_field(media_type.span, &message, help);
            style
        }
    }
}
