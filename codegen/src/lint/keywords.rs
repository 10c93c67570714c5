//! Writes the keywords of a schema as JSON Schema 2020-12 has them.

use serde_json::{Map, Value as Json, json};

use super::bundle::{Writer, number, value};
use crate::json_schema::SchemaObject;
use crate::source::{Node, Str};

/// The members of a schema under writing.
type Members = Map<String, Json>;

impl<'s> Writer<'s, '_> {
    /// All keywords that assert something.
    pub fn object(&mut self, schema: &SchemaObject<'s>) -> Members {
        let mut to = Members::new();
        self.references(schema, &mut to);
        self.applicators(schema, &mut to);
        self.members(schema, &mut to);
        self.items(schema, &mut to);
        values(schema, &mut to);
        numbers(schema, &mut to);
        counts(schema, &mut to);
        self.texts(schema, &mut to);
        to
    }

    fn references(&mut self, schema: &SchemaObject<'s>, to: &mut Members) {
        if let Some(Json::Object(link)) = schema.reference.map(|one| self.reference(one)) {
            to.extend(link);
        }
    }

    fn applicators(&mut self, schema: &SchemaObject<'s>, to: &mut Members) {
        // A dynamic reference is read as a plain one, which at most accepts more.
        let dynamic = schema.dynamic_reference.map(|one| self.reference(one));
        let all = schema.all_of.iter().map(|node| self.schema(node));
        let all: Vec<Json> = all.collect();
        put_list(to, "allOf", all.into_iter().chain(dynamic).collect());
        put_list(to, "anyOf", self.list(&schema.any_of));
        put_list(to, "oneOf", self.list(&schema.one_of));
        self.single(to, "not", schema.not);
        self.single(to, "if", schema.if_);
        self.single(to, "then", schema.then);
        self.single(to, "else", schema.else_);
    }

    fn members(&mut self, schema: &SchemaObject<'s>, to: &mut Members) {
        self.map(to, "properties", &schema.properties);
        // The schemas that are built on this one name further members of its values.
        if schema.discriminator.is_some() && schema.one_of.is_empty() && schema.any_of.is_empty() {
            to.insert("discriminator".to_owned(), Json::Bool(true));
        }
        self.map(to, "dependentSchemas", &schema.dependent_schemas);
        self.single(to, "propertyNames", schema.property_names);
        let all = &schema.pattern_properties;
        let usable = |(pattern, _): &&(Str<'s>, &'s Node)| self.schemas.can_match(*pattern);
        let patterns: Vec<_> = all.iter().filter(usable).copied().collect();
        // What is left over is not known unless all patterns are.
        if patterns.len() == all.len() {
            self.single(to, "additionalProperties", schema.additional_properties);
            self.single(to, "unevaluatedProperties", schema.unevaluated_properties);
        }
        self.map(to, "patternProperties", &patterns);
        let required = schema.required.iter();
        let required = required.filter(|name| !self.is_excused(schema, name.text));
        put_list(
            to,
            "required",
            required.map(|name| json!(name.text)).collect(),
        );
        if !schema.dependent_required.is_empty() {
            let lists = schema.dependent_required.iter().map(|one| {
                let names: Vec<&str> = one.requires.iter().map(|name| name.text).collect();
                (one.member.text.to_owned(), json!(names))
            });
            to.insert(
                "dependentRequired".to_owned(),
                Json::Object(lists.collect()),
            );
        }
    }

    fn items(&mut self, schema: &SchemaObject<'s>, to: &mut Members) {
        put_list(to, "prefixItems", self.list(&schema.prefix_items));
        self.single(to, "items", schema.items);
        self.single(to, "unevaluatedItems", schema.unevaluated_items);
        self.single(to, "contains", schema.contains);
    }

    fn texts(&mut self, schema: &SchemaObject<'s>, to: &mut Members) {
        let pattern = schema
            .pattern
            .filter(|pattern| self.schemas.can_match(*pattern));
        let texts = [
            ("pattern", pattern),
            ("format", schema.format),
            ("contentEncoding", schema.content_encoding),
            ("contentMediaType", schema.content_media_type),
        ];
        for (name, text) in texts {
            put(to, name, text.map(|text| json!(text.text)));
        }
    }

    fn list(&mut self, nodes: &[&'s Node]) -> Vec<Json> {
        nodes.iter().map(|node| self.schema(node)).collect()
    }

    fn single(&mut self, to: &mut Members, name: &str, node: Option<&'s Node>) {
        put(to, name, node.map(|node| self.schema(node)));
    }

    fn map(&mut self, to: &mut Members, name: &str, nodes: &[(Str<'s>, &'s Node)]) {
        if !nodes.is_empty() {
            let written = nodes
                .iter()
                .map(|(name, node)| (name.text.to_owned(), self.schema(node)));
            to.insert(name.to_owned(), Json::Object(written.collect()));
        }
    }
}

fn values(schema: &SchemaObject<'_>, to: &mut Members) {
    if let Some(types) = schema.types.filter(|types| !types.is_empty()) {
        let names: Vec<&str> = types.iter().map(|kind| kind.name()).collect();
        to.insert("type".to_owned(), json!(names));
    }
    let list = schema
        .enumeration
        .map(|list| Json::Array(list.iter().map(value).collect()));
    put(to, "enum", list);
    put(to, "const", schema.constant.map(value));
}

fn numbers(schema: &SchemaObject<'_>, to: &mut Members) {
    let limits = [
        ("minimum", schema.minimum),
        ("maximum", schema.maximum),
        ("exclusiveMinimum", schema.exclusive_minimum),
        ("exclusiveMaximum", schema.exclusive_maximum),
        ("multipleOf", schema.multiple_of),
    ];
    for (name, limit) in limits {
        put(to, name, limit.map(|limit| number(limit.text)));
    }
}

fn counts(schema: &SchemaObject<'_>, to: &mut Members) {
    let limits = [
        ("minProperties", schema.min_properties),
        ("maxProperties", schema.max_properties),
        ("minItems", schema.min_items),
        ("maxItems", schema.max_items),
        ("minContains", schema.min_contains),
        ("maxContains", schema.max_contains),
        ("minLength", schema.min_length),
        ("maxLength", schema.max_length),
    ];
    for (name, limit) in limits {
        put(to, name, limit.map(|limit| json!(limit)));
    }
    put(
        to,
        "uniqueItems",
        schema.unique_items.then_some(Json::Bool(true)),
    );
}

fn put(to: &mut Members, name: &str, value: Option<Json>) {
    if let Some(value) = value {
        to.insert(name.to_owned(), value);
    }
}

fn put_list(to: &mut Members, name: &str, list: Vec<Json>) {
    put(
        to,
        name,
        Some(list).filter(|list| !list.is_empty()).map(Json::Array),
    );
}
