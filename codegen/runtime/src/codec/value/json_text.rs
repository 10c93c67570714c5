//! Text that holds a JSON document.

use std::fmt;
use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::super::{DecodeError, EncodeError, Slot, View, Wire};

/// Text that holds a JSON document, kept as it came and read on demand.
///
/// That the text is JSON, and fits its type, shows only when it is read: text that does not is kept like any other.
pub struct JsonText<T> {
    text: String,
    holds: PhantomData<fn() -> T>,
}

impl<T> JsonText<T> {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text.
    pub fn into_string(self) -> String {
        self.text
    }
}

impl<T: Wire> JsonText<T> {
    /// The text of a value.
    ///
    /// # Errors
    ///
    /// When the value has no JSON text, as for a number that is not finite.
    pub fn of(value: &T) -> Result<Self, EncodeError> {
        let text = super::super::encode(value)?;
        Ok(String::from_utf8_lossy(&text).into_owned().into())
    }

    /// Reads the document that the text holds.
    ///
    /// # Errors
    ///
    /// When the text is not JSON, or does not fit the type.
    pub fn decode(&self) -> Result<T, DecodeError> {
        super::super::decode(self.text.as_bytes())
    }
}

impl<T> Clone for JsonText<T> {
    fn clone(&self) -> Self {
        self.text.clone().into()
    }
}

impl<T> Default for JsonText<T> {
    fn default() -> Self {
        String::new().into()
    }
}

impl<T> PartialEq for JsonText<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T> Eq for JsonText<T> {}

impl<T> fmt::Debug for JsonText<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl<T> fmt::Display for JsonText<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<T> From<String> for JsonText<T> {
    fn from(text: String) -> Self {
        JsonText {
            text,
            holds: PhantomData,
        }
    }
}

impl<T> From<&str> for JsonText<T> {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl<T> Wire for JsonText<T> {
    fn blank() -> Self {
        Self::default()
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(&mut self.text)
    }

    fn view(&self) -> View<'_> {
        View::Text(&self.text)
    }
}

impl<T> Serialize for JsonText<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::super::serialize(self, serializer)
    }
}

impl<'de, T> Deserialize<'de> for JsonText<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::super::deserialize(deserializer)
    }
}
