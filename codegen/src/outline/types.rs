//! The types in the index: what each is, and the members of each object.

use std::collections::BTreeMap;

use crate::model::{
    Enumeration, Fit, Home, Label, LiteralKind, Member, Openness, Record, Scalar, Shape, Type,
    TypeId, Types, Union,
};

use super::cell::{cell, code};

/// The named types by their homes.
pub struct Homes<'a> {
    types: &'a Types,
    by_home: BTreeMap<Home, Vec<&'a Type>>,
}

impl<'a> Homes<'a> {
    /// Finds the home of each type.
    pub fn of(types: &'a Types) -> Self {
        let mut by_home: BTreeMap<Home, Vec<&Type>> = BTreeMap::new();
        for (_, ty) in types.iter().filter(|(_, ty)| ty.is_item()) {
            by_home.entry(ty.home).or_default().push(ty);
        }
        Self { types, by_home }
    }

    /// The types of one home, each under its own heading.
    pub fn section(&self, home: Home) -> String {
        let here = self.by_home.get(&home).into_iter().flatten();
        let mut sections: Vec<(String, String)> = here
            .map(|ty| (heading(ty), entry(self.types, ty)))
            .collect();
        sections.sort();
        sections
            .into_iter()
            .map(|(name, text)| format!("\n### {name}\n{text}"))
            .collect()
    }
}

/// A type in a few words.
pub fn name(types: &Types, id: TypeId) -> String {
    let ty = types.get(id);
    if ty.is_item() {
        return code(&heading(ty));
    }
    match &ty.shape {
        Shape::Any => "any JSON".to_owned(),
        Shape::Scalar(scalar) => word(*scalar).to_owned(),
        Shape::Enumeration(_) | Shape::Record(_) | Shape::Union(_) => code(&heading(ty)),
        Shape::Literal(text) if text.is_empty() => "the empty text".to_owned(),
        Shape::Literal(text) => code(text),
        Shape::JsonText(inner) => format!("text that holds {}", name(types, *inner)),
        Shape::List(items) => format!("list of {}", name(types, *items)),
        Shape::Tuple(places) => {
            let places: Vec<String> = places.iter().map(|id| name(types, *id)).collect();
            format!("array of {}", places.join(", then "))
        }
        Shape::Map(values) => format!("map of {}", name(types, *values)),
        Shape::Nullable(inner) => format!("{} or null", name(types, *inner)),
        Shape::OneOrMany(inner) => format!("one or many of {}", name(types, *inner)),
        Shape::Alias(inner) | Shape::OneOrArrayOfOne(inner) | Shape::OrEmptyObject(inner) => {
            name(types, *inner)
        }
    }
}

fn heading(ty: &Type) -> String {
    match &ty.label {
        Label::Named(name) => name.capitalised(),
        Label::Inline(_) | Label::Shared { .. } => String::new(),
    }
}

fn entry(types: &Types, ty: &Type) -> String {
    let said = ty
        .docs
        .description
        .as_deref()
        .map(|text| format!("\n{}\n", cell(text)));
    let body = match &ty.shape {
        Shape::Record(shape) => record(types, shape),
        Shape::Enumeration(shape) => values(shape),
        Shape::Union(shape) => alternatives(types, shape),
        _ => String::new(),
    };
    format!("{}{body}", said.unwrap_or_default())
}

fn record(types: &Types, record: &Record) -> String {
    let rows: String = record
        .members
        .iter()
        .map(|member| row(types, member))
        .collect();
    format!("\n| Member | Type | Required | |\n| --- | --- | --- | --- |\n{rows}")
}

fn row(types: &Types, member: &Member) -> String {
    let required = if member.required { "yes" } else { "" };
    let of_type = Some(types.get(member.ty)).filter(|ty| !ty.is_item());
    let of_type = of_type.and_then(|ty| ty.docs.description.as_deref());
    let said = member.docs.description.as_deref().or(of_type);
    let said = said.map(cell).unwrap_or_default();
    let deprecated = if member.deprecated {
        "Deprecated. "
    } else {
        ""
    };
    let ty = name(types, member.ty);
    format!(
        "| {} | {ty} | {required} | {deprecated}{said} |\n",
        code(&member.wire_name)
    )
}

fn values(shape: &Enumeration) -> String {
    let known: Vec<String> = shape.values.iter().map(|value| code(&value.wire)).collect();
    let more = match (shape.openness, shape.kind) {
        (Openness::Closed, _) => "",
        (Openness::Open, LiteralKind::Text) => ", or another text",
        (Openness::Open, LiteralKind::Integer) => ", or another integer",
    };
    format!("\n{}{more}\n", known.join(", "))
}

fn alternatives(types: &Types, union: &Union) -> String {
    let all: Vec<String> = union
        .variants
        .iter()
        .map(|variant| match variant.fit {
            Fit::Otherwise => format!("any other {}", name(types, variant.ty)),
            Fit::Shape | Fit::Tagged(_) => name(types, variant.ty),
        })
        .collect();
    format!("\n{}\n", all.join(", or "))
}

fn word(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Null => "null",
        Scalar::Boolean => "boolean",
        Scalar::Integer | Scalar::Integer32 | Scalar::Integer64 | Scalar::Unsigned64 => "integer",
        Scalar::Number | Scalar::Double => "number",
        Scalar::Text => "text",
        Scalar::DateTime => "date and time",
        Scalar::Date => "date",
    }
}
