//! Plans an enum for alternatives.

use crate::model::{Name, Scalar, Shape, TypeId, Types, Union as Model};

use super::describe;
use super::item::{Conversion, ConversionSource, Union, UnionVariant};
use super::scope::{Case, Ident, Scope};
use super::types::{RustType, Speller};

/// Plans the enum for a type of the model.
pub fn plan(speller: &Speller<'_>, id: TypeId, model: &Model, ident: Ident) -> Union {
    let ty = speller.types.get(id);
    let mut scope = Scope::new(Case::Pascal, "Choice", &["Self"]);
    let variants: Vec<UnionVariant> = model
        .variants
        .iter()
        .map(|variant| UnionVariant {
            ident: scope.ident(&variant.name),
            docs: variant_docs(speller, variant.ty),
            ty: speller.spell_part(id, variant.ty),
            kinds: kinds(speller.types, variant.ty),
            tags: variant.tags.clone(),
        })
        .collect();
    Union {
        ident,
        docs: describe::of_type(ty),
        discriminator: model.discriminator.clone(),
        unknown: ty.usage.response.then(|| scope.ident(&Name::of(&["unknown"]))),
        conversions: if ty.usage.request { conversions(&variants) } else { Vec::new() },
        variants,
    }
}

/// What the document says of an alternative, else its kind.
fn variant_docs(speller: &Speller<'_>, id: TypeId) -> Vec<String> {
    let ty = speller.types.get(id);
    if !ty.docs.is_empty() {
        return describe::of_type(ty);
    }
    let words = match kinds(speller.types, id).as_slice() {
        ["string"] => "Text.".to_owned(),
        ["boolean"] => "`true` or `false`.".to_owned(),
        ["number"] => "A number.".to_owned(),
        ["integer"] => "A whole number.".to_owned(),
        ["array"] => "A list.".to_owned(),
        ["object"] => "An object.".to_owned(),
        ["null"] => "`null`.".to_owned(),
        _ => return describe::of_type(ty),
    };
    vec![words]
}

/// The kinds of JSON value that a type can be.
fn kinds(types: &Types, id: TypeId) -> Vec<&'static str> {
    match types.shape(id) {
        Shape::Any | Shape::Alias(_) => vec!["any"],
        Shape::Scalar(scalar) => vec![scalar_kind(*scalar)],
        Shape::Enumeration(_) => vec!["string"],
        Shape::Record(_) | Shape::Map(_) => vec!["object"],
        Shape::List(_) => vec!["array"],
        Shape::Union(_) => vec!["any"],
        Shape::Nullable(inner) => with("null", kinds(types, *inner)),
        Shape::OneOrArrayOfOne(inner) | Shape::OneOrMany(inner) => with("array", kinds(types, *inner)),
        Shape::OrEmptyObject(inner) => with("object", kinds(types, *inner)),
    }
}

fn with(kind: &'static str, mut kinds: Vec<&'static str>) -> Vec<&'static str> {
    if kinds != ["any"] && !kinds.contains(&kind) {
        kinds.push(kind);
    }
    kinds
}

fn scalar_kind(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Null => "null",
        Scalar::Boolean => "boolean",
        Scalar::Integer32 | Scalar::Integer64 | Scalar::Unsigned64 => "integer",
        Scalar::Number | Scalar::Double => "number",
        Scalar::Text | Scalar::DateTime | Scalar::Date => "string",
    }
}

/// Conversions from what each variant holds, as far as no two variants hold the same.
fn conversions(variants: &[UnionVariant]) -> Vec<Conversion> {
    let distinct = variants.iter().filter(|variant| {
        let equal = variants.iter().filter(|other| other.ty == variant.ty).count();
        equal == 1 && !matches!(variant.ty, RustType::Unit | RustType::Json)
    });
    distinct.flat_map(|variant| sources(&variant.ty, variants).into_iter().map(|from| Conversion {
        variant: variant.ident.clone(),
        from,
    })).collect()
}

fn sources(ty: &RustType, variants: &[UnionVariant]) -> Vec<ConversionSource> {
    let own = ConversionSource::Own(ty.clone());
    let has = |other: &RustType| variants.iter().any(|variant| variant.ty == *other);
    match ty {
        RustType::String => vec![own, ConversionSource::Str],
        RustType::Number => {
            let numbers = [("i32", RustType::I32), ("i64", RustType::I64), ("f64", RustType::F64)];
            let free = numbers.into_iter().filter(|(_, ty)| !has(ty));
            std::iter::once(own).chain(free.map(|(name, _)| ConversionSource::Number(name))).collect()
        }
        RustType::F64 | RustType::I64 if !has(&RustType::I32) => {
            vec![own, ConversionSource::Number("i32")]
        }
        RustType::Vec(items) if **items == RustType::String => vec![own, ConversionSource::StrList],
        _ => vec![own],
    }
}
