//! Text that holds a JSON document: `contentMediaType` with `contentSchema`.

use crate::model::{MediaKind, Shape};
use crate::source::Node;

use super::parts::Part;
use crate::lower::context::Lowering;

/// What the text holds, and where that is written.
pub struct Content<'p, 's> {
    schema: &'s Node,
    part: &'p Part<'s>,
}

/// What a text holds, where it is JSON that is written as it is. What is encoded once more is only text.
pub fn content<'p, 's>(parts: &'p [Part<'s>]) -> Option<Content<'p, 's>> {
    parts.iter().find_map(|part| {
        let media_type = part.schema.content_media_type?;
        let is_json = MediaKind::of(media_type.text) == MediaKind::Json;
        let schema = part.schema.content_schema?;
        let found = is_json && part.schema.content_encoding.is_none();
        found.then_some(Content { schema, part })
    })
}

/// The type of the text.
pub fn lower<'s>(lowering: &mut Lowering<'s, '_>, content: Content<'_, 's>) -> Shape {
    let Content { schema, part } = content;
    let place = part.place.part();
    Shape::JsonText(part.ty(lowering, schema, &place))
}
