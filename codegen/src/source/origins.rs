//! From a text that was made of other files back to the places in those.

use super::tree::Span;

/// Where each value and each name of the changed text was written.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    /// First byte and the byte after the last in the changed text, and the span as written; ordered by the first byte,
    /// outer ones first.
    places: Vec<(u32, u32, Span)>,
}

impl Origins {
    /// Places of a text: first byte, the byte after the last, and where it was written.
    pub fn new(mut places: Vec<(u32, u32, Span)>) -> Self {
        places.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        Self { places }
    }

    /// Where a place of the changed text was written: exactly that place, or the innermost value that holds it.
    pub fn written(&self, start: u32, end: u32) -> Option<Span> {
        let behind = self.places.partition_point(|(first, ..)| *first <= start);
        let before = self.places.get(..behind)?;
        before
            .iter()
            .rev()
            .find(|(_, last, _)| *last >= end)
            .map(|(.., span)| *span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn a_place_is_found_exactly_or_in_what_holds_it() {
        let span = |file, start| Span {
            file: FileId(file),
            start,
            end: start + 1,
        };
        let origins = Origins::new(vec![
            (2, 4, span(1, 0)),
            (0, 10, span(2, 0)),
            (5, 9, span(3, 0)),
        ]);
        assert_eq!(origins.written(2, 4), Some(span(1, 0)));
        assert_eq!(origins.written(6, 7), Some(span(3, 0)));
        assert_eq!(origins.written(4, 6), Some(span(2, 0)));
        assert_eq!(origins.written(9, 11), None);
    }
}
