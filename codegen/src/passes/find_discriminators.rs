//! Finds the member that tells the alternatives of a union apart where the document does not name it.
//!
//! Runs after `collapse_aliases`, because the alternatives must be seen as what they are.

use std::collections::BTreeSet;

use crate::model::{
    Api, Docs, Fit, LiteralKind, Name, Openness, Record, Scalar, Shape, Type, TypeId, Types, Union,
    Variant,
};

/// Fills the discriminator of each union of objects that all demand one member, each with other literal values.
pub fn run(api: &mut Api) {
    for id in api.types.ids() {
        let Shape::Union(union) = api.types.shape(id) else {
            continue;
        };
        let Some((member, tags)) = found(&api.types, union) else {
            continue;
        };
        if let Shape::Union(union) = &mut api.types.get_mut(id).shape {
            union.discriminator = Some(member);
            for (variant, tags) in union.variants.iter_mut().zip(tags) {
                variant.fit = Fit::Tagged(tags);
            }
        }
    }
    set_null_apart(&mut api.types);
}

/// What a member tells apart is an object: `null` is no value of such an alternative, but one of its own.
fn set_null_apart(types: &mut Types) {
    for id in types.ids() {
        let Shape::Union(mut union) = types.shape(id).clone() else {
            continue;
        };
        let mut takes_null = false;
        for variant in &mut union.variants {
            if let (Fit::Tagged(_), Shape::Nullable(inner)) =
                (&variant.fit, types.shape(variant.ty))
            {
                (variant.ty, takes_null) = (*inner, true);
            }
        }
        if !takes_null {
            continue;
        }
        if !union.has_otherwise() {
            let null = Type {
                shape: Shape::Scalar(Scalar::Null),
                docs: Docs::default(),
                checks: Vec::new(),
                kept: false,
                is_numbered: false,
                ..types.get(id).clone()
            };
            let null = types.add(null);
            union.variants.push(Variant::new(Name::of(&["null"]), null));
        }
        types.get_mut(id).shape = Shape::Union(union);
    }
}

fn found(types: &Types, union: &Union) -> Option<(String, Vec<Vec<String>>)> {
    if union.discriminator.is_some() || union.variants.len() < 2 {
        return None;
    }
    let record = |id: TypeId| match types.shape(id) {
        Shape::Record(record) => Some(record),
        _ => None,
    };
    let records: Vec<&Record> = union
        .variants
        .iter()
        .map(|variant| record(variant.ty))
        .collect::<Option<_>>()?;
    let first = records.first()?;
    first.members.iter().find_map(|member| {
        let tags: Vec<Vec<String>> = records
            .iter()
            .map(|record| values(types, record, &member.wire_name))
            .collect::<Option<_>>()?;
        let mut seen = BTreeSet::new();
        let apart = tags.iter().flatten().all(|tag| seen.insert(tag));
        apart.then(|| (member.wire_name.clone(), tags.clone()))
    })
}

/// The values of a member that must be there and has no others.
fn values(types: &Types, record: &Record, name: &str) -> Option<Vec<String>> {
    let member = record
        .members
        .iter()
        .find(|member| member.wire_name == name && member.required)?;
    match types.shape(member.ty) {
        Shape::Enumeration(values)
            if values.openness == Openness::Closed && values.kind == LiteralKind::Text =>
        {
            Some(
                values
                    .values
                    .iter()
                    .map(|value| value.wire.clone())
                    .collect(),
            )
        }
        _ => None,
    }
}
