//! What a type without a name of its own may be called, the shortest first.

use std::collections::BTreeMap;

use crate::model::{Api, Home, Label, Name, Owner, Shape, Type};

/// The words of the resource of each operation, by the number of the operation.
pub struct Candidates<'a> {
    resources: BTreeMap<usize, &'a Name>,
}

impl<'a> Candidates<'a> {
    /// What the names of an API's types depend on.
    pub fn new(api: &'a Api) -> Self {
        let numbered = api.resources.iter().flat_map(|resource| {
            let operations = resource.operations.iter();
            operations.map(|operation| (operation.number, &resource.name))
        });
        Self {
            resources: numbered.collect(),
        }
    }

    /// At least one name; the last ones say what kind of type it is, and what else can be said.
    pub fn of(&self, ty: &Type) -> Vec<Name> {
        let mut names: Vec<Name> = self.growing(ty).collect();
        let last = names.last().cloned().unwrap_or_default();
        names.extend(shape_words(&ty.shape).map(|word| last.join(&Name::of(&[word]))));
        // A word at a seam is said twice only where nothing else tells two names apart.
        if let Label::Inline(context) = &ty.label {
            let base = context.first().map(|base| self.base(ty, base));
            let inner = context.iter().skip(1);
            names.extend(base.map(|base| inner.fold(base, |name, part| name.append(part))));
        }
        names.retain(|name| !name.is_empty());
        names
    }

    /// The first of all names, for a type that need not be told apart.
    pub fn first(&self, ty: &Type) -> Name {
        let first = self.growing(ty).find(|name| !name.is_empty());
        first
            .or_else(|| self.of(ty).into_iter().next())
            .unwrap_or_default()
    }

    /// The names that only say where the type stands.
    fn growing<'t>(&self, ty: &'t Type) -> Box<dyn Iterator<Item = Name> + 't> {
        match &ty.label {
            Label::Named(name) => Box::new(std::iter::once(name.clone())),
            Label::Shared(names) => Box::new(names.iter().cloned()),
            Label::Inline(context) if ty.owner == Owner::Itself && context.len() < 3 => {
                Box::new(growing(context))
            }
            Label::Inline(context) => Box::new(self.of_part(ty, context)),
        }
    }

    /// True where the shortest name is that of what the type stands in.
    pub fn echoes(&self, ty: &Type) -> bool {
        let Label::Inline(context) = &ty.label else {
            return false;
        };
        let Some((_, around @ [_, ..])) = context.split_last() else {
            return false;
        };
        let shortest = |context: &[Name]| self.of_part(ty, context).next();
        shortest(context) == shortest(around)
    }

    /// What stands inside something is called after it, its nearest surroundings and its own name; what lies between
    /// follows where that is not enough, nearest first: `contact address street`, then `contact home address street`.
    fn of_part<'t>(&self, ty: &Type, context: &'t [Name]) -> impl Iterator<Item = Name> + use<'t> {
        let (base, inner) = context.split_first().unzip();
        let base = base.map(|base| self.base(ty, base));
        let inner = inner.unwrap_or_default();
        let nearest = inner.iter().rposition(|name| !is_weak(name));
        let nearest = nearest.unwrap_or_default();
        let around = nearest
            .checked_sub(1)
            .filter(|around| *around > 0 || !says_content(ty, &inner[0]));
        let from = move |start: usize| {
            let parts = inner[start..].iter();
            Some(parts.fold(base.clone()?, |name, part| name.join(part)))
        };
        let starts = (0..=around.unwrap_or(nearest)).rev();
        starts.filter_map(from)
    }

    /// Away from its resource, what belongs to an operation is called after the resource, too.
    fn base(&self, ty: &Type, base: &Name) -> Name {
        let resource = match ty.owner {
            Owner::Operation(number) if ty.home == Home::Shared => self.resources.get(&number),
            _ => None,
        };
        match resource {
            Some(resource) if base.position(resource).is_none() => resource.join(base),
            _ => base.clone(),
        }
    }
}

/// True for what an operation takes or answers.
pub fn is_content(ty: &Type) -> bool {
    match &ty.label {
        Label::Inline(context) => matches!(context.as_slice(), [_, name] if says_content(ty, name)),
        Label::Named(_) | Label::Shared(_) => false,
    }
}

/// `not found`, then `not found response`.
fn growing(context: &[Name]) -> impl Iterator<Item = Name> {
    context.iter().scan(Name::default(), |name, part| {
        *name = name.join(part);
        Some(name.clone())
    })
}

/// The content of a request or an answer, of which members need not be told apart from the operation's.
fn says_content(ty: &Type, name: &Name) -> bool {
    let is_part = matches!(ty.owner, Owner::Operation(_));
    is_part && matches!(name.words(), [word] if word == "request" || word == "response")
}

/// Names that only say what kind of value stands there.
fn is_weak(name: &Name) -> bool {
    const WEAK: [&str; 7] = ["object", "other", "list", "number", "text", "bool", "any"];
    matches!(name.words(), [] | [_])
        && name
            .words()
            .iter()
            .all(|word| WEAK.contains(&word.as_str()))
}

fn shape_words(shape: &Shape) -> [&'static str; 2] {
    match shape {
        Shape::Enumeration(_) => ["kind", "value"],
        Shape::Union(_) => ["choice", "alternative"],
        Shape::Record(_) => ["details", "object"],
        _ => ["value", "content"],
    }
}
