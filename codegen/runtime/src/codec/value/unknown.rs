//! Members that no type knows: most are never looked at, so that their text is kept until somebody does.

use std::sync::OnceLock;

use serde_json::{Map, Value};

use super::super::plain;
use super::record::name_bit;

/// Unknown members, as a text or as values.
#[derive(Clone, Default)]
pub struct Unknown {
    /// What stands between the braces, if it is there as text.
    text: String,
    /// A bit for each name of the text: a name whose bit is free is not there yet.
    names: u64,
    /// The values: what was read from the text once somebody asked, or, without a text, all there is.
    values: OnceLock<Box<Map<String, Value>>>,
}

impl Unknown {
    /// The members.
    pub fn members(&self) -> &Map<String, Value> {
        self.values.get_or_init(|| values_of(&self.text))
    }

    /// Changes the members.
    pub fn change<R>(&mut self, change: impl FnOnce(&mut Map<String, Value>) -> R) -> R {
        let values = self.values.take();
        let mut values = values.unwrap_or_else(|| values_of(&self.text));
        self.text.clear();
        let result = change(&mut values);
        self.values = OnceLock::from(values);
        result
    }

    /// Adds a member as it was read.
    pub fn keep(&mut self, name: &str, text: &str) {
        let bit = name_bit(name);
        let is_text = !self.text.is_empty() || self.values.get().is_none();
        // The last of two members with one name is the one that counts, and what is written stays on one line.
        let joins = self.names & bit == 0
            && plain::is_plain(name)
            && !text.bytes().any(|byte| matches!(byte, b'\n' | b'\r'));
        if !is_text || !joins {
            let value: Value = serde_json::from_str(text).unwrap_or_default();
            self.change(|members| members.insert(name.to_owned(), value));
            return;
        }
        self.values.take();
        self.names |= bit;
        if self.text.is_empty() {
            // Where one member is unknown, others are.
            self.text.reserve(128);
        }
        let comma = if self.text.is_empty() { "" } else { "," };
        self.text.extend([comma, "\"", name, "\":", text]);
    }

    /// What stands between the braces, where it is there as text.
    pub fn text(&self) -> Option<&str> {
        (!self.text.is_empty()).then_some(&*self.text)
    }
}

fn values_of(text: &str) -> Box<Map<String, Value>> {
    if text.is_empty() {
        return Box::default();
    }
    serde_json::from_str(&format!("{{{text}}}")).unwrap_or_default()
}
