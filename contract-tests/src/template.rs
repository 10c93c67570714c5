//! Path templates: which paths they match, and how values are put into them.

use std::collections::BTreeMap;

use crate::location::{percent_decode, percent_encode};

/// A path with `{name}` places, such as `/pets/{id}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Parameter(String),
}

impl Template {
    /// Reads a template. A brace without its partner is literal text.
    pub fn new(text: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, name, after)) = next_parameter(rest) {
            if !before.is_empty() {
                pieces.push(Piece::Literal(before.to_owned()));
            }
            pieces.push(Piece::Parameter(name.to_owned()));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Literal(rest.to_owned()));
        }
        let text = text.to_owned();
        Self { text, pieces }
    }

    /// The template as it is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many parameters it has; the fewer, the more particular it is.
    pub fn parameters(&self) -> usize {
        let parameter = |piece: &&Piece| matches!(piece, Piece::Parameter(_));
        self.pieces.iter().filter(parameter).count()
    }

    /// The values of the parameters, decoded, when the template matches a path.
    pub fn matches(&self, path: &str) -> Option<BTreeMap<String, String>> {
        let mut values = BTreeMap::new();
        let mut rest = path;
        let mut pieces = self.pieces.iter().peekable();
        while let Some(piece) = pieces.next() {
            match piece {
                Piece::Literal(text) => rest = rest.strip_prefix(text.as_str())?,
                Piece::Parameter(name) => {
                    let end = match pieces.peek() {
                        Some(Piece::Literal(next)) => rest.find(next.as_str())?,
                        _ => rest.len(),
                    };
                    let (value, after) = rest.split_at(end);
                    if value.is_empty() || value.contains('/') {
                        return None;
                    }
                    values.insert(name.clone(), percent_decode(value));
                    rest = after;
                }
            }
        }
        rest.is_empty().then_some(values)
    }

    /// The path with values in place of the parameters, percent-encoded.
    pub fn fill(&self, value: impl Fn(&str) -> String) -> String {
        let pieces = self.pieces.iter().map(|piece| match piece {
            Piece::Literal(text) => text.clone(),
            Piece::Parameter(name) => percent_encode(&value(name)),
        });
        pieces.collect()
    }
}

fn next_parameter(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(template: &str, path: &str) -> Option<Vec<String>> {
        let values = Template::new(template).matches(path)?;
        Some(values.into_values().collect())
    }

    #[test]
    fn matches_segments_prefixes_and_suffixes() {
        assert_eq!(
            values("/pets/{id}", "/pets/a%20b"),
            Some(vec!["a b".to_owned()])
        );
        assert_eq!(
            values("/pets/{id}.json", "/pets/7.json"),
            Some(vec!["7".to_owned()])
        );
        assert_eq!(
            values("/pets/{id}:feed", "/pets/7:feed"),
            Some(vec!["7".to_owned()])
        );
        assert_eq!(
            values("/{a}/x/{b}", "/1/x/2"),
            Some(vec!["1".to_owned(), "2".to_owned()])
        );
    }

    #[test]
    fn does_not_match_other_paths() {
        for path in ["/pets/", "/pets", "/pets/1/2", "/cats/1", "/pets/1/"] {
            assert_eq!(values("/pets/{id}", path), None, "{path}");
        }
    }

    #[test]
    fn fills_in_encoded_values() {
        let path = Template::new("/pets/{id}/x").fill(|name| format!("{name} é/"));
        assert_eq!(path, "/pets/id%20%C3%A9%2F/x");
    }
}
