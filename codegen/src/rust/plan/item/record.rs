//! Plans a struct for a JSON object.

use crate::model::{Member, Name, Record as Model, Rest, Shape, TypeId};

use super::{Field, FieldRule, FieldRules, Record, Setter, SetterForm};
use crate::rust::plan::describe;
use crate::rust::plan::scope::{Case, Ident, Scope};
use crate::rust::plan::types::{RustType, Speller};

/// The methods of every record, and names that readers know from the standard library's operators.
const RESERVED_SETTERS: [&str; 13] = [
    "new", "validate", "default", "add", "sub", "mul", "div", "rem", "shl", "shr", "bitand",
    "bitor", "bitxor",
];

/// Plans the struct for a type of the model.
pub fn plan(speller: &Speller<'_>, id: TypeId, model: &Model, ident: Ident) -> Record {
    let ty = speller.types.get(id);
    let mut planner = Planner {
        speller,
        owner: id,
        fields: Scope::new(Case::Snake, "member", &[]),
        setters: Scope::new(Case::Snake, "member", &RESERVED_SETTERS),
        is_built: ty.usage.request,
    };
    let fields: Vec<Field> = model
        .members
        .iter()
        .map(|member| planner.field(member))
        .collect();
    let rest = planner.rest(model);
    let answered = speller.answered(id);
    Record {
        hidden: answered
            .iter()
            .flat_map(|_| model.hidden.iter().cloned())
            .collect(),
        answered,
        docs: describe::of_type(speller, id),
        has_default: fields.iter().all(|field| !field.in_new),
        extra: planner.fields.ident(&Name::of(&["extra"])),
        rest,
        is_built: planner.is_built,
        checks: speller.checks.of(id),
        check: check_name(&ident),
        ident,
        fields,
    }
}

struct Planner<'a> {
    speller: &'a Speller<'a>,
    owner: TypeId,
    fields: Scope,
    setters: Scope,
    is_built: bool,
}

impl Planner<'_> {
    fn field(&mut self, member: &Member) -> Field {
        let (inner, mut rules) = self.peel(member.ty);
        let nullable = rules.contains(&FieldRule::Nullable);
        // A value that must hold another of its kind, and so on for ever, can't be built: then the type says less.
        let endless = !self.speller.grounded.has(inner);
        let can_be_nothing =
            !member.required || nullable || endless || rules.contains(&FieldRule::OrEmpty);
        if member.required && can_be_nothing {
            rules.insert(0, FieldRule::Required);
        }
        let three_states = !member.required && nullable && self.is_built;
        let value = self.speller.spell_part(self.owner, inner);
        let ty = match value {
            value if three_states => RustType::Maybe(Box::new(value)),
            value if can_be_nothing => value.optional(),
            value => value,
        };
        let is_constant = !can_be_nothing && self.is_constant(inner);
        let in_new = !is_constant && (!can_be_nothing || (member.required && !nullable));
        // Raw JSON and some unions hold `null` themselves.
        if !nullable && self.speller.types.takes_null(inner) {
            rules.push(FieldRule::Nullable);
        }
        let docs = describe::member(member, self.speller.types);
        Field {
            ident: self.fields.ident(&member.name),
            wire: member.wire_name.clone(),
            aliases: member.aliases.clone(),
            setter: (self.is_built && !in_new && !is_constant)
                .then(|| self.setter(&member.name, &ty, &docs)),
            docs,
            deprecated: member.deprecated,
            in_new,
            is_constant,
            rules,
            ty,
        }
    }

    fn is_constant(&self, id: TypeId) -> bool {
        match self.speller.types.shape(id) {
            Shape::Enumeration(values) => values.is_constant(),
            _ => false,
        }
    }

    /// Takes off what the table says in a rule, down to the type of the value itself.
    fn peel(&self, mut id: TypeId) -> (TypeId, FieldRules) {
        let mut rules = Vec::new();
        loop {
            let (inner, rule) = match self.speller.types.shape(id) {
                Shape::Nullable(inner) => (*inner, FieldRule::Nullable),
                Shape::OneOrArrayOfOne(inner) => (*inner, FieldRule::OneOrMany),
                Shape::OrEmptyObject(inner) => (*inner, FieldRule::OrEmpty),
                _ => return (id, rules),
            };
            match (rules.contains(&rule), rule) {
                (false, _) => rules.push(rule),
                // A value or null, or null, is a value or null.
                (true, FieldRule::Nullable) => {}
                (true, _) => return (id, rules),
            }
            id = inner;
        }
    }

    fn rest(&mut self, model: &Model) -> Option<(Ident, RustType)> {
        match model.rest {
            Rest::Typed(ty) => {
                let values = self.speller.spell(ty);
                let ident = self.fields.ident(&Name::of(&["additional"]));
                Some((ident, RustType::Map(Box::new(values))))
            }
            Rest::Any | Rest::Nothing => None,
        }
    }

    fn setter(&mut self, name: &Name, ty: &RustType, docs: &[String]) -> Setter {
        let ident = self.setters.ident(name);
        let more = match ty {
            RustType::Maybe(_) => Some(self.setters.ident(&name.join(&Name::of(&["null"])))),
            RustType::Option(inner) if matches!(**inner, RustType::Map(_)) => {
                Some(self.entry_setter(name))
            }
            _ => None,
        };
        Setter {
            ident,
            summary: describe::of_setter(docs),
            form: SetterForm::of(ty),
            more,
        }
    }

    /// `custom_field` beside `custom_fields`; where a name has no singular, `insert_…`.
    fn entry_setter(&mut self, name: &Name) -> Ident {
        let singular = name.singular();
        if singular == *name {
            return self.setters.ident(&Name::of(&["insert"]).join(name));
        }
        self.setters.ident(&singular)
    }
}

/// The name of the function that checks a type.
pub fn check_name(ident: &Ident) -> Ident {
    Scope::new(Case::Snake, "type", &[]).prefixed("check", ident)
}
