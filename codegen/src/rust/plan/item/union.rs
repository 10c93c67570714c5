//! Plans an enum for alternatives.

use std::collections::BTreeMap;

use crate::markdown::code_span as code;
use crate::model::{
    Fit, LiteralKind, Name, Scalar, Shape, TypeId, Types, Union as Model, Variant as ModelVariant,
};

use super::record::check_name;
use super::{Choice, Conversion, ConversionSource, Union, UnionVariant};
use crate::rust::plan::describe;
use crate::rust::plan::scope::{Case, Ident, Scope};
use crate::rust::plan::types::{RustType, Speller};

/// Values of a discriminator that are shown for one alternative.
const MOST_SHOWN: usize = 4;

/// Plans the enum for a type of the model.
pub fn plan(speller: &Speller<'_>, id: TypeId, model: &Model, ident: Ident) -> Union {
    let ty = speller.types.get(id);
    let mut scope = Scope::new(Case::Pascal, "Choice", &["Self"]);
    let variants: Vec<UnionVariant> = model
        .variants
        .iter()
        .map(|variant| UnionVariant {
            ident: scope.ident(&variant.name),
            docs: variant_docs(speller, model, variant),
            ty: speller.spell_part(id, variant.ty),
            choice: choice(speller.types, variant),
        })
        .collect();
    let anything = Choice::Kinds(vec!["any"]);
    let takes_all = model.has_otherwise()
        || variants
            .iter()
            .any(|variant| variant.choice == anything && variant.ty == RustType::Json);
    // What is in no circle with the union does not lead back to it.
    let grounded = |variant: &&ModelVariant| {
        if speller.cycles.closes(id, variant.ty) {
            speller.grounded.without(id, variant.ty)
        } else {
            speller.grounded.has(variant.ty)
        }
    };
    let first_grounded = model.variants.iter().position(|variant| grounded(&variant));
    let keeps_unknown = (ty.usage.response && !takes_all) || first_grounded.is_none();
    let unknown = keeps_unknown.then(|| scope.ident(&Name::of(&["unknown"])));
    let blank = first_grounded.filter(|index| *index > 0 && unknown.is_none());
    Union {
        checks: speller.checks.of(id),
        check: check_name(&ident),
        blank: blank
            .and_then(|index| variants.get(index))
            .map(|variant| variant.ident.clone()),
        ident,
        docs: describe::of_type(speller, id),
        discriminator: model.discriminator.clone(),
        unknown,
        is_open: false,
        answered: speller.answered(id),
        conversions: if ty.usage.request {
            conversions(&speller.spell(id), &variants)
        } else {
            Vec::new()
        },
        variants,
    }
}

fn choice(types: &Types, variant: &ModelVariant) -> Choice {
    match &variant.fit {
        Fit::Shape => match types.shape(variant.ty) {
            Shape::Literal(text) => Choice::Literal(text.clone()),
            _ => Choice::Kinds(kinds(types, variant.ty)),
        },
        Fit::Tagged(tags) => Choice::Tags(tags.clone()),
        Fit::Otherwise => Choice::Otherwise,
    }
}

/// What the document says of an alternative, else what tells it apart; its type says the rest.
fn variant_docs(speller: &Speller<'_>, union: &Model, variant: &ModelVariant) -> Vec<String> {
    let ty = speller.types.get(variant.ty);
    match (&variant.fit, &union.discriminator) {
        (Fit::Otherwise, _) => {
            let text = "Of a kind that has no variant here: what all kinds have in common.";
            vec![text.to_owned()]
        }
        _ if matches!(ty.shape, Shape::Literal(_)) => describe::of_literal(&variant.name, ty),
        _ if !ty.docs.is_empty() => describe::of_alternative(&variant.name, ty),
        (Fit::Tagged(tags), Some(member)) if tags.len() <= MOST_SHOWN => {
            let tags: Vec<String> = tags.iter().map(|tag| code(tag)).collect();
            vec![format!("{} is {}.", code(member), tags.join(" or "))]
        }
        _ => Vec::new(),
    }
}

/// How many types may lie around a value until its kind is not looked for any more.
const DEEPEST: usize = 8;

/// The kinds of JSON value that a type can be.
fn kinds(types: &Types, id: TypeId) -> Vec<&'static str> {
    kinds_within(types, id, 0)
}

fn kinds_within(types: &Types, id: TypeId, depth: usize) -> Vec<&'static str> {
    let kinds = |types: &Types, id: TypeId| kinds_within(types, id, depth + 1);
    match types.shape(id) {
        _ if depth > DEEPEST => vec!["any"],
        Shape::Any | Shape::Alias(_) => vec!["any"],
        Shape::Scalar(scalar) => vec![scalar_kind(*scalar)],
        Shape::JsonText(_) | Shape::Literal(_) => vec!["string"],
        Shape::Enumeration(values) => match values.kind {
            LiteralKind::Text => vec!["string"],
            LiteralKind::Integer => vec!["integer"],
        },
        Shape::Record(_) | Shape::Map(_) => vec!["object"],
        Shape::List(_) | Shape::Tuple(_) => vec!["array"],
        Shape::Union(union) if union.variants.len() <= DEEPEST => {
            let all = union
                .variants
                .iter()
                .flat_map(|variant| kinds(types, variant.ty));
            let all = all.fold(Vec::new(), |known, kind| with(kind, known));
            if all.contains(&"any") {
                vec!["any"]
            } else {
                all
            }
        }
        Shape::Union(_) => vec!["any"],
        Shape::Nullable(inner) => with("null", kinds(types, *inner)),
        Shape::OneOrArrayOfOne(inner) | Shape::OneOrMany(inner) => {
            with("array", kinds(types, *inner))
        }
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
        Scalar::Integer | Scalar::Integer32 | Scalar::Integer64 | Scalar::Unsigned64 => "integer",
        Scalar::Number | Scalar::Double => "number",
        Scalar::Text | Scalar::DateTime | Scalar::Date => "string",
    }
}

/// Conversions from what each variant holds, as far as no two variants hold the same, and none holds the union itself.
fn conversions(union: &RustType, variants: &[UnionVariant]) -> Vec<Conversion> {
    let mut held: BTreeMap<&RustType, usize> = BTreeMap::new();
    for variant in variants {
        *held.entry(&variant.ty).or_default() += 1;
    }
    let distinct = variants.iter().filter(|variant| {
        held.get(&variant.ty) == Some(&1)
            && !matches!(&variant.ty, RustType::Unit | RustType::Json)
            && !matches!(&variant.ty, RustType::Boxed(held) if **held == *union)
    });
    let from = |variant: &UnionVariant, from| Conversion {
        variant: variant.ident.clone(),
        from,
    };
    distinct
        .flat_map(|variant| {
            sources(&variant.ty, &held)
                .into_iter()
                .map(move |source| from(variant, source))
        })
        .collect()
}

fn sources(ty: &RustType, held: &BTreeMap<&RustType, usize>) -> Vec<ConversionSource> {
    let own = ConversionSource::Own(ty.clone());
    match ty {
        RustType::Boxed(inner) => vec![ConversionSource::Boxed((**inner).clone())],
        RustType::String => vec![own, ConversionSource::Str],
        RustType::Vec(items) if **items == RustType::String => vec![own, ConversionSource::StrList],
        _ => std::iter::once(own).chain(numbers(ty, held)).collect(),
    }
}

/// The smaller number types that turn into this one: each into the closest type that a variant holds.
fn numbers(ty: &RustType, held: &BTreeMap<&RustType, usize>) -> Vec<ConversionSource> {
    use RustType::{F64, I32, I64, Number};
    let wider: [(&str, &[RustType]); 3] = [
        ("i32", &[I32, I64, F64, Number]),
        ("i64", &[I64, Number]),
        ("f64", &[F64, Number]),
    ];
    let closest =
        |candidates: &[RustType]| candidates.iter().find(|one| held.contains_key(one)) == Some(ty);
    let spelled = |name: &str| matches!((name, ty), ("i32", I32) | ("i64", I64) | ("f64", F64));
    let found = wider
        .into_iter()
        .filter(|(name, candidates)| closest(candidates) && !spelled(name));
    found
        .map(|(name, _)| ConversionSource::Number(name))
        .collect()
}
