//! Collects the pieces of a paragraph, whatever order its Markdown and its tags come in.

use std::mem;

use super::chars;
use super::html::Tag;
use super::tree::{Inline, Mark};

/// The number of tags that can be open at once; further ones have no effect.
const MAX_TAGS: usize = 32;

/// A stretch of a paragraph that looks different.
#[derive(Debug, Clone, PartialEq)]
pub enum Span {
    /// Emphasis.
    Mark(Mark),
    /// A link to an address, which is only shown when it is one of the web.
    Link(String),
    /// A code span.
    Code,
}

/// The paragraph that is being read.
#[derive(Debug, Default)]
pub struct Line {
    tokens: Vec<Inline>,
    open: Vec<Open>,
    /// The open spans that have an effect: at most one of each kind.
    shown: Vec<Span>,
    /// The text of the code span that a tag began.
    code: Option<String>,
    tags: usize,
}

/// Something that has begun: by a tag, or else by Markdown.
#[derive(Debug)]
struct Open {
    tag: Option<Tag>,
    shown: bool,
}

impl Line {
    /// Begins a span: of a tag, or else of Markdown.
    pub fn open(&mut self, span: Span, tag: Option<Tag>) {
        if tag.is_some() {
            if self.tags == MAX_TAGS {
                return;
            }
            self.tags += 1;
        }
        let shown = self.has_effect(&span);
        if shown {
            self.begin(&span);
            self.shown.push(span);
        }
        self.open.push(Open { tag, shown });
    }

    /// Ends the innermost span of Markdown, and the tags that were left open in it.
    pub fn close_markdown(&mut self) {
        while let Some(open) = self.open.pop() {
            self.ended(&open, false);
            if open.tag.is_none() {
                break;
            }
        }
    }

    /// Ends the span of a tag, if there is one inside the innermost span of Markdown.
    pub fn close_tag(&mut self, tag: Tag) {
        let inner = self.open.iter().rev().take_while(|open| open.tag.is_some());
        let Some(depth) = inner
            .map(|open| open.tag)
            .position(|open| open == Some(tag))
        else {
            return;
        };
        for nth in 0..=depth {
            if let Some(open) = self.open.pop() {
                self.ended(&open, nth == depth);
            }
        }
    }

    /// Adds text; its white space is only a place to wrap.
    pub fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
            return;
        }
        for (nth, word) in text.split(char::is_whitespace).enumerate() {
            if nth > 0 {
                self.space();
            }
            if word.bytes().all(chars::is_printable) {
                self.word(word);
            } else {
                let seen: String = word.chars().filter_map(chars::harmless).collect();
                self.word(&seen);
            }
        }
    }

    /// Adds a code span.
    pub fn code(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
            return;
        }
        let spaced: String = text
            .chars()
            .filter_map(chars::harmless)
            .map(chars::spaced)
            .collect();
        let trimmed = spaced.trim();
        if spaced.starts_with(' ') {
            self.space();
        }
        match self.tokens.last_mut() {
            _ if trimmed.is_empty() => {}
            Some(Inline::Code(code)) => code.push_str(trimmed),
            _ => self.tokens.push(Inline::Code(trimmed.to_owned())),
        }
        if spaced.ends_with(' ') {
            self.space();
        }
    }

    /// Whether nothing has been read since the last line break.
    pub fn is_empty(&self) -> bool {
        let at = self.before_open();
        self.code.is_none() && (at == 0 || self.tokens[at - 1] == Inline::Break)
    }

    /// Adds white space, before what has just been opened.
    pub fn space(&mut self) {
        if let Some(code) = &mut self.code {
            code.push(' ');
            return;
        }
        let at = self.before_open();
        if at > 0 && !is_gap(&self.tokens[at - 1]) {
            self.tokens.insert(at, Inline::Space);
        }
    }

    /// Adds a line break; says whether it follows one, which ends a paragraph.
    pub fn hard_break(&mut self) -> bool {
        if self.code.is_some() {
            self.space();
            return false;
        }
        let at = self.before_open();
        match at.checked_sub(1).map(|last| &self.tokens[last]) {
            None => false,
            Some(Inline::Break) => true,
            Some(Inline::Space) => {
                self.tokens[at - 1] = Inline::Break;
                false
            }
            Some(_) => {
                self.tokens.insert(at, Inline::Break);
                false
            }
        }
    }

    /// Gives the paragraph so far; what is open goes on in the next.
    pub fn split(&mut self) -> Vec<Inline> {
        let shown = self.shown.clone();
        shown.iter().rev().for_each(|span| self.end(span, true));
        let tokens = self.take();
        shown.iter().for_each(|span| self.begin(span));
        tokens
    }

    /// Ends everything and gives the paragraph.
    pub fn finish(&mut self) -> Vec<Inline> {
        while let Some(open) = self.open.pop() {
            self.ended(&open, false);
        }
        self.take()
    }

    fn has_effect(&self, span: &Span) -> bool {
        let same_kind = |shown: &Span| match (shown, span) {
            (Span::Mark(shown), Span::Mark(mark)) => shown == mark,
            (Span::Link(_), Span::Link(_)) => true,
            _ => false,
        };
        let usable = match span {
            Span::Link(url) => is_web(url),
            _ => true,
        };
        self.code.is_none() && usable && !self.shown.iter().any(same_kind)
    }

    fn begin(&mut self, span: &Span) {
        match span {
            Span::Mark(mark) => self.tokens.push(Inline::Open(*mark)),
            Span::Link(_) => self.tokens.push(Inline::Link),
            Span::Code => self.code = Some(String::new()),
        }
    }

    fn ended(&mut self, open: &Open, by_tag: bool) {
        if open.tag.is_some() {
            self.tags -= 1;
        }
        if open.shown
            && let Some(span) = self.shown.pop()
        {
            self.end(&span, by_tag);
        }
    }

    /// Ends a span. A code tag that nothing closes is the name of something, as in `code=<code>`.
    fn end(&mut self, span: &Span, closed: bool) {
        match span {
            Span::Mark(mark) => self.end_mark(*mark),
            Span::Link(url) => self.end_link(url),
            Span::Code => {
                let code = self.code.take().unwrap_or_default();
                if closed {
                    self.code(&code);
                } else {
                    self.text("<code>");
                    self.text(&code);
                }
            }
        }
    }

    fn end_mark(&mut self, mark: Mark) {
        let gap = self.tokens.pop_if(|last| is_gap(last));
        if self.tokens.last() == Some(&Inline::Open(mark)) {
            self.tokens.pop();
        } else {
            self.tokens.push(Inline::Close(mark));
        }
        self.tokens.extend(gap);
    }

    fn end_link(&mut self, url: &str) {
        let gap = self.tokens.pop_if(|last| is_gap(last));
        let begun = match self.tokens.as_slice() {
            [.., Inline::Link] => 1,
            [.., Inline::Link, Inline::Text(text)] if text == url => 2,
            _ => 0,
        };
        if begun == 0 {
            self.tokens.push(Inline::EndLink(url.to_owned()));
        } else {
            self.tokens.truncate(self.tokens.len() - begun);
            match Inline::url(url) {
                Inline::Code(code) => self.code(&code),
                link => self.tokens.push(link),
            }
        }
        self.tokens.extend(gap);
    }

    fn word(&mut self, word: &str) {
        match self.tokens.last_mut() {
            _ if word.is_empty() => {}
            Some(Inline::Text(text)) => text.push_str(word),
            _ => self.tokens.push(Inline::Text(word.to_owned())),
        }
    }

    /// The place before everything that has been opened and is empty so far; at most one of each
    /// kind is.
    fn before_open(&self) -> usize {
        let opened = |token: &&Inline| matches!(token, Inline::Open(_) | Inline::Link);
        self.tokens.len() - self.tokens.iter().rev().take_while(opened).count()
    }

    fn take(&mut self) -> Vec<Inline> {
        while self.tokens.pop_if(|last| is_gap(last)).is_some() {}
        mem::take(&mut self.tokens)
    }
}

/// Whether an address can be the target of a link in the documentation.
fn is_web(url: &str) -> bool {
    let after = |scheme: &str| {
        let start = url.get(..scheme.len())?;
        start
            .eq_ignore_ascii_case(scheme)
            .then(|| !url[scheme.len()..].is_empty())
    };
    after("https://")
        .or_else(|| after("http://"))
        .unwrap_or(false)
}

fn is_gap(token: &Inline) -> bool {
    matches!(token, Inline::Space | Inline::Break)
}
