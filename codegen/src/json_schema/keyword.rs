//! The one table of keywords: what each is for, what form its value has, and what becomes of it.

use std::sync::OnceLock;

use super::{Dialect, Kind};

/// A keyword of one or more dialects.
#[derive(Clone, Copy, Debug)]
pub struct Keyword {
    /// Its name.
    pub name: &'static str,
    /// The vocabulary that defines it.
    pub vocabulary: Vocabulary,
    /// The only kind of value that it says something about; `None` for all.
    pub applies_to: Option<Kind>,
    /// What its value looks like.
    pub form: Form,
    /// What becomes of it.
    pub status: Status,
    dialects: u8,
}

/// A group of keywords.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vocabulary {
    /// Identification and reference.
    Core,
    /// Application of subschemas.
    Applicator,
    /// What the other keywords left over.
    Unevaluated,
    /// Assertions about single values.
    Validation,
    /// Descriptions.
    MetaData,
    /// `format`
    Format,
    /// Documents within strings.
    Content,
    /// What OpenAPI adds.
    OpenApi,
}

/// What the value of a keyword looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A schema.
    Schema,
    /// A list of at least one schema.
    SchemaList,
    /// A schema or a list of schemas.
    SchemaOrList,
    /// An object whose values are schemas.
    SchemaMap,
    /// An object whose values are schemas or lists of names.
    Dependencies,
    /// An object whose values are lists of names.
    NameMap,
    /// A list of names.
    NameList,
    /// A kind, or a list of kinds.
    Types,
    /// Any value.
    Any,
    /// A list of any values.
    List,
    /// An object.
    Object,
    /// A boolean.
    Bool,
    /// A string.
    Text,
    /// A regular expression.
    Pattern,
    /// A whole number that is not negative.
    Count,
    /// A number.
    Number,
    /// A number greater than zero.
    PositiveNumber,
    /// A number, or a boolean that makes the bound beside it exclusive.
    Exclusive,
}

/// What becomes of a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It shapes the type.
    Lowered,
    /// It is checked by `validate()`.
    Checked,
    /// It describes, and asserts nothing.
    Annotation,
    /// It has no effect; the reason is reported wherever it is used.
    Unsupported(&'static str),
}

impl Form {
    /// The form in words, for messages: "a string".
    pub const fn name(self) -> &'static str {
        match self {
            Self::Schema => "a schema (an object or a boolean)",
            Self::SchemaList => "a list of at least one schema",
            Self::SchemaOrList => "a schema, or a list of schemas",
            Self::SchemaMap => "an object whose values are schemas",
            Self::Dependencies => "an object whose values are schemas or lists of names",
            Self::NameMap => "an object whose values are lists of names",
            Self::NameList => "a list of names (strings)",
            Self::Types => {
                "one of `null`, `boolean`, `object`, `array`, `number`, `string` and `integer`, \
                 or a list of them"
            }
            Self::Any => "any value",
            Self::List => "a list of values",
            Self::Object => "an object",
            Self::Bool => "`true` or `false`",
            Self::Text => "a string",
            Self::Pattern => "a string that is a regular expression",
            Self::Count => "a whole number that is not negative",
            Self::Number => "a number",
            Self::PositiveNumber => "a number greater than zero",
            Self::Exclusive => "a number, or `true` or `false`",
        }
    }
}

impl Keyword {
    /// The keyword of that name in a dialect.
    pub fn find(name: &str, dialect: Dialect) -> Option<&'static Self> {
        named(name).find(|keyword| keyword.is_in(dialect))
    }

    /// The dialects that have a keyword of that name; empty when none has.
    pub fn dialects_of(name: &str) -> Vec<Dialect> {
        let has = |dialect: &Dialect| named(name).any(|keyword| keyword.is_in(*dialect));
        DIALECTS.into_iter().filter(has).collect()
    }

    /// Whether the keyword is one of that dialect.
    pub const fn is_in(&self, dialect: Dialect) -> bool {
        let is_named = match dialect.own() {
            Some(named) => named.contain(self.vocabulary),
            None => true,
        };
        is_named && self.dialects & bit(dialect) != 0
    }
}

const DIALECTS: [Dialect; 5] = [
    Dialect::Draft202012,
    Dialect::OpenApi31,
    Dialect::OpenApi30,
    Dialect::Draft201909,
    Dialect::Draft07,
];

const ALL: u8 = 0b1_1111;
const V30: u8 = bit(Dialect::OpenApi30);
const OLD: u8 = bit(Dialect::Draft07) | bit(Dialect::Draft201909);
const NEW: u8 = bit(Dialect::Draft202012) | bit(Dialect::OpenApi31);
const OPENAPI: u8 = V30 | bit(Dialect::OpenApi31);
const SCHEMA: u8 = ALL & !V30;
const SINCE_2019: u8 = NEW | bit(Dialect::Draft201909);
const ONLY_2019: u8 = bit(Dialect::Draft201909);

use Form::*;
use Status::{Annotation, Checked, Lowered, Unsupported};
use Vocabulary::*;

/// Every keyword of every dialect; one name may stand for different things in different dialects.
pub const KEYWORDS: &[Keyword] = &[
    // Core.
    row("$schema", Core, None, Text, Lowered, ALL),
    row("$id", Core, None, Text, Lowered, ALL),
    row("$anchor", Core, None, Text, Lowered, SINCE_2019),
    row("$dynamicAnchor", Core, None, Text, Lowered, NEW),
    row("$recursiveAnchor", Core, None, Bool, Lowered, ONLY_2019),
    row("$ref", Core, None, Text, Lowered, ALL),
    row("$dynamicRef", Core, None, Text, Lowered, NEW),
    row("$recursiveRef", Core, None, Text, Lowered, ONLY_2019),
    row("$defs", Core, None, SchemaMap, Lowered, SCHEMA),
    row("definitions", Core, None, SchemaMap, Lowered, ALL),
    row("$vocabulary", Core, None, Object, Lowered, SINCE_2019),
    row("$comment", Core, None, Text, Annotation, SCHEMA),
    // Applicators.
    row("allOf", Applicator, None, SchemaList, Lowered, ALL),
    row("anyOf", Applicator, None, SchemaList, Lowered, ALL),
    row("oneOf", Applicator, None, SchemaList, Lowered, ALL),
    row("not", Applicator, None, Schema, Checked, ALL),
    row("if", Applicator, None, Schema, Checked, SCHEMA),
    row("then", Applicator, None, Schema, Checked, SCHEMA),
    row("else", Applicator, None, Schema, Checked, SCHEMA),
    row("properties", Applicator, OBJECT, SchemaMap, Lowered, ALL),
    row(
        "patternProperties",
        Applicator,
        OBJECT,
        SchemaMap,
        Lowered,
        SCHEMA,
    ),
    row(
        "additionalProperties",
        Applicator,
        OBJECT,
        Schema,
        Lowered,
        ALL,
    ),
    row("propertyNames", Applicator, OBJECT, Schema, Checked, SCHEMA),
    row(
        "dependentSchemas",
        Applicator,
        OBJECT,
        SchemaMap,
        Checked,
        SINCE_2019,
    ),
    row(
        "dependencies",
        Applicator,
        OBJECT,
        Form::Dependencies,
        Checked,
        SCHEMA,
    ),
    row("prefixItems", Applicator, ARRAY, SchemaList, Lowered, NEW),
    row("items", Applicator, ARRAY, Schema, Lowered, NEW | V30),
    row("items", Applicator, ARRAY, SchemaOrList, Lowered, OLD),
    row("additionalItems", Applicator, ARRAY, Schema, Lowered, OLD),
    row("contains", Applicator, ARRAY, Schema, Checked, SCHEMA),
    // What the others left over.
    row(
        "unevaluatedItems",
        Unevaluated,
        ARRAY,
        Schema,
        Checked,
        SINCE_2019,
    ),
    row(
        "unevaluatedProperties",
        Unevaluated,
        OBJECT,
        Schema,
        Checked,
        SINCE_2019,
    ),
    // Assertions.
    row("type", Validation, None, Types, Lowered, ALL),
    row("enum", Validation, None, List, Lowered, ALL),
    row("const", Validation, None, Any, Lowered, SCHEMA),
    row(
        "multipleOf",
        Validation,
        NUMBER,
        PositiveNumber,
        Checked,
        ALL,
    ),
    row("maximum", Validation, NUMBER, Number, Checked, ALL),
    row(
        "exclusiveMaximum",
        Validation,
        NUMBER,
        Number,
        Checked,
        SINCE_2019,
    ),
    row(
        "exclusiveMaximum",
        Validation,
        NUMBER,
        Exclusive,
        Checked,
        DRAFT_07 | V30,
    ),
    row("minimum", Validation, NUMBER, Number, Checked, ALL),
    row(
        "exclusiveMinimum",
        Validation,
        NUMBER,
        Number,
        Checked,
        SINCE_2019,
    ),
    row(
        "exclusiveMinimum",
        Validation,
        NUMBER,
        Exclusive,
        Checked,
        DRAFT_07 | V30,
    ),
    row("maxLength", Validation, STRING, Count, Checked, ALL),
    row("minLength", Validation, STRING, Count, Checked, ALL),
    row("pattern", Validation, STRING, Pattern, Checked, ALL),
    row("maxItems", Validation, ARRAY, Count, Checked, ALL),
    row("minItems", Validation, ARRAY, Count, Checked, ALL),
    row("uniqueItems", Validation, ARRAY, Bool, Checked, ALL),
    row("maxContains", Validation, ARRAY, Count, Checked, SINCE_2019),
    row("minContains", Validation, ARRAY, Count, Checked, SINCE_2019),
    row("maxProperties", Validation, OBJECT, Count, Checked, ALL),
    row("minProperties", Validation, OBJECT, Count, Checked, ALL),
    row("required", Validation, OBJECT, NameList, Lowered, ALL),
    row(
        "dependentRequired",
        Validation,
        OBJECT,
        NameMap,
        Checked,
        SINCE_2019,
    ),
    // Descriptions.
    row("title", MetaData, None, Text, Annotation, ALL),
    row("description", MetaData, None, Text, Annotation, ALL),
    row("default", MetaData, None, Any, Annotation, ALL),
    row("deprecated", MetaData, None, Bool, Annotation, ALL),
    row("readOnly", MetaData, None, Bool, Annotation, ALL),
    row("writeOnly", MetaData, None, Bool, Annotation, ALL),
    row("examples", MetaData, None, List, Annotation, SCHEMA),
    // Formats and documents within strings.
    row("format", Format, None, Text, Lowered, ALL),
    row("contentEncoding", Content, STRING, Text, Annotation, SCHEMA),
    row("contentMediaType", Content, STRING, Text, Lowered, SCHEMA),
    row(
        "contentSchema",
        Content,
        STRING,
        Schema,
        Lowered,
        SINCE_2019,
    ),
    // What OpenAPI adds.
    row("nullable", OpenApi, None, Bool, Lowered, V30),
    row("discriminator", OpenApi, None, Object, Lowered, OPENAPI),
    row("example", OpenApi, None, Any, Annotation, OPENAPI),
    row("externalDocs", OpenApi, None, Object, Annotation, OPENAPI),
    row(
        "xml",
        OpenApi,
        None,
        Object,
        Unsupported("only JSON is generated"),
        OPENAPI,
    ),
];

const DRAFT_07: u8 = bit(Dialect::Draft07);
const OBJECT: Option<Kind> = Some(Kind::Object);
const ARRAY: Option<Kind> = Some(Kind::Array);
const NUMBER: Option<Kind> = Some(Kind::Number);
const STRING: Option<Kind> = Some(Kind::String);

const fn row(
    name: &'static str,
    vocabulary: Vocabulary,
    applies_to: Option<Kind>,
    form: Form,
    status: Status,
    dialects: u8,
) -> Keyword {
    Keyword {
        name,
        vocabulary,
        applies_to,
        form,
        status,
        dialects,
    }
}

const fn bit(dialect: Dialect) -> u8 {
    let place = match dialect {
        Dialect::Draft202012 | Dialect::Own202012(_) => 0,
        Dialect::OpenApi31 => 1,
        Dialect::OpenApi30 => 2,
        Dialect::Draft201909 | Dialect::Own201909(_) => 3,
        Dialect::Draft07 => 4,
    };
    1 << place
}

/// The keywords of a name, in the order of the table.
fn named(name: &str) -> impl Iterator<Item = &'static Keyword> {
    let same_length = by_length().get(name.len()).map(Vec::as_slice);
    let same_length = same_length.unwrap_or_default().iter().copied();
    // Most of the others begin otherwise, which takes no comparison of texts.
    let first = name.as_bytes().first();
    same_length.filter(move |one| one.name.as_bytes().first() == first && one.name == name)
}

/// All keywords by the lengths of their names, which tell most of them apart.
fn by_length() -> &'static [Vec<&'static Keyword>] {
    static BY_LENGTH: OnceLock<Vec<Vec<&'static Keyword>>> = OnceLock::new();
    BY_LENGTH.get_or_init(|| {
        let longest = KEYWORDS.iter().map(|keyword| keyword.name.len()).max();
        let mut by_length = vec![Vec::new(); longest.unwrap_or_default() + 1];
        for keyword in KEYWORDS {
            by_length[keyword.name.len()].push(keyword);
        }
        by_length
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_dialect_has_a_keyword_twice() {
        for dialect in DIALECTS {
            let mut names: Vec<_> = KEYWORDS
                .iter()
                .filter(|k| k.is_in(dialect))
                .map(|k| k.name)
                .collect();
            let before = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), before, "{}", dialect.name());
        }
    }

    #[test]
    fn dialects_differ_where_they_should() {
        let form = |name, dialect| Keyword::find(name, dialect).map(|keyword| keyword.form);
        assert_eq!(form("items", Dialect::Draft07), Some(SchemaOrList));
        assert_eq!(form("items", Dialect::OpenApi31), Some(Schema));
        assert_eq!(
            form("exclusiveMinimum", Dialect::OpenApi30),
            Some(Exclusive)
        );
        assert_eq!(form("nullable", Dialect::OpenApi31), None);
        assert_eq!(Keyword::dialects_of("nullable"), [Dialect::OpenApi30]);
        assert_eq!(Keyword::dialects_of("nonsense"), []);
    }
}
