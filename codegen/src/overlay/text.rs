//! The changed document as text, and from each place in it back to where that was written.

use serde_json::Value as Json;

use super::tree::{Item, Kind};
use crate::source::{Origins, Span};

/// Writes a document as JSON.
pub fn write(item: &Item) -> (String, Origins) {
    let mut writer = Writer {
        text: String::new(),
        places: Vec::new(),
    };
    writer.item(item);
    (writer.text, Origins::new(writer.places))
}

struct Writer {
    text: String,
    places: Vec<(u32, u32, Span)>,
}

impl Writer {
    /// The depth is that of the files that were read.
    fn item(&mut self, item: &Item) {
        let start = self.offset();
        match &item.kind {
            Kind::Scalar(text) => self.text.push_str(text),
            Kind::Array(items) => self.list('[', ']', items, Self::item),
            Kind::Object(members) => self.list('{', '}', members, |writer, (name, item)| {
                let start = writer.offset();
                writer.text.push_str(&Json::from(&*name.text).to_string());
                writer.record(start, name.span);
                writer.text.push_str(": ");
                writer.item(item);
            }),
        }
        self.record(start, item.span);
    }

    fn list<T>(
        &mut self,
        open: char,
        close: char,
        parts: &[T],
        mut write: impl FnMut(&mut Self, &T),
    ) {
        self.text.push(open);
        for (index, part) in parts.iter().enumerate() {
            self.text.push_str(if index > 0 { ",\n" } else { "" });
            write(self, part);
        }
        self.text.push(close);
    }

    fn record(&mut self, start: u32, written: Span) {
        let end = self.offset();
        self.places.push((start, end, written));
    }

    fn offset(&self) -> u32 {
        // A text beyond this is refused when it is read.
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }
}
