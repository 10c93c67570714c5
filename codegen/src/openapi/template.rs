//! The template of a path: literal text and parameters in braces.

use std::collections::BTreeSet;

use super::{Location, PathItem};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::Str;

/// The template of a path.
#[derive(Clone, Debug)]
pub struct Template<'s> {
    /// As written.
    pub text: Str<'s>,
    /// Its parts in order; a parameter may have text before and after it.
    pub parts: Vec<Segment<'s>>,
}

/// A part of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Segment<'s> {
    /// Text that stands as it is.
    Literal(&'s str),
    /// The value of the path parameter of that name.
    Parameter(&'s str),
}

impl<'s> Template<'s> {
    /// Reads a template; one that cannot be read is reported.
    pub fn parse(text: Str<'s>, diagnostics: &Diagnostics) -> Option<Self> {
        let parts = split(text.text);
        match &parts {
            Err(message) => {
                let help = "begin the path with `/`, and put each parameter in one pair of braces";
                diagnostics.report(Code::InvalidField, text.span, *message, help);
            }
            Ok(parts) => report_repeated(text, parts, diagnostics),
        }
        Some(Self {
            text,
            parts: parts.ok()?,
        })
    }

    /// The parts with the names of the parameters left out: what a request can tell apart.
    pub(super) fn shape(&self) -> Vec<Segment<'s>> {
        let unnamed = |part: &Segment<'s>| match part {
            Segment::Parameter(_) => Segment::Parameter(""),
            Segment::Literal(_) => *part,
        };
        self.parts.iter().map(unnamed).collect()
    }

    /// The names of the parameters, in order.
    pub fn parameters(&self) -> impl Iterator<Item = &'s str> {
        self.parts.iter().filter_map(|part| match part {
            Segment::Parameter(name) => Some(*name),
            Segment::Literal(_) => None,
        })
    }

    /// Compares the template with the path parameters that its operations declare.
    pub(super) fn check(&self, item: &PathItem<'s>, diagnostics: &Diagnostics) {
        let used: BTreeSet<&str> = self.parameters().collect();
        for (_, operation) in &item.operations {
            let path = operation
                .parameters
                .iter()
                .filter(|p| p.location == Location::Path);
            let declared: BTreeSet<&str> = path.clone().map(|p| p.name.text).collect();
            for parameter in path.filter(|p| !used.contains(p.name.text)) {
                report_unused(self, parameter.name, diagnostics);
            }
            for name in used.difference(&declared) {
                report_undeclared(self, name, operation.method.name(), diagnostics);
            }
        }
    }
}

/// Cuts a template at its braces.
fn split(text: &str) -> Result<Vec<Segment<'_>>, &'static str> {
    if !text.starts_with('/') {
        return Err("the path does not begin with `/`");
    }
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').ok_or("a brace is not closed")?;
        if before.contains('}') || name.contains('{') || name.is_empty() {
            return Err("the braces of the path do not make sense");
        }
        parts.extend((!before.is_empty()).then_some(Segment::Literal(before)));
        parts.push(Segment::Parameter(name));
        rest = behind;
    }
    if rest.contains('}') {
        return Err("a brace is closed, but not opened");
    }
    parts.extend((!rest.is_empty()).then_some(Segment::Literal(rest)));
    Ok(parts)
}

fn report_repeated(text: Str<'_>, parts: &[Segment<'_>], diagnostics: &Diagnostics) {
    let mut seen = BTreeSet::new();
    for part in parts {
        if let Segment::Parameter(name) = part
            && !seen.insert(*name)
        {
            diagnostics.report(
                Code::PathParameterMismatch,
                text.span,
                format!("the path names `{name}` twice"),
                "give each parameter a name of its own; one value is used for both",
            );
        }
    }
}

fn report_unused(template: &Template<'_>, name: Str<'_>, diagnostics: &Diagnostics) {
    diagnostics.report(
        Code::PathParameterMismatch,
        name.span,
        format!(
            "the path `{}` does not use its parameter `{}`",
            template.text, name
        ),
        format!("write `{{{name}}}` into the path, or remove the parameter; it is left out"),
    );
}

fn report_undeclared(template: &Template<'_>, name: &str, method: &str, diagnostics: &Diagnostics) {
    diagnostics.report(
        Code::PathParameterMismatch,
        template.text.span,
        format!("{method} does not declare `{name}`, which its path uses"),
        format!("declare a parameter `{name}` in `path`; until then it is a string"),
    );
}

#[cfg(test)]
mod tests {
    use super::Segment::{Literal, Parameter};
    use super::*;

    #[test]
    fn splits_literals_and_parameters() {
        let cases: [(&str, &[Segment]); 4] = [
            ("/", &[Literal("/")]),
            (
                "/a/{b}.json",
                &[Literal("/a/"), Parameter("b"), Literal(".json")],
            ),
            (
                "/{a}:verb",
                &[Literal("/"), Parameter("a"), Literal(":verb")],
            ),
            ("/{a}{b}", &[Literal("/"), Parameter("a"), Parameter("b")]),
        ];
        for (text, parts) in cases {
            assert_eq!(split(text).as_deref(), Ok(parts), "{text}");
        }
    }

    #[test]
    fn refuses_braces_that_do_not_match() {
        for text in ["", "a", "/{", "/}", "/{a", "/a}", "/{}", "/{a{b}}", "/{a}}"] {
            assert!(split(text).is_err(), "{text}");
        }
    }
}
