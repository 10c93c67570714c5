//! How the answers of an operation are pages of one list.

use serde_json::{Map, Value};

/// Where an answer holds its part of a list, and how the next one is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pagination {
    /// The parameter of the query that says which page is wanted.
    pub parameter: String,
    /// The JSON pointer to the items of an answer.
    pub items: String,
    /// What an answer says of the next page.
    pub turn: Turn,
}

/// What an answer says of the next page, by JSON pointers into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// The text that asks for the next page.
    Cursor(String),
    /// Pages are counted.
    Number {
        /// The number of this page, if it is told.
        current: Option<String>,
        /// The number of pages, if it is told.
        pages: Option<String>,
    },
}

impl Pagination {
    /// Reads the extension of an operation; none where its answers are no pages.
    ///
    /// # Errors
    ///
    /// What the extension lacks.
    pub fn read(operation: &Map<String, Value>) -> Result<Option<Self>, String> {
        let Some(extension) = operation.get("x-pagination") else {
            return Ok(None);
        };
        let optional = |name: &str| extension[name].as_str().map(str::to_owned);
        let text = |name: &str| optional(name).ok_or(format!("x-pagination has no `{name}`"));
        let (parameter, turn) = match text("style")?.as_str() {
            "cursor" => ("cursor", Turn::Cursor(text("next")?)),
            "page" => {
                let (current, pages) = (optional("current"), optional("pages"));
                ("page", Turn::Number { current, pages })
            }
            other => return Err(format!("x-pagination has the style `{other}`")),
        };
        Ok(Some(Self {
            parameter: text(parameter)?,
            items: text("items")?,
            turn,
        }))
    }

    /// Whether an answer says which page it is or leads to, so that one that comes again shows.
    pub fn tells_the_page(&self) -> bool {
        !matches!(&self.turn, Turn::Number { current: None, .. })
    }
}
