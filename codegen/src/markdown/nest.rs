//! The quotations and lists that are open at a place in a text, whether Markdown or a tag opened
//! them.

use super::html::Tag;
use super::tree::{Block, Item, List};

/// The number of containers (quotations, lists and their items) that nest; what is deeper is shown
/// at this depth.
pub const MAX_DEPTH: usize = 16;

/// The number of tags that can be open at once; further ones have no effect.
const MAX_TAGS: usize = 32;

/// A block that holds blocks.
#[derive(Debug)]
pub enum Container {
    /// A quotation.
    Quote(Vec<Block>),
    /// A list.
    List(List),
    /// An item of the list around it.
    Item(Item),
}

impl Container {
    /// An empty list.
    pub fn list(start: Option<u64>) -> Self {
        Self::List(List {
            start,
            loose: false,
            items: Vec::new(),
        })
    }
}

/// The document so far, and the containers that are open.
#[derive(Debug, Default)]
pub struct Nest {
    root: Vec<Block>,
    real: Vec<Container>,
    open: Vec<Open>,
    tags: usize,
}

/// A container that has begun; one that is too deep is not real, and its blocks go to the one
/// around it.
#[derive(Debug)]
struct Open {
    tag: Option<Tag>,
    real: bool,
}

impl Nest {
    /// Begins a container: of a tag, or else of Markdown. Directly in a list it is in an item of
    /// its own.
    pub fn open(&mut self, container: Container, tag: Option<Tag>) {
        if tag.is_some() && self.tags >= MAX_TAGS {
            return;
        }
        let in_list = matches!(self.real.last(), Some(Container::List(_)));
        if in_list && !matches!(container, Container::Item(_)) {
            self.begin(Container::Item(Item::default()), Some(Tag::Item));
        }
        self.begin(container, tag);
    }

    /// Begins an item of the list that a tag has begun; does nothing without such a list.
    pub fn open_item(&mut self) {
        let is_list = |open: &Open| matches!(open.tag, Some(Tag::List | Tag::OrderedList));
        let Some(depth) = self.tags_inside().position(is_list) else {
            return;
        };
        for _ in 0..depth {
            self.close_innermost();
        }
        self.open(Container::Item(Item::default()), Some(Tag::Item));
    }

    /// Ends the innermost container of Markdown, and the tags that were left open in it.
    pub fn close_markdown(&mut self) {
        while let Some(tag) = self.close_innermost() {
            if tag.is_none() {
                break;
            }
        }
    }

    /// Ends the container of a tag, if there is one inside the innermost container of Markdown.
    pub fn close_tag(&mut self, tag: Tag) {
        let Some(depth) = self.tags_inside().position(|open| open.tag == Some(tag)) else {
            return;
        };
        for _ in 0..=depth {
            self.close_innermost();
        }
    }

    /// Adds a block to the innermost container.
    pub fn add(&mut self, block: Block) {
        match self.real.last_mut() {
            None => push(block, &mut self.root),
            Some(Container::Quote(blocks)) => push(block, blocks),
            Some(Container::Item(item)) => push(block, &mut item.blocks),
            Some(Container::List(list)) => list.items.push(Item {
                blocks: vec![block],
            }),
        }
    }

    /// Notes that the items of the innermost list are set apart by blank lines, when an item of it
    /// is open.
    pub fn set_loose(&mut self) {
        if let [.., Container::List(list), Container::Item(_)] = self.real.as_mut_slice() {
            list.loose = true;
        }
    }

    /// Ends everything and gives the document.
    pub fn finish(mut self) -> Vec<Block> {
        while self.close_innermost().is_some() {}
        self.root
    }

    fn begin(&mut self, container: Container, tag: Option<Tag>) {
        if tag.is_some() {
            self.tags += 1;
        }
        let room = match container {
            Container::List(_) => 2,
            Container::Quote(_) | Container::Item(_) => 1,
        };
        let real =
            self.open.last().is_none_or(|open| open.real) && self.real.len() + room <= MAX_DEPTH;
        if real {
            self.real.push(container);
        }
        self.open.push(Open { tag, real });
    }

    fn tags_inside(&self) -> impl Iterator<Item = &Open> {
        self.open.iter().rev().take_while(|open| open.tag.is_some())
    }

    /// Ends the innermost container and gives its tag.
    fn close_innermost(&mut self) -> Option<Option<Tag>> {
        let open = self.open.pop()?;
        if open.tag.is_some() {
            self.tags -= 1;
        }
        let container = if open.real { self.real.pop() } else { None };
        match container {
            Some(Container::Quote(blocks)) if !blocks.is_empty() => self.add(Block::Quote(blocks)),
            Some(Container::List(list)) if !list.items.is_empty() => self.add(Block::List(list)),
            Some(Container::Item(item)) if !item.blocks.is_empty() => self.add_item(item),
            _ => {}
        }
        Some(open.tag)
    }

    fn add_item(&mut self, item: Item) {
        if let Some(Container::List(list)) = self.real.last_mut() {
            list.items.push(item);
        } else {
            item.blocks.into_iter().for_each(|block| self.add(block));
        }
    }
}

/// Adds a block; a list directly after a list of its kind would be read as its continuation, so it
/// becomes one.
fn push(block: Block, blocks: &mut Vec<Block>) {
    match (blocks.last_mut(), block) {
        (Some(Block::List(last)), Block::List(list))
            if last.start.is_some() == list.start.is_some() =>
        {
            last.items.extend(list.items);
            last.loose = true;
        }
        (_, block) => blocks.push(block),
    }
}
