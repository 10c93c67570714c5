//! YAML text into the same tree as JSON: aliases expanded, merge keys merged, scalars as YAML 1.2 has them.

use std::collections::BTreeMap;

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Tag};

use super::json::{MAX_DEPTH, report_repeated};
use super::scalar;
use super::tree::{FileId, Member, Node, Object, Span, Text, Value};
use crate::diagnostic::{Code, Diagnostics};

/// Reads a text; a mistake is reported, and ends the reading of this file.
pub(super) fn read(file: FileId, text: &str, diagnostics: &Diagnostics) -> Option<Node> {
    let mut builder = Builder::new(file, diagnostics);
    let mut options = Options::default();
    options.set_emit_comments(false);
    for next in Parser::new_from_str_with_options(text, options) {
        let step = match next {
            Ok((event, place)) => {
                let span = span_of(file, &place);
                builder.event(event, span)
            }
            Err(error) => Err(syntax_mistake(file, text, &error)),
        };
        if let Err(mistake) = step {
            mistake.report(diagnostics);
            return None;
        }
    }
    if builder.root.is_none() {
        diagnostics.report(
            Code::EmptyFile,
            Span::start_of(file),
            "the file holds no value",
            "write a value into it, or remove what refers to it",
        );
    }
    builder.root.map(|built| built.node)
}

/// How many values aliases may add to a document.
const MAX_EXPANDED: usize = 1_000_000;

/// A value under construction.
struct Builder<'d> {
    file: FileId,
    diagnostics: &'d Diagnostics,
    frames: Vec<Frame>,
    anchors: BTreeMap<usize, Built>,
    expanded: usize,
    root: Option<Built>,
}

/// A finished value with what its copies cost.
#[derive(Clone)]
struct Built {
    node: Node,
    /// The number of values in it, itself included.
    size: usize,
    /// How deep it is; a scalar is 1.
    depth: usize,
    /// Whether it is the plain scalar `<<`.
    merges: bool,
    /// Where its text ends at the place of use, which for an alias is not where its value ends.
    end: u32,
}

/// An open list or mapping.
struct Frame {
    anchor: usize,
    start: u32,
    end: u32,
    size: usize,
    depth: usize,
    kind: Kind,
}

enum Kind {
    List(Vec<Node>),
    Mapping {
        members: Vec<Member>,
        key: Option<(Text, bool)>,
        merged: Vec<Node>,
    },
}

/// Why the reading of a file ended.
struct Mistake {
    code: Code,
    span: Span,
    message: String,
    help: &'static str,
}

type Step<T = ()> = Result<T, Box<Mistake>>;

impl<'d> Builder<'d> {
    fn new(file: FileId, diagnostics: &'d Diagnostics) -> Self {
        Self {
            file,
            diagnostics,
            frames: Vec::new(),
            anchors: BTreeMap::new(),
            expanded: 0,
            root: None,
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Step {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let built = self.scalar(&text, style, tag.as_deref(), span);
                self.finish(built, anchor)
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.expect_tag(tag.as_deref(), "seq", span);
                self.open(anchor, span, Kind::List(Vec::new()))
            }
            Event::MappingStart(_, anchor, tag) => {
                self.expect_tag(tag.as_deref(), "map", span);
                let (members, merged) = (Vec::new(), Vec::new());
                self.open(
                    anchor,
                    span,
                    Kind::Mapping {
                        members,
                        key: None,
                        merged,
                    },
                )
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::DocumentStart(..) if self.root.is_some() => {
                let help = "keep one document in the file";
                mistake(
                    Code::InvalidYaml,
                    span,
                    "a second document begins here",
                    help,
                )
            }
            _ => Ok(()),
        }
    }

    /// A scalar; one that JSON does not have stands for the text that it is written as.
    fn scalar(&self, text: &str, style: ScalarStyle, tag: Option<&Tag>, span: Span) -> Built {
        let plain = style == ScalarStyle::Plain;
        let value = match tag {
            None if plain => scalar::resolve(text),
            None => Some(Value::String(text.into())),
            Some(tag) => scalar::resolve_tagged(text, tag.core_suffix()),
        };
        let value = value.unwrap_or_else(|| {
            let message = match tag {
                Some(tag) => format!("the tag `{}` does not fit here", tag.original()),
                None => format!("`{text}` is a number that JSON does not have"),
            };
            let help = "quote it if it is text, or write a value that JSON has; it is read as text";
            self.report_loose(span, message, help);
            Value::String(text.into())
        });
        Built {
            node: Node { span, value },
            size: 1,
            depth: 1,
            merges: plain && tag.is_none() && text == "<<",
            end: span.end,
        }
    }

    /// Lists and mappings need no tag, and may have only their own.
    fn expect_tag(&self, tag: Option<&Tag>, own: &str, span: Span) {
        if let Some(tag) = tag.filter(|tag| tag.core_suffix() != Some(own)) {
            let message = format!("the tag `{}` has no meaning here", tag.original());
            self.report_loose(span, message, "remove the tag; it is ignored");
        }
    }

    /// Reports what JSON does not have, although it can be read.
    fn report_loose(&self, span: Span, message: String, help: &str) {
        self.diagnostics
            .report(Code::LooseSyntax, span, message, help);
    }

    fn open(&mut self, anchor: usize, span: Span, kind: Kind) -> Step {
        self.check_depth(1, span)?;
        let Span { start, end, .. } = span;
        self.frames.push(Frame {
            anchor,
            start,
            end,
            size: 1,
            depth: 1,
            kind,
        });
        Ok(())
    }

    fn close(&mut self, span: Span) -> Step {
        let Some(frame) = self.frames.pop() else {
            return Ok(());
        };
        // The end of a block is found only at the text behind it, that of brackets at the bracket.
        let is_bracket = span.end > span.start;
        let end = if is_bracket { span.end } else { frame.end };
        let value = match frame.kind {
            Kind::List(items) => Value::Array(items.into_boxed_slice()),
            Kind::Mapping {
                members, merged, ..
            } => self.object(members, merged)?,
        };
        let place = Span {
            file: self.file,
            start: frame.start,
            end,
        };
        let node = Node { span: place, value };
        let Frame {
            size,
            depth,
            anchor,
            ..
        } = frame;
        self.finish(
            Built {
                node,
                size,
                depth,
                merges: false,
                end,
            },
            anchor,
        )
    }

    fn object(&self, members: Vec<Member>, merged: Vec<Node>) -> Step<Value> {
        let (object, repeated) = Object::new(members);
        for member in repeated {
            report_repeated(&member.name, self.diagnostics);
        }
        if merged.is_empty() {
            return Ok(Value::Object(object));
        }
        // Members that are merged in give way to the object's own, and to those merged before.
        let mut members = object.into_members();
        for node in merged {
            merge(node, &mut members)?;
        }
        Ok(Value::Object(Object::new(members).0))
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Step {
        let Some(built) = self.anchors.get(&anchor) else {
            let help = "an alias can only repeat what is complete before it";
            return mistake(
                Code::InvalidYaml,
                span,
                "the alias lies within its own anchor",
                help,
            );
        };
        let mut copy = built.clone();
        copy.end = span.end;
        self.spend(copy.size, span)?;
        self.check_depth(copy.depth, span)?;
        self.finish(copy, 0)
    }

    /// Puts a finished value where it belongs.
    fn finish(&mut self, built: Built, anchor: usize) -> Step {
        if anchor != 0 {
            self.spend(built.size, built.node.span)?;
            self.anchors.insert(anchor, built.clone());
        }
        let Some(frame) = self.frames.last_mut() else {
            self.root = Some(built);
            return Ok(());
        };
        frame.end = frame.end.max(built.end);
        frame.size += built.size;
        frame.depth = frame.depth.max(built.depth + 1);
        match &mut frame.kind {
            Kind::List(items) => items.push(built.node),
            Kind::Mapping {
                members,
                key,
                merged,
            } => match key.take() {
                None => *key = Some(key_of(built)?),
                Some((_, true)) => merged.push(built.node),
                Some((name, false)) => members.push(Member {
                    name,
                    value: built.node,
                }),
            },
        }
        Ok(())
    }

    fn spend(&mut self, size: usize, span: Span) -> Step {
        self.expanded = self.expanded.saturating_add(size);
        if self.expanded <= MAX_EXPANDED {
            return Ok(());
        }
        let message = "the aliases of the document expand to more than a million values";
        mistake(
            Code::ExpansionLimit,
            span,
            message,
            "use `$ref` instead of aliases",
        )
    }

    fn check_depth(&self, more: usize, span: Span) -> Step {
        if self.frames.len() + more <= MAX_DEPTH {
            return Ok(());
        }
        Err(too_deep(span))
    }
}

impl Mistake {
    fn report(self, diagnostics: &Diagnostics) {
        diagnostics.report(self.code, self.span, self.message, self.help);
    }
}

fn mistake<T>(code: Code, span: Span, message: impl Into<String>, help: &'static str) -> Step<T> {
    Err(Box::new(Mistake {
        code,
        span,
        message: message.into(),
        help,
    }))
}

/// The name that a key stands for, and whether it merges; numbers and the like are taken as text.
fn key_of(built: Built) -> Step<(Text, bool)> {
    let span = built.node.span;
    let text = match built.node.value {
        Value::String(text) | Value::Number(text) => text,
        Value::Bool(value) => value.to_string().into(),
        Value::Null => "null".into(),
        Value::Array(_) | Value::Object(_) => {
            let help = "write a plain name; JSON has no other keys";
            return mistake(Code::InvalidYaml, span, "a list or mapping as a key", help);
        }
    };
    Ok((Text { span, text }, built.merges))
}

/// Adds the members of what a merge key names: one mapping, or a list of them.
fn merge(node: Node, members: &mut Vec<Member>) -> Step {
    let span = node.span;
    match node.value {
        Value::Object(object) => {
            members.extend(object.into_members());
            Ok(())
        }
        Value::Array(items) if items.iter().all(|item| item.as_object().is_some()) => {
            items.into_iter().try_for_each(|item| merge(item, members))
        }
        _ => {
            let help = "name one mapping, or a list of mappings";
            mistake(Code::InvalidYaml, span, "`<<` merges mappings only", help)
        }
    }
}

fn span_of(file: FileId, place: &granit_parser::Span) -> Span {
    let range = place.byte_range().unwrap_or_default();
    Span {
        file,
        start: range.start as u32,
        end: range.end as u32,
    }
}

fn syntax_mistake(file: FileId, text: &str, error: &ScanError) -> Box<Mistake> {
    let start = error.marker().byte_offset().unwrap_or(0).min(text.len());
    let end = (start + 1).min(text.len());
    let span = Span {
        file,
        start: start as u32,
        end: end as u32,
    };
    if *error.kind() == ErrorKind::RecursionLimitExceeded {
        return too_deep(span);
    }
    let message = format!("this is not YAML: {}", error.info());
    let help = "check the indentation, the quotes and the brackets of this line and the one before";
    Box::new(Mistake {
        code: Code::InvalidYaml,
        span,
        message,
        help,
    })
}

fn too_deep(span: Span) -> Box<Mistake> {
    Box::new(Mistake {
        code: Code::NestingTooDeep,
        span,
        message: format!("values lie more than {MAX_DEPTH} deep within one another"),
        help: "move the inner ones to a place of their own, and refer to them by `$ref`",
    })
}
