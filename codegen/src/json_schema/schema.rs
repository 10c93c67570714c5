//! A schema, typed one level deep: subschemas stay nodes, so that reading one costs only its own size.

use super::Dialect;
use crate::source::{Node, Reference, Span, Str, Value};

/// A schema as written.
#[derive(Clone, Debug)]
pub enum Schema<'s> {
    /// `true` accepts every value, `false` none.
    Bool(bool, Span),
    /// A schema with keywords.
    Object(Box<SchemaObject<'s>>),
}

/// The keywords of a schema, with those of older dialects translated to 2020-12.
///
/// Lists are empty and options `None` where the keyword is absent or was wrong; a wrong one has been
/// reported.
#[derive(Clone, Debug)]
pub struct SchemaObject<'s> {
    /// The whole schema.
    pub span: Span,
    /// The schema as a node.
    pub node: &'s Node,
    /// The dialect it was read in, which its subschemas inherit unless they say otherwise.
    pub dialect: Dialect,

    /// `$ref`
    pub reference: Option<Reference<'s>>,
    /// `$dynamicRef`, or `$recursiveRef` of 2019-09.
    pub dynamic_reference: Option<Reference<'s>>,
    /// `$dynamicAnchor`
    pub dynamic_anchor: Option<Str<'s>>,
    /// `$id`
    pub id: Option<Str<'s>>,
    /// `$defs`, or `definitions` of older drafts.
    pub definitions: Vec<(Str<'s>, &'s Node)>,

    /// `type`; `nullable: true` of OpenAPI 3.0 adds null here.
    pub types: Option<Types>,
    /// `enum`
    pub enumeration: Option<&'s [Node]>,
    /// `const`
    pub constant: Option<&'s Node>,
    /// `nullable: true` of OpenAPI 3.0: null is accepted whatever the other keywords say.
    pub nullable: bool,

    /// `allOf`
    pub all_of: Vec<&'s Node>,
    /// `anyOf`
    pub any_of: Vec<&'s Node>,
    /// `oneOf`
    pub one_of: Vec<&'s Node>,
    /// `not`
    pub not: Option<&'s Node>,
    /// `if`
    pub if_: Option<&'s Node>,
    /// `then`
    pub then: Option<&'s Node>,
    /// `else`
    pub else_: Option<&'s Node>,

    /// `properties`
    pub properties: Vec<(Str<'s>, &'s Node)>,
    /// `patternProperties`; patterns that do not compile are left out.
    pub pattern_properties: Vec<(Str<'s>, &'s Node)>,
    /// `additionalProperties`
    pub additional_properties: Option<&'s Node>,
    /// `unevaluatedProperties`
    pub unevaluated_properties: Option<&'s Node>,
    /// `propertyNames`
    pub property_names: Option<&'s Node>,
    /// `required`, without repetitions.
    pub required: Vec<Str<'s>>,
    /// `dependentRequired`, or the lists of `dependencies`.
    pub dependent_required: Vec<Dependencies<'s>>,
    /// `dependentSchemas`, or the schemas of `dependencies`.
    pub dependent_schemas: Vec<(Str<'s>, &'s Node)>,
    /// `minProperties`
    pub min_properties: Option<u64>,
    /// `maxProperties`
    pub max_properties: Option<u64>,

    /// `prefixItems`, or a list under `items` in older drafts.
    pub prefix_items: Vec<&'s Node>,
    /// `items`, or `additionalItems` beside a list in older drafts.
    pub items: Option<&'s Node>,
    /// `unevaluatedItems`
    pub unevaluated_items: Option<&'s Node>,
    /// `contains`
    pub contains: Option<&'s Node>,
    /// `minContains`
    pub min_contains: Option<u64>,
    /// `maxContains`
    pub max_contains: Option<u64>,
    /// `minItems`
    pub min_items: Option<u64>,
    /// `maxItems`
    pub max_items: Option<u64>,
    /// `uniqueItems: true`
    pub unique_items: bool,

    /// `minLength`, in code points.
    pub min_length: Option<u64>,
    /// `maxLength`, in code points.
    pub max_length: Option<u64>,
    /// `pattern`, a regular expression of ECMA-262 that compiles.
    pub pattern: Option<Str<'s>>,
    /// `format`
    pub format: Option<Str<'s>>,
    /// `contentEncoding`
    pub content_encoding: Option<Str<'s>>,
    /// `contentMediaType`
    pub content_media_type: Option<Str<'s>>,
    /// `contentSchema`
    pub content_schema: Option<&'s Node>,

    /// `minimum`, as written.
    pub minimum: Option<Str<'s>>,
    /// `maximum`, as written.
    pub maximum: Option<Str<'s>>,
    /// `exclusiveMinimum`, as written; the boolean form is translated.
    pub exclusive_minimum: Option<Str<'s>>,
    /// `exclusiveMaximum`, as written; the boolean form is translated.
    pub exclusive_maximum: Option<Str<'s>>,
    /// `multipleOf`, as written; greater than zero.
    pub multiple_of: Option<Str<'s>>,

    /// `title`
    pub title: Option<Str<'s>>,
    /// `description`
    pub description: Option<Str<'s>>,
    /// `default`
    pub default: Option<&'s Node>,
    /// `examples`, or the one `example` of OpenAPI.
    pub examples: Vec<&'s Node>,
    /// `deprecated: true`
    pub deprecated: bool,
    /// `readOnly: true`
    pub read_only: bool,
    /// `writeOnly: true`
    pub write_only: bool,
    /// `discriminator`
    pub discriminator: Option<Discriminator<'s>>,
    /// `externalDocs`, unread.
    pub external_docs: Option<&'s Node>,
    /// `xml`, unread.
    pub xml: Option<&'s Node>,
    /// Members whose names begin with `x-`.
    pub extensions: Vec<(Str<'s>, &'s Node)>,
}

/// The names that must be present when one name is.
#[derive(Clone, Debug)]
pub struct Dependencies<'s> {
    /// When this member is present …
    pub member: Str<'s>,
    /// … these must be, too.
    pub requires: Vec<Str<'s>>,
}

/// OpenAPI's hint which of several schemas a value follows.
#[derive(Clone, Debug)]
pub struct Discriminator<'s> {
    /// The whole object.
    pub span: Span,
    /// The member whose value decides.
    pub property_name: Str<'s>,
    /// From a value to the name of a component, or to a reference.
    pub mapping: Vec<(Str<'s>, Str<'s>)>,
}

/// A kind of JSON value, as `type` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `null`
    Null,
    /// `boolean`
    Boolean,
    /// `object`
    Object,
    /// `array`
    Array,
    /// `number`
    Number,
    /// `string`
    String,
    /// `integer`
    Integer,
}

/// A set of kinds.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Types(u8);

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Null,
        Self::Boolean,
        Self::Object,
        Self::Array,
        Self::Number,
        Self::String,
        Self::Integer,
    ];

    /// The name of the kind as `type` has it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Object => "object",
            Self::Array => "array",
            Self::Number => "number",
            Self::String => "string",
            Self::Integer => "integer",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl Types {
    /// The set without the kind `integer` where it has `number`, which includes it.
    pub fn normalised(self) -> Self {
        if self.contains(Kind::Number) {
            self.without(Kind::Integer)
        } else {
            self
        }
    }

    /// Whether a value is of one of the kinds; any number may be an integer.
    pub fn accept(self, value: &Node) -> bool {
        match value.value {
            Value::Null => self.contains(Kind::Null),
            Value::Bool(_) => self.contains(Kind::Boolean),
            Value::Number(_) => self.contains(Kind::Number) || self.contains(Kind::Integer),
            Value::String(_) => self.contains(Kind::String),
            Value::Array(_) => self.contains(Kind::Array),
            Value::Object(_) => self.contains(Kind::Object),
        }
    }

    /// Whether the kind was named.
    pub fn contains(self, kind: Kind) -> bool {
        self.0 & bit(kind) != 0
    }

    /// The set with one more kind.
    #[must_use]
    pub fn with(self, kind: Kind) -> Self {
        Self(self.0 | bit(kind))
    }

    /// The set without a kind.
    #[must_use]
    pub fn without(self, kind: Kind) -> Self {
        Self(self.0 & !bit(kind))
    }

    /// The number of kinds.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether no kind is named.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The kinds in the order of [`Kind::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL
            .into_iter()
            .filter(move |&kind| self.contains(kind))
    }

    /// The only kind, when there is exactly one.
    pub fn only(self) -> Option<Kind> {
        self.iter().next().filter(|_| self.len() == 1)
    }
}

impl FromIterator<Kind> for Types {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        kinds.into_iter().fold(Self::default(), Self::with)
    }
}

impl std::fmt::Debug for Types {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl Schema<'_> {
    /// The whole schema.
    pub fn span(&self) -> Span {
        match self {
            Self::Bool(_, span) => *span,
            Self::Object(object) => object.span,
        }
    }
}

impl<'s> SchemaObject<'s> {
    /// A schema without keywords.
    pub fn empty(node: &'s Node, dialect: Dialect) -> Self {
        Self {
            span: node.span,
            node,
            dialect,
            reference: None,
            dynamic_reference: None,
            dynamic_anchor: None,
            id: None,
            definitions: Vec::new(),
            types: None,
            enumeration: None,
            constant: None,
            nullable: false,
            all_of: Vec::new(),
            any_of: Vec::new(),
            one_of: Vec::new(),
            not: None,
            if_: None,
            then: None,
            else_: None,
            properties: Vec::new(),
            pattern_properties: Vec::new(),
            additional_properties: None,
            unevaluated_properties: None,
            property_names: None,
            required: Vec::new(),
            dependent_required: Vec::new(),
            dependent_schemas: Vec::new(),
            min_properties: None,
            max_properties: None,
            prefix_items: Vec::new(),
            items: None,
            unevaluated_items: None,
            contains: None,
            min_contains: None,
            max_contains: None,
            min_items: None,
            max_items: None,
            unique_items: false,
            min_length: None,
            max_length: None,
            pattern: None,
            format: None,
            content_encoding: None,
            content_media_type: None,
            content_schema: None,
            minimum: None,
            maximum: None,
            exclusive_minimum: None,
            exclusive_maximum: None,
            multiple_of: None,
            title: None,
            description: None,
            default: None,
            examples: Vec::new(),
            deprecated: false,
            read_only: false,
            write_only: false,
            discriminator: None,
            external_docs: None,
            xml: None,
            extensions: Vec::new(),
        }
    }
}

const fn bit(kind: Kind) -> u8 {
    1 << kind as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_sets() {
        let types: Types = [Kind::String, Kind::Null, Kind::String]
            .into_iter()
            .collect();
        assert_eq!(types.iter().collect::<Vec<_>>(), [Kind::Null, Kind::String]);
        assert_eq!(types.without(Kind::Null).only(), Some(Kind::String));
        assert_eq!(types.only(), None);
        assert!(types.contains(Kind::Null) && !types.contains(Kind::Integer));
    }

    #[test]
    fn number_includes_integer() {
        let types: Types = [Kind::Number, Kind::Integer].into_iter().collect();
        assert_eq!(types.normalised().only(), Some(Kind::Number));
        let types: Types = [Kind::Integer].into_iter().collect();
        assert_eq!(types.normalised().only(), Some(Kind::Integer));
    }
}
