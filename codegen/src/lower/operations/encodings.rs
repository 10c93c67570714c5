//! How the members of forms are written, where the document says so.

use serde_json::Value;

use crate::diagnostic::Code;
use crate::model::{FormMember, MediaKind, ParameterStyle};
use crate::openapi::{Encoding, Header, MediaType, ParameterShape};
use crate::source::Str;

use super::{bodies, multipart, parameters};
use crate::lower::context::Lowering;
use crate::lower::text;

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

/// The headers of a part whose values leave no choice; the others are reported.
pub fn headers_of_part<'s>(
    lowering: &Lowering<'s, '_>,
    part: Str<'s>,
    encoding: Option<&Encoding<'s>>,
    is_file: bool,
) -> Vec<(String, String)> {
    let headers = encoding.map_or(&[][..], |encoding| &encoding.headers);
    let mut sent = Vec::new();
    for (name, header) in headers {
        let is_ours = ["content-type", "content-disposition"]
            .iter()
            .any(|ours| name.eq_ignore_ascii_case(ours));
        let (message, help) = match only_value(lowering, header) {
            Some(value) if !is_ours => {
                sent.push((name.to_string(), value));
                continue;
            }
            _ if is_ours => (
                format!("the header `{name}` of the part `{part}` is what the client makes it"),
                "describe media types by `contentType`",
            ),
            _ if is_file => (
                format!("the header `{name}` of the part `{part}` is not sent by itself"),
                "a caller sets it on the `File`; or fix its value by `const`",
            ),
            _ => (
                format!("the header `{name}` of the part `{part}` is not sent"),
                "fix its value by `const`, or leave it out",
            ),
        };
        lowering.unsupported_field(name.span, message, help);
    }
    sent
}

/// Reports what is said in vain.
pub fn check<'s>(lowering: &Lowering<'s, '_>, kind: MediaKind, content: &MediaType<'s>) {
    let names = content
        .schema
        .map(|node| multipart::member_names(lowering, node));
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
        if !encoding.headers.is_empty() && kind == MediaKind::Form {
            let message = format!("`{name}` is no part, and has no headers");
            lowering.unsupported_field(encoding.span, &message, "leave them out");
        }
        if kind == MediaKind::Multipart && encoding.allow_reserved {
            let message = "`allowReserved` has no effect here";
            let help = "remove it: nothing in a part is escaped";
            lowering.unsupported_field(encoding.span, message, help);
        }
    }
}

/// The one value that a header may have, or the one that it has where it must be there and nobody says otherwise.
fn only_value(lowering: &Lowering<'_, '_>, header: &Header<'_>) -> Option<String> {
    let Some(ParameterShape::Schema(node)) = header.shape else {
        return None;
    };
    let schema = bodies::resolved(lowering, node)?;
    let only = match schema.enumeration {
        Some([only]) => Some(only),
        _ => schema.constant,
    };
    let default = schema.default.filter(|_| header.required);
    match text::json(only.or(default)?)? {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
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
