//! The items of a generated file, as data.

pub mod boxing;
pub mod enumeration;
pub mod grounded;
pub mod nesting;
pub mod newtype;
pub mod record;
pub mod union;

use super::checks::CheckTree;
use super::resource::method::Resource;
use super::scope::Ident;
use super::types::RustType;

/// One item of a generated file.
#[derive(Debug, Clone)]
pub enum Item {
    /// A struct for an object.
    Record(Record),
    /// An enum for literal values.
    Enumeration(Enumeration),
    /// An enum for alternatives.
    Union(Union),
    /// A struct around a value that is no object.
    Newtype(Newtype),
    /// The operations of a tag.
    Resource(Resource),
}

impl Item {
    /// The type that it is; for operations, their handle.
    pub fn ident(&self) -> &Ident {
        match self {
            Self::Record(record) => &record.ident,
            Self::Enumeration(enumeration) => &enumeration.ident,
            Self::Union(union) => &union.ident,
            Self::Newtype(newtype) => &newtype.ident,
            Self::Resource(resource) => &resource.handle,
        }
    }

    /// Its name, and those of its members or variants.
    pub fn idents(&self) -> impl Iterator<Item = &Ident> {
        let inner: Vec<&Ident> = match self {
            Self::Record(record) => record.fields.iter().map(|field| &field.ident).collect(),
            Self::Enumeration(values) => values.variants.iter().map(|one| &one.ident).collect(),
            Self::Union(union) => union.variants.iter().map(|one| &one.ident).collect(),
            Self::Newtype(_) | Self::Resource(_) => Vec::new(),
        };
        std::iter::once(self.ident()).chain(inner)
    }
}

/// A struct for a JSON object.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its name.
    pub ident: Ident,
    /// Lines of its doc comment.
    pub docs: Vec<String>,
    /// Its named members.
    pub fields: Vec<Field>,
    /// The field that keeps members that the contract does not name.
    pub extra: Ident,
    /// The field for other members where they all have one type.
    pub rest: Option<(Ident, RustType)>,
    /// True where every field may be left out, so that there is an empty value.
    pub has_default: bool,
    /// True where callers build it: it gets `new` and setters.
    pub is_built: bool,
    /// Where it is the input of a schema, the type of what is answered for that.
    pub answered: Option<RustType>,
    /// Members of its schema that it does not send, where it is such an input.
    pub hidden: Vec<String>,
    /// What must hold beside the types.
    pub checks: Vec<CheckTree>,
    /// The function that checks it.
    pub check: Ident,
}

/// A field of a struct.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name.
    pub ident: Ident,
    /// Its name on the wire.
    pub wire: String,
    /// Other names under which it is read.
    pub aliases: Vec<String>,
    /// Its type.
    pub ty: RustType,
    /// How absence, null and other forms are read.
    pub rules: FieldRules,
    /// Lines of its doc comment.
    pub docs: Vec<String>,
    /// Marked as deprecated by the document.
    pub deprecated: bool,
    /// The method that fills it, where callers build the struct.
    pub setter: Option<Setter>,
    /// True where `new` takes it.
    pub in_new: bool,
    /// True where it has one valid value, so that nobody is asked for it.
    pub is_constant: bool,
}

impl Field {
    /// What a caller passes for its value.
    pub fn form(&self) -> SetterForm {
        SetterForm::of(&self.ty)
    }
}

/// How a member is read beyond what its type says, in the order of the table.
pub type FieldRules = Vec<FieldRule>;

/// One rule of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldRule {
    /// It must be there, although its type could be empty.
    Required,
    /// The schema allows `null`.
    Nullable,
    /// An array of one stands for its only item.
    OneOrMany,
    /// An empty object stands for nothing.
    OrEmpty,
}

impl FieldRule {
    /// The rule as the run time's `record!` writes it.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Nullable => "nullable",
            Self::OneOrMany => "one_or_many",
            Self::OrEmpty => "or_empty",
        }
    }
}

/// A method that fills a field and gives the value back.
#[derive(Debug, Clone)]
pub struct Setter {
    /// Its name.
    pub ident: Ident,
    /// One line of what it sets, where anything is said of it.
    pub summary: Vec<String>,
    /// What it takes.
    pub form: SetterForm,
    /// A second method: of a map, one that adds an entry; of three states, one that sends `null`.
    pub more: Option<Ident>,
}

/// What a setter or constructor takes for a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetterForm {
    /// Exactly this type.
    Plain(RustType),
    /// Anything that turns into this type.
    Into(RustType),
    /// Anything that yields items that turn into this type.
    Items(RustType),
    /// Anything that yields pairs of a name and what turns into this type.
    Entries(RustType),
}

impl SetterForm {
    /// What a caller may pass for a value of this type.
    pub fn of(ty: &RustType) -> Self {
        match ty {
            RustType::Option(inner) | RustType::Maybe(inner) => Self::of(inner),
            RustType::Vec(items) => Self::Items((**items).clone()),
            RustType::Map(values) => Self::Entries((**values).clone()),
            plain if plain.is_copy() || matches!(plain, RustType::Tuple(_)) => {
                Self::Plain(plain.clone())
            }
            other => Self::Into(other.clone()),
        }
    }
}

/// An enum for literal strings.
#[derive(Debug, Clone)]
pub struct Enumeration {
    /// Its name.
    pub ident: Ident,
    /// Lines of its doc comment.
    pub docs: Vec<String>,
    /// True where the values are integers, not texts.
    pub is_integer: bool,
    /// True where a value begins as the first one: no other is valid.
    pub is_constant: bool,
    /// The values that the document names.
    pub variants: Vec<EnumVariant>,
    /// The variant that keeps other texts, where it has one.
    pub unknown: Option<Ident>,
    /// True where the schema does not allow other texts, although they are read.
    pub rejects_unknown: bool,
    /// What the schema asks beside its literal values, where nobody else does.
    pub checks: Vec<CheckTree>,
    /// The function that asks it.
    pub check: Ident,
}

/// One value of an enumeration.
#[derive(Debug, Clone)]
pub struct EnumVariant {
    /// Its name.
    pub ident: Ident,
    /// Its text on the wire, or its digits.
    pub wire: String,
    /// Lines of its doc comment.
    pub docs: Vec<String>,
}

/// An enum for alternatives.
#[derive(Debug, Clone)]
pub struct Union {
    /// Its name.
    pub ident: Ident,
    /// Lines of its doc comment.
    pub docs: Vec<String>,
    /// The member that tells the alternatives apart, where there is one.
    pub discriminator: Option<String>,
    /// The alternatives.
    pub variants: Vec<UnionVariant>,
    /// The variant that keeps what fits no alternative, where it has one.
    pub unknown: Option<Ident>,
    /// True where what fits no alternative is as valid as what does.
    pub is_open: bool,
    /// The alternative that a value begins as, where that is not the first or the unknown one.
    pub blank: Option<Ident>,
    /// Where it is the input of a schema, the type of what is answered for that.
    pub answered: Option<RustType>,
    /// Types that turn into the union.
    pub conversions: Vec<Conversion>,
    /// What must hold beside the types.
    pub checks: Vec<CheckTree>,
    /// The function that checks it.
    pub check: Ident,
}

/// One alternative.
#[derive(Debug, Clone)]
pub struct UnionVariant {
    /// Its name.
    pub ident: Ident,
    /// Lines of its doc comment.
    pub docs: Vec<String>,
    /// What it holds; [`RustType::Unit`] for nothing.
    pub ty: RustType,
    /// Which values it takes.
    pub choice: Choice,
}

/// Which values a variant of a union takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// JSON values of these kinds, as the run time calls them.
    Kinds(Vec<&'static str>),
    /// This text alone.
    Literal(String),
    /// Objects whose discriminator has one of these values.
    Tags(Vec<String>),
    /// Objects that no other variant takes.
    Otherwise,
}

/// A `From` implementation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// The variant that it makes.
    pub variant: Ident,
    /// What it is made of.
    pub from: ConversionSource,
}

/// What turns into a variant of a union.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConversionSource {
    /// The variant's own type.
    Own(RustType),
    /// What the box of the variant holds.
    Boxed(RustType),
    /// `&str`, for a variant that holds text.
    Str,
    /// A smaller number type, for a variant that holds numbers.
    Number(&'static str),
    /// A vector of `&str`, for a variant that holds a list of texts.
    StrList,
}

/// A struct around a value that is no object.
#[derive(Debug, Clone)]
pub struct Newtype {
    /// Its name.
    pub ident: Ident,
    /// Lines of its doc comment.
    pub docs: Vec<String>,
    /// What it holds.
    pub ty: RustType,
    /// What must hold beside the type.
    pub checks: Vec<CheckTree>,
    /// The function that checks it.
    pub check: Ident,
}
