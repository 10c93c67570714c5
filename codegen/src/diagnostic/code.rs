//! The one table of diagnostic codes: name, class and meaning.

use std::fmt;

use super::Severity;

/// Declares [`Code`] from a table, so that a code cannot lack a name, a class or a meaning.
macro_rules! codes {
    ($( #[doc = $meaning:literal] $variant:ident = $name:literal, $class:ident; )+) => {
        /// What kind of problem a diagnostic reports.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $( #[doc = $meaning] $variant, )+
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];

            /// The kebab-case name that is printed and searched for.
            pub const fn name(self) -> &'static str {
                match self { $( Self::$variant => $name, )+ }
            }

            /// How much a problem of this code costs.
            pub const fn class(self) -> Class {
                match self { $( Self::$variant => Class::$class, )+ }
            }

            /// What the code means, in one sentence.
            pub fn meaning(self) -> &'static str {
                match self { $( Self::$variant => $meaning.trim_ascii(), )+ }
            }
        }
    };
}

/// How much a problem costs, and so who may bear it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// There is nothing to go on with.
    Error,
    /// What the author meant is lost; what is left is sound, but may not be what anybody wants.
    Mistake,
    /// A form that is not allowed where it stands, and that can be read past.
    Flaw,
    /// Something of the document does not reach the output as written.
    Warning,
}

impl Code {
    /// The severity unless the caller asks for another one.
    pub const fn severity(self) -> Severity {
        match self.class() {
            Class::Error | Class::Mistake | Class::Flaw => Severity::Error,
            Class::Warning => Severity::Warning,
        }
    }
}

codes! {
    // Files and text.
    /// A file cannot be read, or is too large.
    UnreadableFile = "unreadable-file", Error;
    /// A file holds nothing but white space.
    EmptyFile = "empty-file", Error;
    /// A file is not valid UTF-8.
    NotUtf8 = "not-utf8", Flaw;
    /// The name of a file ends in neither .json, .yaml nor .yml.
    UnsupportedFormat = "unsupported-format", Error;
    /// The text is not JSON as RFC 8259 defines it.
    InvalidJson = "invalid-json", Error;
    /// The text is not YAML 1.2 that can stand for JSON.
    InvalidYaml = "invalid-yaml", Error;
    /// A text has something that JSON does not have, but that can be read.
    LooseSyntax = "loose-syntax", Flaw;
    /// A YAML document expands to more values than are reasonable.
    ExpansionLimit = "expansion-limit", Error;
    /// Values are nested deeper than the compiler follows.
    NestingTooDeep = "nesting-too-deep", Error;
    /// An object has two members of one name.
    DuplicateMember = "duplicate-member", Flaw;

    // References.
    /// A reference leads to nothing.
    DanglingReference = "dangling-reference", Mistake;
    /// References lead only to one another and never to a schema or object.
    ReferenceCycle = "reference-cycle", Mistake;
    /// A reference is not a usable URI reference.
    InvalidReference = "invalid-reference", Mistake;
    /// A reference leads to the network, which the compiler does not use.
    RemoteReference = "remote-reference", Warning;
    /// Two schemas claim one identifier or anchor.
    DuplicateIdentifier = "duplicate-identifier", Warning;

    // Overlays.
    /// An overlay is not a document of Overlay 1.0, or an action of it cannot be carried out.
    InvalidOverlay = "invalid-overlay", Error;
    /// The target of an action selects nothing.
    OverlayNoMatch = "overlay-no-match", Error;
    /// An update leaves the document as it was.
    OverlayNoEffect = "overlay-no-effect", Warning;

    // JSON Schema.
    /// A schema is neither an object nor a boolean.
    InvalidSchema = "invalid-schema", Flaw;
    /// A keyword differs from a known one by a slip of the pen.
    MisspeltKeyword = "misspelt-keyword", Mistake;
    /// A keyword is not part of the dialect and has no effect.
    UnknownKeyword = "unknown-keyword", Warning;
    /// The value of a keyword has a form that the keyword does not allow.
    InvalidKeywordValue = "invalid-keyword-value", Flaw;
    /// A regular expression does not compile.
    InvalidPattern = "invalid-pattern", Mistake;
    /// A count is larger than any value can be, and is capped.
    LimitOutOfRange = "limit-out-of-range", Warning;
    /// A keyword beside `$ref` has no effect in this dialect.
    IgnoredSibling = "ignored-sibling", Warning;
    /// The dialect of a schema is not known; the nearest known one is used.
    UnknownDialect = "unknown-dialect", Warning;
    /// A keyword is understood, but not supported.
    UnsupportedKeyword = "unsupported-keyword", Warning;
    /// A discriminator, or an entry of its mapping, chooses no schema.
    IneffectiveDiscriminator = "ineffective-discriminator", Warning;

    // OpenAPI.
    /// The document is not OpenAPI 3.0 or 3.1.
    UnsupportedVersion = "unsupported-version", Error;
    /// The document is of a later version of OpenAPI 3, and is read as 3.1.
    LaterVersion = "later-version", Warning;
    /// A field is missing without which the object means nothing.
    MissingField = "missing-field", Flaw;
    /// A field is missing that OpenAPI requires, but on which nothing depends.
    MissingDetail = "missing-detail", Warning;
    /// The value of a field has a form that the field does not allow.
    InvalidField = "invalid-field", Flaw;
    /// A field differs from a known one by a slip of the pen.
    MisspeltField = "misspelt-field", Mistake;
    /// A field is not part of OpenAPI and has no effect.
    UnknownField = "unknown-field", Warning;
    /// A field is understood, but not supported.
    UnsupportedField = "unsupported-field", Warning;
    /// Two operations have one operationId.
    DuplicateOperationId = "duplicate-operation-id", Mistake;
    /// Two parameters of one operation have one name and one location.
    DuplicateParameter = "duplicate-parameter", Warning;
    /// A path template and the declared path parameters do not agree.
    PathParameterMismatch = "path-parameter-mismatch", Warning;
    /// Two declarations of one name stand where only one counts.
    DuplicateDeclaration = "duplicate-declaration", Warning;
    /// A name is used that nothing declares.
    UndeclaredName = "undeclared-name", Warning;

    /// No operation fits what the caller chose operations by.
    SelectorNoMatch = "selector-no-match", Error;

    // Examples.
    /// An example or a default value does not fit its schema.
    ExampleMismatch = "example-mismatch", Mistake;
    /// An example has a member that its schema does not name, although it names others.
    UndocumentedMember = "undocumented-member", Warning;
    /// A JSON body of an operation has no example.
    MissingExample = "missing-example", Warning;
    /// An example, or one aspect of it, is not checked, since that would ask too much.
    UncheckedExample = "unchecked-example", Warning;

    // Extensions of our own.
    /// An extension has not the form that its JSON Schema asks for, or names what is not there.
    InvalidExtension = "invalid-extension", Error;
    /// The name of an extension differs from a known one by a slip of the pen.
    MisspeltExtension = "misspelt-extension", Warning;
    /// A conflict of the register is decided nowhere.
    UndecidedConflict = "undecided-conflict", Error;
    /// A decision names a conflict that the register does not have.
    UnknownConflict = "unknown-conflict", Error;
    /// A conflict is decided in the register although it is decided in its place as well.
    ConflictDecidedTwice = "conflict-decided-twice", Error;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_unique_and_kebab_case() {
        let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        let plain = |name: &str| {
            name.bytes()
                .all(|b| b.is_ascii_lowercase() || b"-8".contains(&b))
        };
        assert_eq!(names.iter().find(|name| !plain(name)), None);
    }

    #[test]
    fn meanings_are_sentences() {
        for code in Code::ALL {
            assert!(code.meaning().ends_with('.'), "{code}: {}", code.meaning());
            assert!(
                !code.meaning().starts_with(' '),
                "{code}: {}",
                code.meaning()
            );
        }
    }
}
