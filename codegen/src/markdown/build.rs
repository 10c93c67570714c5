//! Builds the tree of a document from the events of the Markdown parser.

use std::mem;

use pulldown_cmark::{Event, Options, Parser, Tag as Markdown, TagEnd};

use super::chars;
use super::html::{self, Piece, Tag};
use super::line::{Line, Span};
use super::nest::{Container, Nest};
use super::tree::{Block, Inline, Item, Mark, Table};

/// The blocks of a document.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut builder = Builder::default();
    Parser::new_ext(text, options()).for_each(|event| builder.event(event));
    builder.flush();
    builder.nest.finish()
}

/// The extensions that rustdoc reads, without the one that only changes quotation marks and without
/// task lists: clippy takes the lines after a task for badly indented, so that their boxes are kept
/// as text.
pub fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH
}

#[derive(Default)]
struct Builder {
    nest: Nest,
    line: Line,
    table: Option<Table>,
    /// The text of the code block or preformatted HTML that is being read.
    code: Option<String>,
    /// The HTML block that is being read.
    html: String,
}

impl Builder {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text)
            }
            Event::Code(text) => self.code_span(&text),
            Event::Html(text) => self.html.push_str(&text),
            Event::InlineHtml(text) => self.markup(&text),
            Event::FootnoteReference(label) => self.text(&format!("[{label}]")),
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => self.hard_break(),
            Event::Rule => self.rule(),
            Event::TaskListMarker(done) => self.text(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn start(&mut self, tag: Markdown<'_>) {
        match tag {
            Markdown::Paragraph => self.nest.set_loose(),
            Markdown::Emphasis => self.line.open(Span::Mark(Mark::Emphasis), None),
            Markdown::Strong => self.line.open(Span::Mark(Mark::Strong), None),
            Markdown::Strikethrough => self.line.open(Span::Mark(Mark::Strike), None),
            Markdown::Link { dest_url, .. } | Markdown::Image { dest_url, .. } => {
                self.line.open(Span::Link(dest_url.into_string()), None);
            }
            Markdown::TableHead | Markdown::TableRow => self.start_row(),
            Markdown::TableCell => {}
            _ => {
                self.flush();
                self.start_block(tag);
            }
        }
    }

    fn start_block(&mut self, tag: Markdown<'_>) {
        match tag {
            Markdown::Heading { .. } => self.line.open(Span::Mark(Mark::Strong), None),
            Markdown::BlockQuote(_) => self.nest.open(Container::Quote(Vec::new()), None),
            Markdown::List(start) => self.nest.open(Container::list(start), None),
            Markdown::Item => self.nest.open(Container::Item(Item::default()), None),
            Markdown::CodeBlock(_) => self.code = Some(String::new()),
            Markdown::Table(alignments) => {
                self.table = Some(Table {
                    alignments,
                    rows: Vec::new(),
                })
            }
            Markdown::FootnoteDefinition(label) => {
                self.text(&format!("[{label}] "));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image => {
                self.line.close_markdown();
            }
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead | TagEnd::TableRow => {}
            TagEnd::Table => self.end_table(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => {
                let html = mem::take(&mut self.html);
                self.markup(&html);
                self.flush();
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.flush();
                self.nest.close_markdown();
            }
            _ => self.flush(),
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.code {
            Some(code) => code.push_str(text),
            None => self.line.text(text),
        }
    }

    fn code_span(&mut self, text: &str) {
        match &mut self.code {
            Some(code) => code.push_str(text),
            None => self.line.code(text),
        }
    }

    fn hard_break(&mut self) {
        if self.code.is_some() {
            self.text("\n");
        } else if self.table.is_some() {
            self.line.space();
        } else if self.line.hard_break() {
            self.split();
        }
    }

    fn rule(&mut self) {
        self.flush();
        self.nest.add(Block::Rule);
    }

    fn start_row(&mut self) {
        if let Some(table) = &mut self.table {
            table.rows.push(Vec::new());
        }
    }

    fn end_cell(&mut self) {
        self.end_code();
        let cell = self.line.finish();
        if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
            row.push(cell);
        }
    }

    fn end_table(&mut self) {
        if let Some(table) = self.table.take()
            && table.rows.iter().flatten().any(|cell| !cell.is_empty())
        {
            self.nest.add(Block::Table(table));
        }
    }

    fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let mut lines: Vec<String> = code.lines().map(code_line).collect();
        lines.dedup_by(|line, before| line.is_empty() && before.is_empty());
        lines.pop_if(|last| last.is_empty());
        if lines.first().is_some_and(String::is_empty) {
            lines.remove(0);
        }
        if lines.is_empty() {
            return;
        }
        if self.table.is_some() {
            self.line.code(&lines.join(" "));
        } else {
            self.nest.add(Block::Code(lines));
        }
    }

    /// Ends the paragraph and what is open in it.
    fn flush(&mut self) {
        self.end_code();
        let tokens = self.line.finish();
        self.paragraph(tokens);
    }

    /// Ends the paragraph; what is open in it goes on in the next. A cell has one paragraph.
    fn split(&mut self) {
        self.end_code();
        if self.table.is_some() {
            self.line.space();
            return;
        }
        let tokens = self.line.split();
        self.paragraph(tokens);
    }

    fn paragraph(&mut self, tokens: Vec<Inline>) {
        if !tokens.is_empty() {
            self.nest.add(Block::Paragraph(tokens));
        }
    }
}

/// The tags of HTML.
impl Builder {
    fn markup(&mut self, html: &str) {
        for piece in html::pieces(html) {
            match piece {
                Piece::Text(text) => self.text(&text),
                Piece::Open(tag, href) => self.open(tag, href),
                Piece::Close(tag) => self.close(tag),
            }
        }
    }

    fn open(&mut self, tag: Tag, href: Option<String>) {
        if self.code.is_some() {
            return;
        }
        match tag {
            Tag::Break => self.hard_break(),
            Tag::Row => self.end_row(),
            Tag::Cell if self.line.is_empty() => {}
            Tag::Cell => self.text(" | "),
            Tag::Strong => self.line.open(Span::Mark(Mark::Strong), Some(tag)),
            Tag::Emphasis => self.line.open(Span::Mark(Mark::Emphasis), Some(tag)),
            Tag::Strike => self.line.open(Span::Mark(Mark::Strike), Some(tag)),
            Tag::Code => self.line.open(Span::Code, Some(tag)),
            Tag::Link => self
                .line
                .open(Span::Link(href.unwrap_or_default()), Some(tag)),
            Tag::Style => {}
            _ => {
                self.split();
                self.open_block(tag);
            }
        }
    }

    /// A row of an HTML table is a line.
    fn end_row(&mut self) {
        if self.table.is_some() {
            self.line.space();
        } else {
            self.line.hard_break();
        }
    }

    fn open_block(&mut self, tag: Tag) {
        if self.table.is_some() {
            return;
        }
        match tag {
            Tag::Heading => self.line.open(Span::Mark(Mark::Strong), Some(tag)),
            Tag::Rule => self.nest.add(Block::Rule),
            Tag::Preformatted => self.code = Some(String::new()),
            Tag::List => self.nest.open(Container::list(None), Some(tag)),
            Tag::OrderedList => self.nest.open(Container::list(Some(1)), Some(tag)),
            Tag::Item => self.nest.open_item(),
            Tag::Quote => self.nest.open(Container::Quote(Vec::new()), Some(tag)),
            _ => {}
        }
    }

    fn close(&mut self, tag: Tag) {
        if self.code.is_some() && tag != Tag::Preformatted {
            return;
        }
        match tag {
            Tag::Strong | Tag::Emphasis | Tag::Strike | Tag::Code | Tag::Link => {
                self.line.close_tag(tag)
            }
            Tag::Heading => {
                self.line.close_tag(tag);
                self.split();
            }
            Tag::List | Tag::OrderedList | Tag::Item | Tag::Quote => {
                self.split();
                self.nest.close_tag(tag);
            }
            Tag::Block | Tag::Preformatted => self.split(),
            Tag::Row => self.end_row(),
            Tag::Break | Tag::Rule | Tag::Cell | Tag::Style => {}
        }
    }
}

fn code_line(line: &str) -> String {
    let shown = line.chars().filter_map(|c| {
        if c.is_whitespace() {
            Some(' ')
        } else {
            chars::harmless(c)
        }
    });
    shown.collect::<String>().trim_end().to_owned()
}
