//! Makes each alternative of a union that is one text a case without a type: whoever chooses it has nothing more to say.
//!
//! Runs after `collapse_aliases`, because an alternative must be seen as what it is, and before `find_directions`, because
//! a type that nothing else uses is not needed any more.

use crate::model::{Api, Fit, LiteralKind, Shape, Type, TypeId, Types};

/// Leaves no alternative that is an enumeration of one text.
pub fn run(api: &mut Api) {
    for id in api.types.ids() {
        let Shape::Union(union) = api.types.shape(id) else {
            continue;
        };
        let found: Vec<(usize, TypeId, String)> = (union.variants.iter().enumerate())
            .filter(|(_, variant)| variant.fit == Fit::Shape)
            .filter_map(|(at, variant)| Some((at, variant.ty, only_text(&api.types, variant.ty)?)))
            .collect();
        for (at, ty, text) in found {
            let literal = Type {
                shape: Shape::Literal(text),
                kept: false,
                ..api.types.get(ty).clone()
            };
            let literal = api.types.add(literal);
            if let Shape::Union(union) = &mut api.types.get_mut(id).shape {
                union.variants[at].ty = literal;
            }
        }
    }
}

fn only_text(types: &Types, id: TypeId) -> Option<String> {
    match types.shape(id) {
        Shape::Enumeration(one) if one.is_constant() && one.kind == LiteralKind::Text => {
            one.values.first().map(|value| value.wire.clone())
        }
        _ => None,
    }
}
