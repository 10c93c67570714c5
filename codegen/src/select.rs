//! Takes a part of the operations of a document; what no operation reaches is not generated.

use std::rc::Rc;
use std::str::FromStr;

use crate::diagnostic::{Code, Diagnostics};
use crate::openapi::{Document, Operation, PathItem};
use crate::source::Span;

/// Which operations are taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Those that one of these fits; all when empty.
    pub include: Vec<Selector>,
    /// Those that one of these fits are left out again.
    pub exclude: Vec<Selector>,
}

/// What an operation can be chosen by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selector {
    /// `tag:NAME`: one of its tags.
    Tag(String),
    /// `operation:ID`: its operationId.
    Operation(String),
    /// `path:GLOB`: its path, in which `*` stands for any text without `/`, and `**` for any text; of a webhook, its name.
    Path(String),
}

impl FromStr for Selector {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once(':') {
            Some(("tag", name)) => Ok(Self::Tag(name.to_owned())),
            Some(("operation", id)) => Ok(Self::Operation(id.to_owned())),
            Some(("path", glob)) => Ok(Self::Path(glob.to_owned())),
            _ => Err("write tag:NAME, operation:ID or path:GLOB".to_owned()),
        }
    }
}

impl Selector {
    fn fits(&self, path: &str, operation: &Operation<'_>) -> bool {
        match self {
            Self::Tag(name) => operation.tags.iter().any(|tag| tag.text == name),
            Self::Operation(id) => operation.id.is_some_and(|own| own.text == id),
            Self::Path(glob) => fits(glob, path),
        }
    }
}

impl std::fmt::Display for Selector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Tag(name) => write!(f, "tag:{name}"),
            Self::Operation(id) => write!(f, "operation:{id}"),
            Self::Path(glob) => write!(f, "path:{glob}"),
        }
    }
}

/// Removes the operations that are not taken. A selector that fits no operation is an error: it was meant for one.
pub(crate) fn apply(selection: &Selection, document: &mut Document<'_>, diagnostics: &Diagnostics) {
    for selector in selection.include.iter().chain(&selection.exclude) {
        if !document
            .operations()
            .any(|(path, operation)| selector.fits(path.text, operation))
        {
            let message = format!("no operation fits `{selector}`");
            let help = "correct it, or leave it out";
            diagnostics.report(
                Code::SelectorNoMatch,
                Span {
                    end: 0,
                    ..document.span
                },
                message,
                help,
            );
        }
    }
    document
        .paths
        .retain_mut(|(template, item)| keep(selection, template.text.text, item));
    document
        .webhooks
        .retain_mut(|(name, item)| keep(selection, name.text, item));
}

impl Selection {
    fn takes(&self, path: &str, operation: &Operation<'_>) -> bool {
        let any = |selectors: &[Selector]| {
            selectors
                .iter()
                .any(|selector| selector.fits(path, operation))
        };
        (self.include.is_empty() || any(&self.include)) && !any(&self.exclude)
    }
}

/// Whether anything of a path is left.
fn keep(selection: &Selection, path: &str, item: &mut Rc<PathItem<'_>>) -> bool {
    let takes = |operation: &Operation<'_>| selection.takes(path, operation);
    if item
        .operations
        .iter()
        .all(|(_, operation)| takes(operation))
    {
        return true;
    }
    Rc::make_mut(item)
        .operations
        .retain(|(_, operation)| takes(operation));
    !item.operations.is_empty()
}

/// Whether a glob fits a whole text; the work grows with the product of their lengths.
fn fits(glob: &str, text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    // Whether the part of the glob before here fits the first n signs.
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    let mut signs = glob.chars().peekable();
    while let Some(sign) = signs.next() {
        let crosses = sign == '*' && signs.next_if_eq(&'*').is_some();
        reached = match sign {
            '*' => spread(&reached, &text, crosses),
            _ => advance(&reached, &text, sign),
        };
    }
    reached.last().copied().unwrap_or_default()
}

fn spread(reached: &[bool], text: &[char], crosses: bool) -> Vec<bool> {
    let mut open = false;
    let stays = |at: usize| at == 0 || crosses || text[at - 1] != '/';
    let here = reached.iter().enumerate().map(|(at, &here)| {
        open = here || (open && stays(at));
        open
    });
    here.collect()
}

fn advance(reached: &[bool], text: &[char], sign: char) -> Vec<bool> {
    let next = reached
        .iter()
        .zip(text)
        .map(|(&here, &other)| here && other == sign);
    std::iter::once(false).chain(next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_fit_whole_paths() {
        for (glob, path) in [
            ("/a/*", "/a/{b}"),
            ("/a/**", "/a/b/c"),
            ("**/c", "/a/b/c"),
            ("/a*c", "/abc"),
            ("*", "x"),
            ("**", ""),
        ] {
            assert!(fits(glob, path), "{glob} {path}");
        }
        for (glob, path) in [
            ("/a/*", "/a/b/c"),
            ("/a", "/a/b"),
            ("/a/b", "/a"),
            ("", "/"),
            ("/*", ""),
        ] {
            assert!(!fits(glob, path), "{glob} {path}");
        }
    }

    #[test]
    fn selectors_are_read() {
        assert_eq!("tag:a:b".parse(), Ok(Selector::Tag("a:b".to_owned())));
        assert_eq!("path:/a".parse(), Ok(Selector::Path("/a".to_owned())));
        assert!("a".parse::<Selector>().is_err());
    }
}
