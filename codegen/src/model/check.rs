//! Checks: the limits of values, as documentation names them.

/// One limit of a schema; it applies only to values of its own kind.
///
/// Numbers are kept as the document writes them, so that no check is rounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Check {
    /// Text has at least this many code points.
    MinLength(u64),
    /// Text has at most this many code points.
    MaxLength(u64),
    /// A number is at least this.
    Minimum(String),
    /// A number is at most this.
    Maximum(String),
    /// A number is more than this.
    ExclusiveMinimum(String),
    /// A number is less than this.
    ExclusiveMaximum(String),
    /// A number is a multiple of this.
    MultipleOf(String),
    /// An array has at least this many items.
    MinItems(u64),
    /// An array has at most this many items.
    MaxItems(u64),
    /// No two items of an array are equal.
    UniqueItems,
    /// An object has at least this many members.
    MinProperties(u64),
    /// An object has at most this many members.
    MaxProperties(u64),
}

/// A kind of value that has limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limited {
    /// Text.
    Text,
    /// A number.
    Number,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl Check {
    /// The kind of value that the limit is about.
    pub fn limits(&self) -> Limited {
        match self {
            Self::MinLength(_) | Self::MaxLength(_) => Limited::Text,
            Self::Minimum(_)
            | Self::Maximum(_)
            | Self::ExclusiveMinimum(_)
            | Self::ExclusiveMaximum(_)
            | Self::MultipleOf(_) => Limited::Number,
            Self::MinItems(_) | Self::MaxItems(_) | Self::UniqueItems => Limited::Array,
            Self::MinProperties(_) | Self::MaxProperties(_) => Limited::Object,
        }
    }
}
