//! From a node to a schema: every keyword is looked up in the table, and none passes unnamed.

use super::number::{self, Count};
use super::{
    Dependencies, Dialect, Discriminator, Form, Keyword, Schema, SchemaObject, Status, Vocabulary,
    form, keyword, pattern, upgrade,
};
use crate::diagnostic::{Code, Diagnostics, slip_of};
use crate::source::{Node, Str, Value};

impl<'s> Schema<'s> {
    /// Reads one schema; its subschemas stay nodes.
    ///
    /// What is wrong is reported and left out. The dialect is that of the place, see [`Dialect::at`].
    pub fn parse(node: &'s Node, dialect: Dialect, diagnostics: &Diagnostics) -> Self {
        match &node.value {
            Value::Bool(value) => Self::Bool(*value, node.span),
            Value::Object(object) => {
                let schema = Box::new(SchemaObject::empty(node, dialect));
                let mut parser = Parser {
                    schema,
                    dialect,
                    diagnostics,
                };
                let reference = object.get("$ref").is_some() && !dialect.has_siblings_of_ref();
                for member in object {
                    parser.member(member.name.as_str(), &member.value, reference);
                }
                parser.finish();
                Self::Object(parser.schema)
            }
            _ => {
                diagnostics.report(
                    Code::InvalidSchema,
                    node.span,
                    format!("a schema cannot be {}", node.kind()),
                    "write an object, or `true` to accept any value",
                );
                Self::Bool(true, node.span)
            }
        }
    }
}

/// A schema under reading.
struct Parser<'s, 'd> {
    schema: Box<SchemaObject<'s>>,
    dialect: Dialect,
    diagnostics: &'d Diagnostics,
}

impl<'s> Parser<'s, '_> {
    fn member(&mut self, name: Str<'s>, node: &'s Node, beside_reference: bool) {
        if name.starts_with("x-") {
            self.schema.extensions.push((name, node));
            return;
        }
        let known = Keyword::find(name.text, self.dialect);
        if known.is_none() {
            self.report_unknown(name);
        }
        let Some(keyword) = known.or_else(|| upgrade::outlived(name.text, self.dialect)) else {
            return;
        };
        if beside_reference && !counts_beside_reference(keyword) {
            self.report_ignored(name);
            return;
        }
        if let Some(misfit) = form::misfit(keyword.form, node) {
            self.report_misfit(keyword, misfit);
            if !form::is_sound_in_part(keyword, node) {
                return;
            }
        }
        if let Status::Unsupported(reason) = keyword.status {
            self.report_unsupported(name, reason);
        }
        self.apply(keyword, name, node);
    }

    fn apply(&mut self, keyword: &Keyword, name: Str<'s>, node: &'s Node) {
        match keyword.vocabulary {
            Vocabulary::Core => self.core(keyword.name, node),
            Vocabulary::Applicator if keyword.applies_to.is_none() => {
                self.in_place(keyword.name, node);
            }
            Vocabulary::Applicator | Vocabulary::Unevaluated => self.children(keyword.name, node),
            Vocabulary::Validation => match keyword.form {
                Form::Count => self.count(keyword.name, node),
                Form::Number | Form::PositiveNumber | Form::Exclusive => {
                    self.number(keyword.name, node);
                }
                _ => self.assertion(keyword.name, node),
            },
            Vocabulary::MetaData => self.description(keyword.name, node),
            Vocabulary::Format | Vocabulary::Content => self.content(keyword.name, node),
            Vocabulary::OpenApi => self.openapi(name, node),
        }
    }

    fn core(&mut self, name: &str, node: &'s Node) {
        let (schema, text) = (&mut self.schema, node.as_str());
        match name {
            "$id" => schema.id = text,
            "$dynamicAnchor" => schema.dynamic_anchor = text,
            "$ref" => schema.reference = text.map(Into::into),
            "$dynamicRef" | "$recursiveRef" => schema.dynamic_reference = text.map(Into::into),
            "$defs" | "definitions" => schema.definitions.extend(members(node)),
            _ => {}
        }
    }

    fn in_place(&mut self, name: &str, node: &'s Node) {
        let schema = &mut self.schema;
        match name {
            "allOf" => {
                schema.all_of = items(node);
                schema.all_of.retain(|part| form::is_schema(part));
            }
            "anyOf" => schema.any_of = items(node),
            "oneOf" => schema.one_of = items(node),
            "not" => schema.not = Some(node),
            "if" => schema.if_ = Some(node),
            "then" => schema.then = Some(node),
            "else" => schema.else_ = Some(node),
            _ => {}
        }
    }

    fn children(&mut self, name: &str, node: &'s Node) {
        let schema = &mut self.schema;
        match name {
            "properties" => schema.properties = members(node).collect(),
            "patternProperties" => {
                schema.pattern_properties = members(node).collect();
                self.check_patterns();
            }
            "additionalProperties" => schema.additional_properties = Some(node),
            "propertyNames" => schema.property_names = Some(node),
            "dependentSchemas" => schema.dependent_schemas.extend(members(node)),
            "dependencies" => upgrade::dependencies(schema, node),
            "prefixItems" => schema.prefix_items = items(node),
            "items" if node.as_array().is_some() => schema.prefix_items = items(node),
            "items" => schema.items = Some(node),
            "contains" => schema.contains = Some(node),
            "unevaluatedItems" => schema.unevaluated_items = Some(node),
            "unevaluatedProperties" => schema.unevaluated_properties = Some(node),
            _ => {}
        }
    }

    fn assertion(&mut self, name: &str, node: &'s Node) {
        if name == "pattern" {
            self.schema.pattern = self.checked_pattern(node.as_str());
        }
        let schema = &mut self.schema;
        match name {
            "type" => {
                let kinds = node.as_array().unwrap_or(std::slice::from_ref(node)).iter();
                schema.types = Some(kinds.filter_map(form::kind).collect());
            }
            "enum" => schema.enumeration = node.as_array(),
            "const" => schema.constant = Some(node),
            "uniqueItems" => schema.unique_items = is_true(node),
            "required" => schema.required = names(node),
            "dependentRequired" => {
                let lists = members(node).map(|(member, list)| Dependencies {
                    member,
                    requires: names(list),
                });
                schema.dependent_required.extend(lists);
            }
            _ => {}
        }
    }

    fn count(&mut self, name: &str, node: &'s Node) {
        let Some(text) = node.as_number() else { return };
        let value = match number::count(text.text) {
            Count::Exact(value) => value,
            Count::Huge => self.report_huge(name, text),
            Count::Invalid => return,
        };
        let schema = &mut self.schema;
        let field = match name {
            "minLength" => &mut schema.min_length,
            "maxLength" => &mut schema.max_length,
            "minItems" => &mut schema.min_items,
            "maxItems" => &mut schema.max_items,
            "minContains" => &mut schema.min_contains,
            "maxContains" => &mut schema.max_contains,
            "minProperties" => &mut schema.min_properties,
            "maxProperties" => &mut schema.max_properties,
            _ => return,
        };
        *field = Some(value);
    }

    fn number(&mut self, name: &str, node: &'s Node) {
        let schema = &mut self.schema;
        match name {
            "minimum" => schema.minimum = node.as_number(),
            "maximum" => schema.maximum = node.as_number(),
            "exclusiveMinimum" => schema.exclusive_minimum = node.as_number(),
            "exclusiveMaximum" => schema.exclusive_maximum = node.as_number(),
            "multipleOf" => schema.multiple_of = node.as_number(),
            _ => {}
        }
    }

    fn description(&mut self, name: &str, node: &'s Node) {
        let schema = &mut self.schema;
        match name {
            "title" => schema.title = node.as_str(),
            "description" => schema.description = node.as_str(),
            "default" => schema.default = Some(node),
            "examples" => schema
                .examples
                .extend(node.as_array().into_iter().flatten()),
            "deprecated" => schema.deprecated = is_true(node),
            "readOnly" => schema.read_only = is_true(node),
            "writeOnly" => schema.write_only = is_true(node),
            _ => {}
        }
    }

    fn content(&mut self, name: &str, node: &'s Node) {
        let schema = &mut self.schema;
        match name {
            "format" => schema.format = node.as_str(),
            "contentEncoding" => schema.content_encoding = node.as_str(),
            "contentMediaType" => schema.content_media_type = node.as_str(),
            "contentSchema" => schema.content_schema = Some(node),
            _ => {}
        }
    }

    fn openapi(&mut self, name: Str<'s>, node: &'s Node) {
        match name.text {
            "nullable" => self.schema.nullable = is_true(node),
            "discriminator" => self.schema.discriminator = self.discriminator(node),
            "example" => self.schema.examples.push(node),
            "externalDocs" => self.schema.external_docs = Some(node),
            "xml" => self.schema.xml = Some(node),
            _ => {}
        }
    }

    fn finish(&mut self) {
        upgrade::translate(&mut self.schema);
        self.leave_out_values_of_other_types();
    }

    /// Values of which none has the type beside them let nothing pass. A document of an API means the type: YAML takes
    /// texts without quotes for numbers and booleans.
    fn leave_out_values_of_other_types(&mut self) {
        let schema = &mut self.schema;
        let (Some(types), Some([first, ..])) = (schema.types, schema.enumeration) else {
            return;
        };
        let values = schema.enumeration.into_iter().flatten();
        let is_openapi = matches!(self.dialect, Dialect::OpenApi30 | Dialect::OpenApi31);
        if !is_openapi || { values }.any(|value| types.accept(value)) {
            return;
        }
        schema.enumeration = None;
        let message = format!(
            "no value of `enum` is of the `type` beside it: {}",
            first.kind()
        );
        let help = "write texts in quotes, or correct the type; `enum` is left out";
        self.report_value(first, message, help);
    }

    fn discriminator(&self, node: &'s Node) -> Option<Discriminator<'s>> {
        let property_name = node.get("propertyName").and_then(Node::as_str);
        let mapping = node.get("mapping");
        let misfit = mapping.and_then(|mapping| match mapping.as_object() {
            Some(names) => names
                .iter()
                .map(|m| &m.value)
                .find(|value| value.as_str().is_none()),
            None => Some(mapping),
        });
        if property_name.is_none() || misfit.is_some() {
            let message =
                "`discriminator` must have a `propertyName`, and strings as its `mapping`";
            self.report_value(
                misfit.unwrap_or(node),
                message.to_owned(),
                "correct it, or remove it",
            );
        }
        let mapping = mapping.into_iter().flat_map(members);
        Some(Discriminator {
            span: node.span,
            property_name: property_name?,
            mapping: mapping
                .filter_map(|(name, value)| Some((name, value.as_str()?)))
                .collect(),
        })
    }

    fn check_patterns(&mut self) {
        let all = std::mem::take(&mut self.schema.pattern_properties).into_iter();
        self.schema.pattern_properties = all
            .filter(|(name, _)| self.checked_pattern(Some(*name)).is_some())
            .collect();
    }

    /// A pattern that compiles; another is reported.
    fn checked_pattern(&self, text: Option<Str<'s>>) -> Option<Str<'s>> {
        let text = text?;
        let Some(mistake) = pattern::mistake(text.text) else {
            return Some(text);
        };
        self.diagnostics.report(
            Code::InvalidPattern,
            text.span,
            format!("the pattern does not compile: {mistake}"),
            "write a regular expression of ECMA-262 (JavaScript)",
        );
        None
    }
}

/// What is wrong, and how to mend it.
impl Parser<'_, '_> {
    fn report_unknown(&self, name: Str<'_>) {
        let elsewhere = Keyword::dialects_of(name.text);
        let dialect = self.dialect.name();
        if let Some(other) = elsewhere.first() {
            let message = format!("`{}` is not a keyword of {dialect}", name.text);
            let help = upgrade::advice(name.text, self.dialect).map_or(
                format!("it is one of {}, and has no effect here", other.name()),
                Into::into,
            );
            self.diagnostics
                .report(Code::UnknownKeyword, name.span, message, help);
            return;
        }
        let known = keyword::KEYWORDS
            .iter()
            .filter(|keyword| keyword.is_in(self.dialect));
        let message = format!("`{}` is not a keyword of {dialect}", name.text);
        match slip_of(name.text, known.map(|keyword| keyword.name)) {
            Some(meant) => {
                let help = format!("did you mean `{meant}`?");
                self.diagnostics
                    .report(Code::MisspeltKeyword, name.span, message, help);
            }
            None => {
                let help = "remove it, or begin its name with `x-` if it is an extension";
                self.diagnostics
                    .report(Code::UnknownKeyword, name.span, message, help);
            }
        }
    }

    fn report_ignored(&self, name: Str<'_>) {
        self.diagnostics.report(
            Code::IgnoredSibling,
            name.span,
            format!(
                "`{}` beside `$ref` has no effect in {}",
                name.text,
                self.dialect.name()
            ),
            "put the `$ref` into an `allOf` beside it",
        );
    }

    fn report_misfit(&self, keyword: &Keyword, misfit: &Node) {
        let name = keyword.name;
        let message = match (keyword.form, misfit.as_str(), misfit.as_number()) {
            (Form::Types, Some(word), _) => format!("`{}` is not a type", word.text),
            (_, _, Some(number)) => format!("`{name}` cannot be {}", number.text),
            _ => format!("`{name}` has {} where it should not", misfit.kind()),
        };
        self.report_value(
            misfit,
            message,
            &format!("the value of `{name}` must be {}", keyword.form.name()),
        );
    }

    fn report_value(&self, node: &Node, message: String, help: &str) {
        self.diagnostics
            .report(Code::InvalidKeywordValue, node.span, message, help);
    }

    fn report_unsupported(&self, name: Str<'_>, reason: &str) {
        self.diagnostics.report(
            Code::UnsupportedKeyword,
            name.span,
            format!("`{}` has no effect: {reason}", name.text),
            "nothing needs to be done unless you rely on it",
        );
    }

    fn report_huge(&self, name: &str, text: Str<'_>) -> u64 {
        self.diagnostics.report(
            Code::LimitOutOfRange,
            text.span,
            format!("`{name}` is larger than any value can be"),
            format!(
                "it is read as {}; write a smaller number, or leave it out",
                u64::MAX
            ),
        );
        u64::MAX
    }
}

/// The names of a list, each once.
pub(super) fn names<'s>(node: &'s Node) -> Vec<Str<'s>> {
    let mut seen = std::collections::BTreeSet::new();
    let all = node
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Node::as_str);
    all.filter(|name| seen.insert(name.text)).collect()
}

/// In dialects in which `$ref` stands alone, descriptions are kept beside it, which harms nobody, and
/// so is `nullable`, which many documents write there and mean.
fn counts_beside_reference(keyword: &Keyword) -> bool {
    matches!(keyword.vocabulary, Vocabulary::Core | Vocabulary::MetaData)
        || matches!(
            keyword.name,
            "nullable" | "example" | "externalDocs" | "xml"
        )
}

fn is_true(node: &Node) -> bool {
    node.as_bool() == Some(true)
}

fn items(node: &Node) -> Vec<&Node> {
    node.as_array().into_iter().flatten().collect()
}

fn members<'s>(node: &'s Node) -> impl Iterator<Item = (Str<'s>, &'s Node)> {
    let all = node.as_object().into_iter().flatten();
    all.map(|member| (member.name.as_str(), &member.value))
}
