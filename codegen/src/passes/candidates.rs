//! What a type without a name of its own may be called, the shortest first.

use std::collections::BTreeMap;

use crate::model::{Api, Home, Label, Method, Name, Operation, Owner, Resource, Shape, Type};

/// What each operation and its resource are called, by the number of the operation.
pub struct Candidates<'a> {
    operations: BTreeMap<usize, (&'a Name, &'a Operation)>,
    resources: &'a [Resource],
}

impl<'a> Candidates<'a> {
    /// What the names of an API's types depend on.
    pub fn new(api: &'a Api) -> Self {
        let numbered = api.resources.iter().flat_map(|resource| {
            let operations = resource.operations.iter();
            operations.map(|operation| (operation.number, (&resource.name, operation)))
        });
        Self {
            operations: numbered.collect(),
            resources: &api.resources,
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
    fn growing<'t>(&'t self, ty: &'t Type) -> Box<dyn Iterator<Item = Name> + 't> {
        match &ty.label {
            Label::Named(name) => Box::new(std::iter::once(name.clone())),
            Label::Shared {
                names,
                of_operations,
            } => {
                let short = names.iter().filter(|_| *of_operations);
                let short = short.map(|name| self.beside(ty, name));
                Box::new(short.chain(names.iter().cloned()))
            }
            Label::Inline(context) if ty.owner == Owner::Itself && context.len() < 3 => {
                Box::new(growing(context))
            }
            Label::Inline(context) => {
                let thing = self.thing(ty, context).into_iter();
                Box::new(thing.chain(self.of_part(ty, context)))
            }
        }
    }

    /// What is read of a resource in a member that only says that it is there: the thing that the operation is about.
    fn thing(&self, ty: &Type, context: &[Name]) -> Option<Name> {
        let Owner::Operation(number) = ty.owner else {
            return None;
        };
        let (_, operation) = self.operations.get(&number)?;
        let is_read = operation.method == Method::Get && ty.home != Home::Shared;
        let is_wrapped = matches!(context, [_, content, member]
            if says_content(ty, content) && *content == Name::of(&["response"]) && is_wrapper(member));
        (is_read && is_wrapped).then(|| operation.subject.clone())
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
        let (whole, inner) = context.split_first().unzip();
        let base = whole.map(|base| self.base(ty, base));
        let inner = inner.unwrap_or_default();
        let nearest = inner.iter().rposition(|name| !is_weak(name));
        let nearest = nearest.unwrap_or_default();
        let around = nearest
            .checked_sub(1)
            .filter(|around| *around > 0 || !says_content(ty, &inner[0]));
        let from = move |start: usize| {
            let parts = inner[start..].iter();
            let without_id = |part: &Name| whole.map(|id| part.without_leading(id));
            let parts = parts.map(|part| without_id(part).unwrap_or_else(|| part.clone()));
            Some(parts.fold(base.clone()?, |name, part| name.join(&part)))
        };
        let starts = (0..=around.unwrap_or(nearest)).rev();
        starts.filter_map(from)
    }

    /// What belongs to an operation is called after its method, and away from its resource after all that its id says.
    fn base(&self, ty: &Type, base: &Name) -> Name {
        let Owner::Operation(number) = ty.owner else {
            return base.clone();
        };
        match self.operations.get(&number) {
            Some((_, operation)) if ty.home != Home::Shared && *base == operation.title => {
                operation.name.clone()
            }
            Some((resource, _)) if ty.home == Home::Shared && base.position(resource).is_none() => {
                resource.join(base)
            }
            _ => base.clone(),
        }
    }

    /// What several places have in common need not say the resource beside which all of them stand, nor the method of HTTP
    /// with which an id begins that is made of method and path.
    fn beside(&self, ty: &Type, name: &Name) -> Name {
        const METHODS: [&str; 4] = ["get", "post", "put", "patch"];
        let is_method = |word: &String| METHODS.contains(&word.as_str());
        match ty.home {
            Home::Resource(index) => {
                let resource = &self.resources[index].name;
                let made = usize::from(name.words().first().is_some_and(is_method));
                let behind = name.from(made);
                match behind.position(resource) {
                    Some(0) => behind.without_leading(resource),
                    _ => name.clone(),
                }
            }
            Home::Webhooks | Home::Shared => name.clone(),
        }
    }
}

/// True for what an operation takes or answers.
pub fn is_content(ty: &Type) -> bool {
    match &ty.label {
        Label::Inline(context) => matches!(context.as_slice(), [_, name] if says_content(ty, name)),
        Label::Named(_) | Label::Shared { .. } => false,
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

/// Names of members that hold what was asked for, and say no more of it.
fn is_wrapper(name: &Name) -> bool {
    const WRAPPERS: [&str; 9] = [
        "data", "item", "result", "record", "entry", "value", "element", "object", "row",
    ];
    matches!(name.words(), [word] if WRAPPERS.contains(&word.as_str()))
}

fn shape_words(shape: &Shape) -> [&'static str; 2] {
    match shape {
        Shape::Enumeration(_) => ["kind", "value"],
        Shape::Union(_) => ["choice", "alternative"],
        Shape::Record(_) => ["details", "object"],
        _ => ["value", "content"],
    }
}
