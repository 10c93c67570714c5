//! Webhooks and callbacks: requests that the service sends, of which the types of the payloads matter.

use std::rc::Rc;

use crate::diagnostic::Code;
use crate::model::{Label, MediaKind, Name, Owner, Shape, TypeId};
use crate::openapi::{self, Document, PathItem};

use super::context::{Lowering, Place};

/// The types of the payloads, in document order.
pub fn lower<'s>(lowering: &mut Lowering<'s, '_>, document: &Document<'s>) -> Vec<TypeId> {
    let mut payloads = Vec::new();
    for (name, item) in &document.webhooks {
        add(lowering, &Name::parse(name.text), item, &mut payloads);
    }
    for (_, operation) in document.paths.iter().flat_map(|(_, item)| &item.operations) {
        for (name, callback) in &operation.callbacks {
            for (_, item) in &callback.items {
                add(lowering, &Name::parse(name.text), item, &mut payloads);
            }
        }
    }
    payloads
}

fn add<'s>(
    lowering: &mut Lowering<'s, '_>,
    name: &Name,
    item: &Rc<PathItem<'s>>,
    payloads: &mut Vec<TypeId>,
) {
    for (_, operation) in &item.operations {
        let named = operation
            .id
            .map_or_else(|| name.clone(), |id| Name::parse(id.text));
        payloads.extend(payload(lowering, &named, operation));
    }
}

fn payload<'s>(
    lowering: &mut Lowering<'s, '_>,
    name: &Name,
    operation: &openapi::Operation<'s>,
) -> Option<TypeId> {
    let body = operation.request_body.as_ref()?;
    let json = body
        .content
        .iter()
        .find(|(name, _)| MediaKind::of(name.text) == MediaKind::Json);
    for (other, _) in body
        .content
        .iter()
        .filter(|(other, _)| MediaKind::of(other.text) != MediaKind::Json)
    {
        let message = format!("a payload of the media type `{}` has no type", other.text);
        lowering.diagnostics.report(
            Code::UnsupportedField,
            other.span,
            message,
            "describe it as JSON, too",
        );
    }
    let place = Place {
        owner: Owner::Itself,
        context: vec![name.clone(), Name::of(&["payload"])],
        is_member: false,
    };
    let ty = lowering.inline(json?.1.schema?, &place);
    let label = &mut lowering.types.get_mut(ty).label;
    if let Label::Inline(_) = label {
        *label = Label::Named(name.join(&Name::of(&["payload"])));
    }
    // What is no item of its own needs no module to stand in.
    matches!(
        lowering.types.shape(ty),
        Shape::Record(_) | Shape::Union(_) | Shape::Enumeration(_) | Shape::Any
    )
    .then_some(ty)
}
